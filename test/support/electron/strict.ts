// Test equipment: the stand-in for Electron. Makes everything that is not implemented fail loudly.
import { EventEmitter } from 'node:events';

/** Names that Node, promises and assertion libraries look up on any object. */
const lookedUpByOthers: ReadonlySet<string> = new Set([
  'then',
  'toJSON',
  'constructor',
  'prototype',
  'inspect',
]);

function refusal(name: string): Error {
  return new Error(`The stand-in for Electron does not implement ${name}`);
}

/** The same object, except that reading or writing a member it does not have throws and names it. */
export function strict<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(object, member, receiver) {
      if (typeof member === 'symbol' || member in object || lookedUpByOthers.has(member)) {
        return Reflect.get(object, member, receiver);
      }
      throw refusal(`${name}.${member}`);
    },
    set(object, member, value, receiver) {
      if (typeof member === 'symbol' || member in object) return Reflect.set(object, member, value, receiver);
      throw refusal(`${name}.${member}`);
    },
  });
}

/** Throws for options that would only seem to be obeyed. */
export function checkKeys(what: string, options: object, known: readonly string[]): void {
  const strange = Object.keys(options).find((key) => !known.includes(key));
  if (strange !== undefined) throw refusal(`${what}({ ${strange} })`);
}

/** An emitter whose `this` is strict from the beginning, so that there is only one object to compare. */
const StrictBase = new Proxy(EventEmitter, {
  construct: (type, [name], newTarget) => strict(String(name), Reflect.construct(type, [], newTarget)),
}) as unknown as new (
  name: string,
) => EventEmitter;

type Listener = Parameters<EventEmitter['on']>[1];

/** An event emitter that refuses listeners for events that the stand-in does not know. */
export class StrictEmitter extends StrictBase {
  private readonly emitterName: string;
  private readonly known: ReadonlySet<string>;

  constructor(emitterName: string, known: readonly string[]) {
    super(emitterName);
    this.emitterName = emitterName;
    this.known = new Set([...known, 'newListener', 'removeListener']);
  }

  private check(event: string | symbol): void {
    if (!this.known.has(String(event))) throw refusal(`${this.emitterName} event '${String(event)}'`);
  }

  override on(event: string | symbol, listener: Listener): this {
    this.check(event);
    return super.on(event, listener);
  }

  override addListener(event: string | symbol, listener: Listener): this {
    return this.on(event, listener);
  }

  override once(event: string | symbol, listener: Listener): this {
    this.check(event);
    return super.once(event, listener);
  }

  override prependListener(event: string | symbol, listener: Listener): this {
    this.check(event);
    return super.prependListener(event, listener);
  }
}

export interface PreventableEvent {
  defaultPrevented: boolean;
  preventDefault(): void;
}

/** An event object as Electron gives it to listeners, with further members. */
export function preventable<T extends object>(more: T): T & PreventableEvent {
  const event = {
    ...more,
    defaultPrevented: false,
    preventDefault(): void {
      event.defaultPrevented = true;
    },
  };
  return event;
}
