// Tests what is taken out of log texts, and what is left readable.
import { describe, expect, test } from 'vitest';
import { isSecretName, redact } from '../../../main/adapters/log-redaction.ts';

const hex = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const base64 = 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=';
const base64url = 'Zm9vYmFyLWJhei1xdXV4_Zm9vYmFyLWJhei1xdXV4XzEyMzQ1';
const letters = 'abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz';
const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJNQVJLIn0.c2lnbmF0dXJl';

describe('secrets', () => {
  test.each([
    ['a JWT', `got ${jwt} back`, 'got [redacted] back'],
    ['an unsigned JWT', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJNIn0.', '[redacted]'],
    ['a JWE', 'eyJhbGciOiJkaXIifQ..aaaa.bbbb.cccc', '[redacted]'],
    ['a header with a token', 'Authorization: Bearer ab.c-1~+/=', 'Authorization: [redacted] [redacted]'],
    ['a token type in any case', 'sent bearer abc, then', 'sent bearer [redacted], then'],
    ['Basic credentials', 'Basic dXNlcjpwYXNz', 'Basic [redacted]'],
    ['DPoP', 'DPoP abc', 'DPoP [redacted]'],
    [
      'a form body',
      'grant_type=x&refresh_token=r&client_secret=s',
      'grant_type=x&refresh_token=[redacted]&client_secret=[redacted]',
    ],
    ['a redirect query', 'code=SplxlOB&state=xyz&iss=a', 'code=[redacted]&state=[redacted]&iss=a'],
    ['a verifier', 'code_verifier=dBjftJeZ4CVP', 'code_verifier=[redacted]'],
    [
      'JSON',
      '{"access_token":"abc","id_token": "d", "expires_in":3}',
      '{"access_token":"[redacted]","id_token": "[redacted]", "expires_in":3}',
    ],
    [
      'names in camel case',
      "{ refreshToken: 'abc', clientSecret: 'd' }",
      "{ refreshToken: '[redacted]', clientSecret: '[redacted]' }",
    ],
    ['a passphrase', 'passphrase = horse', 'passphrase = [redacted]'],
    ['hex', `x ${hex} y`, 'x [redacted] y'],
    ['base64', base64, '[redacted]'],
    ['base64url', base64url, '[redacted]'],
    ['base64 with a slash', `a4${base64.slice(2, 20)}/${base64.slice(20)}`, '[redacted]/[redacted]'],
    ['a long run of letters', letters, '[redacted]'],
    [
      'an address with a query',
      'GET https://id.example/cb?code=abc&x=1#access_token=d failed',
      'GET https://id.example/cb failed',
    ],
    ['an address with credentials', 'http://user:pass@proxy.example:8080/', 'http://proxy.example:8080/'],
    ['an address of an own scheme', 'myapp://callback?code=abc', 'myapp://callback'],
    ['a token within a path', `https://id.example/t/${hex}`, 'https://id.example/t/[redacted]'],
    ['an impossible address', 'https://[abc', '[redacted]'],
  ])('%s is taken out', (_what, text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  test('a secret across the cut is taken out before the cut', () => {
    const clean = redact(`${'a '.repeat(148)}${jwt}${jwt}`);
    expect(clean).not.toContain('eyJ');
  });

  test('a text beyond all measure is not shown and takes no time', () => {
    expect(redact('a.'.repeat(5_000_000))).toBe('[too long]');
  });
});

describe('other texts', () => {
  test.each([
    '',
    'network',
    'code: invalid_grant',
    'state: waiting',
    'id.example (connection refused)',
    'https://id.example:8443/realms/practice/.well-known/openid-configuration',
    '/home/alice/.config/Tokendeck/a/very/long/path/with/many/parts/vault.db',
    '3f0c6c1e-8a1b-4f6e-9d0a-0c5b7e1f2a3d',
    'the access token was refreshed',
    'Grüße, 東京 🙂',
  ])('%j stays as it is', (text) => {
    expect(redact(text)).toBe(text);
  });

  test('are cut to 300 characters', () => {
    const clean = redact('word '.repeat(100));
    expect(clean).toHaveLength(300);
    expect(clean.endsWith('…')).toBe(true);
    expect(redact('word '.repeat(60))).toHaveLength(300);
  });
});

test.each([
  ['accessToken', true],
  ['refresh_token', true],
  ['clientSecret', true],
  ['Authorization', true],
  ['code', false],
  ['tokenType', false],
  ['host', false],
])('a field named %s holds a secret: %s', (name, expected) => {
  expect(isSecretName(name)).toBe(expected);
});
