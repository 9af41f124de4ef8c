// Main process. Puts together what the window reads: the whole application, or one account in detail.
import type { AccountDetailView, AppView, RememberedClientView } from '../../preload/contract.ts';
import type { AccountId } from '../core/accounts/account.ts';
import type { AccountService } from '../core/accounts/service.ts';
import { appError } from '../core/errors.ts';
import { fail, ok, type Result } from '../core/result.ts';
import type { Offers } from './offers.ts';
import type { VaultSession } from './vault-session.ts';
import { accountView, rememberedClientView } from './view-model.ts';
import { accountDetailView } from './view-model-detail.ts';

const eventsShown = 50;

interface ReaderParts {
  readonly version: string;
  readonly vault: VaultSession;
  readonly offers: Offers;
  readonly notices: () => readonly string[];
}

async function rememberedClients(
  accounts: AccountService,
  offers: Offers,
): Promise<Result<readonly RememberedClientView[]>> {
  const clients = await accounts.clients();
  return clients.ok
    ? ok(clients.value.map((client) => rememberedClientView(client, offers.providers)))
    : clients;
}

/** Everything at once, for the window's first paint. While the vault is not open there are no accounts. */
export async function readApp(parts: ReaderParts): Promise<Result<AppView>> {
  const view = {
    version: parts.version,
    vault: parts.vault.view(),
    notices: parts.notices(),
    providers: parts.offers.views(),
  };
  const accounts = parts.vault.accounts();
  if (!accounts.ok) return ok({ ...view, accounts: [], rememberedClients: [] });
  const clients = await rememberedClients(accounts.value, parts.offers);
  if (!clients.ok) return clients;
  return ok({
    ...view,
    accounts: accounts.value.list().map((account) => accountView(account, accounts.value)),
    rememberedClients: clients.value,
  });
}

/** One account with its decoded access token and newest events. Errors: `account_not_found`, `vault_*`. */
export async function readAccount(
  accounts: AccountService,
  id: AccountId,
): Promise<Result<AccountDetailView>> {
  const jwt = await accounts.decodedAccessToken(id);
  if (!jwt.ok) return jwt;
  const events = await accounts.recentEvents(id, eventsShown);
  if (!events.ok) return events;
  const account = accounts.get(id);
  if (account === undefined) return fail(appError('account_not_found'));
  return ok(accountDetailView(account, accounts, jwt.value, events.value));
}
