// The command line as a process, against the practice provider, on a real vault under a passphrase.
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openPersonsBrowser } from '../../support/persons-browser.ts';
import { type PracticeProvider, startPracticeProvider } from '../../support/practice-provider/provider.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { browserOf, cli, cliEnvironment, type Ended, startCli } from './cli-process.ts';
import { newVault, run, sealed } from './own-vault.ts';

// Each command is a process of its own, with a passphrase that takes its time by design.
vi.setConfig({ testTimeout: 120_000 });

let provider: PracticeProvider;
beforeEach(async () => {
  provider = await startPracticeProvider({ accessTokenSeconds: 300 });
});
afterEach(async () => {
  await provider.close();
});

function loginArguments(...more: readonly string[]): readonly string[] {
  const who = ['--issuer', provider.issuer, '--client-id', provider.publicClientId];
  return ['login', ...who, '--dangerously-allow-http-on-loopback', '--passphrase-stdin', ...more];
}

function login(
  home: string,
  decision: 'allow' | 'deny',
  more: readonly string[] = [],
  input = sealed,
): Promise<Ended> {
  return cli(loginArguments(...more), { home, input, env: { BROWSER: browserOf('ada', decision) } });
}

async function subjectOf(token: string): Promise<unknown> {
  const answer = await fetch(`${provider.issuer}/me`, { headers: { authorization: `Bearer ${token}` } });
  return answer.ok ? ((await answer.json()) as { sub: string }).sub : answer.status;
}

const refreshes = () =>
  provider.tokenRequests().filter(({ grantType }) => grantType === 'refresh_token').length;

describe('the whole way', () => {
  test('sign in, list, print a token that works, refresh, remove with revocation', async () => {
    const home = await newVault();
    const signedIn = await login(home, 'allow', ['--name', 'work']);
    expect(signedIn).toMatchObject({ code: 0, out: 'work\n' });

    const listed = await run(home, 'list');
    expect(listed.err).toBe('');
    expect(listed.out.split('\n')[0]).toMatch(/^NAME +PROVIDER +WHO +STATUS +TIME LEFT +RENEWED BY$/);
    expect(listed.out.split('\n')[1]).toMatch(/^work +\S.* +Ada Moreno +valid +4:\d\d +refresh token$/);

    const first = await run(home, 'token', 'WORK');
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(await subjectOf(first.out.trimEnd())).toBe('ada');
    expect((await run(home, 'token', 'work', '--min-valid', '10')).out).toBe(first.out);
    expect(refreshes()).toBe(0);

    const forced = await run(home, 'token', 'work', '--force', '--json');
    const token = JSON.parse(forced.out);
    expect(token).toMatchObject({
      tokenType: expect.stringMatching(/^bearer$/i),
      expiresIn: expect.any(Number),
    });
    expect(await subjectOf(token.accessToken)).toBe('ada');
    expect(`${token.accessToken}\n`).not.toBe(first.out);
    expect(refreshes()).toBe(1);

    expect(await run(home, 'refresh', 'work')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^work has a new token, good for 4:5\d\.\n$/),
    });
    expect([refreshes(), provider.reuses()]).toEqual([2, 0]);

    const last = (await run(home, 'token', 'work')).out.trimEnd();
    expect(await run(home, 'remove', 'work')).toMatchObject({
      code: 0,
      out: 'work was removed. Its tokens were revoked at the provider.\n',
    });
    expect(await subjectOf(last)).toBe(401);
    expect(await run(home, 'list')).toMatchObject({ code: 0, out: '' });
  });

  test('as JSON', async () => {
    const home = await newVault();
    const signedIn = await login(home, 'allow', ['--json']);
    const account = JSON.parse(signedIn.out);
    expect(account).toMatchObject({ subject: 'ada', who: 'Ada Moreno', status: 'valid', refreshable: true });
    expect(JSON.parse((await run(home, 'list', '--json')).out)).toMatchObject([{ id: account.id }]);
    expect(JSON.parse((await run(home, 'refresh', account.name, '--json')).out)).toMatchObject({
      id: account.id,
    });
    expect(JSON.parse((await run(home, 'remove', account.id, '--json', '--no-revoke')).out)).toEqual({
      name: account.name,
      id: account.id,
      revocation: 'skipped',
    });
    expect(JSON.parse((await run(home, 'list', '--json')).out)).toEqual([]);
  });

  test.each(['post', 'basic'] as const)('a client with a secret sent by %s', async (method) => {
    const home = await newVault();
    const { id, secret } = provider.confidential[method];
    const signedIn = await cli(
      [
        ...['login', '--issuer', provider.issuer, '--client-id', id, '--client-authentication', method],
        ...['--client-secret-stdin', '--passphrase-stdin', '--dangerously-allow-http-on-loopback'],
        ...['--name', 'bot', '--scope', 'openid offline_access'],
      ],
      { home, input: `${sealed}${secret}\n`, env: { BROWSER: browserOf('ben', 'allow') } },
    );
    expect(signedIn).toMatchObject({ code: 0, out: 'bot\n' });
    expect(signedIn.err).not.toContain(secret);
    expect(await run(home, 'refresh', 'bot')).toMatchObject({ code: 0 });
    expect(provider.tokenRequests().map(({ clientId, status }) => [clientId, status])).toEqual([
      [id, 200],
      [id, 200],
    ]);
  });

  test('several at once refresh an account once', async () => {
    const home = await newVault();
    provider.setAccessTokenSeconds(5);
    await login(home, 'allow', ['--name', 'work']);
    provider.setAccessTokenSeconds(300);
    const printed = await Promise.all([1, 2, 3].map(() => run(home, 'token', 'work', '--min-valid', '60')));
    expect(new Set(printed.map(({ out }) => out)).size).toBe(1);
    expect(await subjectOf(printed[0]?.out.trimEnd() ?? '')).toBe('ada');
    expect([refreshes(), provider.reuses()]).toEqual([1, 0]);
  });
});

