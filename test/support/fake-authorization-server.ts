// Test equipment. A small authorization server behind the Http port, without sockets: it rotates refresh tokens, and
// kills all tokens of a sign-in whose refresh token comes a second time (RFC 9700 section 4.14.2).

import { base64url } from '../../main/core/oauth/base64url.ts';
import type { HttpRequest, HttpResponse } from '../../main/core/ports.ts';
import type { Result } from '../../main/core/result.ts';
import type { FakeClock } from './fake-clock.ts';
import { type FakeHttp, fakeHttp, jsonAnswer } from './fake-http.ts';

export interface Person {
  readonly sub: string;
  readonly name?: string;
  readonly email?: string;
}

type Answer = HttpResponse | Result<HttpResponse>;

export interface FakeAuthorizationServer {
  readonly issuer: string;
  readonly http: FakeHttp;
  /** What it does; a test changes it at will. */
  readonly ways: {
    /** Seconds; undefined leaves `expires_in` out. */
    expiresIn: number | undefined;
    rotates: boolean;
    givesRefreshToken: boolean;
    /** Whether name and e-mail are in the ID token, or only at userinfo. */
    claimsInIdToken: boolean;
    metadata: Readonly<Record<string, unknown>>;
    /** Answers in its place; undefined leaves it to itself. Waiting in here keeps the request under way. */
    instead:
      | ((request: HttpRequest, path: string) => Answer | undefined | Promise<Answer | undefined>)
      | undefined;
  };
  /** A new sign-in, as if its code had been exchanged already. */
  issue(person?: Person): { readonly accessToken: string; readonly refreshToken: string };
  /** What the browser is redirected with when this person allows it. */
  allow(authorizationUrl: string, person: Person): readonly (readonly [string, string])[];
  /** The person enters the device's code and allows it; until then the answer is that it is waited for. */
  approveDevice(person: Person): void;
  /** How many requests each path got; for the token endpoint each grant type by itself. */
  count(
    what:
      | '/token refresh_token'
      | '/token authorization_code'
      | '/token client_credentials'
      | '/token urn:ietf:params:oauth:grant-type:device_code'
      | '/device'
      | '/introspect'
      | '/userinfo'
      | '/revoke'
      | '/.well-known/openid-configuration',
  ): number;
  isLive(refreshToken: string): boolean;
  readonly revoked: readonly string[];
}

interface Session {
  readonly person: Person;
  refreshToken: string;
  alive: boolean;
}

