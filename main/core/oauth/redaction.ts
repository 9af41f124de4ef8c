// Pure. Taking secrets that were sent out of what came back: a server may repeat them.
import type { Secret } from '../secret.ts';
import { base64 } from './base64url.ts';
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

/** Hides these secrets in all the ways in which they are commonly written. */
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

/** Shorter ones in base64 are not looked for: what is sure of them would be found in ordinary words. */
const leastInBase64 = 8;

/** As servers and what stands before them write down what they were sent: in addresses, JSON, HTML and headers. */
function spellings(secret: string): readonly string[] {
  if (secret === '') return [];
  const inForm = new URLSearchParams([['', secret]]).toString().slice(1);
  const inAddress = encodeURIComponent(secret.toWellFormed());
  const inJson = JSON.stringify(secret).slice(1, -1);
  return [
    secret,
    ...[inForm, inAddress].flatMap((text) => [text, lowerCaseEscapes(text)]),
    ...[inJson, inJson.replaceAll('/', '\\/')],
    inHtml(secret),
    ...[secret, inForm, inAddress].flatMap(inBase64),
  ];
}

function lowerCaseEscapes(text: string): string {
  return text.replaceAll(/%[0-9A-F]{2}/g, (escaped) => escaped.toLowerCase());
}

function inHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/**
 * What is the same of the secret in base64 wherever it stands in a longer text, as it does behind the client's ID in Basic
 * (RFC 7617): at each of three places of its first byte.
 */
function inBase64(secret: string): readonly string[] {
  const bytes = new TextEncoder().encode(secret);
  if (bytes.length < leastInBase64) return [];
  return [0, 1, 2].flatMap((before) => {
    const whole = base64(new Uint8Array([...new Uint8Array(before), ...bytes]));
    const text = whole.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
    return [text, text.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

function withoutBeginning(text: string, secret: string): string {
  const longest = Math.min(text.length, secret.length - 1);
  for (let length = longest; length >= leastTelling; length -= 1) {
    if (text.endsWith(secret.slice(0, length))) return text.slice(0, -length) + redacted;
  }
  return text;
}
