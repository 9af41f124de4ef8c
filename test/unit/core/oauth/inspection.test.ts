// What any text is that somebody takes for a token: whole, broken, nested, huge, or no token at all.
import { describe, expect, test } from 'vitest';
import { inspectToken } from '../../../../main/core/oauth/inspection.ts';
import { deepJson } from '../../../support/deep-json.ts';

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const raw = (text: string | Buffer) => Buffer.from(text).toString('base64url');

const header = { alg: 'RS256', typ: 'JWT' };
const claims = { sub: 'usr_123', name: 'Zoë 🦊', exp: 1710696000 };
const good = `${encoded(header)}.${encoded(claims)}.c2lnbmF0dXJl`;
const unsigned = `${encoded({ alg: 'none' })}.${encoded(claims)}.`;
const encryptedHeader = { alg: 'RSA-OAEP-256', enc: 'A256GCM', kid: 'theirs' };
const encrypted = `${encoded(encryptedHeader)}.a2V5.aXY.dGV4dA.dGFn`;
const around = (inner: string, more: Readonly<Record<string, unknown>> = { cty: 'JWT' }) =>
  `${encoded({ ...header, ...more })}.${raw(inner)}.c2ln`;
const problemOf = (text: string) => {
  const content = inspectToken(text);
  return content.kind === 'malformed' ? content.problem : content.kind;
};

