// Refusals of every shape that was seen or can be imagined, as the library and the flows get them.
import { describe, expect, test } from 'vitest';
import type { Dialect, ErrorShape } from '../../../../main/core/oauth/dialect.ts';
import { decodeTokenResponse } from '../../../../main/core/oauth/dialect-answer.ts';
import { deepJson } from '../../../support/deep-json.ts';

const inJson = { 'content-type': 'application/json' };
const good = { access_token: 'a', token_type: 'bearer' };

function decode(
  errors: ErrorShape | undefined,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = inJson,
) {
  const dialect: Dialect = errors === undefined ? {} : { errors };
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return decodeTokenResponse(
    dialect,
    'device_token',
    { status, headers, body: new TextEncoder().encode(text) },
    0,
  );
}

type Row = readonly [
  what: string,
  shape: ErrorShape | undefined,
  status: number,
  body: unknown,
  error: string,
  description?: string,
];

const twitch: ErrorShape = {
  code: 'message',
  meanings: { 'invalid refresh token': 'invalid_grant', authorization_pending: 'authorization_pending' },
};
const startgg: ErrorShape = {
  successFlag: 'success',
  meanings: { 'code has expired.': 'invalid_grant' },
};
const slack: ErrorShape = { successFlag: 'ok', meanings: { bad_client_secret: 'invalid_client' } };
const fitbit: ErrorShape = { code: 'errors.0.errorType', description: 'errors.0.message' };

const rows: readonly Row[] = [
  ['the standard one', undefined, 400, { error: 'invalid_grant' }, 'invalid_grant'],
  [
    'with a description',
    undefined,
    401,
    { error: 'invalid_client', error_description: 'who?' },
    'invalid_client',
    'who?',
  ],
  ['a standard one with HTTP 200', undefined, 200, { error: 'slow_down' }, 'slow_down'],
  [
    'a code of the provider’s with HTTP 200',
    { meanings: { bad_verification_code: 'invalid_grant' } },
    200,
    { error: 'bad_verification_code', error_description: 'It has expired.' },
    'invalid_grant',
    'bad_verification_code: It has expired.',
  ],
  [
    'status and message',
    twitch,
    400,
    { status: 400, message: 'authorization_pending' },
    'authorization_pending',
  ],
  [
    'a message that means something',
    twitch,
    400,
    { status: 400, message: 'Invalid refresh token' },
    'invalid_grant',
    'Invalid refresh token',
  ],
  ['an unknown message', twitch, 400, { status: 400, message: 'missing client id' }, 'missing client id'],
  [
    'status and message without a shape',
    undefined,
    400,
    { status: 400, message: 'missing client id' },
    'missing client id',
  ],
  [
    'success false',
    startgg,
    400,
    { success: false, message: 'Code has expired.' },
    'invalid_grant',
    'Code has expired.',
  ],
  ['success false with HTTP 200', startgg, 200, { success: false, message: 'No.' }, 'No.'],
  ['success false beside a token', startgg, 200, { ...good, success: false, message: 'No.' }, 'No.'],
  ['success false without a shape', undefined, 200, { success: false, message: 'No.' }, 'No.'],
  ['ok false', slack, 200, { ok: false, error: 'bad_client_secret' }, 'invalid_client', 'bad_client_secret'],
  ['an unknown code', slack, 200, { ok: false, error: 'team_gone' }, 'team_gone'],
  ['a flag further in', { successFlag: 'meta.ok' }, 200, { ...good, meta: { ok: false }, message: 'x' }, 'x'],
  [
    'a nested object',
    undefined,
    400,
    { error: { message: 'Bad token.', type: 'OAuthException', code: 190 } },
    'OAuthException',
    'Bad token.',
  ],
  [
    'a nested object with a status',
    undefined,
    403,
    { error: { code: 403, message: 'No.', status: 'PERMISSION_DENIED' } },
    'PERMISSION_DENIED',
    'No.',
  ],
  ['a nested number', undefined, 400, { error: { code: 190 } }, '190'],
  ['a nested message alone', undefined, 400, { error: { message: 'Bad token.' } }, 'Bad token.'],
  [
    'a list of errors',
    fitbit,
    400,
    { success: false, errors: [{ errorType: 'invalid_grant', message: 'Dead.' }] },
    'invalid_grant',
    'Dead.',
  ],
  ['a number as code', { code: 'error_code' }, 400, { error_code: 10007, error: 'x' }, '10007'],
  [
    'a meaning by description',
    { meanings: { 'token expired': 'invalid_grant' } },
    400,
    { error: 'invalid_request', error_description: 'Token expired' },
    'invalid_grant',
    'invalid_request: Token expired',
  ],
  [
    'a meaning by code before one by description',
    { meanings: { e1: 'access_denied', d: 'invalid_grant' } },
    400,
    { error: 'E1', error_description: 'D' },
    'access_denied',
    'E1: D',
  ],
  ['the status as code', undefined, 401, { message: 'Unauthorized', error: 401 }, 'Unauthorized'],
  ['the status within', undefined, 401, { error: { status: 401, message: 'No.' } }, 'No.'],
  ['the status alone', undefined, 401, { error: 401 }, '401'],
  ['a list of messages', undefined, 400, { errors: [{ message: 'No.', code: 7 }] }, 'No.'],
  [
    'problem details',
    undefined,
    400,
    { title: 'Bad', detail: 'No such code.', status: 400 },
    'No such code.',
  ],
  ['words for people', undefined, 400, 'no such code', 'no such code'],
];

