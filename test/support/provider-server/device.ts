// Test equipment. The device flow: the code, and being polled (RFC 8628).
import { authenticatedClient } from './client.ts';
import { isRefreshTokenDue, tokenReply } from './issuing.ts';
import { type ReceivedRequest, sentParameters } from './request.ts';
import { type Reply, refuse } from './rules.ts';
import { newToken, type RegisteredClient, type Session, type State, separated } from './state.ts';
import { fill } from './template.ts';

export function beginDevice(state: State, request: ReceivedRequest): Reply {
  const rule = state.row.device;
  const sent = sentParameters(request);
  if (
    rule === undefined ||
    typeof sent === 'string' ||
    request.method !== 'POST' ||
    sent.encoding !== 'form'
  ) {
    return refuse('encoding', 'invalid_request', 'A form in a POST is expected.');
  }
  const client =
    state.clients.get(sent.parameters.get('client_id') ?? '') ??
    knownByBasic(state, request, sent.parameters);
  const asked = sent.parameters.get(rule.scopeParameter);
  if (rule.scopeParameter !== 'scope' && sent.parameters.has('scope')) {
    refuse('scope', 'invalid_request', `Scopes go by the name ${rule.scopeParameter} here.`);
  }
  if (!asked && state.row.authorize.scopes.required) {
    refuse('scope', 'invalid_scope', `There is no ${rule.scopeParameter}.`);
  }
  const deviceCode = newToken('device');
  const userCode = `WDJB-${String(state.deviceCodes.size + 1000)}`;
  state.deviceCodes.set(deviceCode, {
    userCode,
    client,
    scope: asked ?? '',
    until: state.now() + rule.life * 1000,
    interval: rule.interval,
    polledAt: state.now(),
    decision: 'pending',
  });
  const values = { device_code: deviceCode, user_code: userCode, interval: rule.interval, life: rule.life };
  return { status: 200, body: fill(rule.answer, values) };
}

function knownByBasic(state: State, request: ReceivedRequest, parameters: URLSearchParams): RegisteredClient {
  return authenticatedClient(state, request, parameters, 'other');
}

export function pollDevice(state: State, client: RegisteredClient, parameters: URLSearchParams): Reply {
  const issued = state.deviceCodes.get(parameters.get('device_code') ?? '');
  if (issued === undefined || issued.client !== client) {
    return refuse('device_code', 'invalid_grant', 'The device code is unknown.');
  }
  for (const name of state.row.token.again?.device_code ?? []) {
    if (parameters.get(name) !== issued.scope) {
      refuse('scope_again', 'invalid_request', `${name} is not that of the device request.`);
    }
  }
  const waited = state.now() - issued.polledAt;
  issued.polledAt = state.now();
  if (waited < issued.interval * 1000) {
    issued.interval += 5;
    refuse('polled_too_fast', 'slow_down', 'Polled too fast.');
  }
  if (state.now() > issued.until) refuse(undefined, 'expired_token', 'The device code has expired.');
  if (issued.decision === 'pending') refuse(undefined, 'authorization_pending', 'Not entered yet.');
  if (issued.decision === 'denied') refuse(undefined, 'access_denied', 'The user denied access');
  state.deviceCodes.delete(parameters.get('device_code') ?? '');
  const session = newDeviceSession(state, client, issued.scope);
  return tokenReply(state, session, 'device_code', session.refreshToken);
}

function newDeviceSession(state: State, client: RegisteredClient, scope: string): Session {
  const { row, person } = state;
  const scopes = separated(scope, row.authorize.scopes.separator === ',' && scope.includes(',') ? ',' : ' ');
  const session: Session = {
    client,
    grant: 'device_code',
    person,
    scopes,
    askedScope: scope,
    redirectUri: null,
    nonce: null,
    isAlive: true,
    refreshToken: isDue(state, scopes) ? newToken('refresh') : undefined,
    spentRefreshTokens: new Set(),
  };
  state.sessions.add(session);
  return session;
}

/** What is asked for by a parameter of the browser's request comes by itself where there is no browser. */
function isDue({ row }: State, scopes: readonly string[]): boolean {
  const { given } = row.refresh;
  const isByParameter = typeof given === 'object' && 'parameter' in given;
  return isByParameter || isRefreshTokenDue(row.refresh, scopes, new URLSearchParams(), true);
}
