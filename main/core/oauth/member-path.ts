// Pure. Finding a member of a JSON value that came from outside by its path.
import { isJsonObject } from './json.ts';

/**
 * What lies at `path`: member names joined by dots, or one by one where there may be dots in them, and places in a list
 * as numbers, such as `errors.0.code`. Undefined where nothing is there; what every object inherits is nothing.
 */
export function memberAt(value: unknown, path: string | readonly string[]): unknown {
  let found: unknown = value;
  for (const step of typeof path === 'string' ? path.split('.') : path) {
    const isThere = Array.isArray(found) ? /^\d{1,9}$/.test(step) : isJsonObject(found);
    if (!isThere || !Object.hasOwn(found as object, step)) return undefined;
    found = (found as Readonly<Record<string, unknown>>)[step];
  }
  return found;
}
