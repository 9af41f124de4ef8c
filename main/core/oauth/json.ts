// Pure. Reading JSON that came from outside.

export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** No answer needs more, and what goes over a value by recursion, as `JSON.stringify` does, can bear it. */
const deepest = 32;

/** Whether objects and lists lie at most 32 deep in a value of JSON. */
export function isShallow(value: unknown): boolean {
  // Level by level and not by recursion, which many thousands of levels would end.
  let level = [value].filter(isContainer);
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth === deepest) return false;
    level = level.flatMap((container) => Object.values(container).filter(isContainer));
  }
  return true;
}

/** The fact to tell where `isShallow` does not hold. */
export const nestedTooDeep = 'it is nested too deep';

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
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
