// Signatures, made by node:crypto and held against published keys: right ones, wrong ones, and all the ways to cheat.
import {
  createHmac,
  constants as crypto,
  generateKeyPairSync,
  type KeyObject,
  type SignKeyObjectInput,
  sign,
} from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { ClientAuthentication } from '../../../../main/core/accounts/account.ts';
import type { Verification } from '../../../../main/core/oauth/inspection.ts';
import type { ClientAtServer } from '../../../../main/core/oauth/server.ts';
import { verifyText, verifyToken } from '../../../../main/core/oauth/verification.ts';
import type { HttpRequest, HttpResponse } from '../../../../main/core/ports.ts';
import type { Result } from '../../../../main/core/result.ts';
import { Secret } from '../../../../main/core/secret.ts';
import { fakeClock } from '../../../support/fake-clock.ts';
import { fakeHttp, jsonAnswer } from '../../../support/fake-http.ts';

type Members = Readonly<Record<string, unknown>>;

const issuer = 'https://id.example';
const clock = fakeClock();
const seconds = clock.now() / 1000;
const claims = { iss: issuer, aud: 'desk', sub: 'ada', exp: seconds + 300 };
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

interface Kind {
  readonly alg: string;
  readonly pair: { readonly publicKey: KeyObject; readonly privateKey: KeyObject };
  readonly hash: string | null;
  readonly how?: Omit<SignKeyObjectInput, 'key'>;
}

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const edwards = generateKeyPairSync('ed25519');
const curve = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve });
const pss = (saltLength: number) => ({ padding: crypto.RSA_PKCS1_PSS_PADDING, saltLength });
const sideBySide = { dsaEncoding: 'ieee-p1363' } as const;

const kinds: readonly Kind[] = [
  { alg: 'RS256', pair: rsa, hash: 'sha256' },
  { alg: 'RS384', pair: rsa, hash: 'sha384' },
  { alg: 'RS512', pair: rsa, hash: 'sha512' },
  { alg: 'PS256', pair: rsa, hash: 'sha256', how: pss(32) },
  { alg: 'PS384', pair: rsa, hash: 'sha384', how: pss(48) },
  { alg: 'PS512', pair: rsa, hash: 'sha512', how: pss(64) },
  { alg: 'ES256', pair: curve('P-256'), hash: 'sha256', how: sideBySide },
  { alg: 'ES384', pair: curve('P-384'), hash: 'sha384', how: sideBySide },
  { alg: 'ES512', pair: curve('P-521'), hash: 'sha512', how: sideBySide },
  { alg: 'EdDSA', pair: edwards, hash: null },
  { alg: 'Ed25519', pair: edwards, hash: null },
  { alg: 'ML-DSA-65', pair: generateKeyPairSync('ml-dsa-65'), hash: null },
];
const [rs256] = kinds as readonly [Kind];
const es256 = kinds.find(({ alg }) => alg === 'ES256') ?? rs256;

function signed(
  { alg, pair, hash, how = {} }: Kind,
  header: Members = {},
  content: unknown = claims,
): string {
  const body = typeof content === 'string' ? Buffer.from(content).toString('base64url') : encoded(content);
  const input = `${encoded({ alg, kid: 'one', ...header })}.${body}`;
  return `${input}.${sign(hash, Buffer.from(input), { key: pair.privateKey, ...how }).toString('base64url')}`;
}

function hmac(alg: string, key: string | Buffer, header: Members = {}): string {
  const input = `${encoded({ alg, ...header })}.${encoded(claims)}`;
  return `${input}.${createHmac(alg.replace('HS', 'sha'), key).update(input).digest('base64url')}`;
}

const jwk = ({ pair }: Kind, more: Members = { kid: 'one' }): Members => ({
  ...pair.publicKey.export({ format: 'jwk' }),
  ...more,
});

interface Held {
  readonly keys?: readonly unknown[];
  readonly secret?: string;
  readonly members?: Partial<ClientAtServer>;
  readonly answer?: (request: HttpRequest) => HttpResponse;
}

