// Benchmark. A vault on disk with many accounts, and the services over it: all real but the keychain, whose one answer
// at start would only add a constant.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { passphraseKeychain } from '../../main/adapters/passphrase-keychain.ts';
import { openSqliteVault } from '../../main/adapters/sqlite-vault.ts';
import { createSystemClock } from '../../main/adapters/system-clock.ts';
import { createSystemRandom } from '../../main/adapters/system-random.ts';
import { createUndiciHttp } from '../../main/adapters/undici-http.ts';
import type { Account, AccountId } from '../../main/core/accounts/account.ts';
import { createAccountService } from '../../main/core/accounts/create-service.ts';
import type { AccountService } from '../../main/core/accounts/service.ts';
import { fixedProviders } from '../../main/core/providers/registry.ts';
import type { Secret } from '../../main/core/secret.ts';
import { openVault } from '../../main/core/vault/open-vault.ts';
import type { Vault } from '../../main/core/vault/vault.ts';
import { fakeKeychain } from '../support/fake-keychain.ts';
import { fakeLog } from '../support/fake-log.ts';
import { okValue } from '../support/result.ts';
import { exampleAccount, exampleClient, exampleTokens } from '../support/vault-examples.ts';

const hour = 3_600_000;

export interface DeckOptions {
  readonly accounts: number;
  readonly expired?: boolean;
  /** Where tokens are refreshed. */
  readonly issuer?: string;
  /** Keeps the vault's key, so that another process can open the vault. Without it the key stays in memory. */
  readonly passphrase?: Secret;
}

export interface Deck {
  readonly ids: readonly AccountId[];
  /** The data directory. */
  readonly home: string;
  openVault(): Promise<Vault>;
  openService(): Promise<{
    readonly accounts: AccountService;
    readonly vault: Vault;
    close(): Promise<void>;
  }>;
  /** An account of this deck's with a new set of tokens, committed as a refresh does it. */
  commitTokens(vault: Vault, index: number): Promise<void>;
  remove(): void;
}

function account(index: number, { expired = false, issuer }: DeckOptions): Account {
  const issuedAt = Date.now() - (expired ? 2 * hour : 0);
  return exampleAccount(`account-${index}`, {
    providerId: 'openid',
    issuedAt,
    expiresAt: issuedAt + hour,
    ...(issuer === undefined ? {} : { issuer }),
  });
}

/** A token set of about the size that providers give. */
function tokens(text: string) {
  return exampleTokens(text.padEnd(1200, '.'));
}

export async function makeDeck(options: DeckOptions): Promise<Deck> {
  const home = mkdtempSync(join(tmpdir(), 'tokendeck-bench-'));
  const random = createSystemRandom();
  const clock = createSystemClock();
  const keychain =
    options.passphrase === undefined ? fakeKeychain() : passphraseKeychain(home, options.passphrase);
  const ids = Array.from({ length: options.accounts }, (_, index) => account(index, options).id);

  async function open(): Promise<Vault> {
    const { store } = okValue(openSqliteVault(join(home, 'vault.sqlite')));
    return okValue(await openVault({ store, keychain, random, clock }));
  }

  const vault = await open();
  const issuer = options.issuer ?? 'https://as.example';
  okValue(
    await vault.commit([
      {
        op: 'put_client',
        client: exampleClient('client-1', {
          providerId: 'openid',
          server: { parameters: { issuer }, endpoints: {} },
          issuer,
          metadata: { issuer, token_endpoint: `${issuer}/token` },
          authentication: { method: 'none' },
          dangerouslyAllowHttpOnLoopback: true,
        }),
      },
      ...ids.flatMap((accountId, index) => [
        { op: 'put_account' as const, account: account(index, options) },
        { op: 'put_tokens' as const, accountId, tokens: tokens(accountId) },
      ]),
    ]),
  );
  vault.close();

  return {
    ids,
    home,
    openVault: open,
    async openService() {
      const opened = await open();
      const http = okValue(createUndiciHttp({ env: {} }));
      const accounts = okValue(
        await createAccountService({
          vault: opened,
          providers: fixedProviders(),
          http,
          clock,
          random,
          log: fakeLog(),
          processName: 'bench',
          receiver: { listen: () => Promise.reject(new Error('nobody signs in here')) },
          browser: { open: () => Promise.reject(new Error('nobody signs in here')) },
        }),
      );
      return {
        accounts,
        vault: opened,
        async close() {
          await accounts.stop();
          await http.close();
          opened.close();
        },
      };
    },
    async commitTokens(opened, index) {
      const next = account(index, options);
      okValue(
        await opened.commit([
          { op: 'put_account', account: next },
          { op: 'put_tokens', accountId: next.id, tokens: tokens('next') },
        ]),
      );
    },
    // Chromium may still be putting its profile away.
    remove: () => rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }),
  };
}
