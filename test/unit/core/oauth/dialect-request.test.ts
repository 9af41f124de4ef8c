// Requests in a provider's dialect: what is sent where, under which name, and in which encoding.
import { describe, expect, test } from 'vitest';
import { type Dialect, tokenPhases } from '../../../../main/core/oauth/dialect.ts';
import {
  encodeRequest,
  encodeTokenRequest,
  renamed,
  resentParameters,
  wantedParameters,
} from '../../../../main/core/oauth/dialect-request.ts';

const url = 'https://issuer.example/token';
const formType = 'application/x-www-form-urlencoded;charset=UTF-8';
const headers = { accept: 'application/json', 'content-type': formType };
const parameters = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: 'a b+c&"é' });

describe('the encoding', () => {
  test('is a form', () => {
    expect(encodeTokenRequest({}, 'refresh', { url, headers, parameters })).toEqual({
      method: 'POST',
      url,
      headers,
      body: 'grant_type=refresh_token&refresh_token=a+b%2Bc%26%22%C3%A9',
    });
  });

  test('is JSON', () => {
    const request = encodeTokenRequest({ tokenRequest: 'json' }, 'token', { url, headers, parameters });
    expect(request.headers).toEqual({ accept: 'application/json', 'content-type': 'application/json' });
    expect(JSON.parse(request.body ?? '')).toEqual({
      grant_type: 'refresh_token',
      refresh_token: 'a b+c&"é',
    });
    expect(request.url).toBe(url);
  });

  test('is the address, with an empty body of no type', () => {
    const request = encodeTokenRequest({ tokenRequest: 'query' }, 'token', { url, headers, parameters });
    expect(request.body).toBe('');
    expect(request.headers).toEqual({ accept: 'application/json' });
    expect(request.url.startsWith(`${url}?`)).toBe(true);
    expect(Object.fromEntries(new URL(request.url).searchParams)).toEqual(Object.fromEntries(parameters));
  });

  test('keeps a query that the endpoint has, and lets it replace nothing', () => {
    const at = { url: `${url}?policy=x&grant_type=forged`, headers, parameters };
    const { searchParams } = new URL(encodeTokenRequest({ tokenRequest: 'query' }, 'token', at).url);
    expect(searchParams.get('policy')).toBe('x');
    expect(searchParams.getAll('grant_type')).toEqual(['refresh_token']);
    expect(encodeTokenRequest({ tokenRequest: 'json' }, 'token', at).url).toBe(at.url);
  });

  test.each(tokenPhases)('is the same in phase %s', (phase) => {
    const request = encodeTokenRequest({ tokenRequest: 'query' }, phase, { url, headers, parameters });
    expect(request).toMatchObject({ method: 'POST', body: '' });
  });

  test.each(['form', 'json', 'query'] as const)('of nothing is an empty body: %s', (encoding) => {
    const nothing = { url, headers, parameters: new URLSearchParams() };
    expect(encodeRequest({}, 'revoke', encoding, nothing)).toEqual({
      method: 'POST',
      url,
      headers: { accept: 'application/json' },
      body: '',
    });
  });

  test.each(['json', 'query'] as const)('leaves the Basic header a header: %s', (tokenRequest) => {
    const withBasic = { url, headers: { ...headers, authorization: 'Basic eDp5' }, parameters };
    const request = encodeTokenRequest({ tokenRequest }, 'token', withBasic);
    expect(request.headers['authorization']).toBe('Basic eDp5');
    expect(`${request.url} ${request.body}`).not.toContain('eDp5');
  });

  test('gives a name from the prototype no meaning', () => {
    const odd = new URLSearchParams([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
    const request = encodeTokenRequest({ tokenRequest: 'json' }, 'token', { url, headers, parameters: odd });
    expect(request.body).toBe('{"__proto__":"x","constructor":"y"}');
    expect([...renamed({ parameterNames: { token: {} } }, 'token', odd).keys()]).toEqual([
      '__proto__',
      'constructor',
    ]);
  });
});

describe('the parameters', () => {
  const standard = new URLSearchParams({ client_id: 'one', scope: 'a b c', code: 'x' });
  const wanted = (dialect: Dialect, phase: 'token' | 'refresh' = 'token') =>
    Object.fromEntries(wantedParameters(dialect, phase, standard));

  test.each<[string, Dialect, Readonly<Record<string, string>>]>([
    ['are the standard ones', {}, { client_id: 'one', scope: 'a b c', code: 'x' }],
    [
      'have the names of their phase',
      { parameterNames: { token: { client_id: 'client_key' }, refresh: { code: 'never' } } },
      { client_key: 'one', scope: 'a b c', code: 'x' },
    ],
    [
      'may change places',
      { parameterNames: { token: { client_id: 'code', code: 'client_id' } } },
      { client_id: 'x', scope: 'a b c', code: 'one' },
    ],
    [
      'have the separator, also under another name',
      { scopeSeparator: ',', parameterNames: { token: { scope: 'scopes' } } },
      { client_id: 'one', scopes: 'a,b,c', code: 'x' },
    ],
    [
      'have extra ones of their phase, which replace nothing',
      { extraParameters: { token: { audience: 'api', code: 'forged' }, refresh: { audience: 'other' } } },
      { client_id: 'one', scope: 'a b c', code: 'x', audience: 'api' },
    ],
    [
      'are not replaced under their new names either',
      {
        parameterNames: { token: { client_id: 'client_key' } },
        extraParameters: { token: { client_key: 'forged', client_id: 'literal' } },
      },
      { client_key: 'one', client_id: 'literal', scope: 'a b c', code: 'x' },
    ],
  ])('%s', (_row, dialect, expected) => {
    expect(wanted(dialect)).toEqual(expected);
    expect(Object.fromEntries(standard)).toEqual({ client_id: 'one', scope: 'a b c', code: 'x' });
  });
});

describe('the headers', () => {
  const withHeaders: Dialect = {
    headers: { token: { ACCEPT: 'text/x', Origin: 'https://app.example' }, refresh: { 'x-other': '1' } },
  };

  test('are those of the phase, and replace others in whatever case', () => {
    expect(encodeTokenRequest(withHeaders, 'token', { url, headers, parameters }).headers).toEqual({
      accept: 'text/x',
      origin: 'https://app.example',
      'content-type': formType,
    });
  });

  test('may name another content type', () => {
    const dialect: Dialect = { tokenRequest: 'json', headers: { token: { 'Content-Type': 'text/json' } } };
    const request = encodeTokenRequest(dialect, 'token', { url, headers, parameters });
    expect(request.headers['content-type']).toBe('text/json');
  });
});

describe('what is sent again', () => {
  const known = { scopes: ['a', 'b'], redirectUri: 'http://localhost/' };
  const all: Dialect = {
    resent: { token: ['scope'], device_token: ['scope'], refresh: ['scope', 'redirect_uri'] },
  };

  test.each([
    ['token', { scope: 'a b' }],
    ['device_token', { scope: 'a b' }],
    ['refresh', { scope: 'a b', redirect_uri: 'http://localhost/' }],
    ['client_credentials', {}],
  ] as const)('%s', (phase, expected) => {
    expect(resentParameters(all, phase, known)).toEqual(expected);
    expect(resentParameters({}, phase, known)).toEqual({});
    expect(resentParameters(all, phase, { scopes: [], redirectUri: undefined })).toEqual({});
  });
});
