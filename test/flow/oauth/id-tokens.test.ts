// Forged, stale and misdirected ID tokens (OpenID Connect Core sections 3.1.3.7 and 12.2), from a server that signs its own.
import { describe, expect, test } from 'vitest';
import { exchangeCode } from '../../../main/core/oauth/authorization-code.ts';
import { decodeJwt } from '../../../main/core/oauth/jwt.ts';
import { refreshTokens } from '../../../main/core/oauth/refresh.ts';
import { Secret } from '../../../main/core/secret.ts';
import { hmacJwt, rsaSigner, unsignedJwt, withOtherClaims } from '../../support/hostile-jwt.ts';
import { json } from '../../support/hostile-token-server.ts';
import {
  answerParameters,
  atHostileServer,
  clientAt,
  clientId,
  codeVerifier,
  expectError,
  expectValue,
  idTokenClaims,
  pending,
  ports,
  server,
} from './at-server.ts';

atHostileServer();

type Claims = Readonly<Record<string, unknown>>;
const tokens = { access_token: 'new-access', token_type: 'Bearer', refresh_token: 'rotated', expires_in: 60 };
const stranger = rsaSigner('honest');

function claims(more: Claims = {}) {
  return idTokenClaims(server.issuer, more);
}

function answerWith(idToken: string | undefined, more: Claims = {}): void {
  server.answer('/token', json({ ...tokens, id_token: idToken, ...more }));
}

function exchange(metadata: Claims = {}) {
  return exchangeCode(ports, clientAt({ ...server.metadata, ...metadata }), pending, answerParameters());
}

function refresh(earlier: Claims | undefined = {}) {
  const idToken = earlier && new Secret(server.signer.sign(claims({ iat: 1, exp: 2, ...earlier })));
  return refreshTokens(ports, clientAt(server.metadata), { refreshToken: new Secret('old'), idToken });
}

const now = () => Math.floor(Date.now() / 1000);

const wrongForAnyone: Readonly<Record<string, readonly [make: () => string, detail: string]>> = {
  'another issuer': [
    () => server.signer.sign(claims({ iss: 'https://evil.example' })),
    'it names another issuer',
  ],
  'another audience': [() => server.signer.sign(claims({ aud: 'other' })), 'it is meant for another client'],
  'several audiences without azp': [
    () => server.signer.sign(claims({ aud: [clientId, 'other'] })),
    'it is meant for another client',
  ],
  'another authorized party': [
    () => server.signer.sign(claims({ aud: [clientId, 'other'], azp: 'other' })),
    'it is meant for another client',
  ],
  'another nonce': [
    () => server.signer.sign(claims({ nonce: 'of-another-sign-in' })),
    'it answers another sign-in',
  ],
  expired: [() => server.signer.sign(claims({ exp: now() - 61 })), 'it has expired'],
  'not valid yet': [() => server.signer.sign(claims({ nbf: now() + 90 })), 'it is not valid yet'],
  'no exp': [() => server.signer.sign(claims({ exp: undefined })), ''],
  'no iat': [() => server.signer.sign(claims({ iat: undefined })), ''],
  'no sub': [() => server.signer.sign(claims({ sub: undefined })), ''],
  'exp as text': [() => server.signer.sign(claims({ exp: '9999999999' })), ''],
  'signed by a stranger': [() => stranger.sign(claims()), 'its signature is not right'],
  'claims replaced under the signature': [
    () => withOtherClaims(server.signer.sign(claims()), claims({ name: 'Eve' })),
    'its signature is not right',
  ],
  'signature cut off': [
    () => server.signer.sign(claims()).replace(/[^.]*$/, ''),
    'its signature is not right',
  ],
  'signature that is no base64url': [
    () => server.signer.sign(claims()).replace(/[^.]*$/, '!!'),
    'its signature is not right',
  ],
  'algorithm none': [() => unsignedJwt(claims()), ''],
  'an HMAC with the public key': [
    () => hmacJwt(claims(), JSON.stringify(server.signer.publicJwk), 'honest'),
    '',
  ],
  'a critical extension': [() => server.signer.sign(claims(), { crit: ['x'], x: 1 }), ''],
  'no JWT at all': [() => 'hello', ''],
  'an encrypted one': [() => 'a.b.c.d.e', ''],
};

const otherwise = 'something that is required is missing or wrong in it';

describe.each([
  ['sign-in', exchange],
  ['refresh', refresh],
])('%s refuses an ID token', (_name, ask) => {
  test.each(Object.entries(wrongForAnyone))('%s', async (_row, [make, detail]) => {
    answerWith(make());
    expect(expectError(await ask())).toEqual({ code: 'invalid_id_token', detail: detail || otherwise });
  });
});

