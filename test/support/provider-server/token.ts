// Test equipment. The token endpoint, and the one for refreshing where that is another (RFC 6749 section 3.2).
import { createHash } from 'node:crypto';
import { authenticatedClient } from './client.ts';
import { pollDevice } from './device.ts';
import { endSession, succeed, tokenReply } from './issuing.ts';
import { type ReceivedRequest, sentParameters } from './request.ts';
import type { Encoding, Grant } from './row.ts';
import { type RefusalPhase, type Reply, refuse } from './rules.ts';
import { type RegisteredClient, type Session, type State, separated } from './state.ts';

const grantTypes: Readonly<Record<string, Grant>> = {
  authorization_code: 'authorization_code',
  refresh_token: 'refresh_token',
  client_credentials: 'client_credentials',
  'urn:ietf:params:oauth:grant-type:device_code': 'device_code',
};

/** The parameters of a POST in one of `encodings`, none of them twice. */
export function parametersOf(
  request: ReceivedRequest,
  encodings: readonly Encoding[],
  phase: RefusalPhase = 'token',
): URLSearchParams {
  if (request.method !== 'POST') refuse('method', 'invalid_request', 'Only POST is understood.', { phase });
  const sent = sentParameters(request);
  if (typeof sent === 'string') return refuse('encoding', 'invalid_request', sent, { phase });
  const { encoding, parameters } = sent;
  if (!encodings.includes(encoding)) {
    refuse('encoding', 'invalid_request', `The parameters came as ${encoding}.`, { phase });
  }
  if (new Set(parameters.keys()).size !== parameters.size) {
    refuse('repeated_parameter', 'invalid_request', 'A parameter came twice.', { phase });
  }
  return parameters;
}

export function token(state: State, request: ReceivedRequest): Reply {
  const { token: rule } = state.row;
  const isRefreshAddress = request.address === rule.refreshAt;
  const parameters = parametersOf(request, rule.body, isRefreshAddress ? 'refresh' : 'token');
  const named = parameters.get('grant_type');
  const grant =
    named === null && isRefreshAddress && rule.refreshWithoutGrantType
      ? 'refresh_token'
      : grantTypes[named ?? ''];
  if (grant === undefined) return refuse('grant_type', 'unsupported_grant_type', `No grant ${named}.`);
  if (rule.refreshAt !== undefined && (grant === 'refresh_token') !== isRefreshAddress) {
    refuse('grant_type', 'unsupported_grant_type', `Not ${grant} at ${request.address}.`);
  }
  const client = authenticatedClient(state, request, parameters, grant);
  for (const [name, value] of Object.entries(rule.required?.[grant] ?? {})) {
    if (parameters.get(name) !== value)
      refuse('required_parameter', 'invalid_request', `${name} is not ${value}.`);
  }
  switch (grant) {
    case 'authorization_code':
      return exchange(state, client, parameters);
    case 'refresh_token':
      return refresh(state, client, parameters);
    case 'client_credentials':
      return clientCredentials(state, client, parameters);
    case 'device_code':
      return pollDevice(state, client, parameters);
  }
}

function exchange(state: State, client: RegisteredClient, parameters: URLSearchParams): Reply {
  const issued = state.codes.get(parameters.get('code') ?? '');
  if (issued === undefined) return refuse('code', 'invalid_grant', 'The code is unknown.');
  const { session, redirectUri, challenge, until } = issued;
  if (issued.isUsed) {
    endSession(state, session);
    refuse('code', 'invalid_grant', 'The code has been used.');
  }
  issued.isUsed = true;
  if (state.now() > until) refuse('code', 'invalid_grant', 'The code has expired.');
  if (session.client !== client) refuse('code', 'invalid_grant', 'The code is for another client.');
  if (parameters.get('redirect_uri') !== redirectUri) {
    refuse('redirect_uri', 'invalid_grant', 'The redirect_uri is not that of the authorization request.');
  }
  const verifier = parameters.get('code_verifier');
  if (verifier !== null && state.row.authorize.pkce === 'refused') {
    refuse('pkce', 'invalid_client', 'Client authentication failed');
  }
  if (challenge !== null && challenge !== s256(verifier ?? '')) {
    refuse('pkce', 'invalid_grant', 'The code_verifier does not match.');
  }
  checkAgain(state, 'authorization_code', session, parameters);
  return tokenReply(state, session, 'authorization_code', session.refreshToken);
}

function s256(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}

function refresh(state: State, client: RegisteredClient, parameters: URLSearchParams): Reply {
  const phase = 'refresh';
  const sent = parameters.get('refresh_token') ?? '';
  const session = [...state.sessions].find(
    (one) => one.refreshToken === sent || one.spentRefreshTokens.has(sent),
  );
  if (session?.spentRefreshTokens.has(sent)) endSession(state, session);
  if (session === undefined || !session.isAlive || session.client !== client) {
    return refuse('refresh_token', 'invalid_grant', 'The refresh token is not valid any more.', { phase });
  }
  checkAgain(state, 'refresh_token', session, parameters);
  return tokenReply(state, session, 'refresh_token', succeed(state, session));
}

function checkAgain(state: State, grant: Grant, session: Session, parameters: URLSearchParams): void {
  const phase = grant === 'refresh_token' ? 'refresh' : 'token';
  for (const name of state.row.token.again?.[grant] ?? []) {
    const sent = parameters.get(name);
    const isRedirect = name === 'redirect_uri';
    if (sent === (isRedirect ? session.redirectUri : session.askedScope)) continue;
    refuse(
      isRedirect ? 'redirect_uri_again' : 'scope_again',
      isRedirect ? 'invalid_grant' : 'invalid_scope',
      `${name} is not that of the authorization request.`,
      { phase },
    );
  }
}

function clientCredentials(state: State, client: RegisteredClient, parameters: URLSearchParams): Reply {
  if (state.row.answers.client_credentials === undefined) {
    refuse('grant_type', 'unsupported_grant_type', 'There are no tokens for clients here.');
  }
  const session: Session = {
    client,
    grant: 'client_credentials',
    person: state.person,
    scopes: separated(parameters.get('scope'), state.row.authorize.scopes.separator),
    askedScope: parameters.get('scope'),
    redirectUri: null,
    nonce: null,
    isAlive: true,
    refreshToken: undefined,
    spentRefreshTokens: new Set(),
  };
  state.sessions.add(session);
  return tokenReply(state, session, 'client_credentials', undefined);
}
