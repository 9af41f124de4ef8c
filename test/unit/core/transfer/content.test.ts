// The content of an export: what goes in comes out, and one broken record hides no other.
import { describe, expect, it } from 'vitest';
import { type Content, decodeContent, encodeContent } from '../../../../main/core/transfer/content.ts';
import { errorCode, okValue } from '../../../support/result.ts';
import { exampleAccount, exampleClient, exampleTokens, revealed } from '../../../support/vault-examples.ts';

const content: Content = {
  clients: [exampleClient()],
  holdings: [
    {
      account: exampleAccount('a1', { label: 'line\nbreak \u2028 and 🗝' }),
      tokens: exampleTokens('1'),
      events: [
        { kind: 'refreshed', at: 2000 },
        { kind: 'signed_in', at: 1000 },
      ],
    },
    { account: exampleAccount('a2'), tokens: { ...exampleTokens('2'), refreshToken: undefined }, events: [] },
  ],
  definitions: ['{ "id": "mine",\n "name": "Mine" }'],
};

const textOf = (bytes: Uint8Array<ArrayBuffer>) => new TextDecoder().decode(bytes);
const bytesOf = (text: string) => new TextEncoder().encode(text);
const lines = () => textOf(encodeContent(content)).split('\n');

function read(text: string) {
  return okValue(decodeContent(bytesOf(text)));
}

it('comes out as it went in', () => {
  const back = okValue(decodeContent(encodeContent(content)));
  expect(back.unreadable).toBe(0);
  expect(back.definitions).toEqual(content.definitions);
  expect(back.clients).toHaveLength(1);
  expect(back.clients[0]).toMatchObject({ key: 'client-1', metadata: { nested: [1, null] } });
  const { authentication } = back.clients[0] ?? {};
  expect(authentication?.method === 'client_secret_basic' && authentication.secret.reveal()).toBe(
    'clientsecret',
  );
  expect(back.holdings.map(({ account }) => account)).toEqual(content.holdings.map(({ account }) => account));
  expect(back.holdings.map(({ tokens }) => revealed(tokens))).toEqual(
    content.holdings.map(({ tokens }) => revealed(tokens)),
  );
  expect(back.holdings.map(({ events }) => events)).toEqual(content.holdings.map(({ events }) => events));
});

it('may hold nothing at all', () => {
  const nothing = { clients: [], holdings: [], definitions: [] };
  expect(okValue(decodeContent(encodeContent(nothing)))).toEqual({ ...nothing, unreadable: 0 });
});

it('passes over records and members that only a later version knows', () => {
  const [heading, client, ...rest] = lines();
  const later = (client ?? '').replace('{"key"', '{"colour":"green","key"');
  const back = read([heading, 'tag {"of":"the future"}', later, ...rest, 'word'].join('\n'));
  expect(back).toMatchObject({ unreadable: 0 });
  expect(back.holdings).toHaveLength(2);
  expect(back.clients).toHaveLength(1);
});

it('reads records of before there were preferences by the same defaults as the vault', () => {
  const before = lines().map((line) =>
    line.replace(/,"preferences":\{[^}]*\}/, '').replace(',"origin":"authorization_code"', ''),
  );
  expect(before.join('\n')).not.toContain('preferences');
  expect(read(before.join('\n')).holdings[0]?.account).toMatchObject({
    origin: 'authorization_code',
    preferences: { pinned: false, copyFormat: 'token' },
  });
});

describe('a broken record', () => {
  it.each<readonly [what: string, from: RegExp, to: string, left: readonly [number, number, number]]>([
    ['client', /^client .*/m, 'client {"key":', [0, 2, 1]],
    ['account', /^account .*/m, 'account {"id":12}', [1, 1, 1]],
    ['account of bytes', /^account .*/m, 'account \u0000\u0001', [1, 1, 1]],
    ['set of tokens', /^tokens .*/m, 'tokens []', [1, 1, 1]],
    ['set of tokens that is missing', /^tokens .*\n/m, '', [1, 1, 1]],
    ['event', /^event .*/m, 'event {"kind":"dreamt","at":1}', [1, 2, 1]],
    ['definition', /^definition .*/m, 'definition {}', [1, 2, 1]],
    ['line', /^client .*/m, 'client', [0, 2, 0]],
    ['nested record', /^client .*/m, `client ${'['.repeat(100_000)}`, [0, 2, 1]],
  ])('hides no other: %s', (_what, from, to, [clients, holdings, unreadable]) => {
    const text = lines().join('\n');
    expect(text).toMatch(from);
    const back = read(text.replace(from, to));
    expect([back.clients.length, back.holdings.length, back.unreadable]).toEqual([
      clients,
      holdings,
      unreadable,
    ]);
  });

  it('gives tokens of an account that cannot be read to no other', () => {
    const back = read(
      lines()
        .join('\n')
        .replace(/^account .*/m, 'account null'),
    );
    expect(back.holdings.map(({ tokens }) => tokens.accessToken.reveal())).toEqual(['access 2']);
  });

  it('takes the first of two sets of tokens', () => {
    const back = read(
      lines()
        .join('\n')
        .replace(/^(tokens .*)$/m, '$1\ntokens {"accessToken":"other"}'),
    );
    expect(back.holdings[0]?.tokens.accessToken.reveal()).toBe('access 1');
  });
});

it.each([
  ['', 'backup_damaged'],
  ['\n', 'backup_damaged'],
  ['tokendeck content', 'backup_damaged'],
  ['tokendeck content -1\n', 'backup_damaged'],
  ['tokendeck content 1 \n', 'backup_damaged'],
  ['{"clients":[]}\n', 'backup_damaged'],
  ['tokendeck content 2\nclient {}\n', 'backup_newer'],
])('%o is no content', (text, code) => {
  expect(errorCode(decodeContent(bytesOf(text)))).toBe(code);
});
