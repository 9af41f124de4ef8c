import { describe, expect, it } from 'vitest';
import { redirectFrom, redirectText } from '../../../../main/core/providers/redirect.ts';

const plain = { anyPort: false, formPost: false };

describe('a redirect URI', () => {
  it.each([
    ['http://localhost:3000/success', { hostname: 'localhost', port: 3000, path: '/success' }],
    ['http://localhost/', { hostname: 'localhost', port: 80, path: '/' }],
    ['http://localhost', { hostname: 'localhost', port: 80, path: '/' }],
    [' http://127.0.0.1:8080/a/b ', { hostname: '127.0.0.1', port: 8080, path: '/a/b' }],
  ])('%s is listened for', (uri, target) => {
    expect(redirectFrom({ uri, ...plain })).toEqual({ ok: true, value: { kind: 'loopback', ...target } });
  });

  it('may leave its port to us, and its answer come as a form', () => {
    const uri = 'http://127.0.0.1/callback/gitlab';
    expect(redirectFrom({ uri, anyPort: true, formPost: true })).toEqual({
      ok: true,
      value: {
        kind: 'loopback',
        hostname: '127.0.0.1',
        port: 0,
        path: '/callback/gitlab',
        responseMode: 'form_post',
      },
    });
  });

  it.each(['https://example.com/callback', 'https://localhost:8443/cb?tenant=1'])(
    '%s is pasted back, exactly as it was entered',
    (uri) => {
      expect(redirectFrom({ uri, ...plain })).toEqual({ ok: true, value: { kind: 'pasted', uri } });
    },
  );

  it.each([
    '',
    'localhost:3000',
    '/success',
    'http://example.com/callback',
    'http://127.0.0.1.example.com/',
    'http://localhost.example.com/',
    'http://[::1]:3000/',
    'http://0.0.0.0/',
    'http://user@localhost/',
    'http://localhost/?x=1',
    'http://localhost/#x',
    'https://example.com/#x',
    'https://user:secret@example.com/',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'http://localhost:99999/',
  ])('%j cannot be used', (uri) => {
    expect(redirectFrom({ uri, ...plain })).toMatchObject({ ok: false, error: { code: 'invalid_argument' } });
  });

  it.each(['http://localhost:3000/success', 'http://localhost/', 'https://example.com/cb?x=1'])(
    '%s is written as it was read',
    (uri) => {
      const read = redirectFrom({ uri, ...plain });
      expect(read.ok && redirectText(read.value)).toBe(uri);
    },
  );
});
