import { describe, expect, it } from 'vitest';
import type { Channel, Channels } from '../../../preload/contract.ts';
import { parseArguments, parsers } from '../../../preload/parse.ts';

const signIn: Channels['startSignIn']['args'] = {
  providerId: 'openid',
  parameters: { issuer: 'https://login.example.com' },
  endpoints: {},
  clientId: 'desktop',
  clientSecret: '',
  clientAuthentication: 'none',
  flow: 'authorization_code',
  scopes: ['openid'],
  redirectUri: 'http://127.0.0.1/callback/openid',
  anyPort: true,
  formPost: false,
  label: '',
  dangerouslyAllowHttpOnLoopback: false,
};

const imported: Channels['importAccount']['args'] = {
  providerId: 'oauth2',
  parameters: {},
  endpoints: {},
  clientId: '',
  clientSecret: '',
  clientAuthentication: 'none',
  accessToken: 'a',
  refreshToken: '',
  expiresAt: 0,
  scopes: [],
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
  setPreferences: {
    accountId: 'a1',
    preferences: { pinned: true, copyFormat: 'json', warnBeforeMs: null },
  },
  removeAccount: { accountId: 'a1', revoke: false },
  undoRemoval: { accountId: 'a1' },
  refreshAll: {},
  cancelWork: { workId: 'w1' },
  startSignIn: signIn,
  startSignInWithClient: { clientKey: 'k1' },
  startSignInAgain: { accountId: 'a1', scopes: [] },
  pasteRedirect: { signInId: 's1', address: 'https://example.com/?code=1' },
  importAccount: imported,
  replaceClientSecret: { clientKey: 'k1', clientSecret: 's', clientAuthentication: 'client_secret_post' },
  revokeTokens: { accountId: 'a1' },
  verifyToken: { accountId: 'a1' },
  askProvider: { accountId: 'a1', source: 'introspection' },
  whoAmI: { accountId: 'a1' },
  openDashboard: { accountId: 'a1' },
  saveProvider: { definition: '{}', replace: false },
  removeProvider: { providerId: 'own' },
  getDefinition: { providerId: 'twitch' },
  cancelSignIn: { signInId: 's1' },
  openSignInAgain: { signInId: 's1' },
  copySignInLink: { signInId: 's1' },
  openRegistrationPage: { providerId: 'twitch' },
  copyText: { text: 'http://127.0.0.1/callback' },
  changeSettings: { changes: { theme: 'dark', lockAfterIdleMs: 600_000, notifyKinds: ['expired'] } },
  chooseCaFile: {},
  showDataFolder: {},
  noteConnection: { online: false },
  exportAll: { passphrase: 'four plain words here' },
  chooseImport: {},
  importAll: { passphrase: 'four plain words here' },
  changeKey: { to: 'passphrase', passphrase: 'four plain words here', currentPassphrase: '' },
  lock: {},
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
function fits(channel: Channel, field: string, value: unknown): boolean {
  switch (field) {
    case 'on':
    case 'online':
    case 'revoke':
    case 'replace':
    case 'anyPort':
    case 'formPost':
    case 'dangerouslyAllowHttpOnLoopback':
      return typeof value === 'boolean';
    case 'expiresAt':
      return value === 0;
    case 'scopes':
      return Array.isArray(value);
    // No settings are changed.
    case 'changes':
    case 'parameters':
    case 'endpoints':
      return value?.constructor === Object;
    case 'clientSecret':
      return value === '' && channel !== 'replaceClientSecret';
    case 'definition':
    case 'text':
      return value === 'x'.repeat(100_000);
    case 'label':
    case 'passphrase':
    case 'currentPassphrase':
    case 'clientId':
    case 'redirectUri':
    case 'accessToken':
    case 'refreshToken':
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
    for (const value of wrongValues.filter((one) => !fits(channel, field, one))) {
      expect(
        parseArguments(channel, [{ ...args, [field]: value }]),
        String(value).slice(0, 20),
      ).toBeUndefined();
    }
  });
});

function numbered(count: number): Readonly<Record<string, string>> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, 'x']));
}

