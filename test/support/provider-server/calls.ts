// Test equipment. What is asked after the sign-in: revocation, introspection, validation, and whose token it is.
import { authenticatedClient } from './client.ts';
import { endSession, personValues, scopeValues } from './issuing.ts';
import type { ReceivedRequest } from './request.ts';
import type { IdentityRule } from './row.ts';
import { type Reply, refuse } from './rules.ts';
import type { Session, State } from './state.ts';
import { fill } from './template.ts';
import { parametersOf } from './token.ts';

const phase = 'call';

interface LiveToken {
  readonly session: Session;
  readonly until: number;
}

/** RFC 6750 section 2.1: in the header and nowhere else. */
function bearer(state: State, request: ReceivedRequest, scheme: 'Bearer' | 'OAuth' = 'Bearer'): LiveToken {
  const inAddress = [...request.query.keys()].some((name) => /token/i.test(name));
  if (inAddress) refuse('token_in_query', 'invalid_request', 'A token in an address.', { phase });
  const [, kind, sent = ''] = /^(\S+) (\S+)$/.exec(request.headers['authorization'] ?? '') ?? [];
  const token = state.accessTokens.get(sent);
  if (kind !== scheme || token === undefined || !token.isAlive || state.now() > token.until) {
    return refuse('access_token', 'invalid_token', 'The access token is not valid.', { phase, status: 401 });
  }
  return token;
}

export function revoke(state: State, request: ReceivedRequest): Reply {
  const rule = state.row.revoke;
  if (rule === undefined) return refuse('address', 'invalid_request', 'Nothing is revoked here.', { phase });
  const answer: Reply = { status: rule.status ?? 200, ...(rule.answer ? { body: rule.answer } : {}) };
  if (rule.tokenIn === 'bearer') {
    if (request.method !== 'POST') refuse('method', 'invalid_request', 'Only POST.', { phase });
    if (request.body !== '') refuse('encoding', 'invalid_request', 'No body is expected.', { phase });
    endSession(state, bearer(state, request).session);
    return answer;
  }
  const parameters = parametersOf(request, rule.body, phase);
  if (rule.authentication === 'client') authenticatedClient(state, request, parameters, 'other');
  else if (rule.authentication === 'client_id' && !state.clients.has(parameters.get('client_id') ?? '')) {
    refuse('client', 'invalid_client', 'There is no client_id.', { phase });
  }
  const sent = parameters.get(rule.parameter ?? 'token');
  if (!sent) return refuse('required_parameter', 'invalid_request', 'There is no token.', { phase });
  const byAccess = state.accessTokens.get(sent)?.session;
  const byRefresh = [...state.sessions].find(({ refreshToken }) => refreshToken === sent);
  if (rule.takes === 'access_token' && byRefresh) {
    refuse('token_kind', 'invalid_request', 'Invalid token', { phase });
  }
  if (rule.takes === 'refresh_token' && byAccess) {
    refuse('token_kind', 'unsupported_token_type', 'Only refresh tokens.', { phase });
  }
  const session = byAccess ?? byRefresh;
  if (session) endSession(state, session);
  return answer;
}

export function introspect(state: State, request: ReceivedRequest): Reply {
  const rule = state.row.introspect;
  if (rule === undefined) return refuse('address', 'invalid_request', 'No introspection.', { phase });
  const parameters = parametersOf(request, rule.body, phase);
  if (rule.authentication === 'client') authenticatedClient(state, request, parameters, 'other');
  else bearer(state, request);
  const token = state.accessTokens.get(parameters.get('token') ?? '');
  if (token === undefined || !token.isAlive || state.now() > token.until) {
    return { status: 200, body: { active: false } };
  }
  return { status: 200, body: fill(rule.answer, callValues(state, token)) };
}

export function validate(state: State, request: ReceivedRequest): Reply {
  const rule = state.row.validate;
  if (rule === undefined) return refuse('address', 'invalid_request', 'No validation.', { phase });
  return { status: 200, body: fill(rule.answer, callValues(state, bearer(state, request, rule.scheme))) };
}

export function identify(state: State, request: ReceivedRequest, rule: IdentityRule): Reply {
  if (request.method !== rule.method)
    refuse('method', 'invalid_request', `Not by ${request.method}.`, { phase });
  const token = bearer(state, request);
  for (const [name, value] of Object.entries(rule.headers ?? {})) {
    const expected = value === '{client_id}' ? token.session.client.id : value;
    const sent = request.headers[name];
    if (sent === undefined || (expected !== '*' && sent !== expected)) {
      refuse('required_header', 'invalid_request', `The header ${name} is not ${expected}.`, { phase });
    }
  }
  checkBody(request, rule);
  return { status: 200, body: fill(rule.answer, callValues(state, token)) };
}

function checkBody({ method, body, headers }: ReceivedRequest, { graphql }: IdentityRule): void {
  if (method === 'GET') return;
  const type = headers['content-type'];
  if (graphql === undefined) {
    const isNull = body === 'null' && type?.startsWith('application/json') === true;
    if (!isNull && (body !== '' || type !== undefined))
      refuse('encoding', 'invalid_request', 'A body.', { phase });
    return;
  }
  const query = (JSON.parse(body) as { readonly query?: unknown }).query;
  if (
    type?.startsWith('application/json') !== true ||
    typeof query !== 'string' ||
    !query.includes(graphql)
  ) {
    refuse('encoding', 'invalid_request', `No query for ${graphql} as JSON.`, { phase });
  }
}

function callValues(state: State, { session, until }: LiveToken) {
  const left = Number.isFinite(until) ? Math.floor((until - state.now()) / 1000) : undefined;
  return {
    ...personValues(session),
    ...scopeValues(session.scopes),
    client_id: session.client.id,
    left,
    now: Math.floor(state.now() / 1000),
    expires_at: Number.isFinite(until) ? Math.floor(until / 1000) : undefined,
  };
}
