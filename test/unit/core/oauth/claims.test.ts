// Claims and header parameters in words.
import { describe, expect, test } from 'vitest';
import { explain } from '../../../../main/core/oauth/claims.ts';
import { deepJson } from '../../../support/deep-json.ts';

function only(members: Readonly<Record<string, unknown>>) {
  const [claim] = explain(members);
  if (claim === undefined) throw new Error('nothing was explained');
  return claim;
}

describe('meanings', () => {
  test.each([
    ['iss', 'Who issued it (RFC 7519 section 4.1.1).'],
    ['aud', 'Whom it is meant for; others must refuse it (RFC 7519 section 4.1.3).'],
    ['at_hash', 'Ties it to an access token by its hash (OpenID Connect Core section 3.1.3.6).'],
    ['act', 'Who acts for whom it is about (RFC 8693 section 4.1).'],
    ['cnf', 'The key that its user must have: without it, it is of no use (RFC 7800 section 3.1).'],
    ['x5t#S256', 'The SHA-256 fingerprint of the certificate (RFC 7515 section 4.1.8).'],
    ['active', 'Whether the provider accepts the token now (RFC 7662 section 2.2).'],
  ])('%s', (name, meaning) => {
    expect(only({ [name]: 'x' }).meaning).toBe(meaning);
  });

  test('are known for every registered claim, header parameter and introspection member', () => {
    const registered = `
      iss sub aud exp nbf iat jti auth_time nonce acr amr azp at_hash c_hash s_hash sub_jwk name given_name family_name
      middle_name nickname preferred_username profile picture website email email_verified gender birthdate zoneinfo locale
      phone_number phone_number_verified address updated_at sid act scope client_id may_act authorization_details roles
      groups entitlements cnf events toe txn sub_id vot vtm htm htu ath ace_profile cnonce exi token_introspection
      alg jku jwk kid x5u x5c x5t x5t#S256 typ cty crit enc zip epk apu apv iv tag p2s p2c b64 url
      active username token_type _claim_names _claim_sources`;
    for (const name of registered.trim().split(/\s+/)) {
      expect(only({ [name]: 'x' }).meaning, name).toMatch(/^[A-Z].* \(.+\)\.$/);
    }
  });

  test.each([
    'tid',
    'https://example.org/role',
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    '',
  ])('are unknown for %j', (name) => {
    expect(explain(JSON.parse(`{${JSON.stringify(name)}:"x"}`))[0]?.meaning).toBeUndefined();
  });

  test.each([
    ['RS256', 'RSA with SHA-256'],
    ['PS512', 'RSA (PSS) with SHA-512'],
    ['ES384', 'an elliptic curve (ECDSA) with SHA-384'],
    ['HS256', 'a shared secret (HMAC) with SHA-256'],
    ['EdDSA', 'an Edwards curve (EdDSA)'],
    ['none', 'no signature at all'],
  ])('the algorithm %s in words', (alg, words) => {
    expect(only({ alg }).meaning).toContain(` Here: ${words}.`);
  });

  test.each(['RS257', 'rs256', '', 'constructor'])('an unknown algorithm %j is not put in words', (alg) => {
    expect(only({ alg }).meaning).toBe(
      'The algorithm that it is signed or encrypted with (RFC 7515 section 4.1.1).',
    );
  });
});

describe('times', () => {
  test.each([
    ['exp', 1_700_000_000, 1_700_000_000_000],
    ['nbf', 0, 0],
    ['iat', 1_700_000_000.5, 1_700_000_000_500],
    ['auth_time', 1, 1000],
    ['updated_at', 2, 2000],
    ['iat', 1_700_000_000_000, 1_700_000_000_000_000],
    ['exp', -1, undefined],
    ['exp', 1e300, undefined],
    ['exp', Number.POSITIVE_INFINITY, undefined],
    ['exp', '1700000000', undefined],
    ['exp', null, undefined],
    ['expires_in', 3600, undefined],
    ['sub', 1_700_000_000, undefined],
  ])('%s of %j', (name, value, at) => {
    expect(only({ [name]: value }).at).toBe(at);
  });
});

describe('values', () => {
  test.each([
    ['a text', 'Zoë 🦊', 'Zoë 🦊'],
    ['a number', 7, '7'],
    ['a truth', true, 'true'],
    ['null', null, 'null'],
    ['a list', ['a', 1], '["a",1]'],
    ['an object', { a: { b: 1 } }, '{"a":{"b":1}}'],
    ['terminal codes and turned text', 'a\u001b[2J\u202eb', 'a [2J b'],
    ['line breaks', 'a\nb', 'a b'],
    ['what nests too deep', JSON.parse(deepJson(50_000)), '…'],
  ])('%s', (_row, value, expected) => {
    expect(only({ claim: value }).value).toBe(expected);
  });

  test('are shortened where absurdly long, names too, and absurdly many are left out', () => {
    expect(only({ claim: 'x'.repeat(1_000_000) }).value).toBe(`${'x'.repeat(2000)}…`);
    expect(only({ ['n'.repeat(5000)]: 1 }).name).toBe(`${'n'.repeat(2000)}…`);
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`claim ${at}`, at]));
    expect(explain(many)).toHaveLength(200);
  });

  test('keep the order of the token', () => {
    expect(explain({ z: 1, a: 2, iss: 3 }).map(({ name }) => name)).toEqual(['z', 'a', 'iss']);
  });
});
