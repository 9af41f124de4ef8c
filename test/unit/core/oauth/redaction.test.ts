// Secrets that a server repeats, in all the ways in which servers write down what they were sent.
import { describe, expect, test } from 'vitest';
import { redaction } from '../../../../main/core/oauth/redaction.ts';
import { Secret } from '../../../../main/core/secret.ts';

const secret = 'S3cr+et/va&l"u<e~x=y';
const encoded = encodeURIComponent(secret);
const hide = redaction([new Secret(secret)]);

function basic(id: string, password: string): string {
  return Buffer.from(`${id}:${password}`).toString('base64');
}

describe('a secret is hidden', () => {
  test.each([
    ['as it is', secret],
    ['in a form', new URLSearchParams({ secret }).toString()],
    ['in an address', encoded],
    ['with lower-case escapes', encoded.replaceAll(/%../g, (escaped) => escaped.toLowerCase())],
    ['in JSON', JSON.stringify({ secret })],
    ['in JSON as PHP writes it', JSON.stringify({ secret }).replaceAll('/', '\\/')],
    ['in HTML', secret.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')],
    ['in base64', Buffer.from(secret).toString('base64')],
    ['in base64url', Buffer.from(secret).toString('base64url')],
    ['behind an ID of one letter in Basic', basic('a', secret)],
    ['behind an ID of two letters in Basic', basic('ab', secret)],
    ['behind an ID of three letters in Basic', basic('abc', secret)],
    ['encoded as a form in Basic', basic('client', encoded)],
  ])('%s', (_how, text) => {
    const clean = hide.cutText(`it was ${text} that was sent`);
    expect(clean).toContain('[redacted]');
    expect(clean).not.toContain(secret.slice(0, 5));
    for (const run of clean.match(/[\w+/-]{8,}/g) ?? []) {
      expect(Buffer.from(run, 'base64').toString('latin1')).not.toContain('cr+e');
    }
  });
});

test('words around it stay, and short secrets hide nothing else', () => {
  expect(redaction([new Secret('abc')]).text('YWJj is the code, not abc')).toBe(
    'YWJj is the code, not [redacted]',
  );
  expect(hide.text('invalid_client: the secret is wrong')).toBe('invalid_client: the secret is wrong');
});
