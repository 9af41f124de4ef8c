// Providers on the command line as a process: the presets, and definitions of one's own, one of which is signed in with.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { fixedProviders } from '../../../main/core/providers/registry.ts';
import { startPracticeProvider } from '../../support/practice-provider/provider.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { browserOf, cli, type Ended } from './cli-process.ts';
import { newVault, run, runWith } from './own-vault.ts';

vi.setConfig({ testTimeout: 120_000 });

const definition = {
  id: 'my-server',
  name: 'My server',
  summary: 'Runs in the cellar.',
  parameters: [
    { name: 'host', label: 'Host', hint: 'Where it runs.', kind: 'url', example: 'https://id.example' },
  ],
  issuer: '{host}',
  endpoints: {
    authorization: '{host}/auth',
    token: '{host}/token',
    revocation: '{host}/token/revocation',
    device_authorization: '{host}/device/auth',
  },
  flows: [
    { kind: 'authorization_code', clientSecret: 'none' },
    { kind: 'device_code', clientSecret: 'none' },
  ],
  redirect: { kind: 'loopback', match: 'any_port', hostname: '127.0.0.1', port: 0, path: '/callback' },
  scopes: [
    { name: 'profile', meaning: 'Your name.', default: true },
    { name: 'openid', meaning: 'Who you are.', default: true },
    { name: 'offline_access', meaning: 'Lasting access.', default: true },
  ],
  apis: [{ name: 'Cellar', scopes: ['profile', 'cellar.open'] }],
  whoAmI: { method: 'GET', url: '{host}/me', members: { subject: 'sub', name: 'name' } },
  refreshTokens: 'rotating',
  unconfirmed: ['endpoints.revocation'],
};

function withoutVault(home: string, args: readonly string[], input = ''): Promise<Ended> {
  return cli(['providers', ...args], { home, input });
}

describe('without a vault', () => {
  test('the catalog is listed: flows, and which values are unconfirmed', async () => {
    const home = temporaryDirectory();
    const listed = await withoutVault(home, []);
    expect(listed).toMatchObject({ code: 0, err: '' });
    const lines = listed.out.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^ID +NAME +FLOWS +UNCONFIRMED$/);
    const presets = fixedProviders().all();
    expect(lines).toHaveLength(presets.length + 1);
    const json = JSON.parse((await withoutVault(home, ['list', '--json'])).out) as (typeof presets)[number][];
    expect(json.map(({ id, unconfirmed }) => [id, unconfirmed])).toEqual(
      presets.map(({ id, unconfirmed }) => [id, unconfirmed]),
    );
    expect(existsSync(join(home, 'data', 'vault.sqlite'))).toBe(false);
  });

  test('one is shown by name, and near names are offered', async () => {
    const home = temporaryDirectory();
    const shown = await withoutVault(home, ['show', 'GitHub']);
    expect(shown).toMatchObject({ code: 0, err: '' });
    expect(shown.out).toMatch(/^GitHub \(github\)\n/);
    for (const title of ['Registering a client', 'Flows', 'Endpoints', 'Scopes'])
      expect(shown.out).toContain(`\n${title}\n`);
    const near = await withoutVault(home, ['show', 'githbu', '--json']);
    expect(near).toMatchObject({ code: 3, out: '' });
    expect(JSON.parse(near.err).error.remedy).toContain('Did you mean github');
  });

  test('a definition is judged member by member', async () => {
    const home = temporaryDirectory();
    const good = await withoutVault(home, ['validate', '-'], JSON.stringify(definition));
    expect(good, good.err).toMatchObject({ code: 0, err: '' });
    const wrong = { ...definition, id: 'Bad Id', flows: [{ kind: 'implicit' }] };
    const bad = await withoutVault(home, ['validate', '-'], JSON.stringify(wrong));
    expect(bad).toMatchObject({ code: 2, out: '' });
    expect(bad.err).toMatch(/^id: .+\n {2}.+$/m);
    expect(bad.err).toMatch(/^flows\.0\.kind: .+\n {2}.+$/m);
    const json = await withoutVault(home, ['validate', '-', '--json'], JSON.stringify(wrong));
    expect(JSON.parse(json.err).error).toMatchObject({
      code: 'invalid_provider',
      problems: expect.arrayContaining([expect.objectContaining({ path: 'id' })]),
    });
  });

  test.each([
    ['nothing', ''],
    ['no JSON', '{ "id": '],
    ['no object', '[]'],
    ['what steers a terminal', JSON.stringify({ id: '\u001b[2J', '\u001b]0;x\u0007': 1 })],
    ['far too much', ' '.repeat(2_000_000)],
    ['what nests without end', '['.repeat(100_000)],
  ])('a definition of %s is refused in plain words', async (_what, input) => {
    const refused = await withoutVault(temporaryDirectory(), ['validate', '-'], input);
    expect(refused, refused.err).toMatchObject({ code: 2, out: '' });
    expect(refused.err.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    expect(refused.err.length).toBeLessThan(4000);
  });

  test('is added, replaced only when asked, exported as it can be added again, and removed', async () => {
    const home = temporaryDirectory();
    const file = join(home, 'mine.json');
    writeFileSync(file, JSON.stringify(definition));
    const added = await withoutVault(home, ['add', file]);
    expect(added, added.err).toMatchObject({
      code: 0,
      err: '',
      out: 'My server was added. Sign in with: tokendeck login my-server\n',
    });
    expect((await withoutVault(home, ['add', file])).code).toBe(2);
    expect((await withoutVault(home, ['add', file, '--replace'])).code).toBe(0);
    expect((await withoutVault(home, ['list'])).out).toMatch(
      /^my-server +My server +code, device +endpoints\.revocation$/m,
    );
    const exported = await withoutVault(home, ['export', 'my server']);
    expect(JSON.parse(exported.out)).toMatchObject(definition);
    const copy = exported.out.replaceAll('my-server', 'my-copy').replaceAll('My server', 'My copy');
    expect((await withoutVault(home, ['add', '-'], copy)).code).toBe(0);
    expect((await withoutVault(home, ['remove', 'my-server'])).out).toBe('My server was removed.\n');
    expect((await withoutVault(home, ['show', 'my-server'])).code).toBe(3);
    expect((await withoutVault(home, ['show', 'my-copy'])).code).toBe(0);
  });

  test('a preset is neither replaced nor removed', async () => {
    const home = temporaryDirectory();
    const preset = (await withoutVault(home, ['export', 'github'])).out;
    expect((await withoutVault(home, ['add', '-', '--replace'], preset)).code).toBe(2);
    const removed = await withoutVault(home, ['remove', 'github']);
    expect(removed).toMatchObject({ code: 1, out: '' });
    expect(removed.err).toContain('GitHub is a preset.');
  });

  test('a broken file is told on standard error, stands in nobody’s way, and can be removed', async () => {
    const home = temporaryDirectory();
    const folder = join(home, 'data', 'providers');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'broken.json'), '{ "id": "broken" }');
    const listed = await withoutVault(home, ['list']);
    expect(listed.code).toBe(0);
    expect(listed.err).toMatch(/^Your definition broken\.json cannot be used:\nname: /);
    expect(listed.out).toContain('\ngithub ');
    expect((await withoutVault(home, ['remove', 'broken'])).code).toBe(0);
    expect((await withoutVault(home, ['list'])).err).toBe('');
  });
});

