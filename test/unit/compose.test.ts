import { copyFileSync, existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  createGround,
  type Ground,
  isVaultNew,
  type KeychainChoice,
  type KeyRequest,
  openHttp,
  openServices,
  type Services,
} from '../../main/compose.ts';
import { fixedProviders } from '../../main/core/providers/registry.ts';
import { Secret } from '../../main/core/secret.ts';
import { fakeBrowser } from '../support/fake-browser.ts';
import { createAuthority } from '../support/http-fixtures/certificates.ts';
import { startHttpsServer, startProxy } from '../support/http-fixtures/servers.ts';
import { errorCode, okValue } from '../support/result.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const words = new Secret('four plain words here');

function groundIn(home: string, env: Record<string, string> = {}): Ground {
  return createGround({ processName: 'test', env: { TOKENDECK_HOME: home, ...env } });
}

function open(ground: Ground, keychain: KeychainChoice, notices: string[] = []) {
  return openServices(ground, {
    keychain,
    providers: fixedProviders(),
    browser: fakeBrowser(),
    onNotice: (notice) => notices.push(notice),
  });
}

it('opens a new vault under a passphrase that was chosen, and later only with it', async () => {
  const ground = groundIn(join(temporaryDirectory(), 'new', 'home'));
  expect(await isVaultNew(ground)).toBe(true);
  const first = okValue(await open(ground, { kind: 'new_passphrase', passphrase: words }));
  expect(first.keychainKind).toBe('passphrase');
  expect(first.accounts.list()).toEqual([]);
  await first.close();
  expect(await isVaultNew(ground)).toBe(false);

  const asked = (passphrase: Secret | undefined) => open(ground, { kind: 'as_before', passphrase });
  expect(errorCode(await asked(undefined))).toBe('passphrase_needed');
  expect(errorCode(await asked(new Secret('some other words')))).toBe('passphrase_wrong');
  const again = okValue(await asked(words));
  expect(again.keychainKind).toBe('passphrase');
  await again.close();
});

it('refuses a new passphrase for a vault that has a key, and a short one, and writes nothing', async () => {
  const ground = groundIn(temporaryDirectory());
  const short = await open(ground, { kind: 'new_passphrase', passphrase: new Secret('short') });
  expect(errorCode(short)).toBe('passphrase_too_short');
  expect(existsSync(join(ground.directory.path, 'vault-key.json'))).toBe(false);
  expect(await isVaultNew(ground)).toBe(true);
  await okValue(await open(ground, { kind: 'new_passphrase', passphrase: words })).close();
  const second = await open(ground, {
    kind: 'new_passphrase',
    passphrase: new Secret('a second passphrase'),
  });
  expect(errorCode(second)).toBe('not_allowed');
});

it('says where a damaged vault was put, also when the new one cannot be opened', async () => {
  const home = temporaryDirectory();
  writeFileSync(join(home, 'vault.sqlite'), 'not a vault', { mode: 0o600 });
  const notices: string[] = [];
  const opened = await open(
    groundIn(home),
    { kind: 'new_passphrase', passphrase: new Secret('short') },
    notices,
  );
  expect(errorCode(opened)).toBe('passphrase_too_short');
  expect(notices).toHaveLength(1);
  const kept = readdirSync(home).find((name) => notices[0]?.includes(name) && name !== 'vault.sqlite');
  expect(kept).toBeDefined();
});

it.each([
  ['a CA file that is not there', { TOKENDECK_CA_FILE: '/nonexistent/ca.pem' }, 'invalid_argument'],
  ['a data directory that is a file', { TOKENDECK_HOME: import.meta.filename }, 'vault_unreadable'],
])('%s is a coded error', async (_name, env, code) => {
  const ground = groundIn(temporaryDirectory(), env);
  expect(errorCode(await open(ground, { kind: 'as_before', passphrase: undefined }))).toBe(code);
});

