// Test equipment: the stand-in for Electron. Runs in both worlds of the page, as its own text: therefore it refers to
// nothing outside itself. Joins the page's world and the preload script's, which share the document and no objects.
import type { Codec, Foreign } from './codec.ts';

export interface Link {
  /** Defines a value under a key of the other world's `window`; functions in it stay callable from there. */
  expose(key: string, value: unknown): void;
}

type Callable = (...args: unknown[]) => unknown;

/**
 * One end of the link. Messages are texts in events of the shared `window`, handled before `dispatchEvent` returns, so
 * that calls are synchronous; promises are settled by a later message.
 */
export function createLink(codec: Codec, receiveName: string, sendName: string): Link {
  // Kept aside, so that a page that replaces them changes nothing here.
  const { parse, stringify } = JSON;
  const SealedEvent = CustomEvent;
  const dispatch = window.dispatchEvent.bind(window);

  const given: Callable[] = [];
  const numbers = new Map<Callable, number>();
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>();
  let promises = 0;
  let answer: { readonly ok: boolean; readonly value: unknown } | undefined;

  function send(message: Readonly<Record<string, unknown>>): void {
    dispatch(new SealedEvent(sendName, { detail: stringify(message) }));
  }

  function settle(id: number, ok: boolean, value: unknown): void {
    send({ kind: 'settled', id, ok, value: codec.encode(value, foreign) });
  }

  const foreign: Foreign = {
    encode(value) {
      if (typeof value === 'function') {
        const callable = value as Callable;
        const id = numbers.get(callable) ?? given.push(callable) - 1;
        numbers.set(callable, id);
        return ['function', id];
      }
      if (!(value instanceof Promise)) return undefined;
      promises += 1;
      const id = promises;
      value.then(
        (result: unknown) => settle(id, true, result),
        (error: unknown) => settle(id, false, error),
      );
      return ['promise', id];
    },
    decode(tag, id) {
      if (tag === 'function') return (...args: unknown[]) => call(id, args);
      return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
    },
  };

  /** The latest answer, which came while the request was being sent. */
  function takeAnswer(): typeof answer {
    const taken = answer;
    answer = undefined;
    return taken;
  }

  function ask(message: Readonly<Record<string, unknown>>): unknown {
    send(message);
    const came = takeAnswer();
    if (came === undefined) throw new Error('The other world of the page did not answer.');
    if (!came.ok) throw came.value;
    return came.value;
  }

  function call(id: number, args: unknown[]): unknown {
    return ask({ kind: 'call', id, args: codec.encode(args, foreign) });
  }

  function reply(produce: () => unknown): void {
    let message: Readonly<Record<string, unknown>>;
    try {
      message = { kind: 'answer', ok: true, value: codec.encode(produce(), foreign) };
    } catch (error) {
      message = { kind: 'answer', ok: false, value: codec.encode(error, foreign) };
    }
    send(message);
  }

  function freeze(value: unknown): unknown {
    if (typeof value === 'object' && value !== null) {
      for (const inner of Object.values(value)) freeze(inner);
      Object.freeze(value);
    }
    return value;
  }

  function define(key: string, value: unknown): void {
    if (key in window)
      throw new Error('Cannot bind an API on top of an existing property on the window object');
    Object.defineProperty(window, key, { value: freeze(value), enumerable: true });
  }

  window.addEventListener(receiveName, (event) => {
    const message = parse((event as CustomEvent<string>).detail) as Record<string, unknown>;
    const id = message['id'] as number;
    switch (message['kind']) {
      case 'expose':
        reply(() => define(message['key'] as string, codec.decode(message['value'], foreign)));
        return;
      case 'call':
        reply(() => given[id]?.(...(codec.decode(message['args'], foreign) as unknown[])));
        return;
      case 'answer':
        answer = { ok: message['ok'] === true, value: codec.decode(message['value'], foreign) };
        return;
      case 'settled': {
        const promise = waiting.get(id);
        waiting.delete(id);
        const value = codec.decode(message['value'], foreign);
        if (message['ok'] === true) promise?.resolve(value);
        else promise?.reject(value);
      }
    }
  });

  return {
    expose(key, value) {
      ask({ kind: 'expose', key, value: codec.encode(value, foreign) });
    },
  };
}
