// Moving everything from one computer to another: two data directories, two vaults under passphrases, a real provider.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, test } from 'vitest';
import { createExportStore } from '../../main/adapters/export-file.ts';
import { createExportSealer } from '../../main/adapters/export-sealing.ts';
import { createGround, createProviders, openServices } from '../../main/compose.ts';
import type { AccountId } from '../../main/core/accounts/account.ts';
import { appError } from '../../main/core/errors.ts';
import type { Progress } from '../../main/core/progress.ts';
import { practiceProvider } from '../../main/core/providers/practice.ts';
import { Secret } from '../../main/core/secret.ts';
import { createTransfer } from '../../main/core/transfer/transfer.ts';
import { fakeBrowser } from '../support/fake-browser.ts';
import { visitAndReturn } from '../support/person-over-http.ts';
import { type PracticeProvider, startPracticeProvider } from '../support/practice-provider/provider.ts';
import { errorCode, okValue } from '../support/result.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { exampleAccount, exampleClient, exampleTokens, revealed } from '../support/vault-examples.ts';

const words = new Secret('four plain words here');
const passphrase = new Secret('correct horse battery');
const store = createExportStore(import.meta.dirname);
const progress: Progress = { signal: new AbortController().signal, report: () => undefined };

const versionOne = join(import.meta.dirname, '..', 'support', 'exports', 'version-1.tokendeck');
const itsPassphrase = new Secret('a passphrase for tests');

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** One computer, as its command line and its window have it. */
async function computer(at?: PracticeProvider, home = temporaryDirectory()) {
  const env = {
    TOKENDECK_HOME: home,
    ...(at && { TOKENDECK_PRACTICE_ISSUER: at.issuer, TOKENDECK_PRACTICE_CLIENT_ID: at.publicClientId }),
  };
  const ground = createGround({ processName: 'test', env });
  const providers = createProviders(ground, practiceProvider(env));
  const services = okValue(
    await openServices(ground, {
      keychain: {
        kind: existsSync(join(home, 'vault.sqlite')) ? 'as_before' : 'new_passphrase',
        passphrase: words,
      },
      providers,
      browser: fakeBrowser(),
      onNotice: () => undefined,
    }),
  );
  closing.push(() => services.close());
  const transfer = createTransfer({ sealer: createExportSealer(), providers, clock: ground.clock });
  const { accounts, vault, close } = services;
  return {
    home,
    close,
    providers,
    accounts,
    vault,
    transfer,
    async exportTo(path: string) {
      const exported = okValue(await transfer.exportAll(accounts, passphrase, progress));
      okValue(await store.write(path, exported.file, progress.signal));
      return exported;
    },
    async importFrom(path: string) {
      const file = okValue(await store.read(path));
      return okValue(await transfer.importAll(accounts, file, passphrase, progress));
    },
    async signIn(person: 'ada' | 'ben', label: string): Promise<AccountId> {
      const signIn = accounts.beginSignIn(
        {
          providerId: 'practice',
          server: { parameters: {}, endpoints: {} },
          clientId: at?.publicClientId ?? '',
          clientSecret: undefined,
          clientAuthentication: 'none',
          dangerouslyAllowHttpOnLoopback: true,
          flow: 'authorization_code',
          scopes: ['openid', 'profile', 'email', 'offline_access'],
          redirect: { kind: 'loopback', hostname: '127.0.0.1', port: 0, path: '/callback/practice' },
          label,
        },
        ({ state }) => {
          if (state.kind === 'waiting') void visitAndReturn(state.url, { person });
        },
      );
      const last = await signIn.finished;
      if (last.kind === 'failed') throw new Error(JSON.stringify(last.error));
      return last.account.id;
    },
  };
}

const ownProvider = JSON.stringify({
  id: 'shop',
  name: 'The shop',
  endpoints: { authorization: 'https://shop.example/authorize', token: 'https://shop.example/token' },
});

const nothing = {
  updated: 0,
  unchanged: 0,
  kept: 0,
  renamed: 0,
  providersAdded: 0,
  providersKept: 0,
  unreadable: 0,
};