describe('a refusal', () => {
  test.each(rows.map((row) => [row[0], row] as const))('%s', (_what, row) => {
    const [what, errors, status, body, error, description] = row;
    const headers = what === 'words for people' ? { 'content-type': 'text/plain; charset=utf-8' } : inJson;
    const result = decode(errors, status, body, headers);
    expect(result).toEqual({
      ok: true,
      value: {
        status: Math.max(status, 400),
        body: { error, ...(description === undefined ? {} : { error_description: description }) },
        refreshLifetime: undefined,
        rest: {},
      },
    });
  });

  test('keeps the address of its explanation', () => {
    const body = { error: 'x', error_uri: 'https://x.example/' };
    expect(decode(undefined, 400, body)).toMatchObject({ value: { body } });
  });

  test.each([
    ['text', 'text/plain', 'Invalid Refresh Token', 'invalid_grant'],
    ['text with space around it', 'TEXT/PLAIN;charset=x', ' invalid refresh token\n', 'invalid_grant'],
    ['JSON declared as text', 'text/plain', '{"message":"Invalid refresh token"}', 'invalid_grant'],
  ])('has its meaning also as %s', (_row, type, body, error) => {
    expect(decode(twitch, 400, body, { 'content-type': type })).toMatchObject({ value: { body: { error } } });
  });
});

describe('a refusal that says nothing', () => {
  test.each<[string, unknown, string]>([
    ['HTML', '<h1>Forbidden</h1>', 'text/html'],
    ['HTML of no type', '<h1>Forbidden</h1>', ''],
    ['an empty object', {}, 'application/json'],
    ['an empty error', { error: '', message: '' }, 'application/json'],
    ['null', { error: null, error_description: null }, 'application/json'],
    ['a list', [{ error: 'x' }], 'application/json'],
    ['a number alone', 7, 'application/json'],
    ['values of other types', { error: true, message: ['x'], error_description: {} }, 'application/json'],
    ['zero', { error: { code: 0 } }, 'application/json'],
    ['10,000 levels', `{"error":${deepJson(10_000, 'object')}}`, 'application/json'],
    ['10,000 levels of a list', deepJson(10_000), 'application/json'],
  ])('%s', (_row, body, type) => {
    expect(decode({ code: 'error.a.a' }, 403, body, type === '' ? {} : { 'content-type': type })).toEqual({
      ok: false,
      error: { code: 'malformed_response', detail: 'it refuses without an error code', status: 403 },
    });
  });
});

describe('names that every object has', () => {
  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('%s means nothing', (name) => {
    expect(decode({ meanings: {} }, 400, { error: name })).toMatchObject({
      value: { body: { error: name } },
    });
    const shape = { code: name, description: `${name}.name`, successFlag: `${name}.x` };
    expect(decode(shape, 400, { error: 'own' })).toMatchObject({ value: { body: { error: 'own' } } });
    expect(decode(shape, 200, good).ok).toBe(true);
  });
});

describe('a good answer is no refusal', () => {
  test.each<[string, ErrorShape, unknown]>([
    ['with a true flag', slack, { ...good, ok: true }],
    ['with no flag', slack, good],
    ['with a flag of another type', slack, { ...good, ok: 'false' }],
    ['with an empty error', {}, { ...good, error: '' }],
    ['with an error code of 0', { code: 'error_code' }, { ...good, error_code: 0 }],
    ['with a friendly word where codes are', twitch, { ...good, message: 'welcome' }],
    ['with an error object that means none', {}, { ...good, error: { code: 'ok' } }],
    ['with a flag that is customary elsewhere', {}, { ...good, success: false }],
  ])('%s', (_row, errors, body) => {
    expect(decode(errors, 200, body)).toMatchObject({ ok: true, value: { status: 200 } });
  });
});
