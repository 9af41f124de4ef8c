import { expect, test } from 'vitest';
import { parseArguments } from '../../../main/command-line/arguments.ts';
import { commandNames } from '../../../main/command-line/command.ts';
import { exitCodeMeanings, exitCodeOf } from '../../../main/command-line/exit-codes.ts';
import { errorText } from '../../../main/command-line/failure.ts';
import { helpText } from '../../../main/command-line/help.ts';
import { type ErrorCode, errorCodes } from '../../../main/core/errors.ts';

test.each<[ErrorCode, number]>([
  ['account_not_found', 3],
  ['invalid_grant', 4],
  ['no_refresh_token', 4],
  ['network', 5],
  ['server_error', 5],
  ['keychain_unavailable', 6],
  ['passphrase_needed', 6],
  ['access_denied', 7],
  ['invalid_id_token', 7],
  ['sign_in_timeout', 8],
  ['keychain_needed', 6],
  ['cancelled', 130],
  ['internal', 1],
  ['device_code_expired', 8],
  ['state_mismatch', 7],
  ['token_rejected', 4],
  ['revoked', 4],
  ['refresh_token_lost', 4],
  ['provider_not_found', 3],
  ['invalid_provider', 2],
  ['provider_exists', 2],
  ['provider_in_use', 1],
  ['provider_files', 1],
])('%s ends with %d: scripts rely on it', (code, expected) => {
  expect(exitCodeOf(code)).toBe(expected);
});

test('every error ends with a code that is not success and that the help explains', () => {
  for (const code of errorCodes) {
    const exit = exitCodeOf(code);
    expect(exit).not.toBe(0);
    expect(helpText(undefined)).toContain(`${String(exit).padStart(3)}  ${exitCodeMeanings[exit]}`);
  }
});

test.each([undefined, ...commandNames])('every line of the help on %s fits 120 columns', (about) => {
  expect(
    helpText(about)
      .split('\n')
      .filter((line) => line.length > 120),
  ).toEqual([]);
});

test.each(commandNames)(
  '%s is in the overview, and its help names it and every option that it takes',
  (name) => {
    expect(helpText(undefined)).toContain(`tokendeck ${name}`);
    const help = helpText(name);
    expect(help).toContain(`tokendeck ${name}`);
    for (const [, option = ''] of help.matchAll(/(--[a-z][a-z-]+)/g)) {
      for (const given of [option, `${option}=1`]) {
        const parsed = parseArguments([name, ...(name === 'list' || name === 'init' ? [] : ['x']), given]);
        expect(parsed.ok ? '' : parsed.error).not.toMatch(/There is no option|does not belong to [a-z]+\./);
      }
    }
  },
);

test('an error is told with its remedy and the provider’s words, which cannot steer the terminal', () => {
  const text = errorText({
    code: 'invalid_grant',
    provider: {
      error: 'invalid_grant',
      description: 'gone\u001b[2J\nfor good',
      uri: 'https://id.example/help',
    },
  });
  expect(text).toBe(
    'tokendeck: The provider no longer accepts this sign-in.\nSign in again.\n' +
      'The provider said: invalid_grant: gone�[2J�for good (https://id.example/help)\n',
  );
});