test('a provider needs one data file and nothing else: one that is added at run time signs in, tells who, refreshes and revokes', async () => {
  const server = await startPracticeProvider({ accessTokenSeconds: 300 });
  try {
    const home = await newVault();
    expect((await withoutVault(home, ['add', '-'], JSON.stringify(definition))).code).toBe(0);

    const lost = await run(home, 'login', 'my-server', '--client-id', server.publicClientId);
    expect(lost).toMatchObject({ code: 2, out: '' });
    expect(lost.err).toContain(
      'My server needs to know: Host.\nGive --param host=VALUE (Host: Where it runs.',
    );

    const signedIn = await runWith(
      home,
      [
        ...['login', 'My Server', '--param', `host=${server.issuer}`, '--client-id', server.publicClientId],
        ...['--dangerously-allow-http-on-loopback', '--name', 'cellar'],
      ],
      { env: { BROWSER: browserOf('ada', 'allow') } },
    );
    expect(signedIn, signedIn.err).toMatchObject({ code: 0, out: 'cellar\n' });
    expect((await run(home, 'list')).out).toMatch(/^cellar +\S.* +Ada Moreno +valid .* refresh token$/m);
    const who = await run(home, 'whoami', 'cellar');
    expect(who, who.err).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^The token is accepted: Ada Moreno\./),
    });
    expect(await run(home, 'inspect', 'cellar', '--needs', 'cellar')).toMatchObject({
      code: 9,
      out: expect.stringContaining('MISSING: cellar.open'),
    });
    expect(await run(home, 'refresh', 'cellar')).toMatchObject({ code: 0 });
    expect([server.rotations(), server.reuses()]).toEqual([1, 0]);

    const inUse = await run(home, 'providers', 'remove', 'my-server');
    expect(inUse).toMatchObject({ code: 1, out: '' });
    expect(inUse.err).toContain('Accounts still use this provider: cellar.');
    const locked = await withoutVault(home, ['remove', 'my-server']);
    expect(locked).toMatchObject({ code: 6, out: '' });
    expect(locked.err).toContain('The vault has to be opened to see whether accounts use the provider');

    expect((await run(home, 'remove', 'cellar')).out).toContain('Its tokens were revoked at the provider.');
    expect(await run(home, 'providers', 'remove', 'my-server')).toMatchObject({ code: 0 });
  } finally {
    await server.close();
  }
});
