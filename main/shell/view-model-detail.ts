// Main process. The detail of one account as the window sees it, with the decoded claims of its access token.
import type { AccountDetailView, ClaimView } from '../../preload/contract.ts';
import type { Account, AccountEvent } from '../core/accounts/account.ts';
import type { AccountService } from '../core/accounts/service.ts';
import { isShallow } from '../core/oauth/json.ts';
import type { DecodedJwt } from '../core/oauth/jwt.ts';
import { accountView, eventView } from './view-model.ts';

/** Claims that are a NumericDate in seconds (RFC 7519 section 2, OpenID Connect Core sections 2 and 5.1). */
const timeClaims: ReadonlySet<string> = new Set(['exp', 'nbf', 'iat', 'auth_time', 'updated_at']);

const mostClaims = 200;
const longestValue = 2000;
/** The last moment that a Date can hold, in milliseconds. */
const lastMoment = 8.64e15;

function shorten(text: string): string {
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  // What nests too deep would end the recursion of JSON.stringify.
  return isShallow(value) ? JSON.stringify(value) : '…';
}

function momentOf(name: string, value: unknown): number | undefined {
  if (!timeClaims.has(name) || typeof value !== 'number') return undefined;
  const at = value * 1000;
  return at >= 0 && at <= lastMoment ? at : undefined;
}

/** Display lines of a JWT's header or claims, in the order of the token, shortened where absurdly long. */
export function claimViews(claims: Readonly<Record<string, unknown>>): readonly ClaimView[] {
  return Object.entries(claims)
    .slice(0, mostClaims)
    .map(([name, value]) => ({
      name: shorten(name),
      value: shorten(textOf(value)),
      at: momentOf(name, value),
    }));
}

export function accountDetailView(
  account: Account,
  accounts: Pick<AccountService, 'status' | 'nextRefreshAt'>,
  jwt: DecodedJwt | undefined,
  events: readonly AccountEvent[],
): AccountDetailView {
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
    jwt: jwt === undefined ? undefined : { header: claimViews(jwt.header), claims: claimViews(jwt.claims) },
    events: events.map(eventView),
  };
}
