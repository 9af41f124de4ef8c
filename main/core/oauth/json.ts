// Pure. Reading JSON that came from outside.
import { isShallow } from '../shallow.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object that UTF-8 bytes spell as JSON, or undefined where they spell anything else or nest it absurdly deep. */
export function jsonObject(bytes: Uint8Array<ArrayBuffer>): JsonObject | undefined {
  const value = parsed(bytes);
  return isShallow(value) ? value : undefined;
}

/** The same, but without the members that nest too deep, for where the others are too precious to be lost to them. */
export function shallowMembers(bytes: Uint8Array<ArrayBuffer>): JsonObject | undefined {
  const value = parsed(bytes);
  return value && Object.fromEntries(Object.entries(value).filter(([, member]) => isShallow(member)));
}

function parsed(bytes: Uint8Array<ArrayBuffer>): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
