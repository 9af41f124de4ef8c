// Which addresses are acceptable (RFC 6749 sections 3.1 and 3.2, RFC 8252 section 8.3).
import { describe, expect, test } from 'vitest';
import { acceptableUrl, requiredEndpoint, showableUrl } from '../../../../main/core/oauth/endpoints.ts';

const strict = { dangerouslyAllowHttpOnLoopback: false };
const loose = { dangerouslyAllowHttpOnLoopback: true };

describe('acceptableUrl', () => {
  test.each([
    ['https://a.example', 'ok', 'ok'],
    ['https://a.example:8443/x?y=1', 'ok', 'ok'],
    ['https://127.0.0.1/', 'ok', 'ok'],
    ['http://127.0.0.1:8080/x', 'insecure_url', 'ok'],
    ['http://[::1]:8080/', 'insecure_url', 'ok'],
    ['http://localhost/', 'insecure_url', 'ok'],
    ['HTTP://LOCALHOST/', 'insecure_url', 'ok'],
    ['http://a.example/', 'insecure_url', 'insecure_url'],
    ['http://localhost.a.example/', 'insecure_url', 'insecure_url'],
    ['http://a.localhost/', 'insecure_url', 'insecure_url'],
    ['http://localhost./', 'insecure_url', 'insecure_url'],
    ['http://127.0.0.2/', 'insecure_url', 'insecure_url'],
    ['http://0.0.0.0/', 'insecure_url', 'insecure_url'],
    ['http://[::]/', 'insecure_url', 'insecure_url'],
    ['http://[::ffff:127.0.0.1]/', 'insecure_url', 'insecure_url'],
    ['http://192.168.0.1/', 'insecure_url', 'insecure_url'],
    ['http://localhost@a.example/', 'invalid_url', 'invalid_url'],
    ['https://me@a.example/', 'invalid_url', 'invalid_url'],
    ['https://me:pass@a.example/', 'invalid_url', 'invalid_url'],
    ['https://a.example/#fragment', 'invalid_url', 'invalid_url'],
    ['https://a.example/#', 'invalid_url', 'invalid_url'],
    ['ftp://127.0.0.1/', 'invalid_url', 'invalid_url'],
    ['file:///etc/passwd', 'invalid_url', 'invalid_url'],
    ['javascript:alert(1)', 'invalid_url', 'invalid_url'],
    ['data:text/html,x', 'invalid_url', 'invalid_url'],
    ['a.example', 'invalid_url', 'invalid_url'],
    ['/token', 'invalid_url', 'invalid_url'],
    ['https://', 'invalid_url', 'invalid_url'],
    ['', 'invalid_url', 'invalid_url'],
  ])('%s: %s, with the setting %s', (text, strictly, loosely) => {
    const outcome = (rule: typeof strict) => {
      const result = acceptableUrl(text, rule);
      return result.ok ? 'ok' : result.error.code;
    };
    expect(outcome(strict)).toBe(strictly);
    expect(outcome(loose)).toBe(loosely);
  });

  test('shows no credentials, query or fragment in its errors', () => {
    const result = acceptableUrl('https://me:hidden@a.example/x?y=hidden#hidden', strict);
    expect(result).toEqual({ ok: false, error: { code: 'invalid_url', detail: 'https://a.example/x' } });
  });
});

test('showableUrl is short and plain', () => {
  expect(showableUrl(new URL(`https://a.example/${'x'.repeat(1000)}`))).toHaveLength(200);
});

test.each([
  ['authorization_endpoint', 'an authorization endpoint'],
  ['token_endpoint', 'a token endpoint'],
  ['userinfo_endpoint', 'a userinfo endpoint'],
  ['jwks_uri', 'a jwks uri'],
] as const)('a missing %s is named as in a sentence', (name, detail) => {
  const server = { metadata: { issuer: 'https://a.example' }, ...strict };
  expect(requiredEndpoint(server, name)).toEqual({
    ok: false,
    error: { code: 'unsupported_by_server', detail },
  });
});
