// What of an export is here already: nothing is taken for something else, and nothing is had twice.
import { describe, expect, it } from 'vitest';
import type { Account, AccountId, ClientKey } from '../../../../main/core/accounts/account.ts';
import { Secret } from '../../../../main/core/secret.ts';
import type { Holding } from '../../../../main/core/transfer/content.ts';
import { matchAccounts, matchClients } from '../../../../main/core/transfer/matching.ts';
import { soundClients, soundHoldings } from '../../../../main/core/transfer/soundness.ts';
import { fakeRandom } from '../../../support/fake-random.ts';
import { exampleAccount, exampleClient, exampleTokens } from '../../../support/vault-examples.ts';

const holding = (id: string, members: Partial<Account> = {}): Holding => ({
  account: exampleAccount(id, members),
  tokens: exampleTokens(id),
  events: [],
});

const keyOf = (key: string) => key as ClientKey;

describe('clients', () => {
  const other = { issuer: 'https://other.example', metadata: { token_endpoint: 'https://other.example/t' } };

  it('are the same by key and registration, and ours stay as they are', () => {
    const ours = exampleClient('c1', {
      authentication: { method: 'client_secret_post', secret: new Secret('new') },
    });
    const { here, added } = matchClients([exampleClient('c1')], [ours], fakeRandom());
    expect(here.get(keyOf('c1'))).toBe(ours);
    expect(added).toEqual([]);
  });

  it('are the same by registration under another key', () => {
    const ours = exampleClient('c1');
    const { here, added } = matchClients([exampleClient('c2')], [ours], fakeRandom());
    expect(here.get(keyOf('c2'))).toBe(ours);
    expect(added).toEqual([]);
  });

  it('are added under their own key', () => {
    const { here, added } = matchClients([exampleClient('c2', other)], [exampleClient('c1')], fakeRandom());
    expect(added).toEqual([exampleClient('c2', other)]);
    expect(here.get(keyOf('c2'))).toBe(added[0]);
  });

  it('get a new key where theirs is taken by another registration', () => {
    const { here, added } = matchClients([exampleClient('c1', other)], [exampleClient('c1')], fakeRandom());
    expect(added).toHaveLength(1);
    expect(added[0]?.key).not.toBe('c1');
    expect(here.get(keyOf('c1'))).toBe(added[0]);
  });

  it.each([
    ['another provider', { providerId: 'other' }],
    ['another issuer', { issuer: 'https://other.example' }],
    ['another client ID', { clientId: 'other' }],
    ['another token endpoint', { metadata: { token_endpoint: 'https://elsewhere.example' } }],
    ['another way to prove itself', { authentication: { method: 'none' } as const }],
  ])('are others with %s', (_what, members) => {
    const { added } = matchClients([exampleClient('c2', members)], [exampleClient('c1')], fakeRandom());
    expect(added).toHaveLength(1);
  });
});

