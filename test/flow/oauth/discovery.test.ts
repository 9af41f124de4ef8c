// Discovery (OpenID Connect Discovery 1.0 section 4, RFC 8414 section 3) against good and hostile servers.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { discover } from '../../../main/core/oauth/discovery.ts';
import { deepJson } from '../../support/deep-json.ts';
import { type HostileAnswer, json } from '../../support/hostile-token-server.ts';
import {
  atHostileServer,
  endSlowAnswersAfter,
  expectError,
  expectValue,
  ports,
  server,
} from './at-server.ts';

atHostileServer();

const openid = '/.well-known/openid-configuration';
const oauth = '/.well-known/oauth-authorization-server';
const allowed = { dangerouslyAllowHttpOnLoopback: true };

const html: HostileAnswer = { headers: { 'content-type': 'text/html' }, body: '<h1>Welcome</h1>' };

describe('finds', () => {
  test('the OpenID document', async () => {
    expect(expectValue(await discover(ports, server.issuer, allowed))).toEqual(server.metadata);
    expect(server.seen(oauth)).toEqual([]);
  });

  test.each([
    ['a final slash', '/'],
    ['the address of the document itself', openid],
    ['space around it', ' '],
  ])('the same from an issuer with %s', async (_row, ending) => {
    expect(expectValue(await discover(ports, server.issuer + ending, allowed)).issuer).toBe(server.issuer);
  });

  test.each([
    ['nothing', { status: 404 }],
    ['a page', html],
    ['a redirect', { status: 302, headers: { location: '/elsewhere' } }],
  ] as const)('the RFC 8414 document where the first place has %s', async (_row, answer) => {
    server.answer(openid, answer);
    server.answer(oauth, json(server.metadata));
    expect(expectValue(await discover(ports, server.issuer, allowed))).toEqual(server.metadata);
  });

  test('both places of an issuer with a path', async () => {
    const issuer = `${server.issuer}/realms/one`;
    server.answer('/.well-known/oauth-authorization-server/realms/one', json({ ...server.metadata, issuer }));
    expect(expectValue(await discover(ports, issuer, allowed)).issuer).toBe(issuer);
    expect(server.seen(`/realms/one${openid}`)).toHaveLength(1);
  });

  test('endpoints that are null or empty absent', async () => {
    server.answer(openid, json({ ...server.metadata, revocation_endpoint: null, userinfo_endpoint: '' }));
    const metadata = expectValue(await discover(ports, server.issuer, allowed));
    expect(metadata).not.toHaveProperty('revocation_endpoint');
    expect(metadata).not.toHaveProperty('userinfo_endpoint');
  });
});

test('refuses a document that nests 200,000 deep', async () => {
  const body = JSON.stringify(server.metadata).replace('{', `{"x":${deepJson(200_000)},`);
  server.answer(openid, { headers: { 'content-type': 'application/json' }, body });
  expect(expectError(await discover(ports, server.issuer, allowed))).toEqual({
    code: 'malformed_response',
    detail: 'it is nested too deep',
  });
});

describe('refuses without asking anybody', () => {
  test.each([
    ['plain http', 'http://issuer.example', allowed, 'insecure_url'],
    [
      'http on loopback without the setting',
      'LOOPBACK',
      { dangerouslyAllowHttpOnLoopback: false },
      'insecure_url',
    ],
    ['a host that only looks like loopback', 'http://127.0.0.1.evil.example', allowed, 'insecure_url'],
    ['no address', 'issuer', allowed, 'invalid_url'],
    ['nothing', '', allowed, 'invalid_url'],
    ['another scheme', 'file:///etc/passwd', allowed, 'invalid_url'],
    ['credentials', 'https://me:secret@issuer.example', allowed, 'invalid_url'],
    ['a fragment', 'https://issuer.example/#x', allowed, 'invalid_url'],
    ['a query', 'https://issuer.example/?secret=1', allowed, 'invalid_url'],
  ] as const)('%s', async (_row, issuer, options, code) => {
    const result = await discover(ports, issuer === 'LOOPBACK' ? server.issuer : issuer, options);
    expect(expectError(result).code).toBe(code);
    expect(JSON.stringify(result)).not.toContain('secret');
    expect(server.seen(openid)).toEqual([]);
  });
});

