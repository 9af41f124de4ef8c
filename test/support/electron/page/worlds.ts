// Test equipment: the stand-in for Electron. Runs in the page before its own scripts, as its own text: therefore it
// refers to nothing outside itself. One function per world: the page's, and the preload script's isolated one.
import type { Codec } from './codec.ts';
import type { Link } from './link.ts';

/** What both worlds are given. The names are random, so that the page cannot know them. */
export interface WorldParts {
  readonly createCodec: () => Codec;
  readonly createLink: (codec: Codec, receiveName: string, sendName: string) => Link;
  readonly pageName: string;
  readonly preloadName: string;
  /** The function that carries a text to the main process; it exists in the preload script's world only. */
  readonly bindingName: string;
  /** The function by which the main process delivers a text. */
  readonly deliverName: string;
  readonly platform: string;
}

/** The page's world: makes what the preload script exposes, and asks the main process about new windows. */
export function startPageWorld(parts: WorldParts): void {
  if (window.top !== window) return;
  parts.createLink(parts.createCodec(), parts.pageName, parts.preloadName);
  const dispatch = window.dispatchEvent.bind(window);
  const SealedEvent = CustomEvent;
  window.open = (url = '', target = '', features = ''): null => {
    const detail = JSON.stringify({ url: new URL(url, document.baseURI).href, target, features });
    dispatch(new SealedEvent(`${parts.preloadName}-open`, { detail }));
    return null;
  };
}

type Listener = (event: unknown, ...args: unknown[]) => void;
type Preload = (
  exports: object,
  require: (id: string) => unknown,
  module: { exports: object },
  process: object,
) => void;

/** The preload script's world: gives it what Electron gives a sandboxed preload script, as far as it is used. */
export function startPreloadWorld(parts: WorldParts, preload: Preload): void {
  if (window.top !== window) return;
  const codec = parts.createCodec();
  const link = parts.createLink(codec, parts.preloadName, parts.pageName);
  const world = globalThis as unknown as Record<string, (text: string) => void>;
  const tell = (message: object): void => world[parts.bindingName]?.(JSON.stringify(message));

  function strict<T extends object>(name: string, target: T): T {
    return new Proxy(target, {
      get(object, member) {
        if (typeof member === 'symbol' || member in object || member === 'then')
          return Reflect.get(object, member);
        throw new Error(`The stand-in for Electron does not implement ${name}.${member}`);
      },
    });
  }

  const pending = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const listeners = new Map<string, Listener[]>();
  let calls = 0;

  function on(channel: string, listener: Listener): unknown {
    listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
    return ipcRenderer;
  }

  function off(channel: string, listener: Listener): unknown {
    const left = [...(listeners.get(channel) ?? [])];
    const index = left.lastIndexOf(listener);
    if (index >= 0) left.splice(index, 1);
    listeners.set(channel, left);
    return ipcRenderer;
  }

  const ipcRenderer: object = strict('ipcRenderer', {
    invoke(channel: string, ...args: unknown[]): Promise<unknown> {
      calls += 1;
      const id = calls;
      const encoded = codec.encode(args);
      return new Promise((resolve, reject) => {
        pending.set(id, { resolve, reject });
        tell({ kind: 'invoke', id, channel: String(channel), args: encoded });
      });
    },
    send(channel: string, ...args: unknown[]): void {
      tell({ kind: 'send', channel: String(channel), args: codec.encode(args) });
    },
    on,
    addListener: on,
    off,
    removeListener: off,
    once(channel: string, listener: Listener): unknown {
      const first: Listener = (...heard) => {
        off(channel, first);
        listener(...heard);
      };
      return on(channel, first);
    },
    removeAllListeners(channel: string): unknown {
      listeners.delete(channel);
      return ipcRenderer;
    },
  });

  world[parts.deliverName] = (text) => {
    const message = JSON.parse(text) as Record<string, unknown>;
    const channel = String(message['channel']);
    if (message['kind'] === 'event') {
      const args = codec.decode(message['args']) as unknown[];
      const event = strict('IpcRendererEvent', { sender: ipcRenderer, ports: [] });
      for (const listener of [...(listeners.get(channel) ?? [])]) listener(event, ...args);
      return;
    }
    const call = pending.get(message['id'] as number);
    pending.delete(message['id'] as number);
    if (message['kind'] === 'result') call?.resolve(codec.decode(message['value']));
    else call?.reject(new Error(String(message['message'])));
  };

  window.addEventListener(`${parts.preloadName}-open`, (event) => {
    tell({ kind: 'open', ...(JSON.parse((event as CustomEvent<string>).detail) as object) });
  });
  const tellBounds = (): void =>
    tell({ kind: 'bounds', x: screenX, y: screenY, width: outerWidth, height: outerHeight });
  window.addEventListener('resize', tellBounds);

  const contextBridge = strict('contextBridge', {
    exposeInMainWorld: (key: string, api: unknown): void => link.expose(key, api),
  });
  const electron = strict('electron', { contextBridge, ipcRenderer });
  const module = { exports: {} };
  preload(
    module.exports,
    (id) => {
      if (id === 'electron' || id === 'electron/renderer') return electron;
      throw new Error(`module not found: ${id}`);
    },
    module,
    strict('process', {
      platform: parts.platform,
      type: 'renderer',
      sandboxed: true,
      contextIsolated: true,
      env: {},
      versions: {},
    }),
  );
}
