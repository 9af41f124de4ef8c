// Pure. An account together with its tokens and its client: what asking its provider takes.
import { appError } from '../errors.ts';
import type { ClientAtServer } from '../oauth/server.ts';
import type { Providers } from '../providers/registry.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Vault } from '../vault/vault.ts';
import type { Account, AccountId, Client, TokenSet } from './account.ts';
import { rememberedAtServer } from './clients.ts';
import type { Shelf } from './shelf.ts';

export interface Reached {
  readonly account: Account;
  readonly tokens: TokenSet;
  readonly client: ClientAtServer;
}

/** The tokens of an account. Errors: `account_not_found` where it was removed meanwhile, `vault_*`. */
export async function tokensOf(vault: Vault, id: AccountId): Promise<Result<TokenSet>> {
  const tokens = await vault.tokens(id);
  if (!tokens.ok) return tokens;
  return tokens.value === undefined ? fail(appError('account_not_found')) : ok(tokens.value);
}

/** The client of an account. Errors: `vault_*`. */
export async function clientOf(
  vault: Vault,
  { clientKey }: Pick<Account, 'clientKey'>,
): Promise<Result<Client>> {
  const client = await vault.client(clientKey);
  if (!client.ok) return client;
  return client.value === undefined
    ? fail(appError('vault_corrupt', { detail: 'a client is missing' }))
    : ok(client.value);
}

/** Makes the function that reads all three anew. Its errors: `account_not_found`, `provider_not_found`, `vault_*`. */
export function createReach(parts: {
  readonly vault: Vault;
  readonly shelf: Shelf;
  readonly providers: Providers;
}): (id: AccountId) => Promise<Result<Reached>> {
  const { vault, shelf, providers } = parts;
  return async (id) => {
    const account = await shelf.read(id);
    if (!account.ok) return account;
    const tokens = await tokensOf(vault, id);
    if (!tokens.ok) return tokens;
    const client = await clientOf(vault, account.value);
    if (!client.ok) return client;
    const server = rememberedAtServer(client.value, providers);
    if (!server.ok) return server;
    return ok({ account: account.value, tokens: tokens.value, client: server.value });
  };
}