describe('from one computer to another', () => {
  test('accounts can be used and renewed there, and nothing secret lies in the open', async () => {
    const at = await startPracticeProvider();
    closing.push(() => at.close());
    const old = await computer(at);
    const ada = await old.signIn('ada', 'Ada at work');
    await old.signIn('ben', 'Ben');
    okValue(await old.accounts.setPreferences(ada, { pinned: true, copyFormat: 'env', warnBeforeMs: 0 }));
    expect(old.providers.add(ownProvider, { replace: false }).ok).toBe(true);
    const path = join(temporaryDirectory(), 'moved.tokendeck');
    expect(await old.exportTo(path)).toMatchObject({ accounts: 2, unreadable: 0 });

    const file = readFileSync(path);
    for (const secret of at.secretsSeen()) expect(file.includes(secret)).toBe(false);
    for (const name of ['Ada', 'Ben', 'shop', at.issuer]) expect(file.includes(name)).toBe(false);

    const moved = await computer(at);
    expect(await moved.importFrom(path)).toEqual({ ...nothing, added: 2, providersAdded: 1 });
    expect(moved.providers.isOwn('shop')).toBe(true);
    expect(moved.accounts.get(ada)).toEqual(old.accounts.get(ada));
    const before = okValue(await old.accounts.tokenFor(ada)).accessToken.reveal();
    expect(okValue(await moved.accounts.tokenFor(ada)).accessToken.reveal()).toBe(before);
    okValue(await moved.accounts.refresh(ada));
    expect(okValue(await moved.accounts.tokenFor(ada)).accessToken.reveal()).not.toBe(before);
    expect(at.reuses()).toBe(0);
    const kinds = okValue(await moved.accounts.recentEvents(ada, 9)).map(({ kind }) => kind);
    expect(kinds).toEqual(['refreshed', 'imported', 'signed_in']);

    // The file is older than what is here now: nothing of it comes back.
    expect(await moved.importFrom(path)).toEqual({ ...nothing, added: 0, kept: 1, unchanged: 1 });
    okValue(await moved.accounts.refresh(ada));
    expect(at.reuses()).toBe(0);
    for (const name of readdirSync(moved.home, { recursive: true, withFileTypes: true })) {
      if (!name.isFile()) continue;
      const content = readFileSync(join(name.parentPath, name.name));
      for (const secret of at.secretsSeen()) expect(content.includes(secret)).toBe(false);
    }
  });

  test('an account that was removed comes back from the backup', async () => {
    const at = await startPracticeProvider();
    closing.push(() => at.close());
    const one = await computer(at);
    const ada = await one.signIn('ada', 'Ada');
    const path = join(temporaryDirectory(), 'backup.tokendeck');
    await one.exportTo(path);
    okValue(await one.accounts.remove(ada, { revoke: false }));
    expect(await one.importFrom(path)).toEqual({ ...nothing, added: 1 });
    okValue(await one.accounts.refresh(ada));
    expect(at.reuses()).toBe(0);
  });

  test('an account whose record is damaged comes back from the backup', async () => {
    const one = await computer();
    const backup = okValue(await store.read(versionOne));
    const restore = (here: typeof one) =>
      here.transfer.importAll(here.accounts, backup, itsPassphrase, progress);
    okValue(await restore(one));
    await one.close();
    const database = new DatabaseSync(join(one.home, 'vault.sqlite'));
    database.exec("UPDATE records SET sealed = zeroblob(60) WHERE kind = 'account' AND id = 'a1'");
    database.close();

    const again = await computer(undefined, one.home);
    expect(again.vault.unreadableAccounts()).toEqual(['a1']);
    expect(again.accounts.list()).toHaveLength(2);
    expect(okValue(await again.transfer.exportAll(again.accounts, passphrase, progress))).toMatchObject({
      accounts: 2,
      unreadable: 1,
    });
    expect(okValue(await restore(again))).toMatchObject({ added: 1, unchanged: 2 });
    expect(again.vault.unreadableAccounts()).toEqual([]);
    expect(again.accounts.get('a1' as AccountId)?.label).toBe('Work');
    expect(revealed(okValue(await again.vault.tokens('a1' as AccountId)))?.[0]).toBe(
      'access not-a-real-token-1',
    );
  });

  test('locking in the middle of an import leaves whole accounts, and the rest comes later', async () => {
    const here = await computer();
    const holdings = Array.from({ length: 1000 }, (_, index) => ({
      account: exampleAccount(`a${index}`, { autoRefresh: false }),
      tokens: exampleTokens(`${index}`),
      events: [],
    }));
    const cancelling = new AbortController();
    let closed: Promise<void> | undefined;
    const report = (done: number): void => {
      if (done < 300 || closed !== undefined) return;
      // As the window does it: work is cancelled, and the vault closed without waiting for it.
      cancelling.abort();
      closed = here.close();
    };
    const content = { clients: [exampleClient()], holdings };
    const merged = okValue(await here.accounts.merge(content, { signal: cancelling.signal, report }));
    await closed;
    expect(merged.added).toBeGreaterThanOrEqual(300);
    expect(merged.added).toBeLessThan(1000);

    const again = await computer(undefined, here.home);
    expect(again.accounts.list()).toHaveLength(merged.added);
    for (const { id } of again.accounts.list()) expect(okValue(await again.vault.tokens(id))).toBeDefined();
    expect(okValue(await again.accounts.merge(content, progress))).toMatchObject({
      added: 1000 - merged.added,
      unchanged: merged.added,
    });
  });

  test('a provider that differs stays as it is here', async () => {
    const one = await computer();
    const other = await computer();
    const path = join(temporaryDirectory(), 'a.tokendeck');
    expect(one.providers.add(ownProvider, { replace: false }).ok).toBe(true);
    await one.exportTo(path);
    expect(await one.importFrom(path)).toEqual({ ...nothing, added: 0 });
    const differing = ownProvider.replaceAll('shop.example', 'ours.example');
    expect(other.providers.add(differing, { replace: false }).ok).toBe(true);
    expect(await other.importFrom(path)).toEqual({ ...nothing, added: 0, providersKept: 1 });
    expect(okValue(other.providers.definition('shop'))).toContain('ours.example');
  });

  test('two thousand accounts are no problem', async () => {
    const one = await computer();
    const client = exampleClient();
    const count = 2000;
    const holdings = Array.from({ length: count }, (_, index) => ({
      account: exampleAccount(`a${index}`, { autoRefresh: false }),
      tokens: exampleTokens('x'.repeat(1000)),
      events: [],
    }));
    expect(okValue(await one.accounts.merge({ clients: [client], holdings }, progress)).added).toBe(count);
    const path = join(temporaryDirectory(), 'many.tokendeck');
    await one.exportTo(path);
    const other = await computer();
    expect(await other.importFrom(path)).toEqual({ ...nothing, added: count });
    expect(await other.importFrom(path)).toEqual({ ...nothing, added: 0, unchanged: count });
  }, 120_000);
});

