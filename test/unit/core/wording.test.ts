import { describe, expect, test } from 'vitest';
import { appError, errorCodes } from '../../../main/core/errors.ts';
import { wordingOf } from '../../../main/core/wording.ts';

describe.each(errorCodes)('%s', (code) => {
  test.each([undefined, 'a-detail'])('is worded in whole sentences (detail: %s)', (detail) => {
    const wording = wordingOf(detail === undefined ? appError(code) : appError(code, { detail }));
    for (const sentence of [wording.what, wording.remedy]) {
      expect(sentence).toMatch(/^[A-Z].+[.]$/);
      expect(sentence).not.toMatch(/undefined|\s\s|\.\./);
    }
  });
});

test('two codes never share their wording', () => {
  const whats = errorCodes.map((code) => wordingOf(appError(code)).what);
  expect(new Set(whats).size).toBe(errorCodes.length);
});

test.each([
  [appError('server_error'), 'The provider has a fault of its own.'],
  [appError('server_error', { status: 503 }), 'The provider has a fault of its own (HTTP 503).'],
  [
    appError('server_error', { status: 503, detail: 'id.example' }),
    'The provider has a fault of its own (HTTP 503 from id.example).',
  ],
  [
    appError('malformed_response', { status: 200, detail: 'it is not JSON' }),
    'The provider’s answer could not be understood: it is not JSON (HTTP 200).',
  ],
  [
    appError('malformed_response', { status: 418, detail: 'it has the HTTP status 418' }),
    'The provider’s answer could not be understood: it has the HTTP status 418.',
  ],
])('what the provider answered is told: %j', (error, what) => {
  expect(wordingOf(error).what).toBe(what);
});

test('a vault that has its key in the keychain is offered no passphrase', () => {
  expect(wordingOf(appError('keychain_needed')).remedy).not.toContain('passphrase');
});

test('a detail is quoted where it helps', () => {
  expect(wordingOf(appError('port_in_use', { detail: '3000' })).what).toContain('3000');
});
