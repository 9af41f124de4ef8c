// Test equipment, run as a command within a keyring session: changes the key of a vault in TOKENDECK_HOME in the real
// keychain and under passphrases, as the application does; prints what was found after each change as JSON.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import keytar from 'keytar';
import { exitDespiteKeychain } from '../../../main/adapters/keytar-keychain.ts';
import { createGround, type KeyRequest, openServices, type Services } from '../../../main/compose.ts';
import type { AccountId } from '../../../main/core/accounts/account.ts';
import { fixedProviders } from '../../../main/core/providers/registry.ts';
import { Secret } from '../../../main/core/secret.ts';
import { fakeBrowser } from '../fake-browser.ts';
import { okValue } from '../result.ts';
import { exampleAccount, exampleClient, exampleTokens, revealed } from '../vault-examples.ts';

const ground = createGround({ processName: 'test', env: process.env });
const accountId = 'a' as AccountId;
/** Every key that was ever in the keychain, as it stood there. */
const keys = new Set<string>();

function open(passphrase?: Secret) {
  return openServices(ground, {
    keychain: { kind: 'as_before', passphrase },
    providers: fixedProviders(),
    browser: fakeBrowser(),
    onNotice: (notice) => console.error(notice),
  });
}

async function entries(): Promise<readonly string[]> {
  const found = await keytar.findCredentials('Tokendeck');
  for (const { password } of found) keys.add(password);
  return found.map(({ account }) => account);
}

function files(): readonly string[] {
  return readdirSync(ground.directory.path).filter((name) => name.startsWith('vault-key'));
}

async function change(services: Services, request: KeyRequest): Promise<string> {
  const task = await services.prepareKeyChange(request);
  if (!task.ok) return task.error.code;
  const changed = await task.value({ signal: new AbortController().signal, report: () => undefined });
  return changed.ok ? changed.value.secretsKeptIn : changed.error.code;
}

async function look(services: Services) {
  return {
    kind: services.keychainKind,
    tokens: revealed(okValue(await services.vault.tokens(accountId))),
    entries: await entries(),
    files: files(),
  };
}

async function reopened(services: Services, passphrase?: Secret): Promise<Services> {
  await services.close();
  return okValue(await open(passphrase));
}

const first = new Secret('the first passphrase');
const second = new Secret('the second passphrase');
const found: unknown[] = [];

let services = okValue(await open());
okValue(
  await services.vault.commit([
    { op: 'put_client', client: exampleClient() },
    { op: 'put_account', account: exampleAccount('a') },
    { op: 'put_tokens', accountId, tokens: exampleTokens('kept') },
  ]),
);
found.push(await look(services));

found.push(await change(services, { to: 'system', currentPassphrase: undefined }));
services = await reopened(services);
found.push(await look(services));

found.push(await change(services, { to: 'passphrase', passphrase: first, currentPassphrase: undefined }));
services = await reopened(services, first);
found.push(await look(services));

found.push(await change(services, { to: 'passphrase', passphrase: second, currentPassphrase: second }));
found.push(
  await change(services, { to: 'passphrase', passphrase: new Secret('short'), currentPassphrase: first }),
);
found.push(await change(services, { to: 'passphrase', passphrase: second, currentPassphrase: first }));
const withFirst = await open(first);
found.push(withFirst.ok ? 'opened' : withFirst.error.code);
services = await reopened(services, second);
found.push(await look(services));

found.push(await change(services, { to: 'system', currentPassphrase: second }));
services = await reopened(services);
found.push(await look(services));
await services.close();

// A key in a file, in any of the ways that one would write it.
const { path } = ground.directory;
const content = Buffer.concat(
  readdirSync(path).flatMap((name) => (name === 'providers' ? [] : [readFileSync(join(path, name))])),
);
const leaks = [...keys].flatMap((text) => {
  const raw = Buffer.from(text, 'base64');
  const forms = [text, raw.toString('hex'), raw.toString('base64url'), raw];
  return forms.filter((form) => content.includes(form)).map(() => 'a key is in a file');
});
console.log(JSON.stringify({ found, keys: keys.size, leaks, bytes: content.length }));
exitDespiteKeychain(7);
