// Pure. The ways into a sign-in: with everything entered, through a client used before, for an account again.
import { appError } from '../errors.ts';
import type { FlowKind } from '../providers/provider.ts';
import type { Providers } from '../providers/registry.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Vault } from '../vault/vault.ts';
import type { Client, ClientKey } from './account.ts';
import type { Book } from './book.ts';
import type { AccountService } from './service.ts';
import { flowLastUsed, requestThrough, scopesLastAsked } from './sign-in-request.ts';
import type { SignIns } from './sign-ins.ts';

type SignInUse = Pick<
  AccountService,
  'beginSignIn' | 'beginSignInWithClient' | 'beginSignInAgain' | 'clients' | 'client'
>;

export function createSignInUse(parts: {
  readonly vault: Vault;
  readonly book: Book;
  readonly providers: Providers;
  readonly signIns: SignIns;
}): SignInUse {
  const { vault, book, providers, signIns } = parts;

  async function remembered(key: ClientKey): Promise<Result<Client>> {
    const client = await vault.client(key);
    if (!client.ok) return client;
    return client.value === undefined || !isRemembered(client.value)
      ? fail(appError('invalid_argument', { detail: 'client' }))
      : ok(client.value);
  }

  function flowOf(client: Client): FlowKind {
    return flowLastUsed(client, book.list(), providers.find(client.providerId));
  }

  return {
    beginSignIn: signIns.begin,
    async beginSignInWithClient(key, onChange) {
      const client = await remembered(key);
      if (!client.ok) return client;
      const provider = providers.find(client.value.providerId);
      const accounts = book.list();
      const flow = flowOf(client.value);
      const scopes = scopesLastAsked(client.value, accounts, provider);
      return ok(signIns.begin(requestThrough(client.value, flow, scopes), onChange));
    },
    async beginSignInAgain(id, { scopes }, onChange) {
      const account = book.get(id);
      if (account === undefined) return fail(appError('account_not_found'));
      if (account.clientId === '') return fail(appError('not_allowed'));
      const client = await remembered(account.clientKey);
      if (!client.ok) return client;
      if (signIns.isUnderWay(id)) return fail(appError('sign_in_in_progress'));
      const flow = account.origin === 'imported' ? flowOf(client.value) : account.origin;
      const request = requestThrough(client.value, flow, scopes ?? account.scopesAsked);
      return ok(signIns.begin({ ...request, again: id }, onChange));
    },
    async clients() {
      const clients = await vault.clients();
      return clients.ok ? ok(clients.value.filter(isRemembered)) : clients;
    },
    client: (key) => vault.client(key),
  };
}

/** Imported tokens may stand for no client, and then nobody can sign in through it. */
function isRemembered({ clientId }: Client): boolean {
  return clientId !== '';
}
