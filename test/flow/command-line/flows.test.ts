// Every flow, and every question about a token, on the command line as a process, against the practice provider.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Ended as Visited, visit, visitAndReturn } from '../../support/person-over-http.ts';
import { type PracticeProvider, startPracticeProvider } from '../../support/practice-provider/provider.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { browserOf, cli, cliEnvironment, type Ended, startCli } from './cli-process.ts';
import { newVault, run, runWith, sealed } from './own-vault.ts';

vi.setConfig({ testTimeout: 120_000 });

let provider: PracticeProvider;
beforeEach(async () => {
  provider = await startPracticeProvider({
    accessTokenSeconds: 300,
    deviceIntervalSeconds: 1,
    jwtAccessTokens: true,
  });
});
afterEach(async () => {
  await provider.close();
});

/** Everything printed, which no secret may be in. */
function printed(...all: readonly Ended[]): string {
  return all.map(({ out, err }) => `${out}${err}`).join('');
}

function expectNoSecretIn(text: string): void {
  for (const secret of provider.secretsSeen()) expect(text).not.toContain(secret);
}

function server(...more: readonly string[]): readonly string[] {
  return ['openid', '--issuer', provider.issuer, '--dangerously-allow-http-on-loopback', ...more];
}

function publicClient(...more: readonly string[]): readonly string[] {
  return server('--client-id', provider.publicClientId, ...more);
}

/** Signs in through the browser. */
async function signIn(home: string, name: string, ...more: readonly string[]): Promise<Ended> {
  const ended = await runWith(home, ['login', ...publicClient('--name', name, ...more)], {
    env: { BROWSER: browserOf('ada', 'allow') },
  });
  expect(ended, ended.err).toMatchObject({ code: 0, out: `${name}\n` });
  return ended;
}

async function userinfoStatus(token: string): Promise<number> {
  const answer = await fetch(`${provider.issuer}/me`, { headers: { authorization: `Bearer ${token}` } });
  return answer.status;
}

async function accountNamed(home: string, name: string): Promise<Record<string, unknown>> {
  const all = JSON.parse((await run(home, 'list', '--json')).out) as readonly Record<string, unknown>[];
  return all.find((account) => account['name'] === name) ?? {};
}

const grantTypes = () => provider.tokenRequests().map(({ grantType }) => grantType.split(':').at(-1));

