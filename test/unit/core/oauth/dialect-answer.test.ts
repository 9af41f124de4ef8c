// Token answers in every form that providers give them, and in forms that nobody should.
import { describe, expect, test } from 'vitest';
import type { Dialect, TokenPhase } from '../../../../main/core/oauth/dialect.ts';
import { decodeTokenResponse } from '../../../../main/core/oauth/dialect-answer.ts';
import { deepJson } from '../../../support/deep-json.ts';

const now = Date.parse('2026-11-21T12:00:00Z');
const inJson = { 'content-type': 'application/json;charset=UTF-8' };
const bytes = (text: string) => new TextEncoder().encode(text);
const good = { access_token: 'a', token_type: 'bearer' };

function decode(
  body: unknown,
  dialect: Dialect = {},
  { phase = 'token' as TokenPhase, status = 200, headers = inJson as Readonly<Record<string, string>> } = {},
) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return decodeTokenResponse(dialect, phase, { status, headers, body: bytes(text) }, now);
}

function decoded(...parameters: Parameters<typeof decode>) {
  const result = decode(...parameters);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

describe('a good answer', () => {
  test.each([200, 201, 202])('may have status %d', (status) => {
    expect(decoded(good, {}, { status })).toMatchObject({ status: 200 });
  });

  test.each(['application/json', 'Application/JSON ; charset=x', 'application/vnd.api+json'])(
    'may be declared as %s',
    (type) => {
      const headers = { 'content-type': type };
      expect(decode(`\ufeff${JSON.stringify(good)}`, {}, { headers }).ok).toBe(true);
    },
  );

  test('without token_type is a bearer token only where the dialect says so', () => {
    expect(decode({ access_token: 'a' }).ok).toBe(false);
    const { body } = decoded({ access_token: 'a' }, { bearerWithoutTokenType: true });
    expect(body['token_type']).toBe('Bearer');
  });

  test.each([
    ['user', ['user'], true],
    ['USER', ['user'], true],
    ['bot', ['user', 'Bot'], true],
    ['user', [], false],
    ['mac', ['user'], false],
    ['bearer', ['user'], true],
  ])('with token_type %s, where %j mean a bearer token', (type, bearerTokenTypes, isGood) => {
    const result = decode({ ...good, token_type: type }, { bearerTokenTypes });
    expect(result).toMatchObject(
      isGood
        ? { value: { body: { token_type: 'Bearer' } } }
        : { error: { code: 'unsupported_by_server', detail: 'bearer tokens' } },
    );
  });

  test('loses its members that are null or empty', () => {
    const { body } = decoded({ ...good, refresh_token: null, scope: '', id_token: '', expires_in: null });
    expect(body).toEqual({ access_token: 'a', token_type: 'Bearer' });
  });

  test.each(['__proto__', 'constructor'])('is not confused by a member called %s', (name) => {
    const text = `{"access_token":"a","token_type":"bearer","${name}":{"refresh_token":"x"}}`;
    const { body, rest } = decoded(text);
    expect(body['refresh_token']).toBeUndefined();
    expect(Object.hasOwn(rest, name)).toBe(true);
    expect(({} as Record<string, unknown>)['refresh_token']).toBeUndefined();
  });
});

describe('the scopes', () => {
  const comma: Dialect = { grantedScopeSeparator: ',' };
  test.each<[string, unknown, Dialect, string | undefined]>([
    ['a text', 'a b', {}, 'a b'],
    ['a list', ['a', 'b:c'], {}, 'a b:c'],
    ['a list where commas separate', ['a', 'b'], comma, 'a b'],
    ['an empty list', [], {}, ''],
    ['commas', 'a,b,c', comma, 'a b c'],
    ['commas with blanks', 'a, b', comma, 'a  b'],
    ['commas that belong to a name', 'a,b', {}, 'a,b'],
    ['blanks where commas separate', 'a b', comma, 'a b'],
  ])('%s', (_row, scope, dialect, expected) => {
    expect(decoded({ ...good, scope }, dialect).body['scope']).toBe(expected);
  });

  test.each([[7], [true], [{}], [['a', 7]], [[['a']]], [[null]]])('unusable: %j', (scope) => {
    const error = { code: 'malformed_response', detail: 'its scope is not usable', status: 200 };
    expect(decode({ ...good, scope })).toEqual({ ok: false, error });
    expect(decoded({ ...good, scope }, {}, { phase: 'refresh' }).body).not.toHaveProperty('scope');
  });
});

describe('a wrapped answer', () => {
  const inner = { ...good, access_token: 'inner', refresh_token: 'r', scope: 'a,b', id: 'U1' };
  const slack: Dialect = { answerPath: 'authed_user', grantedScopeSeparator: ',' };

  test('gives the tokens within, and everything but tokens for the identity', () => {
    const { body, rest } = decoded(
      {
        ok: true,
        access_token: 'outer',
        team: { id: 'T1', list: [{ id_token: 'x', n: 1 }] },
        authed_user: inner,
      },
      slack,
    );
    expect(body).toMatchObject({ access_token: 'inner', refresh_token: 'r', scope: 'a b' });
    expect(rest).toEqual({
      ok: true,
      team: { id: 'T1', list: [{ n: 1 }] },
      authed_user: { token_type: 'bearer', scope: 'a,b', id: 'U1' },
    });
  });

  test('may lie deeper, also in a list', () => {
    expect(decoded({ data: { items: [inner] } }, { answerPath: 'data.items.0' }).body).toMatchObject({
      access_token: 'inner',
    });
  });

  test('finds an expiry beside the tokens or within', () => {
    expect(decoded({ expires_in: 60, authed_user: inner }, slack).body['expires_in']).toBe(60);
    const both = { expires_in: 60, authed_user: { ...inner, expires_in: 90 } };
    expect(decoded(both, slack).body['expires_in']).toBe(90);
  });

  test.each([
    ['is not there', {}],
    ['is null', { authed_user: null }],
    ['is a text', { authed_user: 'x' }],
    ['is a list', { authed_user: [inner] }],
    ['is a number', { authed_user: 7 }],
  ])('is the answer itself where the object %s', (_row, more) => {
    expect(decoded({ ...good, ...more }, slack).body['access_token']).toBe('a');
  });

  test.each(['__proto__', 'constructor', 'toString.name', '', '.', 'a..b', 'access_token.length'])(
    'is the answer itself at the path %j',
    (answerPath) => {
      expect(decoded(good, { answerPath }).body['access_token']).toBe('a');
    },
  );

  test('that nests 10,000 deep costs no token beside it', () => {
    const text = `{"access_token":"a","token_type":"bearer","authed_user":${deepJson(10_000, 'object')}}`;
    const { body, rest } = decoded(text, { answerPath: 'authed_user.a.a.a' });
    expect(body['access_token']).toBe('a');
    expect(rest).toEqual({ token_type: 'bearer' });
  });
});

describe('the lifetime', () => {
  const inAnHour = now / 1000 + 3600;
  const iso = '2026-11-21T13:00:00';
  const at = (form: NonNullable<Dialect['expiry']>['form']): Dialect => ({ expiry: { member: 'end', form } });

  test.each<[string, Readonly<Record<string, unknown>>, Dialect]>([
    ['expires_in', { expires_in: 3600 }, {}],
    ['expires_in as a text', { expires_in: '3600' }, {}],
    ['expires_in before expires_at', { expires_in: 3600, expires_at: inAnHour + 9 }, {}],
    ['expires_at in seconds', { expires_at: inAnHour }, {}],
    ['expires_at in seconds as a text', { expires_at: `${inAnHour}` }, {}],
    ['expires_at in milliseconds', { expires_at: inAnHour * 1000 }, {}],
    ['expires_at as a date', { expires_at: `${iso}Z` }, {}],
    ['expires_at with fractions', { expires_at: `${iso}.000000+00:00` }, {}],
    ['expires_at in another zone', { expires_at: '2026-11-21T05:00:00-0800' }, {}],
    ['expires_at of no zone is UTC', { expires_at: '2026-11-21 13:00:00' }, {}],
    ['expires_at as some write UTC', { expires_at: '2026-11-21 13:00:00 UTC' }, {}],
    ['expires_at without seconds', { expires_at: '2026-11-21T13:00Z' }, {}],
    ['seconds', { end: 3600 }, at('seconds')],
    ['milliseconds', { end: 3_600_000 }, at('milliseconds')],
    ['milliseconds as a text', { end: '3600000' }, at('milliseconds')],
    ['epoch seconds', { end: inAnHour }, at('epoch_seconds')],
    ['epoch milliseconds', { end: `${inAnHour * 1000}` }, at('epoch_milliseconds')],
    ['a date', { end: `${iso}Z` }, at('iso_date')],
    ['its own member and no other', { end: 3600, expires_in: 60, expires_at: 7 }, at('seconds')],
    ['a member further in', { a: { end: 3600 } }, { expiry: { member: 'a.end', form: 'seconds' } }],
  ])('%s', (_row, more, dialect) => {
    expect(decoded({ ...good, ...more }, dialect).body['expires_in']).toBe(3600);
  });

  test('until a moment is counted by the server’s clock, where ours is wrong', () => {
    const headers = { ...inJson, date: new Date(now - 7200_000).toUTCString() };
    const { body } = decoded({ ...good, expires_at: inAnHour - 7200 }, {}, { headers });
    expect(body['expires_in']).toBeCloseTo(3600, -1);
  });

  test('until a moment that has just passed is none', () => {
    expect(decoded({ ...good, expires_at: now / 1000 - 5 }).body['expires_in']).toBe(0);
  });

  test.each([
    [-1],
    [0],
    [3600],
    [now / 1000 - 2 * 86_400],
    [1e15],
    [Number.MAX_VALUE],
    ['1e12'],
    ['soon'],
    ['2026-11-21'],
    ['2026-13-45T99:00:00Z'],
    ['9999-01-01T00:00:00Z'],
    [true],
    [[inAnHour]],
    [{ seconds: inAnHour }],
  ])('is unknown for an expires_at of %j', (expires_at) => {
    expect(decoded({ ...good, expires_at }).body).not.toHaveProperty('expires_in');
  });

  const bad = [true, [], {}, 'soon', '-5', -5, '1e3', '0x10', Number.MAX_VALUE, `${'9'.repeat(400)}`];

  test.each(bad)('costs a sign-in where expires_in is %j, but no refresh', (expires_in) => {
    const error = { code: 'malformed_response', detail: 'its expires_in is not usable', status: 200 };
    expect(decode({ ...good, expires_in })).toEqual({ ok: false, error });
    const { body } = decoded({ ...good, expires_in, refresh_token: 'r' }, {}, { phase: 'refresh' });
    expect(body).toEqual({ access_token: 'a', refresh_token: 'r', token_type: 'Bearer' });
  });

  test.each(['seconds', 'milliseconds', 'epoch_seconds', 'epoch_milliseconds', 'iso_date'] as const)(
    'in a form of its own costs a sign-in where it is not that: %s',
    (form) => {
      for (const end of bad) {
        expect(decode({ ...good, end }, at(form))).toMatchObject({
          error: { detail: 'its end is not usable' },
        });
      }
      expect(decode({ ...good, end: null }, at(form)).ok).toBe(true);
    },
  );

  test.each(['__proto__', 'constructor', 'a.constructor.length', 'access_token.length'])(
    'is unknown at the path %j',
    (member) => {
      const { body } = decoded({ ...good, a: [] }, { expiry: { member, form: 'seconds' } });
      expect(body).not.toHaveProperty('expires_in');
    },
  );
});

describe('the lifetime of the refresh token', () => {
  const moment = (now + 60_000) / 1000;
  test.each<[string, Readonly<Record<string, unknown>>, Dialect, number | undefined]>([
    ['is unknown', {}, {}, undefined],
    ['in the usual member', { refresh_token_expires_in: 60 }, {}, 60],
    ['in the other usual member', { refresh_expires_in: '60' }, {}, 60],
    ['has no end where it is 0', { refresh_expires_in: 0 }, {}, undefined],
    ['unusable: a negative one', { refresh_expires_in: -1 }, {}, undefined],
    ['unusable: a list', { refresh_expires_in: [60] }, {}, undefined],
    ['unusable: huge', { refresh_expires_in: Number.MAX_VALUE }, {}, undefined],
    [
      'the second where the first is unusable',
      { refresh_token_expires_in: 'x', refresh_expires_in: 60 },
      {},
      60,
    ],
    ['in a member of its own', { r: moment }, { refreshExpiry: { member: 'r', form: 'epoch_seconds' } }, 60],
    [
      'not elsewhere then',
      { refresh_expires_in: 9 },
      { refreshExpiry: { member: 'r', form: 'seconds' } },
      undefined,
    ],
    ['within a wrapper', { w: { ...good, refresh_expires_in: 60 } }, { answerPath: 'w' }, 60],
  ])('%s', (_row, more, dialect, expected) => {
    expect(decoded({ ...good, ...more }, dialect).refreshLifetime).toBe(expected);
  });
});

describe('a refresh that has used its token up', () => {
  const lost = { ok: false, error: { code: 'refresh_token_lost', status: 200 } };
  test.each([
    ['no access token', { token_type: 'bearer', refresh_token: 'r' }],
    ['an unusable access token', { ...good, access_token: 'a\n', refresh_token: 'r' }],
    ['an unusable refresh token', { ...good, refresh_token: 7 }],
    ['a refresh token that breaks out of a header', { ...good, refresh_token: 'a\r\nb' }],
    ['another kind of token', { ...good, token_type: 'DPoP', refresh_token: 'r' }],
  ])('is lost: %s', (_row, body) => {
    expect(decode(body, {}, { phase: 'refresh' })).toEqual(lost);
    expect(decode({ data: body }, { answerPath: 'data' }, { phase: 'refresh' })).toEqual(lost);
    expect(decode(body)).toMatchObject({ ok: false, error: { code: expect.not.stringContaining('lost') } });
  });
});
