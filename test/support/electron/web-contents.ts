// Test equipment: the stand-in for Electron. `WebContents`: what a window shows, over one page of Chromium.
import type { WebContents, WebPreferences } from 'electron';
import { type Frame, inventFrame } from './frames.ts';
import type { Guest, GuestOwner, Navigation } from './guest.ts';
import { acceptSend, answerInvoke } from './ipc-main.ts';
import { appEvents } from './lifecycle.ts';
import { createCodec } from './page/codec.ts';
import { answerByScheme } from './protocol.ts';
import { session } from './session.ts';
import { preventable, StrictEmitter, strict } from './strict.ts';
import { recordCrossing } from './traffic.ts';

const events = [
  'did-finish-load',
  'did-fail-load',
  'dom-ready',
  'will-navigate',
  'will-frame-navigate',
  'render-process-gone',
  'destroyed',
  // These need what the stand-in does not have: only a test emits them.
  'will-redirect',
  'will-attach-webview',
  'did-attach-webview',
  'before-input-event',
  'context-menu',
  'unresponsive',
  'responsive',
  'certificate-error',
  'preload-error',
  'login',
  'select-client-certificate',
  'select-bluetooth-device',
];

const codec = createCodec();
const created: StandInContents[] = [];

type OpenHandler = Parameters<WebContents['setWindowOpenHandler']>[0];

type Implemented = Pick<
  WebContents,
  | 'id'
  | 'send'
  | 'getURL'
  | 'getType'
  | 'isDestroyed'
  | 'isLoading'
  | 'isCrashed'
  | 'reload'
  | 'executeJavaScript'
  | 'setWindowOpenHandler'
  | 'isDevToolsOpened'
  | 'closeDevTools'
>;

export class StandInContents extends StrictEmitter implements Implemented {
  readonly id: number;
  readonly session = session.defaultSession;
  readonly preferences: WebPreferences;
  /** The page, once there is one. */
  guest: Guest | undefined = undefined;
  onBounds: (bounds: Readonly<Record<string, unknown>>) => void = () => undefined;
  onPageClosed: () => void = () => undefined;
  private url = '';
  private loading = false;
  private crashed = false;
  private destroyed = false;
  private openHandler: OpenHandler | undefined = undefined;
  private readonly blank: Frame = inventFrame('', null);

  constructor(preferences: WebPreferences) {
    super('WebContents', events);
    this.preferences = preferences;
    this.id = created.push(this);
  }

  get mainFrame(): Frame {
    return this.guest?.mainFrame ?? this.blank;
  }

  getLastWebPreferences(): WebPreferences {
    return this.preferences;
  }

  getURL(): string {
    return this.guest?.mainFrame.url ?? '';
  }

  getType(): 'window' {
    return 'window';
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  isLoading(): boolean {
    return this.loading;
  }

  isCrashed(): boolean {
    return this.crashed;
  }

  isDevToolsOpened(): boolean {
    return false;
  }

  closeDevTools(): void {}

  send(channel: string, ...args: unknown[]): void {
    if (this.destroyed) throw new Error('Object has been destroyed');
    const encoded = codec.encode(args);
    recordCrossing('to page', channel, encoded);
    this.guest?.deliver({ kind: 'event', channel, args: encoded });
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }

  reload(): void {
    if (this.url !== '') this.load(this.url).catch(() => undefined);
  }

  async executeJavaScript(code: string): Promise<unknown> {
    return this.guest?.page.evaluate(code);
  }

  /** Shows a page of one of the application's own schemes; there is nothing else to show. */
  async load(url: string): Promise<void> {
    this.url = url;
    this.loading = true;
    try {
      await this.guest?.load(url);
    } catch (error) {
      // Closed meanwhile: there is nobody left to be told.
      if (this.destroyed) return;
      this.emit('did-fail-load', {}, -2, 'ERR_FAILED', url, true);
      throw new Error(`ERR_FAILED (-2) loading '${url}'`, { cause: error });
    } finally {
      this.loading = false;
    }
  }

  destroy(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    this.emit('destroyed');
    this.guest?.close().catch(() => undefined);
    this.guest = undefined;
  }

  /** What the page does, put to the application. */
  owner(): GuestOwner {
    return {
      onMessage: (message, frame) => this.takeMessage(message, frame),
      onNavigation: (navigation) => this.askToNavigate(navigation),
      onWindowOpen: (url, frameName, features) => this.askToOpen(url, frameName, features),
      onLoaded: () => {
        this.emit('dom-ready', {});
        this.emit('did-finish-load', {});
      },
      onCrashed: () => {
        this.crashed = true;
        const details = { reason: 'crashed', exitCode: 1 };
        this.emit('render-process-gone', {}, details);
        appEvents.emit('render-process-gone', {}, this, details);
      },
      onClosed: () => this.onPageClosed(),
      answer: answerByScheme,
    };
  }

  private takeMessage(message: Readonly<Record<string, unknown>>, senderFrame: Frame): void {
    const channel = String(message['channel']);
    const caller = { sender: this, senderFrame };
    switch (message['kind']) {
      case 'invoke':
        answerInvoke(channel, message['args'], caller).then((answer) =>
          this.guest?.deliver({ ...answer, id: message['id'] }),
        );
        return;
      case 'send':
        acceptSend(channel, message['args'], caller);
        return;
      case 'bounds':
        this.onBounds(message);
    }
  }

  private askToNavigate({ url, isMainFrame, frame }: Navigation): boolean {
    const details = {
      url,
      isSameDocument: false,
      isMainFrame,
      frame: frame ?? null,
      initiator: frame ?? null,
    };
    const frameEvent = preventable(details);
    this.emit('will-frame-navigate', frameEvent);
    const event = preventable(details);
    if (isMainFrame) this.emit('will-navigate', event, url, false, isMainFrame, 0, 0);
    return !frameEvent.defaultPrevented && !event.defaultPrevented;
  }

  private askToOpen(url: string, frameName: string, features: string): void {
    const response = this.openHandler?.({
      url,
      frameName,
      features,
      disposition: 'foreground-tab',
      referrer: { url: '', policy: 'default' },
    });
    if (response?.action !== 'deny') {
      process.stderr.write(`The stand-in for Electron does not implement opening a window: ${url}\n`);
    }
  }
}

/** Electron's `webContents` module. */
export const webContents = strict('webContents', {
  getAllWebContents: () => created.filter((contents) => !contents.isDestroyed()),
  fromId: (id: number) => {
    const contents = created[id - 1];
    return contents === undefined || contents.isDestroyed() ? undefined : contents;
  },
});
