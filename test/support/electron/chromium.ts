// Test equipment: the stand-in for Electron. Finds, starts and ends the one Chromium that shows all windows.
import { accessSync, constants, mkdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { env, getuid, platform, stderr } from 'node:process';
import type { BrowserContext, CDPSession, Page } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The path of the system's Chromium, or undefined; `CHROMIUM` in the environment names another one. */
export function findChromium(): string | undefined {
  const named = env['CHROMIUM'];
  if (named !== undefined && named !== '') return named;
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** Whether windows are not to be seen: asked for, or there is no display to show them on. */
export function isHeadless(): boolean {
  if (env['TOKENDECK_HEADLESS'] === '1') return true;
  const displayNeeded = platform !== 'darwin' && platform !== 'win32';
  return displayNeeded && !env['DISPLAY'] && !env['WAYLAND_DISPLAY'];
}

export interface ChromiumOptions {
  readonly profile: string;
  readonly width: number;
  readonly height: number;
  /** Whether a test in another process may connect. */
  readonly debuggable: boolean;
  readonly switches: readonly string[];
}

export interface Chromium {
  readonly context: BrowserContext;
  readonly browser: CDPSession;
  /** Where another process connects, or undefined. */
  readonly endpoint: string | undefined;
  /** A page that is not in use yet. */
  takePage(): Promise<Page>;
}

let running: Promise<Chromium> | undefined;

async function launch(options: ChromiumOptions, sandboxed: boolean): Promise<BrowserContext> {
  const executablePath = findChromium();
  const { chromium } = await import('playwright-core');
  return chromium.launchPersistentContext(options.profile, {
    ...(executablePath === undefined ? { channel: 'chrome' } : { executablePath }),
    headless: isHeadless(),
    chromiumSandbox: sandboxed,
    viewport: null,
    acceptDownloads: false,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      '--app=about:blank',
      `--window-size=${options.width},${options.height}`,
      // Nothing that escapes the interception of requests reaches a network.
      '--host-resolver-rules=MAP * ~NOTFOUND',
      '--no-proxy-server',
      '--disable-quic',
      '--disable-gpu',
      // No bar about command-line switches in the window.
      '--test-type',
      ...(options.debuggable ? ['--remote-debugging-port=0'] : []),
      ...options.switches,
    ],
  });
}

async function launchSandboxed(options: ChromiumOptions): Promise<BrowserContext> {
  // Chromium refuses to run sandboxed as root, and cannot where user namespaces are forbidden.
  if (getuid?.() === 0) return launch(options, false);
  try {
    return await launch(options, true);
  } catch {
    stderr.write("Chromium's sandbox is not available here: it runs without.\n");
    return launch(options, false);
  }
}

function readEndpoint(profile: string): string {
  const [port = '', path = ''] = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').trim().split('\n');
  return `ws://127.0.0.1:${port}${path}`;
}

async function start(options: ChromiumOptions): Promise<Chromium> {
  mkdirSync(options.profile, { recursive: true, mode: 0o700 });
  const context = await launchSandboxed(options);
  context.setDefaultTimeout(30_000);
  const instance = context.browser();
  if (instance === null) throw new Error('Chromium ended as soon as it was started.');
  context.once('close', () => {
    running = undefined;
  });
  stderr.write(
    `Host: stand-in for Electron over Chromium ${instance.version()}${isHeadless() ? ', headless' : ''}\n`,
  );
  // What no window has claimed as its own may load nothing.
  await context.route('**/*', (route) => route.abort('blockedbyclient'));
  let unused: Page | undefined = context.pages()[0];
  return {
    context,
    browser: await instance.newBrowserCDPSession(),
    endpoint: options.debuggable ? readEndpoint(options.profile) : undefined,
    async takePage() {
      const page = unused ?? (await context.newPage());
      unused = undefined;
      return page;
    },
  };
}

/** The running Chromium, started by the first call. */
export function openChromium(options: () => ChromiumOptions): Promise<Chromium> {
  running ??= start(options());
  return running;
}

/** Ends Chromium if it runs. */
export async function closeChromium(): Promise<void> {
  const chromium = await running?.catch(() => undefined);
  running = undefined;
  await chromium?.context.close();
}
