import { expect, test } from 'vitest';
import type { Account, Client, ClientKey } from '../../../../main/core/accounts/account.ts';
import { flowLastUsed, scopesLastAsked } from '../../../../main/core/accounts/sign-in-request.ts';
import { clientKey, provider } from './desk.ts';

const client = { key: clientKey } as Client;
const account = (origin: Account['origin'], createdAt: number, scope: string, key = clientKey): Account =>
  ({ clientKey: key, origin, createdAt, scopesAsked: [scope] }) as unknown as Account;

test.each<[string, readonly Account[], string, readonly string[]]>([
  ['nobody yet', [], 'authorization_code', ['openid', 'profile']],
  ['one by device code', [account('device_code', 1, 'a')], 'device_code', ['a']],
  [
    'the newest counts',
    [
      account('device_code', 2, 'a'),
      account('client_credentials', 3, 'b'),
      account('authorization_code', 1, 'c'),
    ],
    'client_credentials',
    ['b'],
  ],
  [
    'imports tell no flow',
    [account('device_code', 1, 'a'), account('imported', 2, 'b')],
    'device_code',
    ['a'],
  ],
  ['only imports', [account('imported', 2, 'b')], 'authorization_code', ['b']],
  [
    'another client’s do not count',
    [account('device_code', 9, 'a', 'other' as ClientKey)],
    'authorization_code',
    ['openid', 'profile'],
  ],
])('flow and scopes last used through a client: %s', (_what, accounts, flow, scopes) => {
  expect(flowLastUsed(client, accounts, provider)).toBe(flow);
  expect(scopesLastAsked(client, accounts, provider)).toEqual(scopes);
});

test('of a provider that has no authorization code flow its first flow is offered', () => {
  const flows = [{ kind: 'device_code', clientSecret: 'none' }] as const;
  expect(flowLastUsed(client, [], { ...provider, flows })).toBe('device_code');
});