describe('sign-in', () => {
  test('refuses an ID token of an unknown key', async () => {
    answerWith(server.signer.sign(claims(), { kid: 'nobody' }));
    const detail = 'its signature is not right';
    expect(expectError(await exchange())).toEqual({ code: 'invalid_id_token', detail });
  });

  test('takes a good one, with several audiences too', async () => {
    answerWith(server.signer.sign(claims({ aud: [clientId, 'other'], azp: clientId, name: 'Ada' })));
    const grant = expectValue(await exchange());
    expect(grant.idTokenClaims).toMatchObject({ sub: 'ada', name: 'Ada' });
    expect(grant.tokens.refreshToken?.reveal()).toBe('rotated');
    expect(server.seen('/token')[0]?.form.get('code_verifier')).toBe(codeVerifier.reveal());
  });

  test('refuses one without nonce', async () => {
    answerWith(server.signer.sign(claims({ nonce: undefined })));
    expect(expectError(await exchange()).code).toBe('invalid_id_token');
  });

  test('refuses none where openid was granted, takes none where it was not', async () => {
    answerWith(undefined);
    expect(expectError(await exchange())).toEqual({ code: 'invalid_id_token', detail: 'there is none' });
    answerWith(undefined, { scope: 'openid other' });
    expect(expectError(await exchange()).code).toBe('invalid_id_token');
    answerWith(undefined, { scope: 'other' });
    expect(expectValue(await exchange()).idTokenClaims).toBeUndefined();
  });

  test.each(['none', 'HS256'])('refuses %s even where the metadata offers it', async (alg) => {
    answerWith(alg === 'none' ? unsignedJwt(claims()) : hmacJwt(claims(), 'secret', 'honest'));
    const error = expectError(await exchange({ id_token_signing_alg_values_supported: ['RS256', alg] }));
    expect(error.code).toBe('invalid_id_token');
  });

  test.each([
    [
      'the key set is HTML',
      {},
      { headers: { 'content-type': 'text/html' }, body: '<p>' },
      'malformed_response',
    ],
    ['the key set has no keys', {}, json({}), 'malformed_response'],
    ['the key set is empty', {}, json({ keys: [] }), 'invalid_id_token'],
    ['the keys are broken', {}, json({ keys: [{ kty: 'RSA', n: '!', e: 1 }] }), 'invalid_id_token'],
    ['the key set is gone', {}, { status: 404 }, 'provider_error'],
    ['the key server fails', {}, { status: 503 }, 'server_error'],
    ['the key server breaks', {}, 'reset', 'network'],
  ] as const)('fails when %s', async (_row, metadata, answer, code) => {
    answerWith(server.signer.sign(claims()));
    server.answer('/jwks', answer);
    expect(expectError(await exchange(metadata)).code).toBe(code);
  });

  test('is without an ID token where none could be verified, whatever one says', async () => {
    const metadata = { ...server.metadata, jwks_uri: undefined };
    const unasked = { ...pending, nonce: undefined };
    for (const idToken of [server.signer.sign(claims()), stranger.sign(claims({ sub: 'eve' })), 'x', 7]) {
      server.answer('/token', json({ ...tokens, id_token: idToken }));
      const grant = expectValue(await exchangeCode(ports, clientAt(metadata), unasked, answerParameters()));
      expect(grant.idTokenClaims).toBeUndefined();
      expect(grant.tokens.idToken).toBeUndefined();
    }
    expect(server.seen('/jwks')).toEqual([]);
  });

  describe('of an issuer that is not that of the metadata', () => {
    const template = 'https://login.example/{tid}/v2.0';
    const at = (idTokenIssuer: string) => ({ ...clientAt(server.metadata), idTokenIssuer });
    const signIn = (more: Claims, idTokenIssuer = template) => {
      answerWith(server.signer.sign(claims(more)));
      return exchangeCode(ports, at(idTokenIssuer), pending, answerParameters());
    };

    test.each([
      ['filled', 'https://login.example/t1/v2.0', { tid: 't1' }, template],
      ['fixed', 'https://login.example', {}, 'https://login.example'],
      ['of two claims', 'https://t1.example/x', { tid: 't1', r: 'x' }, 'https://{tid}.example/{r}'],
    ])('is taken: %s', async (_row, iss, more, idTokenIssuer) => {
      const { idTokenClaims } = expectValue(await signIn({ iss, ...more }, idTokenIssuer));
      expect(idTokenClaims?.['iss']).toBe(iss);
    });

    test.each<[string, string | undefined, Claims]>([
      ['another tenant', 'https://login.example/t2/v2.0', { tid: 't1' }],
      ['no claim', 'https://login.example/t1/v2.0', {}],
      ['an empty claim', 'https://login.example//v2.0', { tid: '' }],
      ['a claim that is a number', 'https://login.example/7/v2.0', { tid: 7 }],
      ['a claim that is a list', 'https://login.example/t1/v2.0', { tid: ['t1'] }],
      ['the issuer of the metadata', undefined, { tid: 't1' }],
      ['another host', 'https://evil.example/t1/v2.0', { tid: 't1' }],
    ])('is refused: %s', async (_row, iss, more) => {
      const error = expectError(await signIn({ ...(iss === undefined ? {} : { iss }), ...more }));
      expect(error).toEqual({ code: 'invalid_id_token', detail: 'it names another issuer' });
    });

    test('is refused where it is the name of what every object has', async () => {
      const error = expectError(await signIn({ iss: `${Object}` }, '{constructor}'));
      expect(error.code).toBe('invalid_id_token');
    });

    test('is the same at a refresh', async () => {
      const iss = 'https://login.example/t1/v2.0';
      answerWith(server.signer.sign(claims({ iss, tid: 't1', nonce: undefined })));
      const held = { refreshToken: new Secret('old'), idToken: undefined };
      expect(expectValue(await refreshTokens(ports, at(template), held)).idTokenClaims?.['iss']).toBe(iss);
      answerWith(server.signer.sign(claims({ nonce: undefined })));
      expect(expectError(await refreshTokens(ports, at(template), held)).code).toBe('invalid_id_token');
    });
  });

  test('goes by the time of the server where the clock here is wrong', async () => {
    const hour = 3600;
    const date = new Date(Date.now() - 10 * hour * 1000).toUTCString();
    const idToken = server.signer.sign(claims({ iat: now() - 10 * hour, exp: now() - 9 * hour }));
    server.answer('/token', json({ ...tokens, id_token: idToken }, 200, { date }));
    expect(expectValue(await exchange()).clockSkewMs).toBeLessThan(0);
  });
});