describe('limits', () => {
  const refused: readonly (readonly [string, Channel, object])[] = [
    ['a preference left out', 'setPreferences', { accountId: 'a1', preferences: { pinned: true } }],
    [
      'an unknown form of copying',
      'setPreferences',
      { accountId: 'a1', preferences: { pinned: true, copyFormat: 'xml', warnBeforeMs: null } },
    ],
    [
      'a warning before the beginning of time',
      'setPreferences',
      { accountId: 'a1', preferences: { pinned: true, copyFormat: 'env', warnBeforeMs: -1 } },
    ],
    ['an unknown setting', 'changeSettings', { changes: { theme: 'dark', colour: 'red' } }],
    ['a polluting setting', 'changeSettings', { changes: JSON.parse('{"__proto__":{"theme":"dark"}}') }],
    ['an inherited setting', 'changeSettings', { changes: { toString: 'x' } }],
    ['an unknown theme', 'changeSettings', { changes: { theme: 'sepia' } }],
    ['a setting without value', 'changeSettings', { changes: { theme: undefined } }],
    ['half a millisecond', 'changeSettings', { changes: { clipboardClearMs: 0.5 } }],
    ['endless waiting', 'changeSettings', { changes: { lockAfterIdleMs: Number.POSITIVE_INFINITY } }],
    ['an unknown kind of notice', 'changeSettings', { changes: { notifyKinds: ['expired', 'gossip'] } }],
    ['five kinds of notice', 'changeSettings', { changes: { notifyKinds: Array(5).fill('expired') } }],
    ['a path of 4097 characters', 'changeSettings', { changes: { caFile: 'x'.repeat(4097) } }],
    ['a place for the key that is none', 'changeKey', { ...right.changeKey, to: 'file' }],
    ['an unknown flow', 'startSignIn', { ...signIn, flow: 'password' }],
    ['a moment after the last one', 'importAccount', { ...imported, expiresAt: 8.64e15 + 1 }],
    ['a moment before 1970', 'importAccount', { ...imported, expiresAt: -1 }],
    ['a token of 65537 characters', 'importAccount', { ...imported, accessToken: 'x'.repeat(65_537) }],
    ['an unknown source', 'askProvider', { accountId: 'a1', source: 'userinfo' }],
    ['an empty secret', 'replaceClientSecret', { ...right.replaceClientSecret, clientSecret: '' }],
    [
      'no authentication',
      'replaceClientSecret',
      { ...right.replaceClientSecret, clientAuthentication: 'none' },
    ],
    ['a parameter that is no text', 'startSignIn', { ...signIn, parameters: { issuer: 1 } }],
    ['a polluting parameter', 'startSignIn', { ...signIn, parameters: JSON.parse('{"__proto__":"x"}') }],
    ['33 parameters', 'startSignIn', { ...signIn, parameters: numbered(33) }],
    ['a parameter with an odd name', 'startSignIn', { ...signIn, parameters: { 'A B': 'x' } }],
    ['an endpoint of 2049 characters', 'startSignIn', { ...signIn, endpoints: { token: 'x'.repeat(2049) } }],
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
    ['an unknown format', 'copyToken', { accountId: 'a1', format: 'yaml' }],
    ['a format of the prototype', 'copyToken', { accountId: 'a1', format: 'toString' }],
    ['a passphrase of 1025 characters', 'unlock', { passphrase: 'x'.repeat(1025) }],
    ['a text of 262145 characters', 'copyText', { text: 'x'.repeat(262_145) }],
    ['an address of 16385 characters', 'pasteRedirect', { signInId: 's1', address: 'x'.repeat(16_385) }],
  ];
  it.each(refused)('refuse %s', (_name, channel, args) => {
    expect(parseArguments(channel, [args])).toBeUndefined();
  });

  it('allow what is just within them', () => {
    expect(
      parseArguments('renameAccount', [{ accountId: 'x'.repeat(128), label: 'x'.repeat(200) }]),
    ).toBeDefined();
    expect(parseArguments('startSignIn', [{ ...signIn, parameters: numbered(32) }])).toBeDefined();
    expect(parseArguments('importAccount', [{ ...imported, expiresAt: 8.64e15 }])).toBeDefined();
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
