// Test equipment. The authorization endpoint, at which the person has signed in and consents at once (RFC 6749 4.1.1).
import { isRefreshTokenDue } from './issuing.ts';
import type { ReceivedRequest } from './request.ts';
import { type Reply, refuse } from './rules.ts';
import { newToken, type RegisteredClient, type Session, type State, separated } from './state.ts';

const codeLife = 60;

/** `decision` is the person's; a page of the real provider would ask. */
export function authorize(state: State, request: ReceivedRequest, decision: 'allow' | 'deny'): Reply {
  const { row, now } = state;
  const { query } = request;
  const rule = row.authorize;
  if (request.method !== 'GET') refuse('method', 'invalid_request', 'That is for browsers.');
  if (new Set(query.keys()).size !== query.size)
    refuse('repeated_parameter', 'invalid_request', 'Twice the same.');
  if (query.has('client_secret')) refuse('secret_in_browser', 'invalid_request', 'A secret in the browser.');
  const client = state.clients.get(query.get('client_id') ?? '');
  if (client === undefined) return refuse('client', 'invalid_client', 'There is no such client.');
  const redirectUri = query.get('redirect_uri') ?? '';
  checkRedirect(state, client, redirectUri, query);
  if (query.get('response_type') !== 'code')
    refuse('required_parameter', 'invalid_request', 'No response_type.');
  if (!query.get('state')) refuse('required_parameter', 'invalid_request', 'No state.');
  for (const [name, value] of Object.entries(rule.required ?? {})) {
    if (query.get(name) !== value)
      refuse('required_parameter', 'invalid_request', `${name} is not ${value}.`);
  }
  checkPkce(state, client, query);
  const asked = askedScopes(state, query);
  const answer = new URL(redirectUri);
  answer.searchParams.set('state', query.get('state') ?? '');
  if (rule.iss !== undefined) answer.searchParams.set('iss', rule.iss);
  if (decision === 'deny') {
    answer.searchParams.set('error', 'access_denied');
    answer.searchParams.set('error_description', 'The user denied access');
    return { status: 302, headers: { location: answer.href } };
  }
  const scopes = asked.filter((one) => !state.unticked.includes(one));
  if (rule.scopeInRedirect) answer.searchParams.set('scope', scopes.join(rule.scopes.separator));
  const code = newToken('code');
  const keepsChallenge = rule.pkce !== 'ignored' && rule.pkce !== 'refused';
  state.codes.set(code, {
    session: newSession(state, client, query, scopes, redirectUri),
    redirectUri,
    challenge: keepsChallenge ? query.get('code_challenge') : null,
    until: now() + (row.codeLife ?? codeLife) * 1000,
    isUsed: false,
  });
  answer.searchParams.set('code', code);
  return { status: 302, headers: { location: answer.href } };
}

function newSession(
  state: State,
  client: RegisteredClient,
  query: URLSearchParams,
  scopes: readonly string[],
  redirectUri: string,
): Session {
  const { person, row, consented } = state;
  const consent = `${client.id} ${person.subject}`;
  const isFirst = !consented.has(consent) || (query.get('prompt') ?? '').split(' ').includes('consent');
  consented.add(consent);
  const session: Session = {
    client,
    grant: 'authorization_code',
    person,
    scopes,
    askedScope: query.get(row.authorize.scopes.parameter ?? 'scope'),
    redirectUri,
    nonce: query.get('nonce'),
    isAlive: true,
    refreshToken: isRefreshTokenDue(row.refresh, scopes, query, isFirst) ? newToken('refresh') : undefined,
    spentRefreshTokens: new Set(),
  };
  state.sessions.add(session);
  return session;
}

function checkRedirect(state: State, client: RegisteredClient, uri: string, query: URLSearchParams): void {
  const { match, http } = state.row.authorize.redirect;
  const url = URL.parse(uri);
  if (url === null) refuse('redirect_uri', 'invalid_request', 'There is no usable redirect_uri.');
  if (url.protocol !== 'https:' && !http.includes(url.hostname)) {
    refuse('redirect_host', 'invalid_request', `No redirects to ${url.protocol}//${url.hostname}.`);
  }
  const isPortFree = match === 'any_port' && url.protocol === 'http:';
  const alike = (one: string) => (isPortFree ? withoutPort(one) === withoutPort(uri) : one === uri);
  if (!client.redirectUris.some(alike)) {
    refuse(
      'redirect_uri',
      'invalid_request',
      `The redirect_uri ${query.get('redirect_uri')} is not registered.`,
    );
  }
}

function withoutPort(uri: string): string {
  const url = new URL(uri);
  url.port = '';
  return url.href;
}

function checkPkce({ row }: State, client: RegisteredClient, query: URLSearchParams): void {
  const { pkce } = row.authorize;
  const challenge = query.get('code_challenge');
  if (pkce === 'ignored' || pkce === 'refused') return;
  if (challenge === null) {
    const isRequired = pkce === 'required' || (pkce === 'required_for_public' && client.secret === undefined);
    if (isRequired) refuse('pkce', 'invalid_request', 'There is no code_challenge.');
    return;
  }
  // RFC 7636 section 4.2: the base64url of a SHA-256 digest has 43 characters.
  if (query.get('code_challenge_method') !== 'S256' || !/^[\w-]{43}$/.test(challenge)) {
    refuse('pkce', 'invalid_request', 'That is not a challenge by S256.');
  }
}

function askedScopes({ row }: State, query: URLSearchParams): readonly string[] {
  const { separator, parameter = 'scope', required } = row.authorize.scopes;
  const asked = query.get(parameter);
  if (parameter !== 'scope' && query.has('scope')) refuse('scope', 'invalid_scope', 'Those are for robots.');
  if (!asked) return required ? refuse('scope', 'invalid_scope', `There is no ${parameter}.`) : [];
  if (asked.includes(separator === ',' ? ' ' : ',')) {
    refuse('scope_separator', 'invalid_scope', `The scope ${asked} is unknown.`);
  }
  return separated(asked, separator);
}
