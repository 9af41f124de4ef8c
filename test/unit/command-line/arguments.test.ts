import { describe, expect, test } from 'vitest';
import { parseArguments, wantsJson } from '../../../main/command-line/arguments.ts';

const where = ['--issuer', 'https://id.example', '--client-id', 'abc'];

function problemOf(argv: readonly string[]): string {
  const parsed = parseArguments(argv);
  if (parsed.ok) throw new Error(`accepted: ${JSON.stringify(parsed.value)}`);
  return parsed.error;
}

function commandOf(argv: readonly string[]): unknown {
  const parsed = parseArguments(argv);
  if (!parsed.ok) throw new Error(`refused: ${parsed.error}`);
  return parsed.value;
}

describe('what is understood', () => {
  test('login with everything', () => {
    const argv = [
      ...['--name', 'work', 'login', '--issuer=https://id.example', '--client-id', 'abc', '--json'],
      ...[
        '--client-secret-stdin',
        '--client-authentication',
        'basic',
        '--scope',
        ' openid  api.read openid ',
      ],
      ...['--redirect-port', '8400', '--dangerously-allow-http-on-loopback', '--passphrase-stdin'],
    ];
    expect(commandOf(argv)).toEqual({
      kind: 'login',
      json: true,
      passphraseStdin: true,
      issuer: 'https://id.example',
      clientId: 'abc',
      clientAuthentication: 'client_secret_basic',
      clientSecretStdin: true,
      scopes: ['openid', 'api.read'],
      redirectPort: 8400,
      name: 'work',
      dangerouslyAllowHttpOnLoopback: true,
    });
  });

  test('login with the least: a public client', () => {
    expect(commandOf(['login', ...where])).toMatchObject({
      clientAuthentication: undefined,
      scopes: undefined,
      redirectPort: undefined,
      name: undefined,
      dangerouslyAllowHttpOnLoopback: false,
    });
  });

  test('a secret alone is sent in the body; a method alone has the secret asked for', () => {
    expect(commandOf(['login', ...where, '--client-secret-stdin'])).toMatchObject({
      clientAuthentication: 'client_secret_post',
      clientSecretStdin: true,
    });
    expect(commandOf(['login', ...where, '--client-authentication=post'])).toMatchObject({
      clientAuthentication: 'client_secret_post',
      clientSecretStdin: false,
    });
  });

  test.each([
    [['list'], { kind: 'list', json: false, passphraseStdin: false }],
    [['list', '--json'], { kind: 'list', json: true }],
    [['token', 'work'], { kind: 'token', name: 'work', minValidMs: undefined, force: false }],
    [['token', 'work', '--min-valid', '0'], { minValidMs: 0 }],
    [['token', '--min-valid=300', '--force', 'work'], { name: 'work', minValidMs: 300_000, force: true }],
    [['token', '--', '-x'], { name: '-x' }],
    [['token', 'two words'], { name: 'two words' }],
    [['refresh', 'work'], { kind: 'refresh', name: 'work' }],
    [['remove', 'work'], { kind: 'remove', revoke: true }],
    [['remove', 'work', '--no-revoke'], { kind: 'remove', revoke: false }],
    [['init', '--passphrase'], { kind: 'init', passphraseStdin: false }],
    [['--help'], { kind: 'help' }],
    [['token', '-h'], { kind: 'help' }],
    [['help'], { kind: 'help' }],
    [['-V'], { kind: 'version' }],
    [['login', ...where, '--name=--json'], { name: '--json', json: false }],
  ])('%j', (argv, expected) => {
    expect(commandOf(argv)).toMatchObject(expected);
  });
});

