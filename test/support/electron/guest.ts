// Test equipment: the stand-in for Electron. One page of Chromium as the main process sees it: the worlds of the preload
// script, messages with the frame they came from, and every request that the page makes.
import type { Page, Request as PageRequest, Route } from 'playwright-core';
import { toAppUrl, toPageUrl } from './address.ts';
import type { Chromium } from './chromium.ts';
import { createFrames, type Frame } from './frames.ts';
import { randomNames, worldScripts } from './page/source.ts';

export interface Navigation {
  readonly url: string;
  readonly isMainFrame: boolean;
  readonly frame: Frame | undefined;
}

/** What the page does, for whoever owns it. */
export interface GuestOwner {
  /** A message of the preload script, and the frame that it came from. */
  onMessage(message: Readonly<Record<string, unknown>>, frame: Frame): void;
  /** The page wants to go somewhere by itself. Returns whether it may. */
  onNavigation(navigation: Navigation): boolean;
  onWindowOpen(url: string, name: string, features: string): void;
  onLoaded(): void;
  onCrashed(): void;
  /** The page was closed by something other than `close`. */
  onClosed(): void;
  /** The answer to a request of the page, or undefined to block it. */
  answer(request: Request): Promise<Response | undefined>;
}

export interface WindowBounds {
  readonly left?: number;
  readonly top?: number;
  readonly width?: number;
  readonly height?: number;
  readonly windowState?: 'normal' | 'minimized' | 'maximized';
}

export interface Guest {
  readonly page: Page;
  readonly mainFrame: Frame;
  readonly targetId: string;
  load(appUrl: string): Promise<void>;
  /** Delivers a text to the preload script of the document that is shown now, if it has one. */
  deliver(message: object): void;
  setVisible(visible: boolean): Promise<void>;
  setBackground(color: string): Promise<void>;
  /** As CDP's `Browser.Bounds`. */
  setWindowBounds(bounds: WindowBounds): Promise<void>;
  close(): Promise<void>;
}

const ownNavigationWaitMs = 50;

/** Whether the page made the request for a document itself, judged by Chromium's word on it, which may come late. */
async function madeByPage(asked: Map<string, string>, url: string): Promise<string | undefined> {
  if (!asked.has(url)) await new Promise((resolve) => setTimeout(resolve, ownNavigationWaitMs));
  const frameId = asked.get(url);
  asked.delete(url);
  return frameId;
}

function withoutHash(url: string): string {
  return url.split('#', 1)[0] ?? url;
}

function toAppRequest(request: PageRequest): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers())) {
    headers.set(name, name === 'referer' || name === 'origin' ? toAppUrl(value) : value);
  }
  const body = request.postDataBuffer();
  return new Request(toAppUrl(request.url()), {
    method: request.method(),
    headers,
    ...(body === null ? {} : { body: new Uint8Array(body) }),
  });
}

async function fulfill(route: Route, response: Response): Promise<void> {
  await route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  });
}

/** `#rgb`, `#rrggbb` or `#rrggbbaa`; anything else is taken as white. */
function parseColor(text: string): { r: number; g: number; b: number; a: number } {
  const short = /^#([\da-f])([\da-f])([\da-f])$/i.exec(text);
  const long =
    short === null
      ? text
      : `#${short
          .slice(1)
          .map((digit) => digit + digit)
          .join('')}`;
  const parts = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})/i.exec(long) ?? ['', 'ff', 'ff', 'ff'];
  const [r = 255, g = 255, b = 255] = parts.slice(1).map((part) => Number.parseInt(part, 16));
  return { r, g, b, a: 1 };
}