describe('with a code on another device', () => {
  test('the code and the address are shown, and the account refreshes', async () => {
    const home = await newVault();
    const running = startCli(
      ['login', ...publicClient('--flow', 'device', '--name', 'tv'), '--passphrase-stdin'],
      { home, input: sealed },
    );
    const [, code = ''] = await running.errShows(/enter this code:\n\n {2}(\S+)\n/);
    const [, address = ''] = await running.errShows(/Open this address on any device:\n\n {2}(\S+)\n/);
    expect(await running.errShows(/The code is good for \d+ min/)).toBeDefined();
    expect(await visit(address, { person: 'ada', userCode: code })).toMatchObject({ kind: 'page' });
    const ended = await running.ended;
    expect(ended, ended.err).toMatchObject({ code: 0, out: 'tv\n' });
    // Not a terminal: no picture, and nothing that steers one.
    expect(ended.err).not.toMatch(/█/u);
    expect(ended.err.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    expect(await accountNamed(home, 'tv')).toMatchObject({ origin: 'device_code', renewal: 'refresh_token' });
    expect(await run(home, 'refresh', 'tv')).toMatchObject({ code: 0 });
    expectNoSecretIn(printed(ended));
  });

  test('a client used before needs nothing else, and signs in the same way', async () => {
    const home = await newVault();
    for (const [person, ...args] of [
      ['ada', ...publicClient('--flow', 'device')],
      ['ben', 'Any OpenID provider'],
    ] as const) {
      const running = startCli(['login', ...args, '--passphrase-stdin'], { home, input: sealed });
      const [, address = ''] = await running.errShows(/has the code in it:\n\n {2}(\S+)\n/);
      await visit(address, { person });
      const ended = await running.ended;
      expect(ended.code, ended.err).toBe(0);
    }
    expect((await run(home, 'list')).out).toMatch(/^Ada Moreno [\s\S]*^Ben Okafor /m);
  });

  test('the person says no', async () => {
    const home = await newVault();
    const running = startCli(['login', ...publicClient('--flow', 'device'), '--passphrase-stdin'], {
      home,
      input: sealed,
    });
    const [, address = ''] = await running.errShows(/has the code in it:\n\n {2}(\S+)\n/);
    await visit(address, { person: 'ada', decision: 'deny' });
    expect(await running.ended).toMatchObject({ code: 7, out: '' });
  });

  test('on a terminal there is a picture for a camera', async () => {
    const home = await newVault();
    const args = ['login', ...publicClient('--flow', 'device')].join(' ');
    const command = `stty cols 120; "${process.execPath}" "${join(import.meta.dirname, '../../../main/cli.ts')}" ${args}`;
    const terminal = spawn('script', ['-qec', command, '/dev/null'], {
      env: { ...cliEnvironment({ home }), TERM: 'xterm' },
    });
    let shown = '';
    terminal.stdout.setEncoding('utf8').on('data', (text: string) => {
      const before = shown;
      shown += text;
      const comes = (words: string) => !before.includes(words) && shown.includes(words);
      if (comes('Passphrase of the vault: ')) terminal.stdin.write(sealed.replace('\n', '\r'));
      if (comes('Ctrl-C cancels')) terminal.stdin.write('\u0003');
    });
    const code = await new Promise((resolve) => terminal.once('close', resolve));
    expect(shown).toMatch(/(█|▀|▄){7}/u);
    expect(code).toBe(130);
  });
});

describe('as a client on its own behalf', () => {
  test.each(['post', 'basic'] as const)(
    'with its secret sent by %s; asked again when due',
    async (method) => {
      const home = await newVault();
      const { id, secret } = provider.confidential[method];
      const client = ['--client-id', id, '--client-authentication', method, '--client-secret-stdin'];
      const flow = ['--flow', 'client-credentials', '--scope', 'api.read', '--name', 'bot'];
      const signedIn = await runWith(home, ['login', ...server(...client, ...flow)], { lines: [secret] });
      expect(signedIn, signedIn.err).toMatchObject({ code: 0, out: 'bot\n' });
      expect((await run(home, 'list')).out).toMatch(/^bot .* client credentials$/m);
      const first = await run(home, 'token', 'bot');
      const forced = await run(home, 'token', 'bot', '--force');
      expect([first.code, forced.code, first.out === forced.out]).toEqual([0, 0, false]);
      expect(grantTypes()).toEqual(['client_credentials', 'client_credentials']);
      expect(printed(signedIn)).not.toContain(secret);
    },
  );

  test('a secret that the flow needs is asked for, and told where there is nobody to ask', async () => {
    const home = await newVault();
    const { id } = provider.confidential.post;
    const failed = await run(home, 'login', ...server('--client-id', id, '--flow', 'client-credentials'));
    expect(failed).toMatchObject({ code: 2, out: '' });
    expect(failed.err).toContain('no client secret was given');
  });
});

describe('a pasted address', () => {
  test('is taken from standard input; a wrong one is told and asked for again', async () => {
    const home = await newVault();
    const running = startCli(['login', ...publicClient('--paste'), '--passphrase-stdin'], {
      home,
      input: sealed,
      keepsInputOpen: true,
    });
    const [, url = ''] = await running.errShows(/^(http:\/\/127\.0\.0\.1:\d+\/auth\?\S+)$/m);
    await running.errShows(/paste the address of the page that it ends on here/);
    const visited: Visited = await visit(url, { person: 'chie' });
    if (visited.kind !== 'redirect') throw new Error('no redirect');
    running.type(`\n${visited.url.replace(/state=[^&]*/, 'state=hunter2')}\n`);
    await running.errShows(/does not belong to this sign-in/);
    running.type(`${visited.url}\n`);
    const ended = await running.ended;
    expect(ended, ended.err).toMatchObject({ code: 0, out: expect.stringContaining('Chie') });
    expect(ended.err).not.toContain('hunter2');
    expectNoSecretIn(printed(ended));
  });
});

describe('a fixed redirect', () => {
  test('http://localhost with a port and a path of its own, by a form', async () => {
    const home = await newVault();
    const redirect = ['--redirect-uri', 'http://localhost:38117/success', '--response-mode', 'form_post'];
    const running = startCli(['login', ...publicClient(...redirect), '--passphrase-stdin'], {
      home,
      input: sealed,
    });
    const [, url = ''] = await running.errShows(/^(http:\/\/127\.0\.0\.1:\d+\/auth\?\S+)$/m);
    expect(url).toContain('response_mode=form_post');
    await running.errShows(/Waiting for the answer at http:\/\/localhost:38117\/success;/);
    await visitAndReturn(url, { person: 'ada' });
    const ended = await running.ended;
    expect(ended, ended.err).toMatchObject({ code: 0, out: 'Ada Moreno\n' });
  });
});

/** A token set as another program has it. */
async function tokensOfAnother(): Promise<{ readonly access_token: string; readonly refresh_token: string }> {
  const { issuer, publicClientId: client_id } = provider;
  const post = async (path: string, body: Record<string, string>) => {
    const answer = await fetch(`${issuer}${path}`, { method: 'POST', body: new URLSearchParams(body) });
    return (await answer.json()) as Record<string, string>;
  };
  const scope = 'openid offline_access api.read';
  const device = await post('/device/auth', { client_id, scope });
  await visit(device['verification_uri_complete'] ?? '', { person: 'ada' });
  const grant_type = 'urn:ietf:params:oauth:grant-type:device_code';
  const { access_token = '', refresh_token = '' } = await post('/token', {
    grant_type,
    client_id,
    device_code: device['device_code'] ?? '',
  });
  return { access_token, refresh_token };
}

describe('tokens from elsewhere', () => {
  test('an access and a refresh token with their client: kept, refreshed, used', async () => {
    const home = await newVault();
    const { access_token, refresh_token } = await tokensOfAnother();
    const options = [
      '--access-token-stdin',
      '--refresh-token-stdin',
      '--expires-in',
      '290',
      '--name',
      'moved',
    ];
    const imported = await runWith(home, ['import', ...publicClient(...options)], {
      lines: [access_token, refresh_token],
    });
    expect(imported, imported.err).toMatchObject({ code: 0, out: 'moved\n' });
    expect(await accountNamed(home, 'moved')).toMatchObject({ origin: 'imported', renewal: 'refresh_token' });
    expect((await run(home, 'token', 'moved')).out).toBe(`${access_token}\n`);
    expect(await run(home, 'refresh', 'moved')).toMatchObject({ code: 0 });
    const renewed = (await run(home, 'token', 'moved')).out.trimEnd();
    expect(renewed).not.toBe(access_token);
    expect(await userinfoStatus(renewed)).toBe(200);
    expect([provider.rotations(), provider.reuses()]).toEqual([1, 0]);
    expectNoSecretIn(printed(imported));
  });

  test('an access token alone, of a server that nothing else is known of', async () => {
    const home = await newVault();
    const imported = await runWith(
      home,
      ['import', '--access-token-stdin', '--expires-at', '2099-01-01', '--name', 'static'],
      { lines: ['hunter2-opaque'] },
    );
    expect(imported, imported.err).toMatchObject({ code: 0, out: 'static\n' });
    expect(await accountNamed(home, 'static')).toMatchObject({
      origin: 'imported',
      renewal: null,
      expiresAt: '2099-01-01T00:00:00.000Z',
    });
    expect((await run(home, 'token', 'static')).out).toBe('hunter2-opaque\n');
    const again = await run(home, 'login', '--again', 'static');
    expect(again).toMatchObject({ code: 1, out: '' });
    expect(again.err).toContain('imported without a client');
    const refreshed = await run(home, 'refresh', 'static');
    expect(refreshed).toMatchObject({ code: 4, out: '' });
    expect(refreshed.err).not.toContain('--again');
    expect(refreshed.err).toContain('Remove it and import its tokens anew');
    expect(printed(imported, again, refreshed)).not.toContain('hunter2');
  });

  test.each([
    ['no token', ['--access-token-stdin'], []],
    ['an empty one', ['--access-token-stdin'], ['']],
    ['no second one', ['--access-token-stdin', '--refresh-token-stdin'], ['hunter2']],
    ['nobody to ask', [], []],
  ])('%s', async (_what, options, lines) => {
    const home = await newVault();
    const failed = await runWith(home, ['import', ...options], { lines });
    expect(failed).toMatchObject({ code: 2, out: '' });
    expect(failed.err).toContain('no token was given');
    expect(printed(failed)).not.toContain('hunter2');
  });
});

describe('what a token says', () => {
  test('of an account: claims, scopes, the signature checked, and what the provider says', async () => {
    const home = await newVault();
    await signIn(home, 'work', '--scope', 'openid offline_access api.read');
    const token = (await run(home, 'token', 'work')).out.trimEnd();
    const looked = await run(home, 'inspect', 'work', '--verify', '--needs', 'api.read');
    expect(looked, looked.err).toMatchObject({ code: 0, err: '' });
    expect(looked.out).toMatch(/^work: A signed JWT\./);
    expect(looked.out).toContain('Signature: right');
    expect(looked.out).toMatch(/\bexp .*, in 4 min \d+ s\)\n/);
    expect(looked.out).toContain('Nothing is missing.');
    const lacking = await run(home, 'inspect', 'work', '--needs', 'api.read api.write', '--json');
    expect(lacking.code).toBe(9);
    expect(JSON.parse(lacking.out)).toMatchObject({ name: 'work', scopes: { missing: ['api.write'] } });
    for (const part of token.split('.')) expect(printed(looked, lacking)).not.toContain(part);
  });

  test('from standard input, without vault and keychain', async () => {
    const home = temporaryDirectory();
    const { access_token } = await tokensOfAnother();
    const verify = ['--verify', '--issuer', provider.issuer, '--dangerously-allow-http-on-loopback'];
    const looked = await cli(['inspect', '-', ...verify, '--needs', 'api.read'], {
      home,
      input: `Bearer ${access_token}\n`,
    });
    expect(looked, looked.err).toMatchObject({ code: 0, err: '' });
    expect(looked.out).toContain('Signature: right');
    expect(existsSync(join(home, 'data', 'vault.sqlite'))).toBe(false);

    const [header, , signature] = access_token.split('.');
    const forged = Buffer.from('{"sub":"mallory"}').toString('base64url');
    const wrong = await cli(['inspect', '-', ...verify], {
      home,
      input: `${header}.${forged}.${signature}\n`,
    });
    expect(wrong.code).toBe(7);
    expect(wrong.out).toContain('Signature: WRONG');

    const other = await startPracticeProvider();
    const elsewhere = await cli(
      [
        'inspect',
        '-',
        '--verify',
        '--issuer',
        other.issuer,
        '--dangerously-allow-http-on-loopback',
        '--json',
      ],
      { home, input: `${access_token}\n` },
    );
    await other.close();
    expect(elsewhere.code).toBe(7);
    expect(JSON.parse(elsewhere.out).verification).toMatchObject({
      signature: 'wrong',
      issuer: 'other',
    });
    expect(printed(looked, wrong, elsewhere)).not.toContain(signature);
  });

  test.each([
    ['nothing', '', 2],
    ['a line that never ends', 'x'.repeat(100_000), 2],
    ['something opaque', 'hunter2-opaque\n', 0],
    ['no JWT after all', 'eyJh.eyJh.eyJh\n', 0],
  ])('standard input with %s', async (_what, input, code) => {
    const ended = await cli(['inspect', '-'], { home: temporaryDirectory(), input });
    expect(ended.code, ended.err).toBe(code);
    expect(printed(ended)).not.toMatch(/hunter2|xxxx/);
  });
});

