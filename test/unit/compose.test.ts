import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  createGround,
  type Ground,
  isVaultNew,
  type KeychainChoice,
  openServices,
} from '../../main/compose.ts';
import { fixedProviders } from '../../main/core/providers/registry.ts';
import { Secret } from '../../main/core/secret.ts';
import { fakeBrowser } from '../support/fake-browser.ts';
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
