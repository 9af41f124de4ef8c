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
      ...['--name', 'work', 'login', 'Key Cloak', '--issuer=https://id.example', '--client-id', 'abc'],
      ...[
        '--json',
        '--param',
        'realm=a=b',
        '--param',
        'host-name=h',
        '--endpoint',
        'token=https://t.example',
      ],
      ...['--endpoint=device-authorization=', '--client-secret-stdin', '--client-authentication', 'basic'],
      ...['--scope', ' openid  api.read openid ', '--flow', 'device', '--response-mode', 'form_post'],
      ...['--redirect-port', '8400', '--paste', '--dangerously-allow-http-on-loopback', '--passphrase-stdin'],
    ];
    expect(commandOf(argv)).toEqual({
      kind: 'login',
      json: true,
      passphraseStdin: true,
      provider: 'Key Cloak',
      parameters: { realm: 'a=b', host_name: 'h', issuer: 'https://id.example' },
      endpoints: { token: 'https://t.example', device_authorization: '' },
      clientId: 'abc',
      clientAuthentication: 'client_secret_basic',
      clientSecretStdin: true,
      flow: 'device_code',
      scopes: ['openid', 'api.read'],
      redirectUri: undefined,
      redirectPort: 8400,
      formPost: true,
      paste: true,
      name: 'work',
      dangerouslyAllowHttpOnLoopback: true,
    });
  });

  test('login with the least: everything as the preset or the remembered client has it', () => {
    expect(commandOf(['login', 'github'])).toEqual({
      kind: 'login',
      json: false,
      passphraseStdin: false,
      provider: 'github',
      parameters: {},
      endpoints: {},
      clientId: undefined,
      clientAuthentication: undefined,
      clientSecretStdin: false,
      flow: undefined,
      scopes: undefined,
      redirectUri: undefined,
      redirectPort: undefined,
      formPost: false,
      paste: false,
      name: undefined,
      dangerouslyAllowHttpOnLoopback: false,
    });
  });

  test('import with everything', () => {
    const argv = [
      ...['import', 'github', '--access-token-stdin', '--refresh-token-stdin', '--expires-in', '60'],
      ...['--scope', 'a b', '--name', 'ci', '--client-id', 'abc', '--client-secret-stdin'],
    ];
    expect(commandOf(argv)).toMatchObject({
      kind: 'import',
      provider: 'github',
      clientId: 'abc',
      clientSecretStdin: true,
      accessTokenStdin: true,
      refreshTokenStdin: true,
      expiry: { inMs: 60_000 },
      scopes: ['a', 'b'],
      name: 'ci',
    });
  });

  const at = Date.UTC(2026, 10, 21, 9);
  test.each([
    [['list'], { kind: 'list', json: false, passphraseStdin: false }],
    [['list', '--json'], { kind: 'list', json: true }],
    [['token', 'work'], { kind: 'token', name: 'work', minValidMs: undefined, force: false }],
    [['token', 'work', '--min-valid', '0'], { minValidMs: 0 }],
    [['token', '--min-valid=300', '--force', 'work'], { name: 'work', minValidMs: 300_000, force: true }],
    [['token', '--', '-x'], { name: '-x' }],
    [['token', 'two words'], { name: 'two words' }],
    [['refresh', 'work'], { kind: 'refresh', name: 'work' }],
    [['whoami', 'work'], { kind: 'whoami', name: 'work' }],
    [['revoke', 'work'], { kind: 'revoke', name: 'work' }],
    [['remove', 'work'], { kind: 'remove', revoke: true }],
    [['remove', 'work', '--no-revoke'], { kind: 'remove', revoke: false }],
    [['backup', 'a.tokendeck'], { kind: 'backup', file: 'a.tokendeck', replace: false }],
    [['backup', 'a', '--replace'], { replace: true, backupPassphraseStdin: false }],
    [
      ['restore', 'a', '--backup-passphrase-stdin'],
      { kind: 'restore', file: 'a', backupPassphraseStdin: true },
    ],
    [['secret', 'work'], { kind: 'secret', clientAuthentication: undefined, clientSecretStdin: false }],
    [
      ['secret', 'work', '--client-authentication', 'basic', '--client-secret-stdin'],
      { clientAuthentication: 'client_secret_basic', clientSecretStdin: true },
    ],
    [['login', ...where], { provider: undefined, parameters: { issuer: 'https://id.example' } }],
    [['login', 'x', '--flow', 'client-credentials'], { flow: 'client_credentials' }],
    [['login', 'x', '--flow', 'code'], { flow: 'authorization_code' }],
    [['login', 'x', '--client-authentication=post'], { clientAuthentication: 'client_secret_post' }],
    [['login', 'x', '--redirect-uri', 'http://localhost/'], { redirectUri: 'http://localhost/' }],
    [['login', '--again', 'work'], { kind: 'again', name: 'work', scopes: undefined, paste: false }],
    [['login', '--again=-n', '--scope', 'a b', '--paste'], { name: '-n', scopes: ['a', 'b'], paste: true }],
    [['import'], { provider: undefined, expiry: undefined, scopes: [], accessTokenStdin: false }],
    [['import', '--expires-at', '2026-11-21T09:00:00Z'], { expiry: { at } }],
    [['import', '--expires-at', '2026-11-21T10:00+01:00'], { expiry: { at } }],
    [['import', '--expires-at', '2026-11-21'], { expiry: { at: Date.UTC(2026, 10, 21) } }],
    [
      ['inspect', 'work'],
      { kind: 'inspect', verify: false, introspect: false, validate: false, needs: undefined },
    ],
    [
      ['inspect', 'work', '--verify', '--introspect', '--validate', '--needs', 'a b'],
      { verify: true, introspect: true, validate: true, needs: 'a b' },
    ],
    [['inspect', '-'], { kind: 'inspect-input', verifyWith: undefined }],
    [['inspect', '-', '--verify', '--issuer', 'https://a'], { verifyWith: 'https://a' }],
    [['providers'], { kind: 'providers', action: 'list' }],
    [['providers', 'list', '--json'], { action: 'list', json: true }],
    [['providers', 'show', 'git hub'], { action: 'show', provider: 'git hub' }],
    [['providers', 'validate', '-'], { action: 'validate', file: '-' }],
    [['providers', 'add', 'a.json'], { action: 'add', file: 'a.json', replace: false }],
    [['providers', 'add', 'a.json', '--replace'], { action: 'add', replace: true }],
    [['providers', 'export', 'x'], { action: 'export', provider: 'x' }],
    [['providers', 'remove', 'x'], { action: 'remove', provider: 'x' }],
    [['init', '--passphrase'], { kind: 'init', passphraseStdin: false }],
    [['--help'], { kind: 'help', about: undefined }],
    [['help'], { kind: 'help', about: undefined }],
    [['token', '-h'], { kind: 'help', about: 'token' }],
    [['help', 'providers'], { kind: 'help', about: 'providers' }],
    [['providers', 'add', '--help'], { kind: 'help', about: 'providers' }],
    [['-V'], { kind: 'version' }],
    [['login', ...where, '--name=--json'], { name: '--json', json: false }],
  ])('%j', (argv, expected) => {
    expect(commandOf(argv)).toMatchObject(expected);
  });
});