describe('signing in without luck', () => {
  test('the person denies', async () => {
    const home = await newVault();
    const denied = await login(home, 'deny');
    expect(denied).toMatchObject({ code: 7, out: '' });
    expect(denied.err).toContain('declined at the provider');
    expect(denied.err).toContain('The provider said: access_denied');
    expect(denied.err).not.toContain('Fetching');
    expect((await run(home, 'list')).out).toBe('');
  });

  test('no browser: the address is printed and waited for', async () => {
    const home = await newVault();
    const running = startCli(loginArguments(), { home, input: sealed });
    const [, url = ''] = await running.errShows(/^(http:\/\/127\.0\.0\.1:\d+\/auth\?\S+)$/m);
    await running.errShows(/No browser could be opened here/);
    await running.errShows(/browser shows an error.*redirect URI http:\/\/127\.0\.0\.1:\d+\/\S* /);
    const browser = await openPersonsBrowser();
    try {
      await browser.signIn(url, { user: 'chie', decision: 'allow' });
    } finally {
      await browser.close();
    }
    expect(await running.ended).toMatchObject({ code: 0, out: expect.stringContaining('Chie') });
  });

  test('Ctrl-C ends it and leaves no socket', async () => {
    const home = await newVault();
    const running = startCli(loginArguments(), { home, input: sealed });
    const [, port = ''] = await running.errShows(/Waiting for the answer at http:\/\/127\.0\.0\.1:(\d+)\//);
    running.child.kill('SIGINT');
    expect(await running.ended).toMatchObject({ code: 130, out: '' });
    const refused = await new Promise((resolve) => {
      connect(Number(port), '127.0.0.1')
        .once('error', (error: NodeJS.ErrnoException) => resolve(error.code))
        .once('connect', () => resolve('connected'));
    });
    expect(refused).toBe('ECONNREFUSED');
    expect((await run(home, 'list')).code).toBe(0);
  });

  test.each([
    [
      'plain http that was not allowed',
      (issuer: string) => ['--issuer', issuer],
      2,
      '--dangerously-allow-http-on-loopback',
    ],
    ['an issuer that is no address', () => ['--issuer', 'nonsense'], 2, 'begins with https://'],
    ['nobody there', () => ['--issuer', 'https://127.0.0.1:1'], 5, 'could not be reached'],
  ])('%s', async (_what, issuer, code, words) => {
    const home = await newVault();
    const failed = await run(home, 'login', '--client-id', 'abc', ...issuer(provider.issuer));
    expect(failed).toMatchObject({ code, out: '' });
    expect(failed.err).toContain(words);
  });

  test('a client secret that never comes', async () => {
    const home = await newVault();
    const failed = await login(home, 'allow', ['--client-secret-stdin']);
    expect(failed).toMatchObject({ code: 2, out: '' });
    expect(failed.err).toContain('no client secret was given');
  });
});

describe('an account that cannot be refreshed', () => {
  test('ends with 4 when only signing in again helps, and says it in the provider’s words', async () => {
    const home = await newVault();
    await login(home, 'allow', ['--name', 'work']);
    await provider.revokeGrant('ada');
    const dead = await run(home, 'token', 'work', '--force', '--json');
    expect(dead).toMatchObject({ code: 4, out: '' });
    expect(JSON.parse(dead.err).error).toMatchObject({
      code: 'invalid_grant',
      provider: { error: 'invalid_grant' },
    });
    expect((await run(home, 'list')).out).toContain('sign in again');

    const told = (await run(home, 'token', 'work', '--force')).err;
    const [, words = ''] = /^To sign in again: tokendeck (.*)$/m.exec(told) ?? [];
    expect(words).toBe('login --again work');
    const again = await cli([...words.split(' '), '--passphrase-stdin'], {
      home,
      input: sealed,
      env: { BROWSER: browserOf('ada', 'allow') },
    });
    expect(again).toMatchObject({ code: 0, out: 'work\n' });
    expect((await run(home, 'list')).out.trimEnd().split('\n')).toHaveLength(2);
  });

  test('prints a token that cannot be good for as long as asked, and says so', async () => {
    const home = await newVault();
    await login(home, 'allow', ['--name', 'work']);
    const short = await run(home, 'token', 'work', '--min-valid', '97200');
    expect(short).toMatchObject({
      code: 0,
      err: expect.stringMatching(
        /^The token is good for only (5 min|4 min \d+ s), not the 27 h asked for: the provider gives no longer ones\.\n$/,
      ),
    });
    expect(await subjectOf(short.out.trimEnd())).toBe('ada');
    expect(refreshes()).toBe(1);
    expect(
      JSON.parse((await run(home, 'token', 'work', '--json', '--min-valid', '97200')).out),
    ).toMatchObject({
      expiresIn: expect.any(Number),
    });
  });

  test('ends with 5 when the provider fails for now', async () => {
    const home = await newVault();
    await login(home, 'allow', ['--name', 'work']);
    provider.failNext('server_error');
    expect(await run(home, 'refresh', 'work')).toMatchObject({ code: 5, out: '' });
    expect(await run(home, 'refresh', 'work')).toMatchObject({ code: 0 });
    expect(provider.reuses()).toBe(0);
  });

  test('ends with 3 where there is none of that name', async () => {
    const home = await newVault();
    const missing = await run(home, 'token', 'nobody');
    expect(missing).toMatchObject({ code: 3, out: '' });
    expect(missing.err).toContain('no account called nobody');
  });
});

describe('the key of the vault', () => {
  test('without a keychain nothing is chosen silently: the way to a passphrase is told', async () => {
    const home = temporaryDirectory();
    const failed = await cli(['list'], { home });
    expect(failed).toMatchObject({ code: 6, out: '' });
    expect(failed.err).toContain('keychain');
    expect(failed.err).toContain('tokendeck init --passphrase');
  });

  test('a wrong passphrase, a missing one and a second choice leave the vault as it was', async () => {
    const home = await newVault();
    await login(home, 'allow', ['--name', 'work']);
    const wrong = await cli(['list', '--passphrase-stdin'], { home, input: 'another passphrase\n' });
    expect(wrong).toMatchObject({ code: 6, out: '' });
    expect(wrong.err).toContain('not the passphrase');
    expect(await cli(['list', '--passphrase-stdin'], { home, input: '' })).toMatchObject({
      code: 6,
      out: '',
    });
    expect(await cli(['list'], { home })).toMatchObject({
      code: 6,
      out: '',
      err: expect.stringContaining('--passphrase-stdin'),
    });
    expect(await run(home, 'init', '--passphrase')).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('This vault already exists'),
    });
    expect((await run(home, 'list')).out).toContain('work');
  });

  test('a vault that has its key in a keychain that is gone is offered no passphrase', async () => {
    const home = await newVault();
    // Without it the vault counts as one whose key is in the system's keychain.
    rmSync(join(home, 'data', 'vault-key.json'));
    const failed = await cli(['list'], { home });
    expect(failed).toMatchObject({ code: 6, out: '' });
    expect(failed.err).toContain('the vault’s key is in it.');
    expect(failed.err).not.toContain('passphrase');
  });

  test('a new passphrase with nobody to ask for it', async () => {
    const failed = await cli(['init', '--passphrase'], { home: temporaryDirectory() });
    expect(failed).toMatchObject({ code: 6, out: '' });
    expect(failed.err).toContain('--passphrase-stdin');
    expect(failed.err).not.toContain('vault');
  });

  test('a data directory that cannot be used is not taken for a vault that exists', async () => {
    const home = temporaryDirectory();
    const file = join(home, 'file');
    writeFileSync(file, '');
    const failed = await cli(['init', '--passphrase'], { home, env: { TOKENDECK_HOME: join(file, 'data') } });
    expect(failed).toMatchObject({ code: 6, out: '' });
    expect(failed.err).not.toContain('exists');
  });

  test('a passphrase that is too short is not taken', async () => {
    const home = temporaryDirectory();
    const short = await cli(['init', '--passphrase', '--passphrase-stdin'], { home, input: 'short\n' });
    expect(short).toMatchObject({ code: 2, out: '' });
  });

  test('is asked for on the terminal without showing it', async () => {
    const home = await newVault();
    const command = `"${process.execPath}" "${join(import.meta.dirname, '../../../main/cli.ts')}" list --json`;
    const terminal = spawn('script', ['-qec', command, '/dev/null'], { env: cliEnvironment({ home }) });
    let shown = '';
    terminal.stdout.setEncoding('utf8').on('data', (text: string) => {
      const asked = shown.includes('Passphrase of the vault: ');
      shown += text;
      if (!asked && shown.includes('Passphrase of the vault: '))
        terminal.stdin.write(`wrong\b\u0015${sealed.trimEnd()}\r`);
    });
    const code = await new Promise((resolve) => terminal.once('close', resolve));
    expect(shown).toContain('[]');
    expect(shown).not.toContain('correct horse');
    expect(shown).not.toContain('wrong');
    expect(code).toBe(0);
  });
});