/** Takes over a page. `preload` is the text of the preload bundle, or undefined for none. */
export async function attachGuest(
  chromium: Chromium,
  page: Page,
  preload: string | undefined,
  owner: GuestOwner,
): Promise<Guest> {
  const cdp = await chromium.context.newCDPSession(page);
  const names = randomNames();
  const frames = await createFrames(cdp);
  const worlds = new Map<number, string>();
  /** Addresses that the page itself wants to go to, with the frame. */
  const asked = new Map<string, string>();
  let loading: string | undefined;
  let closing = false;

  cdp.on('Runtime.executionContextCreated', ({ context }) => {
    const frameId: unknown = context.auxData?.['frameId'];
    if (context.name === names.world && typeof frameId === 'string') worlds.set(context.id, frameId);
  });
  cdp.on('Runtime.executionContextDestroyed', ({ executionContextId }) => worlds.delete(executionContextId));
  cdp.on('Runtime.executionContextsCleared', () => worlds.clear());
  cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    const frame = frames.find(worlds.get(executionContextId));
    if (name !== names.binding || frame === undefined) return;
    const message = JSON.parse(payload) as Readonly<Record<string, unknown>>;
    if (message['kind'] === 'open') {
      owner.onWindowOpen(
        toAppUrl(String(message['url'])),
        String(message['target']),
        String(message['features']),
      );
    } else owner.onMessage(message, frame);
  });
  cdp.on('Page.windowOpen', ({ url, windowName, windowFeatures }) =>
    owner.onWindowOpen(toAppUrl(url), windowName, windowFeatures.join(',')),
  );
  cdp.on('Page.frameRequestedNavigation', ({ frameId, url, reason, disposition }) => {
    if (reason === 'initialFrameNavigation' || disposition !== 'currentTab') return;
    if (url.startsWith('https:') || url.startsWith('http:')) asked.set(withoutHash(url), frameId);
    // Chromium itself refuses these or hands them to another program: they cannot be held back here.
    else owner.onNavigation({ url, isMainFrame: frameId === frames.main.id, frame: frames.find(frameId) });
  });
  page.on('crash', () => owner.onCrashed());
  page.on('load', () => owner.onLoaded());
  page.on('popup', (popup) => popup.close().catch(() => undefined));
  page.on('close', () => {
    if (!closing) owner.onClosed();
  });

  async function mayNavigate(request: PageRequest): Promise<boolean> {
    const url = withoutHash(request.url());
    const isMainFrame = request.frame() === page.mainFrame();
    if (isMainFrame && url === loading) {
      loading = undefined;
      return true;
    }
    const frameId = await madeByPage(asked, url);
    // A page that a test sends somewhere, as a person would by an address bar, has not asked for it.
    if (isMainFrame && frameId === undefined) return true;
    return owner.onNavigation({ url: toAppUrl(request.url()), isMainFrame, frame: frames.find(frameId) });
  }

  await page.route('**/*', async (route) => {
    try {
      const request = route.request();
      if (request.isNavigationRequest() && !(await mayNavigate(request))) {
        await route.abort('aborted');
        return;
      }
      const response = await owner.answer(toAppRequest(request));
      if (response === undefined) await route.abort('blockedbyclient');
      else await fulfill(route, response);
    } catch {
      await route.abort('failed').catch(() => undefined);
    }
  });
  await cdp.send('Page.enable');
  await cdp.send('Runtime.enable');
  if (preload !== undefined) {
    const scripts = worldScripts(names, preload);
    await cdp.send('Runtime.addBinding', { name: names.binding, executionContextName: names.world });
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.page });
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', {
      source: scripts.preload,
      worldName: names.world,
    });
  }
  const { targetInfo } = await cdp.send('Target.getTargetInfo');

  return {
    page,
    mainFrame: frames.main,
    targetId: targetInfo.targetId,
    async load(appUrl) {
      const url = toPageUrl(appUrl);
      loading = withoutHash(url);
      await page.goto(url);
    },
    deliver(message) {
      const contextId = [...worlds].find(([, frameId]) => frameId === frames.main.id)?.[0];
      if (contextId === undefined) return;
      const expression = `${names.deliver}?.(${JSON.stringify(JSON.stringify(message))})`;
      cdp.send('Runtime.evaluate', { expression, contextId }).catch(() => undefined);
    },
    async setVisible(visible) {
      await page.evaluate((shown) => {
        Object.defineProperty(document, 'hidden', { configurable: true, value: !shown });
        Object.defineProperty(document, 'visibilityState', {
          configurable: true,
          value: shown ? 'visible' : 'hidden',
        });
        document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
      }, visible);
    },
    async setBackground(color) {
      await cdp.send('Emulation.setDefaultBackgroundColorOverride', { color: parseColor(color) });
    },
    async setWindowBounds(bounds) {
      const { windowId } = await cdp.send('Browser.getWindowForTarget');
      await cdp.send('Browser.setWindowBounds', { windowId, bounds });
    },
    async close() {
      closing = true;
      await page.close();
    },
  };
}
