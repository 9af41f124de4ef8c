import { expect, test } from 'vitest';
import { type Circumstances, errorJson, errorText } from '../../../main/command-line/failure.ts';
import { appError, type ErrorCode } from '../../../main/core/errors.ts';

test.each<[ErrorCode, Circumstances, RegExp]>([
  ['insecure_url', {}, /not protected by https.*\n.*--dangerously-allow-http-on-loopback/],
  ['port_in_use', {}, /--redirect-port/],
  ['port_not_allowed', {}, /--redirect-port/],
  ['invalid_url', {}, /begins with https:\/\//],
  ['passphrase_needed', { command: 'list' }, /protected by a passphrase.*\n.*--passphrase-stdin/],
  ['passphrase_needed', { command: 'init' }, /No passphrase was given.*\n.*--passphrase-stdin/],
  ['not_allowed', { command: 'init' }, /This vault already exists/],
  ['provider_not_found', {}, /tokendeck providers list/],
  ['provider_in_use', {}, /tokendeck remove NAME/],
  ['provider_exists', {}, /--replace/],
  [
    'invalid_argument',
    { words: { what: 'X needs to know: Tenant.' } },
    /^(tokendeck: )?X needs to know: Tenant\.\nCorrect/,
  ],
])('%s with %j names what the command line offers', (code, circumstances, words) => {
  expect(errorText(appError(code), circumstances)).toMatch(words);
  const { message, remedy } = errorJson(appError(code), circumstances);
  expect(`${message}\n${remedy}`).toMatch(words);
});

test('nothing is said of a vault or an init where there is none', () => {
  expect(errorText(appError('passphrase_needed'), { command: 'init' })).not.toContain('vault');
  expect(errorText(appError('not_allowed'), { command: 'login' })).not.toContain('exists');
});

test('how to sign in again comes last, and in JSON by itself', () => {
  const signInAgain = 'tokendeck login --issuer https://id.example';
  const error = appError('invalid_grant', { provider: { error: 'invalid_grant' } });
  expect(errorText(error, { signInAgain })).toMatch(
    /invalid_grant\nTo sign in again: tokendeck login --issuer https:\/\/id\.example\n$/,
  );
  expect(errorJson(error, { signInAgain })).toMatchObject({ remedy: 'Sign in again.', command: signInAgain });
});
