import { describe, expect, it } from 'vitest';
import { appError } from '../../../main/core/errors.ts';
import { fail, ok } from '../../../main/core/result.ts';
import type { Handlers } from '../../../main/shell/handlers.ts';
import { answerCall, type CallEvent } from '../../../main/shell/ipc-call.ts';
import type { Channel } from '../../../preload/contract.ts';
import { parsers } from '../../../preload/parse.ts';
import { fakeLog } from '../../support/fake-log.ts';

const channels = Object.keys(parsers) as Channel[];
const ownEvent: CallEvent = {
  sender: { id: 7 },
  senderFrame: { url: 'app://tokendeck/index.html', parent: null },
};

/** Handlers that only note that they were reached; `answer` is what each gives. */
function setUp(answer: () => Promise<unknown> = async () => ok(null)) {
  const reached: [Channel, unknown][] = [];
  const log = fakeLog();
  const handlers = Object.fromEntries(
    channels.map((channel) => [
      channel,
      (args: unknown) => {
        reached.push([channel, args]);
        return answer();
      },
    ]),
  ) as unknown as Handlers;
  const call = (channel: Channel, event: CallEvent, given: readonly unknown[]) =>
    answerCall({ handlers, isKnown: (id) => id === 7, log }, channel, event, given);
  return { reached, log, call };
}

const page = 'app://tokendeck/index.html';
const strangers: readonly (readonly [string, CallEvent])[] = [
  ['unknown contents', { sender: { id: 8 }, senderFrame: { url: page, parent: null } }],
  ['a frame that has gone', { sender: { id: 7 }, senderFrame: null }],
  ['a frame within the page', { sender: { id: 7 }, senderFrame: { url: page, parent: { url: page } } }],
  ...[
    'https://evil.example/',
    'https://tokendeck/index.html',
    'app://evil/index.html',
    'app://tokendeck.evil/index.html',
    'app://tokendeck@evil/index.html',
    'app://user@tokendeck/index.html',
    'app://tokendeck:1/index.html',
    'file:///app://tokendeck/index.html',
    'data:text/html,app://tokendeck/',
    'about:blank',
    '',
  ].map((url): readonly [string, CallEvent] => [
    `the address ${url || 'of nothing'}`,
    { sender: { id: 7 }, senderFrame: { url, parent: null } },
  ]),
];

describe.each(channels)('%s', (channel) => {
  it.each(strangers)('is not answered for %s', async (_name, event) => {
    const { reached, log, call } = setUp();
    const answer = await call(channel, event, [
      { text: 'MARKED', passphrase: 'MARKED', accountId: 'MARKED' },
    ]);
    expect(answer).toMatchObject({ ok: false, error: { code: 'not_allowed' } });
    expect(reached).toEqual([]);
    expect(log.entries).toEqual([{ level: 'warn', event: 'ipc.refused', fields: { channel } }]);
  });

  it.each([
    ['nothing', []],
    ['a text', ['MARKED']],
    ['an extra key', [{ accountId: 'MARKED', passphrase: 'MARKED', more: 'MARKED' }]],
    ['an enormous text', [{ text: 'MARKED'.repeat(100_000) }]],
  ])('does not reach its handler with %s', async (_name, given) => {
    const { reached, log, call } = setUp();
    const answer = await call(channel, ownEvent, given);
    expect(answer).toMatchObject({ ok: false, error: { code: 'invalid_argument' } });
    expect(reached).toEqual([]);
    expect(log.entries).toEqual([{ level: 'warn', event: 'ipc.refused', fields: { channel } }]);
    expect(JSON.stringify([answer, log.entries])).not.toContain('MARKED');
  });
});

it('reaches the handler with parsed arguments and passes its value on', async () => {
  const { reached, log, call } = setUp(async () => ok({ version: '1' }));
  expect(await call('getAccount', ownEvent, [{ accountId: 'a1' }])).toEqual({
    ok: true,
    value: { version: '1' },
  });
  expect(reached).toEqual([['getAccount', { accountId: 'a1' }]]);
  expect(log.entries).toEqual([]);
});

it('puts a coded error into words', async () => {
  const { call } = setUp(async () =>
    fail(
      appError('invalid_grant', { provider: { error: 'invalid_grant', description: 'Token was revoked' } }),
    ),
  );
  expect(await call('getApp', ownEvent, [{}])).toEqual({
    ok: false,
    error: {
      code: 'invalid_grant',
      what: 'The provider no longer accepts this sign-in.',
      remedy: 'Sign in again.',
      providerSaid: 'invalid_grant: Token was revoked',
    },
  });
});

it.each([
  ['rejects', () => Promise.reject(new Error('MARKED'))],
  [
    'throws',
    () => {
      throw new Error('MARKED');
    },
  ],
])('a handler that %s becomes `internal`, and its words go nowhere', async (_name, answer) => {
  const { log, call } = setUp(answer);
  const outcome = await call('getApp', ownEvent, [{}]);
  expect(outcome).toMatchObject({ ok: false, error: { code: 'internal' } });
  expect(log.entries).toEqual([{ level: 'warn', event: 'ipc.failed', fields: { channel: 'getApp' } }]);
  expect(JSON.stringify(outcome)).not.toContain('MARKED');
});