describe('what is refused, in a sentence that names the fault', () => {
  test.each([
    [[], 'There is no command'],
    [['--json'], 'There is no command'],
    [['lost'], 'no command lost'],
    [['LIST'], 'no command LIST'],
    [['again'], 'no command again'],
    [['inspect-input'], 'no command inspect-input'],
    [['constructor'], 'no command constructor'],
    [['toString'], 'no command toString'],
    [['help', 'lost'], 'no command lost'],
    [['lost', '--help'], 'no command lost'],
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
    [['whoami'], 'whoami needs the name of one account'],
    [['inspect'], 'inspect needs the name of one account'],
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
    [['login'], 'login needs a provider or --issuer'],
    [['login', '--client-id', 'abc'], 'login needs a provider or --issuer'],
    [['login', 'a', 'b'], 'login takes one provider'],
    [['login', 'a'.repeat(5000)], 'too long'],
    [['login', ...where, '--redirect-port', '65536'], '--redirect-port is a whole number'],
    [['login', ...where, '--redirect-port', '1', '--redirect-uri', 'http://x'], 'only one can be given'],
    [['login', ...where, '--response-mode', 'query'], '--response-mode is form_post'],
    [['login', ...where, '--scope', '  '], '--scope needs at least one scope'],
    [['login', ...where, '--scope', 'a"b'], '--scope has characters'],
    [['login', ...where, '--scope', 'ünd'], '--scope has characters'],
    [['login', ...where, '--flow', 'implicit'], '--flow is code, device or client-credentials'],
    [['login', ...where, '--flow', 'toString'], '--flow is code, device or client-credentials'],
    [['login', ...where, '--client-authentication', 'none'], '--client-authentication is post or basic'],
    [['login', ...where, '--client-authentication', 'toString'], '--client-authentication is post or basic'],
    [['login', ...where, '--name', 'a\nb'], '--name holds control characters'],
    [['login', ...where, '--name', `x${'y'.repeat(5000)}`], '--name is too long'],
    [['login', '--issuer', 'https://a', ...where], '--issuer is given twice'],
    [['login', 'x', ...where, '--param', 'issuer=y'], 'issuer is given twice'],
    [['login', 'x', '--param', 'a=1', '--param', 'A=2'], '--param is given twice for a'],
    [['login', 'x', '--param', 'host-name=1', '--param', 'host_name=2'], 'given twice for host_name'],
    [['login', 'x', '--param', 'tenant'], '--param is a name, = and a value'],
    [['login', 'x', '--param', '=hush'], '--param is a name, = and a value'],
    [['login', 'x', '--param', '__proto__=hush'], '--param is a name, = and a value'],
    [
      ['login', 'x', '--endpoint', 'authorisation=https://a'],
      'The name in --endpoint is authorization, token',
    ],
    [['login', 'x', '--endpoint', 'toString=https://a'], 'The name in --endpoint is'],
    [['login', 'x', '--access-token-stdin'], '--access-token-stdin does not belong to login'],
    [['login', '--again', 'a', 'github'], 'no provider'],
    [['login', '--again', 'a', '--client-id', 'b'], '--client-id does not belong to login --again'],
    [['login', '--again', 'a', '--name', 'b'], '--name does not belong to login --again'],
    [['login', '--again'], '--again needs a value'],
    [['backup'], 'backup needs the name of one file'],
    [['backup', '-'], 'backup needs the name of one file'],
    [['backup', 'a', 'b'], 'backup needs the name of one file'],
    [['backup', 'x'.repeat(5000)], 'too long'],
    [['restore'], 'restore needs the name of one file'],
    [['restore', 'a', '--replace'], '--replace does not belong to restore'],
    [['import', 'x', '--backup-passphrase-stdin'], 'does not belong to import'],
    [['import', 'a', 'b'], 'import takes one provider'],
    [['import', '--client-secret-stdin'], 'needs --client-id'],
    [['import', '--client-authentication', 'post'], 'needs --client-id'],
    [['import', '--expires-in', '5', '--expires-at', '2026-11-21'], 'only one can be given'],
    [['import', '--expires-at', 'tomorrow'], '--expires-at is a date'],
    [['import', '--expires-at', '2026-11-21T09:00:00'], '--expires-at is a date'],
    [['import', '--expires-at', '2026-13-41T09:00:00Z'], '--expires-at is a date'],
    [['import', '--expires-at', '1763715600'], '--expires-at is a date'],
    [['import', '--flow', 'code'], '--flow does not belong to import'],
    [['inspect', '-', '--verify'], '--verify and --issuer go together'],
    [['inspect', '-', '--issuer', 'https://a'], '--verify and --issuer go together'],
    [['inspect', '-', '--introspect'], '--introspect needs the name of an account'],
    [['inspect', 'a', '--issuer', 'https://a'], '--issuer is for a token from standard input alone'],
    [['providers', 'drop', 'x'], 'providers can list, show, validate, add, export or remove, and not drop'],
    [['providers', 'toString'], 'and not toString'],
    [['providers', 'list', 'x'], 'takes no further words'],
    [['providers', 'show'], 'providers show needs one provider'],
    [['providers', 'show', 'a', 'b'], 'providers show needs one provider'],
    [['providers', 'add'], 'providers add needs one file, or - for standard input'],
    [['providers', 'show', 'a', '--replace'], '--replace does not belong to providers show'],
    [['providers', 'show', 'a'.repeat(5000)], 'too long'],
    [['init'], 'init needs --passphrase'],
  ])('%j', (argv, problem) => {
    expect(problemOf(argv)).toContain(problem);
  });

  test.each([
    ['client-secret', '--client-secret-stdin'],
    ['access-token', '--access-token-stdin'],
    ['refresh-token', '--refresh-token-stdin'],
  ])('--%s as an argument, without repeating it', (option, remedy) => {
    for (const given of [[`--${option}`, 'hunter2'], [`--${option}=hunter2`]]) {
      const problem = problemOf(['import', ...given]);
      expect(problem).toContain(remedy);
      expect(problem).not.toContain('hunter2');
    }
  });

  test.each([
    ['--flow', 'hunter2'],
    ['--scope', 'hunter2"'],
    ['--param', 'hunter2'],
    ['--endpoint', 'hunter2=hunter2'],
    ['--client-authentication', 'hunter2'],
    ['--redirect-port', 'hunter2'],
    ['--response-mode', 'hunter2'],
    ['--name', 'hunter2\u0000'],
  ])('no value of %s is repeated', (option, value) => {
    expect(problemOf(['login', 'x', option, value])).not.toContain('hunter2');
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