describe('refresh', () => {
  test('keeps the new ID token, and the old one where none came', async () => {
    const idToken = server.signer.sign(claims({ nonce: undefined }));
    answerWith(idToken);
    expect(expectValue(await refresh()).tokens.idToken?.reveal()).toBe(idToken);
    answerWith(undefined);
    const grant = expectValue(await refresh());
    expect(grant.tokens.idToken).toBeDefined();
    expect(grant.idTokenClaims).toBeUndefined();
  });

  test.each([
    ['another person', { sub: 'eve' }, 'it names another person'],
    ['the nonce of another sign-in', { nonce: 'other' }, 'it answers another sign-in'],
    ['fewer audiences', { aud: clientId }, 'it is meant for another client'],
    ['another party', { azp: 'other' }, 'it is meant for another client'],
  ])('refuses %s', async (_row, more, detail) => {
    answerWith(server.signer.sign(claims({ aud: [clientId, 'second'], azp: clientId, ...more })));
    const earlier = { aud: [clientId, 'second'], azp: clientId };
    expect(expectError(await refresh(earlier))).toEqual({ code: 'invalid_id_token', detail });
  });

  test.each([
    ['the same person', 'ada', undefined],
    ['another person', 'eve', 'it names another person'],
  ])('takes the first ID token of an account only for %s', async (_row, subject, detail) => {
    answerWith(server.signer.sign(claims()));
    const held = { refreshToken: new Secret('old'), idToken: undefined, subject };
    const result = await refreshTokens(ports, clientAt(server.metadata), held);
    if (detail === undefined) expect(expectValue(result).idTokenClaims).toBeDefined();
    else expect(expectError(result)).toEqual({ code: 'invalid_id_token', detail });
  });

  test('does not lose a rotated refresh token because the keys cannot be had', async () => {
    answerWith(server.signer.sign(claims()));
    server.answer('/jwks', { status: 503 });
    const grant = expectValue(await refresh());
    expect(grant.tokens.refreshToken?.reveal()).toBe('rotated');
    expect(grant.tokens.accessToken.reveal()).toBe('new-access');
    expect(grant.idTokenClaims).toBeUndefined();
  });

  test('does not lose a rotated refresh token to a key that is newer than the keys here', async () => {
    answerWith(server.signer.sign(claims()));
    expectValue(await refresh());
    const next = rsaSigner('next');
    server.answer('/jwks', json({ keys: [server.signer.publicJwk, next.publicJwk] }));
    answerWith(next.sign(claims({ name: 'Ada' })));
    const grant = expectValue(await refresh());
    expect(grant.tokens.refreshToken?.reveal()).toBe('rotated');
    expect(decodeJwt(grant.tokens.idToken?.reveal() ?? '')?.claims).toMatchObject({ iat: 1 });
    expect(grant.idTokenClaims).toBeUndefined();
  });

  test('a hundred fetch the keys once, also when they come at the same time', async () => {
    answerWith(server.signer.sign(claims()));
    const many = await Promise.all(Array.from({ length: 100 }, () => refresh()));
    for (const result of many) expect(expectValue(result).idTokenClaims).toBeDefined();
    expectValue(await refresh());
    expect(server.seen('/jwks')).toHaveLength(1);
    expect(server.seen('/token')).toHaveLength(101);
  });
});