test('a reader that goes away is no reason to fail', async () => {
  const home = await newVault();
  await login(home, 'allow', ['--name', 'work']);
  const running = startCli(['token', 'work', '--force', '--passphrase-stdin'], { home, input: sealed });
  running.child.stdout?.destroy();
  expect(await running.ended).toMatchObject({ code: 0, err: '' });
  expect((await run(home, 'token', 'work')).code).toBe(0);
  expect([refreshes(), provider.reuses()]).toEqual([1, 0]);
});

test('a terminal that is closed does not end a refresh under way', async () => {
  const home = await newVault();
  await login(home, 'allow', ['--name', 'work']);
  const vault = new DatabaseSync(join(home, 'data', 'vault.sqlite'), { readOnly: true });
  const running = startCli(['token', 'work', '--force', '--passphrase-stdin'], { home, input: sealed });
  while (vault.prepare('SELECT name FROM leases').get() === undefined) await sleep(1);
  running.child.kill('SIGHUP');
  vault.close();
  await running.errShows(/Finishing what is under way/);
  // Told again, as the shell and the system both do.
  running.child.kill('SIGHUP');
  const ended = await running.ended;
  expect(ended.code).toBe(0);
  expect(await subjectOf(ended.out.trimEnd())).toBe('ada');
  expect((await run(home, 'token', 'work')).out).toBe(ended.out);
  expect([refreshes(), provider.reuses()]).toEqual([1, 0]);
});

describe.runIf(existsSync('/dev/full'))('a disk that is full', () => {
  const printed = (streams: { readonly out: boolean; readonly err: boolean }): Promise<Ended> => {
    const full = openSync('/dev/full', 'w');
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, '../../../main/cli.ts'), streams.out ? '--help' : 'nonsense'],
      {
        env: cliEnvironment({ home: temporaryDirectory() }),
        stdio: ['ignore', streams.out ? full : 'pipe', streams.err ? full : 'pipe'],
      },
    );
    let err = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    return new Promise((resolve) => {
      child.once('close', (code) => {
        closeSync(full);
        resolve({ code: code ?? -1, out: '', err });
      });
    });
  };

  test('a result that cannot be written is told, in one line', async () => {
    expect(await printed({ out: true, err: false })).toMatchObject({
      code: 1,
      err: 'tokendeck: the result could not be written (ENOSPC).\n',
    });
  });

  test('messages that cannot be written change nothing', async () => {
    expect(await printed({ out: false, err: true })).toMatchObject({ code: 2 });
    expect(await printed({ out: true, err: true })).toMatchObject({ code: 1 });
  });
});
