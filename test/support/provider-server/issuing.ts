// Test equipment. Giving out tokens, in the words of the row's answers.
import type { Grant, RefreshRule, Template } from './row.ts';
import type { Reply } from './rules.ts';
import { newToken, type Session, type State } from './state.ts';
import { fill } from './template.ts';

export function tokenReply(
  state: State,
  session: Session,
  grant: Grant,
  refreshToken: string | undefined,
): Reply {
  const { answers } = state.row;
  const template: Template = answers[grant] ?? answers.authorization_code;
  return { status: 200, body: fill(template, tokenValues(state, session, refreshToken)) };
}

function tokenValues(state: State, session: Session, refreshToken: string | undefined) {
  const { row, now } = state;
  const accessToken = newToken('access');
  const until = row.life === undefined ? Number.POSITIVE_INFINITY : now() + row.life * 1000;
  state.accessTokens.set(accessToken, { session, until, isAlive: true });
  return {
    access_token: accessToken,
    refresh_token: refreshToken,
    id_token: idToken(state, session),
    life: row.life,
    life_text: String(row.life),
    expires_at: Math.floor(until / 1000),
    now: Math.floor(now() / 1000),
    now_ms: String(now()),
    ...scopeValues(session.scopes),
    ...personValues(session),
    client_id: session.client.id,
    nothing: undefined,
  };
}

export function scopeValues(scopes: readonly string[]) {
  return {
    scopes: scopes.join(' '),
    scopes_comma: scopes.join(','),
    scopes_array: scopes,
    scopes_without_offline: scopes.filter((one) => one !== 'offline_access').join(' '),
  };
}

export function personValues({ person }: Session) {
  return { ...person };
}

function idToken(state: State, session: Session): string | undefined {
  const { openid } = state.row;
  if (openid === undefined || session.grant === 'client_credentials') return undefined;
  if (!session.scopes.includes('openid')) return undefined;
  const at = Math.floor(state.now() / 1000);
  return state.signer.sign({
    ...fill(openid.claims, personValues(session)),
    iss: openid.tokenIssuer ?? openid.issuer,
    aud: session.client.id,
    sub: session.person.subject,
    iat: at,
    exp: at + 600,
    ...(session.nonce === null || openid.dropsNonce ? {} : { nonce: session.nonce }),
  });
}

/** Whether this consent brings a refresh token at all. */
export function isRefreshTokenDue(
  rule: RefreshRule,
  scopes: readonly string[],
  query: URLSearchParams,
  isFirstConsent: boolean,
): boolean {
  if (rule.onlyOnFirstConsent && !isFirstConsent) return false;
  if (rule.given === 'always' || rule.given === 'never') return rule.given === 'always';
  if ('scope' in rule.given) return scopes.includes(rule.given.scope);
  const [name, value] = rule.given.parameter;
  return query.get(name) === value;
}

/** The refresh token that a refresh answers with, and what becomes of the one that was used. */
export function succeed(state: State, session: Session): string | undefined {
  const { onUse, onUseByPublic, endsOldAccessToken } = state.row.refresh;
  if (endsOldAccessToken) endAccessTokens(state, session);
  const way = session.client.secret === undefined ? (onUseByPublic ?? onUse) : onUse;
  if (way === 'absent') return undefined;
  if (way === 'same' || session.refreshToken === undefined) return session.refreshToken;
  session.spentRefreshTokens.add(session.refreshToken);
  session.refreshToken = newToken('refresh');
  return session.refreshToken;
}

export function endSession(state: State, session: Session): void {
  session.isAlive = false;
  endAccessTokens(state, session);
}

function endAccessTokens(state: State, session: Session): void {
  for (const token of state.accessTokens.values()) if (token.session === session) token.isAlive = false;
}