async function verify(token: string, held: Held = {}) {
  const { keys = [jwk(rs256)], secret, members = {}, answer } = held;
  const http = fakeHttp(answer ?? (() => jsonAnswer(200, { keys })));
  const authentication: ClientAuthentication =
    secret === undefined ? { method: 'none' } : { method: 'client_secret_post', secret: new Secret(secret) };
  const client: ClientAtServer = {
    clientId: 'desk',
    authentication,
    metadata: { issuer, jwks_uri: `${issuer}/keys` },
    dialect: {},
    dangerouslyAllowHttpOnLoopback: false,
    ...members,
  };
  return { result: await verifyToken({ http, clock }, client, token), requests: http.requests };
}

function good(result: Result<Verification>): Verification {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

async function signatureOf(token: string, held: Held = {}) {
  return good((await verify(token, held)).result).signature;
}

describe('right signatures', () => {
  test.each(kinds.map((kind) => [kind.alg, kind] as const))('%s', async (alg, kind) => {
    const { result, requests } = await verify(signed(kind), { keys: [jwk(kind)] });
    expect(good(result)).toEqual({
      signature: 'right',
      algorithm: alg,
      keyId: 'one',
      issuer: 'expected',
      audience: 'client',
      time: 'valid',
    });
    expect(requests.map(({ method, url }) => [method, url])).toEqual([['GET', 'https://id.example/keys']]);
  });

  test.each(kinds.map((kind) => [kind.alg, kind] as const))(
    '%s of other claims is wrong',
    async (_alg, kind) => {
      const [header, , signature] = signed(kind).split('.');
      const forged = `${header}.${encoded({ ...claims, sub: 'eve' })}.${signature}`;
      expect(await signatureOf(forged, { keys: [jwk(kind)] })).toBe('wrong');
    },
  );

  test.each(['HS256', 'HS384', 'HS512'])('%s with the client’s secret, which asks nobody', async (alg) => {
    const secret = 's'.repeat(64);
    const { result, requests } = await verify(hmac(alg, secret), { secret });
    expect(good(result).signature).toBe('right');
    expect(requests).toEqual([]);
  });

  test('without a key ID, among several keys', async () => {
    const other: Kind = { ...rs256, pair: generateKeyPairSync('rsa', { modulusLength: 2048 }) };
    const token = signed(rs256, { kid: undefined });
    expect(await signatureOf(token, { keys: [jwk(other), jwk(es256), jwk(rs256, { kid: 'two' })] })).toBe(
      'right',
    );
    expect(await signatureOf(token, { keys: [jwk(other), jwk(other, {})] })).toBe('wrong');
  });

  test('among keys that are of no use', async () => {
    const keys = [
      null,
      1,
      'x',
      {},
      { kty: 'RSA', kid: 'one' },
      { kty: 'oct', k: 'AAAA', kid: 'one' },
      jwk(rs256),
    ];
    expect(await signatureOf(signed(rs256), { keys })).toBe('right');
  });

  test('of a token in a token: it is the outer one that counts', async () => {
    const unsigned = `${encoded({ alg: 'none' })}.${encoded(claims)}.`;
    const { result } = await verify(signed(rs256, { cty: 'JWT' }, unsigned));
    expect(good(result)).toMatchObject({
      signature: 'right',
      issuer: 'expected',
      audience: 'client',
      time: 'valid',
    });
    const forged = signed(es256, { cty: 'JWT' }, signed(rs256));
    expect(await signatureOf(forged)).toBe('unknown_key');
  });
});

describe('forgeries and oddities', () => {
  const publicPem = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const publicDer = rsa.publicKey.export({ type: 'spki', format: 'der' });
  const modulus = String(rsa.publicKey.export({ format: 'jwk' }).n);
  const mine = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const eve: Kind = { ...rs256, pair: mine };
  const weak: Kind = { ...rs256, pair: generateKeyPairSync('rsa', { modulusLength: 1024 }) };
  const [head = '', body = '', signature = ''] = signed(rs256).split('.');
  const withSignature = (bytes: Buffer) => `${head}.${body}.${bytes.toString('base64url')}`;
  const ecTampered = signed(es256).split('.').slice(0, 2).join('.');

  const rows: readonly (readonly [string, string, Verification['signature'], Held?])[] = [
    ['HMAC with the public key as PEM', hmac('HS256', publicPem, { kid: 'one' }), 'unknown_key'],
    ['HMAC with the public key as DER', hmac('HS256', publicDer, { kid: 'one' }), 'unknown_key'],
    ['HMAC with the modulus', hmac('HS256', modulus, { kid: 'one' }), 'unknown_key'],
    [
      'HMAC with the public key where there is a secret',
      hmac('HS256', publicPem),
      'wrong',
      { secret: 'other'.repeat(9) },
    ],
    ['HMAC with no key', hmac('HS256', ''), 'unknown_key'],
    ['HMAC with no key where the secret is empty', hmac('HS256', ''), 'unknown_key', { secret: '' }],
    [
      'HMAC with a published symmetric key',
      hmac('HS256', 'a'.repeat(32), { kid: 'one' }),
      'unknown_key',
      {
        keys: [
          { kty: 'oct', kid: 'one', alg: 'HS256', k: Buffer.from('a'.repeat(32)).toString('base64url') },
        ],
      },
    ],
    ['a key that the token brings along', signed(eve, { jwk: jwk(eve) }), 'wrong'],
    [
      'a key that the token brings along, under a name of its own',
      signed(eve, { kid: 'eve', jwk: jwk(eve) }),
      'unknown_key',
    ],
    [
      'an address of keys in the token',
      signed(eve, { kid: 'eve', jku: 'https://evil.example/keys' }),
      'unknown_key',
    ],
    ['a certificate address in the token', signed(eve, { x5u: 'https://evil.example/cert' }), 'wrong'],
    ['certificates in the token', signed(eve, { x5c: ['AAAA'] }), 'wrong'],
    ['the name of another key', signed(rs256, { kid: 'two' }), 'unknown_key'],
    ['a key name that is a number', signed(rs256, { kid: 1 }), 'unknown_key'],
    ['a key name that is null', signed(rs256, { kid: null }), 'unknown_key'],
    ['a key name of a path', signed(eve, { kid: '../../dev/null' }), 'unknown_key'],
    [
      'an RSA key for an elliptic curve',
      `${encoded({ alg: 'ES256', kid: 'one' })}.${body}.${signature}`,
      'unknown_key',
    ],
    [
      'a signature of zeros on an elliptic curve',
      `${ecTampered}.${Buffer.alloc(64).toString('base64url')}`,
      'wrong',
      { keys: [jwk(es256)] },
    ],
    [
      'an elliptic curve signature in DER',
      signed({ ...es256, how: { dsaEncoding: 'der' } }),
      'wrong',
      { keys: [jwk(es256)] },
    ],
    ['another padding', `${encoded({ alg: 'PS256', kid: 'one' })}.${body}.${signature}`, 'wrong'],
    ['another hash', signed({ ...rs256, hash: 'sha512' }), 'wrong'],
    [
      'a signature that is cut off',
      withSignature(Buffer.from(signature, 'base64url').subarray(0, 100)),
      'wrong',
    ],
    [
      'a signature with more behind',
      withSignature(Buffer.concat([Buffer.from(signature, 'base64url'), Buffer.alloc(1)])),
      'wrong',
    ],
    [
      'one bit changed',
      withSignature(
        Buffer.from(signature, 'base64url').map((byte, at) => (at === 9 ? byte ^ 1 : byte)) as Buffer,
      ),
      'wrong',
    ],
    [
      'a key for encryption',
      signed(rs256),
      'unknown_key',
      { keys: [jwk(rs256, { kid: 'one', use: 'enc' })] },
    ],
    [
      'a key for other operations',
      signed(rs256),
      'unknown_key',
      { keys: [jwk(rs256, { kid: 'one', key_ops: ['encrypt'] })] },
    ],
    [
      'a key of another algorithm',
      signed(rs256),
      'unknown_key',
      { keys: [jwk(rs256, { kid: 'one', alg: 'PS256' })] },
    ],
    [
      'a published private key',
      signed(rs256),
      'unknown_key',
      { keys: [{ ...rsa.privateKey.export({ format: 'jwk' }), kid: 'one' }] },
    ],
    [
      'a key that is damaged',
      signed(rs256),
      'unknown_key',
      { keys: [{ kty: 'RSA', kid: 'one', n: '!', e: 'AQAB' }] },
    ],
    ['a key that is too short', signed(weak), 'unknown_key', { keys: [jwk(weak)] }],
    ['no keys at all', signed(rs256), 'unknown_key', { keys: [] }],
    ['an unknown critical parameter', signed(rs256, { crit: ['exp'], exp: 1 }), 'wrong'],
    ['an empty list of critical parameters', signed(rs256, { crit: [] }), 'wrong'],
    ['a content that is not encoded', signed(rs256, { crit: ['b64'], b64: false }), 'wrong'],
    ['secp256k1', signed({ ...es256, alg: 'ES256K' }), 'unknown_algorithm'],
    ['Ed448', signed({ ...rs256, alg: 'Ed448' }), 'unknown_algorithm'],
    ['an algorithm in small letters', signed({ ...rs256, alg: 'rs256' }), 'unknown_algorithm'],
    ['an algorithm called constructor', signed({ ...rs256, alg: 'constructor' }), 'unknown_algorithm'],
    ['an algorithm of encryption', signed({ ...rs256, alg: 'RSA-OAEP' }), 'unknown_algorithm'],
    ['None', signed({ ...rs256, alg: 'None' }), 'unknown_algorithm'],
    ['no signature', `${encoded({ alg: 'none' })}.${encoded(claims)}.`, 'none'],
    ['no signature with a key name', `${encoded({ alg: 'none', kid: 'one' })}.${encoded(claims)}.`, 'none'],
    ['a signature taken off', `${head}.${body}.`, 'unreadable'],
    ['an encrypted one', `${encoded({ alg: 'dir', enc: 'A128GCM' })}..aXY.dGV4dA.dGFn`, 'unreadable'],
    ['an opaque one', 'ya29.opaque', 'unreadable'],
    ['nothing', '', 'unreadable'],
    ['a broken token in a right one', signed(rs256, { cty: 'JWT' }, 'eyJ.x.y'), 'unreadable'],
  ];

  test.each(rows.map(([row, token, expected, held = {}]) => [row, token, expected, held] as const))(
    '%s',
    async (_row, token, expected, held) => {
      const { result, requests } = await verify(token, held);
      expect(good(result).signature).toBe(expected);
      // Keys are asked for where the metadata says, and nowhere else.
      expect(requests.filter(({ url }) => url !== 'https://id.example/keys')).toEqual([]);
    },
  );
});

describe('issuer, audience and time', () => {
  test.each<readonly [string, Members, Partial<Verification>]>([
    ['no issuer', { iss: undefined }, { issuer: 'absent' }],
    ['another issuer', { iss: 'https://evil.example' }, { issuer: 'other' }],
    ['the issuer with a slash', { iss: `${issuer}/` }, { issuer: 'other' }],
    ['an issuer in a list', { iss: [issuer] }, { issuer: 'other' }],
    ['no audience', { aud: undefined }, { audience: 'absent' }],
    ['an empty audience', { aud: [] }, { audience: 'absent' }],
    ['an API', { aud: 'https://api.example' }, { audience: 'others' }],
    ['an API and this client', { aud: ['https://api.example', 'desk'] }, { audience: 'client' }],
    ['an audience that only begins so', { aud: 'desktop' }, { audience: 'others' }],
    ['an audience that is no text', { aud: { desk: 1 } }, { audience: 'others' }],
    ['no end', { exp: undefined }, { time: 'unlimited' }],
    ['an end a minute ago', { exp: seconds - 60 }, { time: 'expired' }],
    ['an end 59 s ago', { exp: seconds - 59 }, { time: 'valid' }],
    ['an end in words', { exp: 'never' }, { time: 'expired' }],
    ['an end of null', { exp: null }, { time: 'expired' }],
    ['a beginning in 61 s', { nbf: seconds + 61 }, { time: 'not_yet' }],
    ['a beginning in 60 s', { nbf: seconds + 60 }, { time: 'valid' }],
    ['a beginning in words', { nbf: 'soon' }, { time: 'not_yet' }],
  ])('%s', async (_row, more, expected) => {
    const { result } = await verify(signed(rs256, {}, { ...claims, ...more }));
    expect(good(result)).toMatchObject({ signature: 'right', ...expected });
  });

  test.each([
    ['https://id.example/of-ada/v2.0', 'expected'],
    ['https://id.example/of-eve/v2.0', 'other'],
    ['https://id.example/{tid}/v2.0', 'other'],
    [issuer, 'expected'],
  ])('where the issuer has the token’s own tenant in it: %s', async (iss, expected) => {
    const token = signed(rs256, {}, { ...claims, iss, tid: 'of-ada' });
    const { result } = await verify(token, { members: { idTokenIssuer: 'https://id.example/{tid}/v2.0' } });
    expect(good(result).issuer).toBe(expected);
  });

  test('an account without a client is nobody’s audience', async () => {
    const { result } = await verify(signed(rs256, {}, { ...claims, aud: '' }), { members: { clientId: '' } });
    expect(good(result).audience).toBe('others');
  });
});

describe('keys that cannot be had', () => {
  test.each<readonly [string, (request: HttpRequest) => HttpResponse, string]>([
    ['nothing there', () => jsonAnswer(404, {}), 'provider_error'],
    ['a fault', () => jsonAnswer(503, {}), 'server_error'],
    ['too many questions', () => jsonAnswer(429, {}), 'rate_limited'],
    ['a list', () => jsonAnswer(200, []), 'malformed_response'],
    ['no list in it', () => jsonAnswer(200, { keys: {} }), 'malformed_response'],
    [
      'far too many',
      () => jsonAnswer(200, { keys: Array.from({ length: 5000 }, () => ({})) }),
      'malformed_response',
    ],
    [
      'a page',
      () => ({ status: 200, headers: {}, body: new TextEncoder().encode('<p>') }),
      'malformed_response',
    ],
    ['bytes', () => ({ status: 200, headers: {}, body: new Uint8Array([0xff, 0]) }), 'malformed_response'],
  ])('%s', async (_row, answer, code) => {
    const { result } = await verify(signed(rs256), { answer });
    expect(result).toMatchObject({ ok: false, error: { code } });
  });

  test('none are published, or at an address that is not acceptable', async () => {
    const none = await verify(signed(rs256), { members: { metadata: { issuer } } });
    expect(none.result).toMatchObject({ ok: false, error: { code: 'unsupported_by_server' } });
    const plain = { issuer, jwks_uri: 'http://id.example/keys' };
    const insecure = await verify(signed(rs256), { members: { metadata: plain } });
    expect(insecure.result).toMatchObject({ ok: false, error: { code: 'insecure_url' } });
    expect([...none.requests, ...insecure.requests]).toEqual([]);
  });

  test('are not asked for where they would be of no use', async () => {
    const { result, requests } = await verify(`${encoded({ alg: 'none' })}.${encoded(claims)}.`);
    expect(good(result).signature).toBe('none');
    expect(requests).toEqual([]);
  });

  test('a key that was published a moment ago is known', async () => {
    let keys: readonly Members[] = [];
    const answer = () => jsonAnswer(200, { keys });
    expect(await signatureOf(signed(rs256), { answer })).toBe('unknown_key');
    keys = [jwk(rs256)];
    expect(await signatureOf(signed(rs256), { answer })).toBe('right');
  });
});

describe('a text from anywhere', () => {
  const rule = { dangerouslyAllowHttpOnLoopback: false };
  const http = () =>
    fakeHttp(({ url }) =>
      url.endsWith('/keys')
        ? jsonAnswer(200, { keys: [jwk(rs256)] })
        : jsonAnswer(200, { issuer: new URL(url).origin, jwks_uri: `${new URL(url).origin}/keys` }),
    );

  test('is held against the issuer that the caller names', async () => {
    const found = good(await verifyText({ http: http(), clock }, signed(rs256), issuer, rule));
    expect(found).toMatchObject({
      signature: 'right',
      issuer: 'expected',
      audience: 'others',
      time: 'valid',
    });
  });

  test('is never held against the issuer that it names itself', async () => {
    const asked = http();
    const token = signed(rs256, {}, { ...claims, iss: 'https://evil.example' });
    const found = good(await verifyText({ http: asked, clock }, token, issuer, rule));
    expect(found).toMatchObject({ signature: 'right', issuer: 'other' });
    expect(asked.requests.filter(({ url }) => url.includes('evil'))).toEqual([]);
  });

  test('without an issuer asks nobody', async () => {
    const asked = http();
    const found = good(await verifyText({ http: asked, clock }, signed(rs256), undefined, rule));
    expect(found).toMatchObject({ signature: 'unknown_key', issuer: 'other', time: 'valid' });
    expect(asked.requests).toEqual([]);
  });

  test.each([
    ['http://id.example', 'insecure_url'],
    ['no address', 'invalid_url'],
  ])('with the issuer %j', async (named, code) => {
    const result = await verifyText({ http: http(), clock }, signed(rs256), named, rule);
    expect(result).toMatchObject({ ok: false, error: { code } });
  });
});
