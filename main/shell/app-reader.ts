// Main process. Puts together what the window reads: the whole application, or one account in detail.
import type {
  AboutView,
  AccountDetailView,
  AppView,
  DesktopView,
  RememberedClientView,
  SettingsView,
  WorkView,
} from '../../preload/contract.ts';
import type { AccountId } from '../core/accounts/account.ts';
import type { AccountService } from '../core/accounts/service.ts';
import { flowLastUsed } from '../core/accounts/sign-in-request.ts';
import { appError } from '../core/errors.ts';
import type { Providers } from '../core/providers/registry.ts';
import { fail, ok, type Result } from '../core/result.ts';
import type { Offers } from './offers.ts';
import type { VaultSession } from './vault-session.ts';
import { accountView } from './view-model.ts';
import { accountDetailView } from './view-model-detail.ts';
import { rememberedClientView } from './view-model-provider.ts';

const eventsShown = 50;

interface ReaderParts {
  readonly about: AboutView;
  readonly desktop: DesktopView;
  readonly settings: SettingsView;
  readonly works: readonly WorkView[];
  readonly vault: VaultSession;
  readonly offers: Offers;
  readonly notices: () => readonly string[];
}

async function rememberedClients(
  accounts: AccountService,
  offers: Offers,
): Promise<Result<readonly RememberedClientView[]>> {
  const clients = await accounts.clients();
  if (!clients.ok) return clients;
  const known = Map.groupBy(accounts.list(), ({ clientKey }) => clientKey);
  return ok(
    clients.value.map((client) => {
      const provider = offers.book.find(client.providerId);
      const flow = flowLastUsed(client, known.get(client.key) ?? [], provider);
      return rememberedClientView(client, flow, provider);
    }),
  );
}

/** Everything at once, for the window's first paint. While the vault is not open there are no accounts. */
export async function readApp(parts: ReaderParts): Promise<Result<AppView>> {
  const view = {
    about: parts.about,
    desktop: parts.desktop,
    settings: parts.settings,
    works: parts.works,
    vault: parts.vault.view(),
    notices: parts.notices(),
    providers: parts.offers.views(),
  };
  const accounts = parts.vault.accounts();
  if (!accounts.ok) return ok({ ...view, accounts: [], rememberedClients: [] });
  const clients = await rememberedClients(accounts.value, parts.offers);
  // Locked meanwhile, it is read again as it is then.
  if (!parts.vault.isOpenWith(accounts.value)) return readApp(parts);
  if (!clients.ok) return clients;
  return ok({
    ...view,
    accounts: accounts.value.list().map((account) => accountView(account, accounts.value)),
    rememberedClients: clients.value,
  });
}

/** One account with the content of its access token and its newest events. Errors: `account_not_found`, `vault_*`. */
export async function readAccount(
  accounts: AccountService,
  providers: Providers,
  id: AccountId,
): Promise<Result<AccountDetailView>> {
  const content = await accounts.inspect(id);
  if (!content.ok) return content;
  const abilities = await accounts.abilities(id);
  if (!abilities.ok) return abilities;
  const events = await accounts.recentEvents(id, eventsShown);
  if (!events.ok) return events;
  const account = accounts.get(id);
  if (account === undefined) return fail(appError('account_not_found'));
  const client = await accounts.client(account.clientKey);
  if (!client.ok) return client;
  const parts = {
    account,
    client: client.value,
    provider: providers.find(account.providerId),
    abilities: abilities.value,
    content: content.value,
    events: events.value,
  };
  return ok(accountDetailView(parts, accounts));
}