describe('a whole token', () => {
  test('that is signed', () => {
    expect(inspectToken(good)).toEqual({ kind: 'signed', header, claims });
  });

  test('that is not signed', () => {
    expect(inspectToken(unsigned)).toEqual({ kind: 'unsigned', header: { alg: 'none' }, claims });
  });

  test('that is encrypted shows its header alone', () => {
    expect(inspectToken(encrypted)).toEqual({ kind: 'encrypted', header: encryptedHeader });
  });

  test('that is encrypted with a key used directly has an empty part', () => {
    const direct = { alg: 'dir', enc: 'A128GCM' };
    expect(inspectToken(`${encoded(direct)}..aXY.dGV4dA.dGFn`)).toEqual({
      kind: 'encrypted',
      header: direct,
    });
  });

  test.each(['None', 'NONE', 'nOnE', ' none'])('whose algorithm is %j is not an unsigned one', (alg) => {
    expect(inspectToken(`${encoded({ alg })}.${encoded(claims)}.c2ln`).kind).toBe('signed');
    expect(problemOf(`${encoded({ alg })}.${encoded(claims)}.`)).toBe('its signature is missing');
  });

  test('of which a name occurs twice has the last value', () => {
    const twice = `${encoded(header)}.${raw('{"sub":"a","sub":"b"}')}.c2ln`;
    expect(inspectToken(twice)).toMatchObject({ claims: { sub: 'b' } });
  });

  test('with names that every object inherits changes no object', () => {
    const text = `${encoded(header)}.${raw('{"__proto__":{"polluted":1},"constructor":"x"}')}.c2ln`;
    expect(inspectToken(text).kind).toBe('signed');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('without any claims', () => {
    expect(inspectToken(`${encoded(header)}.${encoded({})}.c2ln`)).toEqual({
      kind: 'signed',
      header,
      claims: {},
    });
  });
});

describe('a token in a token', () => {
  test.each([
    ['that is announced', around(good)],
    ['that is announced in small letters', around(good, { cty: 'jwt' })],
    ['that is announced as a media type', around(good, { cty: 'application/jwt' })],
    ['that is not announced', around(good, {})],
    ['that is announced oddly', around(good, { cty: 7 })],
  ])('%s', (_row, text) => {
    expect(inspectToken(text)).toMatchObject({ kind: 'nested', inner: { kind: 'signed', claims } });
  });

  test('may be unsigned, encrypted or broken inside', () => {
    expect(inspectToken(around(unsigned))).toMatchObject({ kind: 'nested', inner: { kind: 'unsigned' } });
    expect(inspectToken(around(encrypted))).toMatchObject({ kind: 'nested', inner: { kind: 'encrypted' } });
    expect(inspectToken(around(`${encoded(header)}.x.c2ln`))).toMatchObject({
      kind: 'nested',
      inner: { kind: 'malformed' },
    });
  });

  test('that is announced though there are claims, is claims', () => {
    expect(inspectToken(around(JSON.stringify(claims)))).toMatchObject({ kind: 'signed', claims });
  });

  test('ends where tokens are nested absurdly deep', () => {
    let text = good;
    for (let depth = 0; depth < 12; depth += 1) text = around(text);
    let content = inspectToken(text);
    let depth = 0;
    for (; content.kind === 'nested'; depth += 1) content = content.inner;
    expect(content).toEqual({ kind: 'malformed', problem: 'too many tokens are nested in it' });
    expect(depth).toBeLessThan(5);
  });
});

test('a token whose signature cannot be one, as in documents, can be read all the same', () => {
  const content = inspectToken(`${encoded(header)}.${encoded(claims)}.signature`);
  expect(content).toMatchObject({ kind: 'signed', claims });
});

describe('what looks like a token and is none', () => {
  const notAnObject = 'its content is not a JSON object';
  const badHeader = 'its header is not a JSON object in base64url';
  test.each([
    ['no signature', `${encoded(header)}.${encoded(claims)}.`, 'its signature is missing'],
    [
      'a signature where none is announced',
      `${unsigned}c2ln`,
      'it says that it is not signed, yet has a signature',
    ],
    ['no content', `${encoded(header)}..c2ln`, notAnObject],
    ['claims that are a list', `${encoded(header)}.${encoded([1])}.c2ln`, notAnObject],
    ['claims that are text', `${encoded(header)}.${encoded('x')}.c2ln`, notAnObject],
    ['claims that are null', `${encoded(header)}.${encoded(null)}.c2ln`, notAnObject],
    ['claims that are a number', `${encoded(header)}.${encoded(1)}.c2ln`, notAnObject],
    ['claims that are cut off', `${encoded(header)}.${encoded(claims).slice(0, 12)}.c2ln`, notAnObject],
    ['claims with more behind', `${encoded(header)}.${raw('{} {}')}.c2ln`, notAnObject],
    [
      'claims that are not UTF-8',
      `${encoded(header)}.${raw(Buffer.from('{"a":"\xff"}', 'latin1'))}.c2ln`,
      notAnObject,
    ],
    ['claims in UTF-16', `${encoded(header)}.${raw(Buffer.from('{"a":1}', 'utf16le'))}.c2ln`, notAnObject],
    ['claims that nest too deep', `${encoded(header)}.${raw(`{"a":${deepJson(60_000)}}`)}.c2ln`, notAnObject],
    [
      'claims of base64 with padding',
      `${encoded(header)}.${encoded(claims)}==.c2ln`,
      'its content is not base64url',
    ],
    ['claims of standard base64', `${encoded(header)}.e30+/w.c2ln`, 'its content is not base64url'],
    ['claims of an impossible length', `${encoded(header)}.e30aa.c2ln`, 'its content is not base64url'],
    [
      'a signature of standard base64',
      `${encoded(header)}.${encoded(claims)}.c2+n`,
      'its signature is not base64url',
    ],
    ['a signature with a line break', `${good}\n`, 'its signature is not base64url'],
    [
      'a signature in other letters',
      `${encoded(header)}.${encoded(claims)}.ｃ２ｌｎ`,
      'its signature is not base64url',
    ],
    [
      'a header without algorithm',
      `${encoded({ typ: 'JWT' })}.${encoded(claims)}.c2ln`,
      'its header names no algorithm',
    ],
    [
      'a header with a number for it',
      `${encoded({ alg: 1 })}.${encoded(claims)}.c2ln`,
      'its header names no algorithm',
    ],
    ['a header that is cut off', `${raw('{"alg":"RS')}.${encoded(claims)}.c2ln`, badHeader],
    ['a header that nests too deep', `${raw(`{"alg":"RS256","a":${deepJson(100)}}`)}.e30.c2ln`, badHeader],
    ['a header with padding', `${encoded(header)}=.${encoded(claims)}.c2ln`, badHeader],
    [
      'an encrypted one without enc',
      `${encoded({ alg: 'dir' })}..aXY.dGV4dA.dGFn`,
      'its header does not say how it is encrypted',
    ],
    [
      'an encrypted one of wrong base64',
      `${encoded(encryptedHeader)}.a2V5.aX=.dGV4dA.dGFn`,
      'a part of it is not base64url',
    ],
    ['an announced token that is none', around('no token'), 'its content is not the token that it announces'],
    [
      'one of a megabyte',
      `${encoded(header)}.${encoded({ a: 'x'.repeat(1_000_000) })}.c2ln`,
      'it is too long',
    ],
  ])('%s', (_row, text, problem) => {
    expect(problemOf(text)).toBe(problem);
  });
});

describe('opaque', () => {
  test.each([
    ['nothing', ''],
    ['a token without dots', 'tGzv3JOkF0XG5Qx2TlKWIA'],
    ['dots alone', '..'],
    ['many dots', '.'.repeat(1_000_000)],
    ['a version number', '1.2.3'],
    ['a host name', 'www.example.org'],
    ['two parts of a JWT', good.split('.').slice(0, 2).join('.')],
    ['four parts', `${good}.x`],
    ['six parts', `${encrypted}.x`],
    ['white space before a JWT', ` ${good}`],
    ['JSON', '{"alg":"RS256"}.{}.x'],
    ['a header that is a list', `${encoded(['RS256'])}.${encoded(claims)}.c2ln`],
    ['a megabyte', 'ey'.repeat(500_000)],
    ['half a character', '\ud83e.\ud83e.\ud83e'],
    ['a token with three parts of its own kind', 'ya29.a0AfH6SMB.x-y_z'],
  ])('%s', (_row, text) => {
    expect(inspectToken(text)).toEqual({ kind: 'opaque' });
  });
});

test('no text of any kind makes it throw', () => {
  const alphabet = [
    '.',
    'e',
    'y',
    'J',
    '{',
    '"',
    '-',
    '_',
    '=',
    '\0',
    '🦊',
    '\ud800',
    encoded(header),
    encoded(claims),
    good,
  ];
  let state = 1;
  for (let round = 0; round < 3000; round += 1) {
    let text = '';
    for (let at = 0; at < 7; at += 1) {
      state = (state * 48271) % 2147483647;
      text += alphabet[state % alphabet.length];
    }
    expect(['signed', 'unsigned', 'nested', 'encrypted', 'malformed', 'opaque']).toContain(
      inspectToken(text).kind,
    );
  }
});