export async function fakeAuthorizationServer(
  clock: FakeClock,
  issuer = 'https://as.example.test',
): Promise<FakeAuthorizationServer> {
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ]);
  const jwk = await crypto.subtle.exportKey('jwk', keys.publicKey);
  const sessions = new Map<string, Session>();
  const codes = new Map<string, { readonly person: Person; readonly query: URLSearchParams }>();
  const people = new Map<string, Person>();
  const counts = new Map<string, number>();
  const revoked: string[] = [];
  let issued = 0;
  let device: { readonly code: string; readonly person: Person | undefined } = {
    code: '',
    person: undefined,
  };

  const ways: FakeAuthorizationServer['ways'] = {
    expiresIn: 3600,
    rotates: true,
    givesRefreshToken: true,
    claimsInIdToken: true,
    metadata: {},
    instead: undefined,
  };

  async function idToken(person: Person, query: URLSearchParams): Promise<string> {
    const part = (value: unknown) => base64url(new TextEncoder().encode(JSON.stringify(value)));
    const iat = Math.floor(clock.now() / 1000);
    const { name, email } = person;
    const claims = {
      iss: issuer,
      aud: query.get('client_id'),
      sub: person.sub,
      iat,
      exp: iat + 600,
      nonce: query.get('nonce') ?? undefined,
      ...(ways.claimsInIdToken ? { name, email } : {}),
    };
    const signed = `${part({ alg: 'ES256', kid: 'one' })}.${part(claims)}`;
    const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
    const signature = await crypto.subtle.sign(algorithm, keys.privateKey, new TextEncoder().encode(signed));
    return `${signed}.${base64url(new Uint8Array(signature))}`;
  }

  function newSession(person: Person): Session {
    issued += 1;
    const session = { person, refreshToken: `refresh-${issued}`, alive: true };
    sessions.set(session.refreshToken, session);
    return session;
  }

  function newAccessToken(person: Person): string {
    issued += 1;
    const accessToken = `access-${issued}`;
    people.set(accessToken, person);
    return accessToken;
  }

  function tokenAnswer(person: Person, refreshToken: string | undefined, idToken?: string): HttpResponse {
    return jsonAnswer(200, {
      access_token: newAccessToken(person),
      token_type: 'bearer',
      expires_in: ways.expiresIn,
      refresh_token: refreshToken,
      id_token: idToken,
    });
  }

  const refusal = (error: string, error_description?: string) =>
    jsonAnswer(400, { error, error_description });

  async function exchange(form: URLSearchParams): Promise<HttpResponse> {
    const code = form.get('code') ?? '';
    const grant = codes.get(code);
    codes.delete(code);
    if (grant === undefined) return refusal('invalid_grant');
    const refreshToken = ways.givesRefreshToken ? newSession(grant.person).refreshToken : undefined;
    const withId = (grant.query.get('scope') ?? '').split(' ').includes('openid');
    return tokenAnswer(
      grant.person,
      refreshToken,
      withId ? await idToken(grant.person, grant.query) : undefined,
    );
  }

  async function deviceToken(form: URLSearchParams): Promise<HttpResponse> {
    if (form.get('device_code') !== device.code) return refusal('invalid_grant');
    const { person } = device;
    if (person === undefined) return refusal('authorization_pending');
    device = { code: '', person: undefined };
    return tokenAnswer(person, newSession(person).refreshToken, await idToken(person, form));
  }

  function newDevice(): HttpResponse {
    issued += 1;
    device = { code: `device-${issued}`, person: undefined };
    return jsonAnswer(200, {
      device_code: device.code,
      user_code: 'WDJB-MJHT',
      verification_uri: `${issuer}/activate`,
      verification_uri_complete: `${issuer}/activate?user_code=WDJB-MJHT`,
      expires_in: 900,
      interval: 5,
    });
  }

  function refresh(form: URLSearchParams): HttpResponse {
    const refreshToken = form.get('refresh_token') ?? '';
    const session = sessions.get(refreshToken);
    if (session === undefined || !session.alive || session.refreshToken !== refreshToken) {
      if (session !== undefined) session.alive = false;
      return refusal('invalid_grant', 'The refresh token is not valid any more.');
    }
    if (ways.rotates) {
      issued += 1;
      session.refreshToken = `refresh-${issued}`;
      sessions.set(session.refreshToken, session);
    }
    return tokenAnswer(session.person, ways.rotates ? session.refreshToken : undefined);
  }

  function revoke(form: URLSearchParams): HttpResponse {
    const token = form.get('token') ?? '';
    revoked.push(token);
    const session = sessions.get(token);
    if (session !== undefined) session.alive = false;
    return jsonAnswer(200, {});
  }

  function configuration(): HttpResponse {
    return jsonAnswer(200, {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/userinfo`,
      revocation_endpoint: `${issuer}/revoke`,
      device_authorization_endpoint: `${issuer}/device`,
      jwks_uri: `${issuer}/jwks`,
      response_types_supported: ['code'],
      code_challenge_methods_supported: ['S256'],
      id_token_signing_alg_values_supported: ['ES256'],
      ...ways.metadata,
    });
  }

  async function answer(request: HttpRequest): Promise<Answer> {
    const path = new URL(request.url).pathname;
    const form = new URLSearchParams(request.body);
    const what = path === '/token' ? `${path} ${form.get('grant_type')}` : path;
    counts.set(what, (counts.get(what) ?? 0) + 1);
    const instead = await ways.instead?.(request, path);
    if (instead !== undefined) return instead;
    switch (what) {
      case '/.well-known/openid-configuration':
        return configuration();
      case '/jwks':
        return jsonAnswer(200, { keys: [{ ...jwk, kid: 'one', alg: 'ES256', use: 'sig' }] });
      case '/token authorization_code':
        return exchange(form);
      case '/token refresh_token':
        return refresh(form);
      case '/token client_credentials':
        return tokenAnswer({ sub: 'client' }, undefined);
      case '/token urn:ietf:params:oauth:grant-type:device_code':
        return deviceToken(form);
      case '/device':
        return newDevice();
      case '/userinfo': {
        const person = people.get((request.headers['authorization'] ?? '').replace(/^Bearer /i, ''));
        return person === undefined ? jsonAnswer(401, {}) : jsonAnswer(200, person);
      }
      case '/revoke':
        return revoke(form);
      default:
        return jsonAnswer(404, {});
    }
  }

  return {
    issuer,
    http: fakeHttp(answer),
    ways,
    issue(person = { sub: 'anna' }) {
      return { accessToken: newAccessToken(person), refreshToken: newSession(person).refreshToken };
    },
    allow(authorizationUrl, person) {
      const query = new URL(authorizationUrl).searchParams;
      issued += 1;
      const code = `code-${issued}`;
      codes.set(code, { person, query });
      return [
        ['code', code],
        ['state', query.get('state') ?? ''],
      ];
    },
    approveDevice(person) {
      device = { ...device, person };
    },
    count: (what) => counts.get(what) ?? 0,
    isLive: (refreshToken) => sessions.get(refreshToken)?.alive === true,
    revoked,
  };
}
