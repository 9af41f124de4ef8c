import { expect, it } from 'vitest';
import { lockedAccountViews } from '../../../main/shell/locked-accounts.ts';
import { account } from './fixtures.ts';

it('shows names and times, the first to run out first, and nothing else', () => {
  const views = lockedAccountViews({
    list: () => [
      account({ id: 'b', label: 'Later', expiresAt: 9_000 }),
      account({ id: 'c', label: 'Unknown', expiresAt: undefined }),
      account({ id: 'a', label: 'Sooner', expiresAt: 4_000 }),
    ],
  });
  expect(views.map(({ label }) => label)).toEqual(['Sooner', 'Later', 'Unknown']);
  expect(Object.keys(views[0] ?? {}).sort()).toEqual([
    'expiresAt',
    'id',
    'label',
    'providerId',
    'providerName',
  ]);
});

it('shows no more than can be looked through', () => {
  const accounts = Array.from({ length: 1000 }, (_, index) => account({ id: `a${index}`, expiresAt: index }));
  const views = lockedAccountViews({ list: () => accounts });
  expect(views).toHaveLength(200);
  expect(views.at(-1)?.id).toBe('a199');
});
