// Pure. The body of any answer, made fit to be shown: the server's own words.
import { isShallow } from '../shallow.ts';
import { unprintable } from './plain-text.ts';
import type { Redaction } from './redaction.ts';

const longest = 4_000;

/**
 * At most 4,000 characters of plain text on lines of their own, JSON indented, without what is to be hidden;
 * `(not text)` for bytes that are no UTF-8.
 */
export function answerText(body: Uint8Array<ArrayBuffer>, hide: Redaction): string {
  const text = utf8(body);
  if (text === undefined) return '(not text)';
  const lines = (indented(text, hide) ?? text).split(/\r\n|[\n\r\u2028\u2029]/);
  const plain = lines.map((line) => line.replace(unprintable, ' ').trimEnd()).join('\n');
  // Cut last, or a part of a secret could stay at the end.
  return hide.text(plain).trim().slice(0, longest).toWellFormed();
}

function utf8(body: Uint8Array<ArrayBuffer>): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

function indented(text: string, hide: Redaction): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isShallow(value) ? JSON.stringify(hide.json(value), undefined, 2) : undefined;
  } catch {
    return undefined;
  }
}
