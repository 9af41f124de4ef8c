// Test equipment of this folder. A client at the hostile server, over the real HTTP adapter.
import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { createUndiciHttp } from '../../../main/adapters/undici-http.ts';
import type { ClientAuthentication } from '../../../main/core/accounts/account.ts';
import type { AppError } from '../../../main/core/errors.ts';
import type { PendingAuthorization } from '../../../main/core/oauth/authorization-request.ts';
import type { Dialect } from '../../../main/core/oauth/dialect.ts';
import type { ClientAtServer, OAuthPorts, ServerMetadata } from '../../../main/core/oauth/server.ts';
import type { Clock } from '../../../main/core/ports.ts';
import type { Result } from '../../../main/core/result.ts';
import { Secret } from '../../../main/core/secret.ts';
import { type HostileTokenServer, startHostileTokenServer } from '../../support/hostile-token-server.ts';

export const clientId = 'tokendeck-test';
export const secretText = 'top/secret-of.the_client';

const machineClock: Clock = {
  now: () => Date.now(),
  at: () => () => undefined,
  onJump: () => () => undefined,
};

/** A new connection pool, and with it an empty key cache. `totalMs` ends slow answers early. */
export function realPorts(totalMs = 10_000): OAuthPorts & { close(): Promise<void> } {
  const http = expectValue(createUndiciHttp({ env: {}, limits: { totalMs } }));
  return { http, clock: machineClock, close: () => http.close() };
}

export function clientAt(
  metadata: ServerMetadata,
  authentication: ClientAuthentication = { method: 'none' },
  dialect: Dialect = {},
): ClientAtServer {
  return { clientId, authentication, metadata, dialect, dangerouslyAllowHttpOnLoopback: true };
}

export const codeVerifier = new Secret(createHash('sha256').update('verifier').digest('base64url'));

export const pending: PendingAuthorization = {
  url: 'https://unused.example/',
  redirectUri: 'http://127.0.0.1:4711/callback/test',
  scopes: ['openid', 'email'],
  state: new Secret('state-of-this-sign-in'),
  nonce: new Secret('nonce-of-this-sign-in'),
  codeVerifier,
};

export function answerParameters(more: Readonly<Record<string, string>> = {}): URLSearchParams {
  return new URLSearchParams({ code: 'code-of-this-sign-in', state: pending.state.reveal(), ...more });
}

export function idTokenClaims(issuer: string, more: Readonly<Record<string, unknown>> = {}) {
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: issuer,
    sub: 'ada',
    aud: clientId,
    nonce: pending.nonce?.reveal(),
    iat: now,
    exp: now + 300,
    ...more,
  };
}

export function expectValue<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`expected a value, got ${JSON.stringify(result.error)}`);
  return result.value;
}

export function expectError(result: Result<unknown>): AppError {
  if (result.ok) throw new Error('expected an error, got a value');
  return result.error;
}

/** The hostile server of a test file, and ports that each of its tests has to itself: see `atHostileServer`. */
export let server: HostileTokenServer;
export let ports: ReturnType<typeof realPorts>;

/** To be called at the top of a test file. */
export function atHostileServer(): void {
  beforeAll(async () => {
    server = await startHostileTokenServer();
  });
  afterAll(() => server.close());
  beforeEach(() => {
    ports = realPorts();
  });
  afterEach(async () => {
    server.reset();
    await ports.close();
  });
}

/** The running test waits no longer than so many milliseconds for an answer. */
export async function endSlowAnswersAfter(totalMs: number): Promise<void> {
  await ports.close();
  ports = realPorts(totalMs);
}
