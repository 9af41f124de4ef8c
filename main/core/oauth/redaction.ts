// Pure. Taking secrets that were sent out of what came back: a server may repeat them.
import type { Secret } from '../secret.ts';
import { isJsonObject } from './json.ts';

export interface Redaction {
  text(text: string): string;
  /** The same where the text was cut to a length: the beginning of a secret may be all that is left of it at the end. */
  cutText(text: string): string;
  /** All texts in a value of JSON that nests no deeper than `isShallow` allows, names included. */
  json(value: unknown): unknown;
}

const redacted = '[redacted]';
/** A shorter beginning of a secret tells nothing. */
const leastTelling = 6;

/** Hides these secrets, also as they look in a form or an address. */
export function redaction(secrets: readonly (Secret | undefined)[]): Redaction {
  const texts = [...new Set(secrets.flatMap((secret) => spellings(secret?.reveal() ?? '')))];
  const hide: Redaction = {
    text: (text) => texts.reduce((clean, secret) => clean.replaceAll(secret, redacted), text),
    cutText: (text) => texts.reduce(withoutBeginning, hide.text(text)),
    json(value) {
      if (typeof value === 'string') return hide.text(value);
      if (Array.isArray(value)) return value.map(hide.json);
      if (!isJsonObject(value)) return value;
      return Object.fromEntries(
        Object.entries(value).map(([name, one]) => [hide.text(name), hide.json(one)]),
      );
    },
  };
  return hide;
}

function spellings(secret: string): readonly string[] {
  if (secret === '') return [];
  const inForm = new URLSearchParams([['', secret]]).toString().slice(1);
  return [secret, inForm, encodeURIComponent(secret.toWellFormed())];
}

function withoutBeginning(text: string, secret: string): string {
  const longest = Math.min(text.length, secret.length - 1);
  for (let length = longest; length >= leastTelling; length -= 1) {
    if (text.endsWith(secret.slice(0, length))) return text.slice(0, -length) + redacted;
  }
  return text;
}
