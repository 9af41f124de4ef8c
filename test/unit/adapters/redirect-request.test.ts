// Tests the reading of a request's head where no real client or parser would let the case through.
import { expect, test } from 'vitest';
import { longestForm, readForm, readRedirectRequest } from '../../../main/adapters/redirect-request.ts';

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

const formPost = { hostname: '127.0.0.1', port: 8080, path, responseMode: 'form_post' } as const;
const post = (...more: string[]) => ({
  method: 'POST',
  url: path,
  rawHeaders: ['Host', '127.0.0.1:8080', ...more],
});

test.each(['application/x-www-form-urlencoded', 'Application/X-WWW-Form-Urlencoded; charset=UTF-8'])(
  'a form of the type %j is to be read',
  (type) => {
    expect(readRedirectRequest(post('Content-Type', type), formPost)).toEqual({ kind: 'form' });
  },
);

test.each([[[]], [['Content-Type', 'application/json']], [['Content-Type', 'text/plain']]])(
  'a POST with %j holds no form',
  (headers) => {
    expect(readRedirectRequest(post(...headers), formPost)).toEqual({ kind: 'other', status: 415 });
  },
);

test('where a form is due nothing else is taken, and the other way round', () => {
  const type = ['Content-Type', 'application/x-www-form-urlencoded'];
  const other = (status: number) => ({ kind: 'other', status });
  expect(readRedirectRequest({ ...post(...type), method: 'GET' }, formPost)).toEqual(other(405));
  expect(readRedirectRequest({ ...post(...type), url: '/other' }, formPost)).toEqual(other(404));
  expect(readRedirectRequest(post(...type), { ...formPost, port: 8081 })).toEqual(other(400));
  expect(readRedirectRequest(post(...type), { ...formPost, responseMode: undefined })).toEqual(other(405));
});

test.each([
  [
    'code=a%20b&state=c+d',
    {
      kind: 'parameters',
      parameters: [
        ['code', 'a b'],
        ['state', 'c d'],
      ],
    },
  ],
  [
    'code=1&code=2',
    {
      kind: 'parameters',
      parameters: [
        ['code', '1'],
        ['code', '2'],
      ],
    },
  ],
  ['', { kind: 'parameters', parameters: [] }],
  ['code=%zz', { kind: 'other', status: 400 }],
  ['code=\xe9', { kind: 'other', status: 400 }],
  [undefined, { kind: 'other', status: 413 }],
])('the form %j', (body, expected) => {
  expect(readForm(body)).toEqual(expected);
  expect(longestForm).toBe(65_536);
});
