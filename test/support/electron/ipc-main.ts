// Test equipment: the stand-in for Electron. The `ipcMain` module: answers what preload scripts ask.
import type { IpcMain } from 'electron';
import type { Frame } from './frames.ts';
import { createCodec } from './page/codec.ts';
import { strict } from './strict.ts';
import { recordCrossing } from './traffic.ts';

/** Who calls, as the handler's event shows it. */
export interface Caller {
  readonly sender: object;
  readonly senderFrame: Frame | null;
}

export type Answer =
  | { readonly kind: 'result'; readonly value: unknown }
  | { readonly kind: 'failure'; readonly message: string };

type Handler = Parameters<IpcMain['handle']>[1];
type IpcListener = (event: object, ...args: unknown[]) => void;

const codec = createCodec();
const handlers = new Map<string, Handler>();
const listeners = new Map<string, Set<IpcListener>>();

function makeEvent(caller: Caller): object {
  return strict('IpcMainEvent', {
    type: 'frame',
    sender: caller.sender,
    senderFrame: caller.senderFrame,
    frameId: caller.senderFrame?.routingId ?? 0,
    processId: caller.senderFrame?.processId ?? 0,
    defaultPrevented: false,
    preventDefault: () => undefined,
  });
}

const members = {
  handle(channel: string, handler: Handler): void {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    handlers.set(channel, handler);
  },
  removeHandler(channel: string): void {
    handlers.delete(channel);
  },
  on(channel: string, listener: IpcListener): unknown {
    const known = listeners.get(channel) ?? new Set();
    listeners.set(channel, known.add(listener));
    return ipcMain;
  },
  removeListener(channel: string, listener: IpcListener): unknown {
    listeners.get(channel)?.delete(listener);
    return ipcMain;
  },
  removeAllListeners(channel: string): unknown {
    listeners.delete(channel);
    return ipcMain;
  },
};
members satisfies { [M in 'handle' | 'removeHandler']: IpcMain[M] };

export const ipcMain: object = strict('ipcMain', members);

/** Puts a call to its handler. `args` and the answer's value are encoded by the codec. */
export async function answerInvoke(channel: string, args: unknown, caller: Caller): Promise<Answer> {
  recordCrossing('to main', channel, args);
  const failure = (reason: string): Answer => ({
    kind: 'failure',
    message: `Error invoking remote method '${channel}': ${reason}`,
  });
  const handler = handlers.get(channel);
  let answer: Answer;
  if (handler === undefined) answer = failure(`Error: No handler registered for '${channel}'`);
  else {
    try {
      const event = makeEvent(caller) as Parameters<Handler>[0];
      const result: unknown = await handler(event, ...(codec.decode(args) as unknown[]));
      answer = { kind: 'result', value: codec.encode(result) };
    } catch (error) {
      answer = failure(String(error));
    }
  }
  recordCrossing('to page', channel, answer);
  return answer;
}

/** Hands a message that expects no answer to its listeners. */
export function acceptSend(channel: string, args: unknown, caller: Caller): void {
  recordCrossing('to main', channel, args);
  const event = makeEvent(caller);
  for (const listener of listeners.get(channel) ?? []) listener(event, ...(codec.decode(args) as unknown[]));
}
