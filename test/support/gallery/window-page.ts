// Tests. The built window in a real Chromium: its own files and headers, a fake bridge, a fixed moment.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { type Browser, type BrowserContext, type ConsoleMessage, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { answerAppRequest, listAppFiles } from '../../../main/shell/app-files.ts';
import { appHost, appScheme } from '../../../main/shell/app-origin.ts';
import { installFakeBridge } from './fake-bridge.ts';
import { now } from './fixtures.ts';
import type { GalleryState } from './gallery-state.ts';

const root = join(import.meta.dirname, '../../..');
/** Chromium cannot be taught the `app:` scheme, so its requests are answered under a host that cannot exist. */
const origin = 'https://tokendeck.invalid';

export type Theme = 'light' | 'dark';

export interface Gallery {
  /** A window in the given state. What goes wrong in it is added to `faults`. */
  readonly show: (state: GalleryState, theme: Theme, options?: ShowOptions) => Promise<Shown>;
  readonly close: () => Promise<void>;
}

export interface ShowOptions {
  /** `fixed`: time stands still, timers run. `manual`: nothing moves unless the test moves the clock. */
  readonly clock?: 'fixed' | 'manual';
  /** What the window puts away after some seconds stays, so that a slow machine sees it to the end. */
  readonly isKept?: boolean;
}

export interface Shown {
  readonly page: Page;
  /** Console errors, refusals by the content security policy, and uncaught exceptions. */
  readonly faults: readonly string[];
  readonly close: () => Promise<void>;
}

/**
 * Starts one browser for all states, over the window in the folder that `TOKENDECK_WINDOW` names; where it names none the
 * window is built first, as the product builds it.
 */
export async function openGallery(): Promise<Gallery> {
  const built = process.env['TOKENDECK_WINDOW'];
  const folder = built ?? (await mkdtemp(join(tmpdir(), 'tokendeck-gallery-')));
  if (built === undefined) await buildInto(folder);
  const browser = await launch();
  /** By zoom. A page that has shown the window before shows it again in a third of the time. */
  const idle = new Map<number, Page[]>();
  const files = listAppFiles(folder);

  async function answer(context: BrowserContext): Promise<void> {
    await context.route('**/*', async (route) => {
      const url = route.request().url();
      if (!url.startsWith(`${origin}/`)) return route.abort();
      const response = await answerAppRequest(
        files,
        new Request(url.replace(origin, `${appScheme}://${appHost}`)),
      );
      return route.fulfill({
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: Buffer.from(await response.arrayBuffer()),
      });
    });
  }

  async function openPage(zoom: number): Promise<Page> {
    const context = await browser.newContext({
      deviceScaleFactor: zoom,
      locale: 'en-GB',
      timezoneId: 'Europe/Berlin',
    });
    await answer(context);
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    return page;
  }

  return {
    show: async (state, theme, options = {}) => {
      const zoom = state.zoom ?? 1;
      const size = state.size ?? { width: 1040, height: 720 };
      const isOwn = options.clock === 'manual';
      const page = (isOwn ? undefined : idle.get(zoom)?.pop()) ?? (await openPage(zoom));
      await page.setViewportSize({
        width: Math.round(size.width / zoom),
        height: Math.round(size.height / zoom),
      });
      await page.emulateMedia({
        colorScheme: theme,
        forcedColors: state.forcedColors ?? 'none',
        contrast: state.contrast ?? 'no-preference',
        reducedMotion: 'reduce',
      });
      // Nothing is pointed at.
      await page.mouse.move(-10, -10);
      if (isOwn) await page.clock.install({ time: now - 60_000 });
      else await page.clock.setFixedTime(now);
      const scripts = [
        ...(state.fixture === 'no_bridge'
          ? []
          : [await page.addInitScript(installFakeBridge, state.fixture)]),
        ...(state.direction === 'rtl' ? [await page.addInitScript(turnRound)] : []),
        ...(options.isKept === true ? [await page.addInitScript(keepWhatIsShown)] : []),
      ];
      const faults: string[] = [];
      const onConsole = (message: ConsoleMessage) => {
        if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
      };
      const onFault = (fault: Error) => faults.push(String(fault));
      page.on('console', onConsole).on('pageerror', onFault);
      await page.goto(`${origin}/index.html`);
      await page.locator('#root > *').first().waitFor({ state: 'attached' });
      if (isOwn) await page.clock.pauseAt(now + 1000);
      if (state.name !== 'loading') {
        await page.locator('h1').first().waitFor({ state: 'attached' });
        await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' });
      }
      await state.steps?.(page);

      async function close(): Promise<void> {
        if (isOwn) return page.context().close();
        page.off('console', onConsole).off('pageerror', onFault);
        for (const script of scripts) await script.dispose();
        await page.context().setOffline(false);
        idle.set(zoom, [...(idle.get(zoom) ?? []), page]);
      }
      return { page, faults, close };
    },
    close: async () => {
      await browser.close();
      if (built === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** As for the product: a test runner's NODE_ENV would make libraries behave in another way. */
async function buildInto(folder: string): Promise<void> {
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  await build({
    root: join(root, 'renderer'),
    base: './',
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    build: {
      outDir: folder,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 2000,
    },
  });
  if (before === undefined) delete process.env['NODE_ENV'];
  else process.env['NODE_ENV'] = before;
}

function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
    ],
  });
}

/** Runs in the page. */
function turnRound(): void {
  document.addEventListener('DOMContentLoaded', () => {
    document.documentElement.dir = 'rtl';
  });
}

/** Runs in the page. */
function keepWhatIsShown(): void {
  const { setTimeout } = window;
  const longer = (wait = 0) => (wait < 5000 ? wait : wait * 60);
  window.setTimeout = ((handler: TimerHandler, wait?: number) =>
    setTimeout(handler, longer(wait))) as typeof setTimeout;
}
