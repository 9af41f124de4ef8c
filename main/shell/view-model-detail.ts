// Main process. The detail of one account as the window sees it.
import type { AccountDetailView } from '../../preload/contract.ts';
import type { Account, AccountEvent, Client } from '../core/accounts/account.ts';
import type { Abilities, AccountService } from '../core/accounts/service.ts';
import type { TokenContent } from '../core/oauth/inspection.ts';
import type { Provider } from '../core/providers/provider.ts';
import { accountView, eventView } from './view-model.ts';
import { scopeViews } from './view-model-provider.ts';
import { contentView } from './view-model-token.ts';

export interface DetailParts {
  readonly account: Account;
  readonly client: Client | undefined;
  /** Undefined where the preset is gone. */
  readonly provider: Provider | undefined;
  readonly abilities: Abilities;
  readonly content: TokenContent;
  /** Newest first. */
  readonly events: readonly AccountEvent[];
}

export function accountDetailView(
  { account, client, provider, abilities, content, events }: DetailParts,
  accounts: Pick<AccountService, 'status' | 'nextRefreshAt'>,
): AccountDetailView {
  const hasClient = account.clientId !== '';
  return {
    ...accountView(account, accounts),
    issuer: account.issuer,
    clientId: account.clientId,
    subject: account.identity.subject,
    email: account.identity.email,
    scopesAsked: account.scopesAsked,
    scopesGranted: account.scopesGranted,
    tokenType: account.tokenType,
    createdAt: account.createdAt,
    clockSkewMs: account.clockSkewMs,
    origin: account.origin,
    refreshExpiresAt: account.refreshExpiresAt,
    content: contentView(content),
    can: {
      revoke: abilities.revocation,
      introspect: abilities.introspection,
      validate: abilities.validation,
      whoAmI: abilities.whoAmI,
      verify: abilities.keys,
      signInAgain: hasClient,
      openDashboard: provider?.dashboard !== undefined,
    },
    secretOfClient: client && client.authentication.method !== 'none' ? client.key : undefined,
    scopesOffered: provider === undefined ? [] : scopeViews(provider),
    apis: provider?.apis ?? [],
    events: events.map(eventView),
  };
}
