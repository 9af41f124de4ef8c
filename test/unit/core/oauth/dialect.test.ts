// The dialect functions, by themselves: what they add, and what only a dialect tolerates.
import { describe, expect, test } from 'vitest';
import { decodeTokenResponse, encodeTokenRequest } from '../../../../main/core/oauth/dialect.ts';

const url = 'https://issuer.example/token';
const inJson = { 'content-type': 'application/json;charset=UTF-8' };
const bytes = (text: string) => new TextEncoder().encode(text);

describe('the request', () => {
  const parameters = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: 'a b+c' });

  test('is a form', () => {
    expect(encodeTokenRequest({}, 'refresh', { url, headers: { accept: 'x' }, parameters })).toEqual({
      method: 'POST',
      url,
      headers: { accept: 'x' },
      body: 'grant_type=refresh_token&refresh_token=a+b%2Bc',
    });
  });

  test('has the extra parameters of its own phase, which replace nothing', () => {
    const dialect = {
      extraParameters: {
        token: { audience: 'of-token' },
        refresh: { audience: 'of-refresh', refresh_token: 'forged' },
      },
    };
    const { body } = encodeTokenRequest(dialect, 'refresh', { url, headers: {}, parameters });
    expect(body).toBe('grant_type=refresh_token&refresh_token=a+b%2Bc&audience=of-refresh');
    expect(parameters.has('audience')).toBe(false);
  });
});

describe('the answer', () => {
  const untyped = bytes('{"access_token":"a"}');

  test('without token_type is a bearer token only where the dialect says so', () => {
    expect(decodeTokenResponse({}, 'token', 200, inJson, untyped).ok).toBe(false);
    expect(
      decodeTokenResponse({ bearerWithoutTokenType: true }, 'token', 200, inJson, untyped),
    ).toMatchObject({
      ok: true,
      value: { status: 200, body: { token_type: 'Bearer' } },
    });
  });

  test.each([200, 201, 202])('is good with status %d', (status) => {
    const body = bytes('{"access_token":"a","token_type":"bearer"}');
    expect(decodeTokenResponse({}, 'token', status, inJson, body)).toMatchObject({
      value: { status: 200 },
    });
  });

  test.each(['application/json', 'Application/JSON ; charset=x', 'application/vnd.api+json'])(
    'may be declared as %s',
    (type) => {
      const body = bytes('\ufeff{"access_token":"a","token_type":"bearer"}');
      expect(decodeTokenResponse({}, 'token', 200, { 'content-type': type }, body).ok).toBe(true);
    },
  );

  test.each([null, true, [], {}, 'soon', '-5', '1e3', '0x10', Number.MAX_VALUE])(
    'has no usable expires_in in %j',
    (value) => {
      const body = bytes(JSON.stringify({ access_token: 'a', token_type: 'bearer', expires_in: value }));
      const decoded = decodeTokenResponse({}, 'token', 200, inJson, body);
      // null is as good as absent; the rest is refused.
      expect(decoded.ok).toBe(value === null);
      if (decoded.ok) expect(decoded.value.body).not.toHaveProperty('expires_in');
    },
  );

  test.each(['__proto__', 'constructor'])('is not confused by a member called %s', (name) => {
    const body = bytes(`{"access_token":"a","token_type":"bearer","${name}":{"refresh_token":"x"}}`);
    const decoded = decodeTokenResponse({}, 'token', 200, inJson, body);
    if (!decoded.ok) throw new Error(decoded.error.code);
    expect(decoded.value.body['refresh_token']).toBeUndefined();
  });
});
