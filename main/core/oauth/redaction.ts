// Pure. Taking secrets that were sent out of what came back.
import { isJsonObject } from './json.ts';

const redacted = '[redacted]';

export function redactedText(text: string, secrets: readonly string[]): string {
  return secrets.reduce(
    (clean, secret) => (secret === '' ? clean : clean.replaceAll(secret, redacted)),
    text,
  );
}

/** The same for all texts in a value of JSON that nests no deeper than `isShallow` allows, names included. */
export function redactedJson(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === 'string') return redactedText(value, secrets);
  if (Array.isArray(value)) return value.map((one) => redactedJson(one, secrets));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [redactedText(name, secrets), redactedJson(one, secrets)]),
  );
}
