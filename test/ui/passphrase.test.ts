// A new passphrase is too short in the window exactly where it is for the main process.
import { expect, test } from 'vitest';
import { judgePassphrase } from '../../main/adapters/passphrase-sealing.ts';
import { Secret } from '../../main/core/secret.ts';
import { isTooShort } from '../../renderer/state/passphrase.ts';

test.each([
  ['nothing', '', true],
  ['seven letters', 'abcdefg', true],
  ['eight letters', 'abcdefgh', false],
  ['eight blanks', ' '.repeat(8), false],
  ['four emoji, which are eight UTF-16 units', '🗝'.repeat(4), true],
  ['eight emoji', '🗝'.repeat(8), false],
  ['four letters, each followed by its accent', 'e\u0301'.repeat(4), true],
  ['eight letters, each followed by its accent', 'e\u0301'.repeat(8), false],
  ['four ligatures, which become eight letters', '\ufb01'.repeat(4), false],
  ['halves of surrogate pairs', '\ud83d'.repeat(7), true],
])('%s', (_what, passphrase, isShort) => {
  expect(isTooShort(passphrase)).toBe(isShort);
  expect(judgePassphrase(new Secret(passphrase)).ok).toBe(!isShort);
});