describe('accounts', () => {
  const matched = (theirs: readonly Holding[], ours: readonly Account[]) =>
    Object.fromEntries(matchAccounts(theirs, ours));

  it('are the same by their id', () => {
    expect(
      matched([holding('a1', { label: 'New', scopesAsked: ['other'] })], [exampleAccount('a1')]),
    ).toEqual({ a1: 'a1' });
  });

  it.each<readonly [string, Partial<Account>]>([
    ['another issuer', { issuer: 'https://other.example', clientKey: keyOf('c2') }],
    ['another client ID', { clientId: 'other', clientKey: keyOf('c2') }],
    ['another provider', { providerId: 'other', clientKey: keyOf('c2') }],
    ['somebody else', { identity: { subject: 'else' } }],
  ])('are not the same by their id with %s', (_what, members) => {
    expect(matched([holding('a1', members)], [exampleAccount('a1')])).toEqual({});
  });

  it('are the same person under another id', () => {
    const theirs = holding('b1', { identity: { subject: 's' }, scopesAsked: ['b', 'a'] });
    expect(
      matched([theirs], [exampleAccount('a1', { identity: { subject: 's' }, scopesAsked: ['a', 'b'] })]),
    ).toEqual({ b1: 'a1' });
  });

  it.each<readonly [string, Partial<Account>]>([
    ['another person', { identity: { subject: 'else' } }],
    ['nobody knows who', { identity: {} }],
    ['another client', { clientKey: keyOf('c2') }],
    ['other scopes', { scopesAsked: ['calendar'] }],
    ['imported tokens', { origin: 'imported' }],
    ['a client that signs in as itself', { origin: 'client_credentials' }],
  ])('are others under another id: %s', (_what, members) => {
    const ours = exampleAccount('a1', { identity: { subject: 's' } });
    expect(matched([holding('b1', { identity: { subject: 's' }, ...members })], [ours])).toEqual({});
  });

  it('are the same client that signs in as itself', () => {
    const members = { origin: 'client_credentials', identity: {} } as const;
    expect(matched([holding('b1', members)], [exampleAccount('a1', members)])).toEqual({ b1: 'a1' });
  });

  it('are each at most one of ours: by name first, and never one that is the same by its id', () => {
    const who = { identity: { subject: 's' } };
    const theirs = [holding('b1', { ...who, label: 'Work' }), holding('b2', { ...who, label: 'Home' })];
    expect(matched(theirs, [exampleAccount('a1', { ...who, label: 'Work' })])).toEqual({ b1: 'a1' });
    expect(matched(theirs.toReversed(), [exampleAccount('a1', { ...who, label: 'Home' })])).toEqual({
      b2: 'a1',
    });
    expect(matched(theirs, [exampleAccount('b2', { ...who, label: 'Work' })])).toEqual({ b2: 'b2' });
  });

  it('of ten thousand are matched in no time', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => `a${index}`);
    const started = performance.now();
    const found = matchAccounts(
      many.map((id) => holding(`b${id}`, { identity: { subject: id } })),
      many.map((id) => exampleAccount(id, { identity: { subject: id } })),
    );
    expect(found.size).toBe(10_000);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

describe('what may be let in', () => {
  const clients = new Map([[keyOf('client-1'), exampleClient()]]);
  const far = 8.64e15 + 1;

  it.each<readonly [string, Partial<Account>]>([
    ['an id with a line break', { id: 'a\nb' as AccountId }],
    ['an id like an option', { id: '--help' as AccountId }],
    ['an id of a thousand characters', { id: 'a'.repeat(1000) as AccountId }],
    ['an empty id', { id: '' as AccountId }],
    ['a client that is not there', { clientKey: keyOf('c9') }],
    ['another issuer than its client', { issuer: 'https://evil.example' }],
    ['another client ID than its client', { clientId: 'other' }],
    ['another provider than its client', { providerId: 'other' }],
    ['an expiry after the end of time', { expiresAt: far }],
    ['a birth before the beginning of time', { createdAt: -far }],
    [
      'a retry after the end of time',
      { health: { kind: 'failing', error: { code: 'network' }, attempts: 1, retryAt: far } },
    ],
  ])('is no account with %s', (_what, members) => {
    expect(
      soundHoldings([holding('a1', members), holding('a2')], clients).map(({ account }) => account.id),
    ).toEqual(['a2']);
  });

  it.each([far, 1.5])('is no account with an event at %d', (at) => {
    const one = { ...holding('a1'), events: [{ kind: 'copied', at } as const] };
    expect(soundHoldings([one], clients)).toEqual([]);
  });

  it('is each account once', () => {
    expect(soundHoldings([holding('a1'), holding('a1', { label: 'Again' })], clients)).toHaveLength(1);
  });

  it.each([
    ['\u202eevil\u0000\nname', 'evil name'],
    ['x'.repeat(10_000), 'x'.repeat(80)],
    ['   ', 'Ada Ünïcode 🗝'],
  ])('names are fit to be shown: %#', (label, shown) => {
    expect(soundHoldings([holding('a1', { label })], clients)[0]?.account.label).toBe(shown);
  });

  it('whether there is a refresh token is seen, not believed', () => {
    const lying = { ...holding('a1'), tokens: { ...exampleTokens('1'), refreshToken: undefined } };
    expect(soundHoldings([lying], clients)[0]?.account.hasRefreshToken).toBe(false);
  });

  it('is no client with a strange key, nested absurdly, or there twice', () => {
    const deep = Array.from({ length: 50 }).reduce<unknown>((inner) => [inner], 1);
    const sound = soundClients([
      exampleClient('c1'),
      exampleClient('c1', { clientId: 'second' }),
      exampleClient('../c2'),
      exampleClient('c3', { metadata: { deep } }),
    ]);
    expect([...sound.values()]).toEqual([exampleClient('c1')]);
  });
});