describe('what the provider says', () => {
  test('whose token it is, in the server’s own words, and that it is refused once it is dead', async () => {
    await provider.close();
    provider = await startPracticeProvider({ accessTokenSeconds: 300 });
    const home = await newVault();
    await signIn(home, 'work');
    const accepted = await run(home, 'whoami', 'work');
    expect(accepted, accepted.err).toMatchObject({ code: 0, err: '' });
    expect(accepted.out).toMatch(/^The token is accepted: Ada Moreno\.\n/);
    expect(accepted.out).toContain(`${provider.issuer}/me answered with HTTP 200:`);
    expect(accepted.out).toContain('"ada@example.org"');
    await provider.revokeGrant('ada');
    const refused = await run(home, 'whoami', 'work', '--json');
    expect(refused.code).toBe(7);
    expect(JSON.parse(refused.out)).toMatchObject({ status: 401, accepted: false });
    expectNoSecretIn(printed(accepted, refused));
  });

  test('introspection tells whether the token is accepted', async () => {
    await provider.close();
    provider = await startPracticeProvider({ accessTokenSeconds: 300 });
    const home = await newVault();
    const { id, secret } = provider.confidential.post;
    const client = ['--client-id', id, '--client-authentication', 'post', '--client-secret-stdin'];
    const signedIn = await runWith(home, ['login', ...server(...client, '--name', 'work')], {
      lines: [secret],
      env: { BROWSER: browserOf('ada', 'allow') },
    });
    expect(signedIn.code, signedIn.err).toBe(0);
    const active = await run(home, 'inspect', 'work', '--introspect');
    expect(active, active.err).toMatchObject({ code: 0 });
    expect(active.out).toMatch(/Introspection: the provider accepts the token of ada, until /);
    await provider.revokeGrant('ada');
    const dead = await run(home, 'inspect', 'work', '--introspect', '--json');
    expect(dead.code).toBe(7);
    expect(JSON.parse(dead.out)).toMatchObject({ introspection: { active: false } });
    expectNoSecretIn(printed(active, dead));
  });
});

