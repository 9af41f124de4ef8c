// Small readers of what comes from outside: JWT, plain text, scopes, identity, PKCE, comparison.
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { fromBase64url } from '../../../../main/core/oauth/base64url.ts';
import { equalInConstantTime } from '../../../../main/core/oauth/constant-time.ts';
import { decodeJwt } from '../../../../main/core/oauth/jwt.ts';
import { codeChallenge } from '../../../../main/core/oauth/pkce.ts';
import { plainText } from '../../../../main/core/oauth/plain-text.ts';
import { scopesIn } from '../../../../main/core/oauth/scope.ts';
import { identityFrom } from '../../../../main/core/oauth/userinfo.ts';
import { deepJson } from '../../../support/deep-json.ts';

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

test('the challenge of RFC 7636 appendix B', async () => {
  expect(await codeChallenge('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
    'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  );
});

test('challenges agree with Node for verifiers of all lengths', async () => {
  for (let length = 43; length <= 128; length += 1) {
    const verifier = 'a~'.repeat(64).slice(0, length);
    const expected = createHash('sha256').update(verifier).digest('base64url');
    expect(await codeChallenge(verifier)).toBe(expected);
  }
});

describe('decodeJwt', () => {
  const header = { alg: 'RS256', typ: 'JWT' };
  const claims = { sub: 'usr_123', name: 'Zoë 🦊', exp: 1710696000 };
  const good = `${encoded(header)}.${encoded(claims)}.c2lnbmF0dXJl`;

  test('reads header and claims', () => {
    expect(decodeJwt(good)).toEqual({ header, claims });
  });

  test.each([
    ['nothing', ''],
    ['an opaque token', 'tGzv3JOkF0XG5Qx2TlKWIA'],
    ['dots alone', '..'],
    ['two parts', `${encoded(header)}.${encoded(claims)}`],
    ['no signature', `${encoded({ alg: 'none' })}.${encoded(claims)}.`],
    ['four parts', `${good}.x`],
    ['an encrypted one', 'a.b.c.d.e'],
    ['a header without algorithm', `${encoded({})}.${encoded(claims)}.c2ln`],
    ['a header that is a list', `${encoded([])}.${encoded(claims)}.c2ln`],
    ['claims that are text', `${encoded(header)}.${encoded('x')}.c2ln`],
    ['claims that are null', `${encoded(header)}.${encoded(null)}.c2ln`],
    ['claims that are cut off', `${encoded(header)}.${encoded(claims).slice(0, 12)}.c2ln`],
    [
      'claims that are not UTF-8',
      `${encoded(header)}.${Buffer.from('{"a":"\xff"}', 'latin1').toString('base64url')}.c2ln`,
    ],
    [
      'claims that nest too deep',
      `${encoded(header)}.${Buffer.from(`{"a":${deepJson(200_000)}}`).toString('base64url')}.c2ln`,
    ],
    ['white space', ` ${good}`],
    ['standard base64', good.replace('.', '=.')],
    ['a version number', '1.2.3'],
  ])('is undefined for %s', (_row, text) => {
    expect(decodeJwt(text)).toBeUndefined();
  });
});

describe('plainText', () => {
  test.each([
    ['keeps words of all scripts', 'Zoë 山田 عربى 🦊', 'Zoë 山田 عربى 🦊'],
    ['makes one line', 'a\r\n\tb', 'a b'],
    ['takes out terminal codes', '\u001b[2Ja\u0007', '[2Ja'],
    ['takes out marks that turn the text', 'a\u202eb\u2066c', 'a b c'],
    ['takes out the Arabic letter mark', 'a\u061cb', 'a b'],
    ['takes out what is invisible', 'a\u00ad\u200b\u2060\u{e0041}b', 'a b'],
    ['keeps joiners', 'می\u200cخواهم 👩\u200d💻', 'می\u200cخواهم 👩\u200d💻'],
    ['mends half a character', 'a\ud83e', 'a\ufffd'],
    ['is undefined for nothing', ' \u0000 ', undefined],
    ['is undefined for a number', 7, undefined],
    ['is undefined for an object', { toString: () => 'x' }, undefined],
  ])('%s', (_row, value, expected) => {
    expect(plainText(value)).toBe(expected);
  });

  test('cuts to the limit', () => {
    expect(plainText('x'.repeat(501))).toHaveLength(500);
    expect(plainText('x'.repeat(10_000_000), 3)).toBe('xxx');
  });
});

test.each([
  ['read:user read:email', ['read:user', 'read:email']],
  [' b\ta  b ', ['b', 'a']],
  ['a \u0000b c', ['a', 'c']],
  ['', undefined],
  ['  ', undefined],
  [undefined, undefined],
])('scopesIn %j', (scope, expected) => {
  expect(scopesIn(scope)).toEqual(expected);
});

test.each([
  ['abc', 'abc', true],
  ['abd', 'abc', false],
  ['bbc', 'abc', false],
  ['ab', 'abc', false],
  ['abcd', 'abc', false],
  ['', 'abc', false],
  ['abc', '', false],
  ['', '', true],
])('equalInConstantTime %j and %j', (given, expected, equal) => {
  expect(equalInConstantTime(given, expected)).toBe(equal);
});

describe('identityFrom', () => {
  test('takes the standard claims', () => {
    const claims = { sub: '1', name: 'Ada', preferred_username: 'ada', nickname: 'a', email: 'a@b.example' };
    expect(identityFrom(claims)).toEqual({
      subject: '1',
      name: 'Ada',
      username: 'ada',
      email: 'a@b.example',
    });
  });

  test('leaves out what has the wrong type, takes the nickname, cuts what is long', () => {
    const claims = { sub: 7, name: { a: 1 }, nickname: 'a', email: 'x'.repeat(10_000) };
    expect(identityFrom(claims)).toEqual({ username: 'a', email: 'x'.repeat(255) });
  });
});

test('fromBase64url takes only base64url', () => {
  expect(fromBase64url('_-8')).toEqual(new Uint8Array([255, 239]));
  expect(fromBase64url('')).toEqual(new Uint8Array());
  for (const text of ['/+8', 'a', 'ab=', 'a b', 'é']) expect(fromBase64url(text)).toBeUndefined();
});
