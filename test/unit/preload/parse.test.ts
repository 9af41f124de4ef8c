import { describe, expect, it } from 'vitest';
import type { Channel, Channels } from '../../../preload/contract.ts';
import { parseArguments, parsers } from '../../../preload/parse.ts';

const signIn: Channels['startSignIn']['args'] = {
  providerId: 'openid',
  issuer: 'https://login.example.com',
  clientId: 'desktop',
  clientSecret: '',
  clientAuthentication: 'none',
  scopes: ['openid'],
  redirectPort: 0,
  label: '',
  dangerouslyAllowHttpOnLoopback: false,
};

/** Right arguments of every channel: what the hostile ones are made from. */
const right: { readonly [C in Channel]: Channels[C]['args'] } = {
  getApp: {},
  getAccount: { accountId: 'a1' },
  copyToken: { accountId: 'a1', format: 'curl' },
  refreshAccount: { accountId: 'a1' },
  renameAccount: { accountId: 'a1', label: 'Work' },
  setAutoRefresh: { accountId: 'a1', on: true },
  removeAccount: { accountId: 'a1', revoke: false },
  startSignIn: signIn,
  startSignInWithClient: { clientKey: 'k1' },
  startSignInAgain: { accountId: 'a1' },
  cancelSignIn: { signInId: 's1' },
  openSignInAgain: { signInId: 's1' },
  copySignInLink: { signInId: 's1' },
  openRegistrationPage: { providerId: 'twitch' },
  copyText: { text: 'http://127.0.0.1/callback' },
  retryKeychain: {},
  choosePassphrase: { passphrase: 'four plain words here' },
  unlock: { passphrase: 'four plain words here' },
};

const channels = Object.keys(right) as Channel[];
const wrongValues: readonly unknown[] = [
  undefined,
  null,
  true,
  0,
  -1,
  1.5,
  Number.NaN,
  Infinity,
  '',
  'x'.repeat(100_000),
  [],
  ['x'],
  {},
  Symbol('x'),
  () => 'x',
  1n,
  new Date(0),
  new Map([['accountId', 'a1']]),
  new String('a1'),
];

/** Whether a wrong value happens to be a right one for this field. */
function fits(field: string, value: unknown): boolean {
  switch (field) {
    case 'on':
    case 'revoke':
    case 'dangerouslyAllowHttpOnLoopback':
      return typeof value === 'boolean';
    case 'redirectPort':
      return value === 0;
    case 'scopes':
      return Array.isArray(value);
    case 'label':
    case 'clientSecret':
    case 'passphrase':
      return value === '';
    default:
      return false;
  }
}

describe.each(channels)('arguments of %s', (channel) => {
  const args: object = right[channel];

  it('are taken as they are', () => {
    expect(parseArguments(channel, [args])).toEqual(args);
    expect(parseArguments(channel, [structuredClone(args)])).toEqual(args);
  });

  it.each([
    ['none', []],
    ['two', [args, args]],
    ['undefined', [undefined]],
    ['null', [null]],
    ['a text', ['getApp']],
    ['a number', [1]],
    ['an array', [[args]]],
    ['an extra key', [{ ...args, extra: 1 }]],
    ['an extra key without value', [{ ...args, extra: undefined }]],
    ['a symbol key', [{ ...args, [Symbol('x')]: 1 }]],
    [
      'a polluting key',
      [JSON.parse(`{"__proto__": {"on": true}, ${JSON.stringify(args).slice(1)}`.replace(', }', '}'))],
    ],
    ['a class instance', [Object.assign(new (class Arguments {})(), args)]],
    ['inherited fields', [Object.create(args)]],
    ['an array with the fields', [Object.assign([], args)]],
  ])('are refused: %s', (_name, given) => {
    expect(parseArguments(channel, given)).toBeUndefined();
  });

  it.each(Object.keys(args))('are refused with a wrong or missing %s', (field) => {
    const { [field]: _left, ...missing } = args as Record<string, unknown>;
    expect(parseArguments(channel, [missing])).toBeUndefined();
    const getter = {
      ...missing,
      get [field]() {
        return (args as Record<string, unknown>)[field];
      },
    };
    expect(parseArguments(channel, [getter])).toBeUndefined();
    for (const value of wrongValues.filter((one) => !fits(field, one))) {
      expect(
        parseArguments(channel, [{ ...args, [field]: value }]),
        String(value).slice(0, 20),
      ).toBeUndefined();
    }
  });
});

describe('limits', () => {
  const refused: readonly (readonly [string, Channel, object])[] = [
    ['a port above 65535', 'startSignIn', { ...signIn, redirectPort: 65_536 }],
    [
      'an unknown way to prove the client',
      'startSignIn',
      { ...signIn, clientAuthentication: 'private_key_jwt' },
    ],
    ['an empty scope', 'startSignIn', { ...signIn, scopes: [''] }],
    ['a scope that is no text', 'startSignIn', { ...signIn, scopes: ['openid', 1] }],
    ['a hole in the scopes', 'startSignIn', { ...signIn, scopes: new Array(1) }],
    ['201 scopes', 'startSignIn', { ...signIn, scopes: Array.from({ length: 201 }, () => 'a') }],
    ['a label of 201 characters', 'renameAccount', { accountId: 'a1', label: 'x'.repeat(201) }],
    ['an id of 129 characters', 'getAccount', { accountId: 'x'.repeat(129) }],
    ['an unknown format', 'copyToken', { accountId: 'a1', format: 'json' }],
    ['a format of the prototype', 'copyToken', { accountId: 'a1', format: 'toString' }],
    ['a passphrase of 1025 characters', 'unlock', { passphrase: 'x'.repeat(1025) }],
    ['a text of 16385 characters', 'copyText', { text: 'x'.repeat(16_385) }],
  ];
  it.each(refused)('refuse %s', (_name, channel, args) => {
    expect(parseArguments(channel, [args])).toBeUndefined();
  });

  it('allow what is just within them', () => {
    expect(
      parseArguments('renameAccount', [{ accountId: 'x'.repeat(128), label: 'x'.repeat(200) }]),
    ).toBeDefined();
    expect(parseArguments('startSignIn', [{ ...signIn, redirectPort: 65_535 }])).toBeDefined();
  });
});

it('answers with an object of its own, so that nothing hidden travels on', () => {
  const given = { accountId: 'a1' };
  const parsed = parseArguments('getAccount', [given]);
  expect(parsed).not.toBe(given);
  expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
});

it('has one parser for each channel', () => {
  expect(Object.keys(parsers).sort()).toEqual([...channels].sort());
});