describe('a file of version 1', () => {
  test('is read by this version, in full', async () => {
    const here = await computer();
    const file = okValue(await store.read(versionOne));
    expect(okValue(here.transfer.judge(file))).toEqual({ createdAt: 1_795_219_200_000 });
    const imported = okValue(await here.transfer.importAll(here.accounts, file, itsPassphrase, progress));
    expect(imported).toEqual({ ...nothing, added: 3, providersAdded: 1 });
    const byLabel = new Map(here.accounts.list().map((account) => [account.label, account]));
    const work = byLabel.get('Work');
    expect(work).toMatchObject({
      id: 'a1',
      identity: { subject: 'sub-a1', name: 'Ada Ünïcode 🗝' },
      preferences: { pinned: true, copyFormat: 'curl', warnBeforeMs: 600_000 },
      lastCopiedAt: 1_700_000_200_000,
      health: { kind: 'well' },
    });
    expect(byLabel.get('Home')).toMatchObject({
      hasRefreshToken: false,
      expiresAt: undefined,
      health: {
        kind: 'sign_in_again',
        error: { code: 'invalid_grant', provider: { error: 'invalid_grant' } },
      },
    });
    expect(byLabel.get('Robot')).toMatchObject({ origin: 'client_credentials', autoRefresh: false });
    expect(revealed(okValue(await here.vault.tokens('a1' as AccountId)))).toEqual([
      'access not-a-real-token-1',
      'refresh not-a-real-token-1',
      undefined,
    ]);
    const clients = okValue(await here.accounts.clients());
    expect(clients.map(({ authentication }) => authentication.method)).toEqual([
      'client_secret_basic',
      'none',
    ]);
    const [first] = clients;
    expect(first?.authentication.method !== 'none' && first?.authentication.secret.reveal()).toBe(
      'not-a-real-secret',
    );
    const events = okValue(await here.accounts.recentEvents('a1' as AccountId, 9));
    expect(events.slice(1)).toEqual([
      { kind: 'refresh_failed', at: 1_700_000_100_000, error: appError('network', { detail: 'as.example' }) },
      { kind: 'signed_in', at: 1_700_000_000_000 },
    ]);
    expect(here.providers.find('shop')?.name).toBe('The shop');
  });

  test('leaves everything as it was where the passphrase is another, or the file is damaged', async () => {
    const here = await computer();
    const file = okValue(await store.read(versionOne));
    const attempt = (bytes: Uint8Array<ArrayBuffer>, given: Secret) =>
      here.transfer.importAll(here.accounts, bytes, given, progress);
    expect(errorCode(await attempt(file, passphrase))).toBe('backup_passphrase_wrong');
    const damaged = file.slice();
    damaged[damaged.length - 20] = 0;
    expect(errorCode(await attempt(damaged, itsPassphrase))).toBe('backup_damaged');
    expect(here.accounts.list()).toEqual([]);
    expect(okValue(await here.accounts.clients())).toEqual([]);
  });
});
