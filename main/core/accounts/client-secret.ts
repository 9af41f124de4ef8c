// Pure. Replacing the secret of a client, without losing the accounts that signed in through it.
import { appError } from '../errors.ts';
import type { Clock, Log } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Vault } from '../vault/vault.ts';
import type { Account, AccountId, Client, ClientAuthentication, ClientKey } from './account.ts';
import type { Book } from './book.ts';
import { keptEncoding } from './clients.ts';
import type { Refresher } from './refresher.ts';
import type { AccountService } from './service.ts';
import type { Shelf } from './shelf.ts';
import { authenticationBy } from './sign-in-request.ts';

export function createClientSecret(parts: {
  readonly vault: Vault;
  readonly shelf: Shelf;
  readonly book: Book;
  readonly refresher: Refresher;
  readonly clock: Clock;
  readonly log: Log;
}): Pick<AccountService, 'replaceClientSecret'> {
  const { vault, shelf, book, refresher, clock, log } = parts;

  async function write(key: ClientKey, authentication: ClientAuthentication): Promise<Result<void>> {
    const found = await vault.client(key);
    if (!found.ok) return found;
    const client = found.value;
    if (client === undefined || client.clientId === '') {
      return fail(appError('invalid_argument', { detail: 'client' }));
    }
    // Servers refuse a public client that sends a secret (`invalid_client`), and there would be no way back.
    if (client.authentication.method === 'none') return fail(appError('not_allowed'));
    const replaced: Client = {
      ...client,
      authentication: keptEncoding(authentication, client.authentication),
    };
    const committed = await shelf.commit([{ op: 'put_client', client: replaced }]);
    return committed.ok ? ok() : committed;
  }

  return {
    async replaceClientSecret(key, secret, method) {
      const authentication = authenticationBy(method, secret);
      if (!authentication.ok) return authentication;
      // No account is added through the client meanwhile, which would write the old secret back.
      const written = await shelf.naming.run('all', () => write(key, authentication.value));
      if (!written.ok) return written;
      log.info('client.secret_replaced', {});
      const ids = book.list().flatMap(({ id, clientKey }) => (clientKey === key ? [id] : []));
      // A request with the old secret may be under way, and its refusal still to come.
      const done = await Promise.all(
        ids.map((id) => refresher.undisturbed(id, () => makeWell(shelf, clock, id))),
      );
      return done.find((one) => !one.ok && one.error.code !== 'account_not_found') ?? ok();
    },
  };
}

/** Ends the wait of an account for its client to be accepted, now that the client has another secret. */
export function makeWell(shelf: Shelf, clock: Clock, id: AccountId): Promise<Result<void>> {
  return shelf.revise(id, async (account) => {
    if (!waitsForClient(account)) return ok({ changes: [], value: undefined });
    const event = { kind: 'secret_replaced', at: clock.now() } as const;
    return ok({
      changes: [
        { op: 'put_account', account: { ...account, health: { kind: 'well' } } },
        { op: 'append_event', accountId: id, event },
      ],
      value: undefined,
    });
  });
}

/** Whether the account waits for a person because its client was refused. */
export function waitsForClient({ health }: Account): boolean {
  if (health.kind !== 'sign_in_again') return false;
  return health.error.code === 'invalid_client' || health.error.code === 'unauthorized_client';
}