describe('what is refused, in a sentence that names the fault', () => {
  test.each([
    [[], 'Nothing is asked for'],
    [['--json'], 'Nothing is asked for'],
    [['lost'], 'no command lost'],
    [['LIST'], 'no command LIST'],
    [['constructor'], 'no command constructor'],
    [['toString'], 'no command toString'],
    [[''], 'no command'],
    [['list', '--verbose'], 'no option --verbose'],
    [['list', '-x'], 'no option -x'],
    [['list', '--__proto__'], 'no option --__proto__'],
    [['list', '--no-json'], 'no option --no-json'],
    [['list', '--json=yes'], '--json takes no value'],
    [['list', '--json', '--json'], '--json is given twice'],
    [['list', '--force'], '--force does not belong to list'],
    [['list', '--version'], '--version does not belong to list'],
    [['list', 'work'], 'list takes no further words'],
    [['token'], 'token needs the name of one account'],
    [['token', ''], 'token needs the name of one account'],
    [['token', 'a', 'b'], 'token needs the name of one account'],
    [['token', 'a'.repeat(5000)], 'name is too long'],
    [['token', 'a', '--min-valid'], '--min-valid needs a value'],
    [['token', 'a', '--min-valid='], '--min-valid needs a value'],
    [['token', 'a', '--min-valid', '--force'], '--min-valid needs a value'],
    [['token', 'a', '--min-valid', '-5'], '--min-valid needs a value'],
    [['token', 'a', '--min-valid=-5'], '--min-valid is a whole number'],
    [['token', 'a', '--min-valid', '1.5'], '--min-valid is a whole number'],
    [['token', 'a', '--min-valid', '1e3'], '--min-valid is a whole number'],
    [['token', 'a', '--min-valid', '0x10'], '--min-valid is a whole number'],
    [['token', 'a', '--min-valid', ' 5'], '--min-valid is a whole number'],
    [['token', 'a', '--min-valid', '٣'], '--min-valid is a whole number'],
    [['token', 'a', '--min-valid', '99999999999999999999'], '--min-valid is a whole number'],
    [['login'], 'login needs --issuer and --client-id.'],
    [['login', '--issuer', 'https://id.example'], 'login needs --client-id.'],
    [['login', '--client-id', 'abc'], 'login needs --issuer.'],
    [['login', ...where, 'extra'], 'login takes no further words'],
    [['login', ...where, '--redirect-port', '65536'], '--redirect-port is a whole number'],
    [['login', ...where, '--scope', '  '], '--scope needs at least one scope'],
    [['login', ...where, '--scope', 'a"b'], '--scope has characters'],
    [['login', ...where, '--scope', 'ünd'], '--scope has characters'],
    [['login', ...where, '--client-authentication', 'none'], '--client-authentication is post or basic'],
    [['login', ...where, '--client-authentication', 'toString'], '--client-authentication is post or basic'],
    [['login', ...where, '--name', 'a\nb'], '--name holds control characters'],
    [['login', ...where, '--name', `x${'y'.repeat(5000)}`], '--name is too long'],
    [['login', '--issuer', 'https://a', ...where], '--issuer is given twice'],
    [['init'], 'init needs --passphrase'],
  ])('%j', (argv, problem) => {
    expect(problemOf(argv)).toContain(problem);
  });

  test.each([
    [['login', ...where, '--client-secret', 'hunter2']],
    [['login', ...where, '--client-secret=hunter2']],
  ])('a secret as an argument, without repeating it: %j', (argv) => {
    expect(problemOf(argv)).toContain('--client-secret-stdin');
    expect(problemOf(argv)).not.toContain('hunter2');
  });

  test('what is quoted is short, and nothing a terminal would act on', () => {
    const problem = problemOf([`\u001b]0;owned\u0007\u202e${'z'.repeat(500)}`]);
    expect(problem.length).toBeLessThan(80);
    expect(problem).not.toMatch(/\p{Cc}|\p{Cf}/u);
  });
});

test.each([
  [['list', '--json'], true],
  [['lost', '--json'], true],
  [['token', '--', '--json'], false],
  [['list'], false],
])('whether a problem is told as JSON: %j', (argv, expected) => {
  expect(wantsJson(argv)).toBe(expected);
});