it('makes the data directory and its log for this user alone', () => {
  const ground = groundIn(join(temporaryDirectory(), 'home'));
  ground.log.info('test.began');
  expect(statSync(ground.directory.path).mode & 0o777).toBe(0o700);
  expect(statSync(join(ground.directory.path, 'tokendeck.log')).mode & 0o777).toBe(0o600);
});

describe('HTTP as the settings have it', () => {
  const authority = createAuthority();

  /** A secure server, a proxy that leads to it, and a file with its authority. */
  async function network(home: string) {
    const leaf = authority.issue(['localhost', 'id.example']);
    const server = await startHttpsServer(leaf, (_request, response) => response.end('here'));
    const proxy = await startProxy(server.port);
    onTestFinished(async () => {
      await proxy[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    });
    const caFile = join(home, 'ca.pem');
    writeFileSync(caFile, authority.cert);
    return { server, proxy, caFile, address: `http://127.0.0.1:${proxy.port}` };
  }

  function client(ground: Ground) {
    const http = okValue(openHttp(ground));
    onTestFinished(() => http.close());
    return (url: string) => http.send({ method: 'GET', url, headers: {} });
  }

  it('follows proxy and CA file as they are changed, and keeps them for the next start', async () => {
    const home = temporaryDirectory();
    const { proxy, caFile, address } = await network(home);
    const ground = groundIn(home, { HTTPS_PROXY: 'http://127.0.0.1:1' });
    const ask = client(ground);
    expect(errorCode(await ask('https://id.example/'))).toBe('network');
    expect(proxy.asked).toEqual([]);
    okValue(ground.settings.change({ proxy: address }));
    expect(await ask('https://id.example/')).toMatchObject({
      error: { code: 'network', detail: 'id.example (certificate not trusted)' },
    });
    okValue(ground.settings.change({ caFile }));
    expect(await ask('https://id.example/')).toMatchObject({ ok: true });
    expect(await client(groundIn(home))('https://id.example/')).toMatchObject({ ok: true });
    okValue(ground.settings.change({ proxy: '' }));
    const asked = proxy.asked.length;
    expect(errorCode(await ask('https://id.example/'))).toBe('network');
    expect(proxy.asked).toHaveLength(asked);
  });

  it('TOKENDECK_CA_FILE goes before the file of the settings', async () => {
    const home = temporaryDirectory();
    const { server, caFile } = await network(home);
    const other = join(home, 'other.pem');
    writeFileSync(other, createAuthority('another').cert);
    okValue(groundIn(home).settings.change({ caFile: other }));
    const url = `https://localhost:${server.port}/`;
    expect(errorCode(await client(groundIn(home))(url))).toBe('network');
    expect((await client(groundIn(home, { TOKENDECK_CA_FILE: caFile }))(url)).ok).toBe(true);
  });

  it.each([
    ['that is not there', undefined],
    ['without a certificate', 'no certificate'],
    ['with a broken one', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'],
  ])('a CA file %s is refused, and the one before is kept', async (_name, text) => {
    const home = temporaryDirectory();
    const { server, caFile } = await network(home);
    const ground = groundIn(home);
    okValue(ground.settings.change({ caFile }));
    const ask = client(ground);
    const wrong = join(home, 'wrong.pem');
    if (text !== undefined) writeFileSync(wrong, text);
    expect(errorCode(ground.settings.change({ caFile: wrong }))).toBe('invalid_setting');
    expect(ground.settings.get().caFile).toBe(caFile);
    expect((await ask(`https://localhost:${server.port}/`)).ok).toBe(true);
  });

  it('a relative CA file is refused', () => {
    const ground = groundIn(temporaryDirectory());
    expect(errorCode(ground.settings.change({ caFile: 'ca.pem' }))).toBe('invalid_setting');
  });

  it('where the CA file of the settings is gone, each request says so until that is mended', async () => {
    const home = temporaryDirectory();
    const { server, caFile } = await network(home);
    okValue(groundIn(home).settings.change({ caFile: realCopy(caFile) }));
    rmSync(join(home, 'copy.pem'));
    const ground = groundIn(home);
    const ask = client(ground);
    const url = `https://localhost:${server.port}/`;
    expect(await ask(url)).toMatchObject({
      error: { code: 'invalid_argument', detail: expect.stringContaining('copy.pem cannot be read') },
    });
    okValue(ground.settings.change({ caFile }));
    expect((await ask(url)).ok).toBe(true);
  });

  function realCopy(path: string): string {
    const copy = path.replace('ca.pem', 'copy.pem');
    copyFileSync(path, copy);
    return copy;
  }
});

describe('changing the key', () => {
  const progress = { signal: new AbortController().signal, report: () => undefined };
  const other = new Secret('quite other words than those');

  async function changed(services: Services, request: KeyRequest): Promise<string> {
    const task = await services.prepareKeyChange(request);
    return errorCode(task.ok ? await task.value(progress) : task);
  }

  it('gives the vault another passphrase, which opens it from then on, also beside an open one', async () => {
    const home = temporaryDirectory();
    const services = okValue(await open(groundIn(home), { kind: 'new_passphrase', passphrase: words }));
    const beside = okValue(await open(groundIn(home), { kind: 'as_before', passphrase: words }));
    const wrong = { to: 'passphrase', passphrase: other, currentPassphrase: other } as const;
    expect(await changed(services, wrong)).toBe('passphrase_wrong');
    expect(await changed(services, { ...wrong, currentPassphrase: undefined })).toBe('passphrase_needed');
    const short = { ...wrong, passphrase: new Secret('short'), currentPassphrase: words };
    expect(await changed(services, short)).toBe('passphrase_too_short');
    expect(readdirSync(home).filter((name) => name.startsWith('vault-key'))).toEqual(['vault-key.json']);

    let told = 0;
    beside.vault.onKeyChanged(() => {
      told += 1;
    });
    expect(await changed(services, { ...wrong, currentPassphrase: words })).toBe('no error');
    expect(services.keychainKind).toBe('passphrase');
    await expect.poll(() => told, { timeout: 10_000 }).toBe(1);
    expect(await changed(beside, { ...wrong, currentPassphrase: other })).toBe('vault_key_changed');
    await beside.close();
    await services.close();
    expect(readdirSync(home).filter((name) => name.startsWith('vault-key'))).toEqual([
      expect.stringMatching(/^vault-key\.[0-9a-f]{16}\.json$/),
    ]);
    expect(await isVaultNew(groundIn(home))).toBe(false);
    const asked = (passphrase: Secret) => open(groundIn(home), { kind: 'as_before', passphrase });
    expect(errorCode(await asked(words))).toBe('passphrase_wrong');
    expect(errorCode(await open(groundIn(home), { kind: 'new_passphrase', passphrase: other }))).toBe(
      'not_allowed',
    );
    await okValue(await asked(other)).close();
  }, 60_000);

  it('ends with nothing changed where the services are closed meanwhile, and that waits for it', async () => {
    const home = temporaryDirectory();
    const services = okValue(await open(groundIn(home), { kind: 'new_passphrase', passphrase: words }));
    const request = { to: 'passphrase', passphrase: other, currentPassphrase: words } as const;
    const changing = okValue(await services.prepareKeyChange(request))(progress);
    let isOver = false;
    void changing.then(() => {
      isOver = true;
    });
    await services.close();
    expect(isOver).toBe(true);
    expect(errorCode(await changing)).toBe('cancelled');
    expect(readdirSync(home).filter((name) => name.startsWith('vault-key'))).toEqual(['vault-key.json']);
    await okValue(await open(groundIn(home), { kind: 'as_before', passphrase: words })).close();
  }, 60_000);
});