describe('the life of an account', () => {
  test('revoked at the provider, then signed in again, with more scopes', async () => {
    await provider.close();
    provider = await startPracticeProvider({ accessTokenSeconds: 300 });
    const home = await newVault();
    await signIn(home, 'work', '--scope', 'openid offline_access');
    const token = (await run(home, 'token', 'work')).out.trimEnd();
    const revoked = await run(home, 'revoke', 'work');
    expect(revoked, revoked.err).toMatchObject({
      code: 0,
      out: 'The tokens of work were revoked at the provider.\n',
      err: 'To sign in again: tokendeck login --again work\n',
    });
    expect(await userinfoStatus(token)).toBe(401);
    expect(await run(home, 'token', 'work')).toMatchObject({ code: 4, out: '' });
    const again = await runWith(
      home,
      ['login', '--again', 'work', '--scope', 'openid offline_access email api.read'],
      { env: { BROWSER: browserOf('ada', 'allow') } },
    );
    expect(again, again.err).toMatchObject({ code: 0, out: 'work\n' });
    expect(await accountNamed(home, 'work')).toMatchObject({
      status: 'valid',
      scopes: expect.arrayContaining(['email', 'api.read']),
    });
    expect(await userinfoStatus((await run(home, 'token', 'work')).out.trimEnd())).toBe(200);
  });

  test('a client secret is replaced without losing accounts, and a second account needs it no more', async () => {
    const home = await newVault();
    const { id, secret } = provider.confidential.basic;
    const client = ['--client-id', id, '--client-authentication', 'basic', '--client-secret-stdin'];
    const first = await runWith(home, ['login', ...server(...client, '--name', 'first')], {
      lines: [secret],
      env: { BROWSER: browserOf('ada', 'allow') },
    });
    expect(first.code, first.err).toBe(0);
    const second = await runWith(home, ['login', 'openid', '--name', 'second'], {
      env: { BROWSER: browserOf('ben', 'allow') },
    });
    expect(second, second.err).toMatchObject({ code: 0, out: 'second\n' });

    const wrong = await runWith(home, ['secret', 'first', '--client-secret-stdin'], { lines: ['hunter2'] });
    expect(wrong, wrong.err).toMatchObject({ code: 0, err: '' });
    expect(wrong.out).toContain('It is used by: first, second.');
    expect((await run(home, 'refresh', 'second')).code).toBe(7);
    const right = await runWith(home, ['secret', 'second', '--client-secret-stdin'], { lines: [secret] });
    expect(right.code, right.err).toBe(0);
    expect(await run(home, 'refresh', 'first')).toMatchObject({ code: 0 });
    expect(await run(home, 'refresh', 'second')).toMatchObject({ code: 0 });
    const open = await runWith(home, ['login', ...publicClient('--name', 'open')], {
      env: { BROWSER: browserOf('ada', 'allow') },
    });
    expect(open.code, open.err).toBe(0);
    const none = await runWith(home, ['secret', 'open', '--client-secret-stdin'], { lines: ['hunter2'] });
    expect(none.code).toBe(1);
    expect(none.err).toContain('The client of open has no secret');
    expect(await run(home, 'refresh', 'open')).toMatchObject({ code: 0 });
    expect(printed(wrong, right)).not.toMatch(/hunter2/);
    expect(printed(first, second, right)).not.toContain(secret);
  });

  test('of several clients one has to be named, and it is told which there are', async () => {
    const home = await newVault();
    await signIn(home, 'work');
    const { id, secret } = provider.confidential.post;
    const client = ['--client-id', id, '--client-authentication', 'post', '--client-secret-stdin'];
    await runWith(home, ['login', ...server(...client, '--flow', 'client-credentials', '--name', 'bot')], {
      lines: [secret],
    });
    const several = await run(home, 'login', 'openid');
    expect(several).toMatchObject({ code: 2, out: '' });
    expect(several.err).toContain(`--client-id ${provider.publicClientId} `);
    expect(several.err).toContain(`--client-id ${id} `);
    const named = await run(home, 'login', 'openid', '--client-id', id, '--name', 'bot 2');
    expect(named, named.err).toMatchObject({ code: 0, out: 'bot 2\n' });
    expect(grantTypes().at(-1)).toBe('client_credentials');
  });
});
