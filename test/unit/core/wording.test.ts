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

test('a detail is quoted where it helps', () => {
  expect(wordingOf(appError('port_in_use', { detail: '3000' })).what).toContain('3000');
});