const bad: Readonly<Record<string, readonly [answer: HostileAnswer, code: string]>> = {
  'nothing there': [{ status: 404 }, 'discovery_failed'],
  'access refused': [{ status: 403 }, 'discovery_failed'],
  'a page': [html, 'malformed_response'],
  'nothing in it': [{ headers: { 'content-type': 'application/json' } }, 'malformed_response'],
  truncated: [
    { headers: { 'content-type': 'application/json' }, body: '{"issuer":"htt' },
    'malformed_response',
  ],
  'an array': [json([]), 'malformed_response'],
  'no issuer': [json({ token_endpoint: 'https://x.example' }), 'malformed_response'],
  'an issuer that is no address': [json({ issuer: 'me' }), 'malformed_response'],
  'an issuer that is a number': [json({ issuer: 7 }), 'malformed_response'],
  'a redirect': [{ status: 301, headers: { location: 'https://x.example/' } }, 'redirect_not_followed'],
  'a fault of the server': [{ status: 500, ...html }, 'server_error'],
  'too many requests': [{ status: 429, headers: { 'retry-after': '3' } }, 'rate_limited'],
  'far too much': [json({ issuer: 'x'.repeat(2 ** 21) }), 'response_too_large'],
  'a broken connection': ['reset', 'network'],
};

describe('fails on', () => {
  test.each(Object.entries(bad))('%s', async (_row, [answer, code]) => {
    server.answer(openid, answer);
    expect(expectError(await discover(ports, server.issuer, allowed)).code).toBe(code);
  });

  test('a slow drip', async () => {
    await endSlowAnswersAfter(400);
    server.answer(openid, 'drip');
    expect(expectError(await discover(ports, server.issuer, allowed)).code).toBe('timeout');
  });

  test.each([
    ['another host', 'https://evil.example'],
    ['another path', 'ISSUER/other'],
  ])('an issuer mismatch: %s', async (_row, issuer) => {
    const other = issuer.replace('ISSUER', server.issuer);
    server.answer(openid, json({ ...server.metadata, issuer: other }));
    server.answer(oauth, json(server.metadata));
    expect(expectError(await discover(ports, server.issuer, allowed))).toEqual({
      code: 'issuer_mismatch',
      detail: other,
    });
  });

  test('an unreachable server', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const { port } = silent.address() as AddressInfo;
    await new Promise((resolve) => silent.close(resolve));
    const error = expectError(await discover(ports, `http://127.0.0.1:${port}`, allowed));
    expect(error.code).toBe('network');
    expect(error.detail).toContain(String(port));
  });

  test.each([
    'authorization_endpoint',
    'token_endpoint',
    'userinfo_endpoint',
    'jwks_uri',
    'revocation_endpoint',
    'introspection_endpoint',
    'device_authorization_endpoint',
    'pushed_authorization_request_endpoint',
    'end_session_endpoint',
  ])('an unacceptable %s', async (name) => {
    for (const [value, code] of [
      ['http://issuer.example/x', 'insecure_url'],
      ['javascript:alert(1)', 'invalid_url'],
      ['https://a:b@issuer.example/x', 'invalid_url'],
      ['/relative', 'invalid_url'],
      [{ url: 'https://issuer.example' }, 'malformed_response'],
    ] as const) {
      server.answer(openid, json({ ...server.metadata, [name]: value }));
      expect(expectError(await discover(ports, server.issuer, allowed)).code).toBe(code);
    }
  });
});

test('discovery that is cancelled ends at once', async () => {
  server.answer(openid, 'drip');
  const cancel = new AbortController();
  setTimeout(() => cancel.abort(), 30);
  const result = await discover(ports, server.issuer, { ...allowed, signal: cancel.signal });
  expect(expectError(result).code).toBe('cancelled');
});
