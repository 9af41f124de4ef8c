// Tests the reading of a request's head where no real client or parser would let the case through.
import { expect, test } from 'vitest';
import { readRedirectRequest } from '../../../main/adapters/redirect-request.ts';

const path = '/callback';
const read = (url: string, port: number, ...rawHeaders: string[]) =>
  readRedirectRequest({ method: 'GET', url, rawHeaders }, { hostname: '127.0.0.1', port, path });

test.each([
  ['127.0.0.1', 'parameters'],
  ['127.0.0.1:80', 'other'],
])('on the default port, which browsers leave out, the host %s makes it %s', (host, kind) => {
  expect(read('/callback?a=1', 80, 'Host', host).kind).toBe(kind);
});

test.each(['a=\xe9', 'a= b', 'a=\x7f', 'a=\t', 'a=1#b'])('the raw query %j is malformed', (query) => {
  expect(read(`/callback?${query}`, 8080, 'hOST', '127.0.0.1:8080')).toEqual({ kind: 'other', status: 400 });
});

test('a value that looks like a header name is no header', () => {
  const head = ['X', 'host', 'Host', '127.0.0.1:8080', 'Y', 'Host'];
  expect(read('/callback?a=1', 8080, ...head)).toEqual({ kind: 'parameters', parameters: [['a', '1']] });
});

test('a head without method or address is none', () => {
  const expected = { hostname: '127.0.0.1', port: 8080, path };
  const rawHeaders = ['Host', '127.0.0.1:8080'];
  expect(readRedirectRequest({ rawHeaders }, expected)).toEqual({ kind: 'other', status: 404 });
  expect(readRedirectRequest({ url: path, rawHeaders }, expected)).toEqual({ kind: 'other', status: 405 });
});
