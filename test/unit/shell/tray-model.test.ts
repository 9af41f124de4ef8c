import { describe, expect, it } from 'vitest';
import type { Account } from '../../../main/core/accounts/account.ts';
import { usualPreferences } from '../../../main/core/accounts/account.ts';
import { refreshDueAt } from '../../../main/core/accounts/policy.ts';
import { tokenStatus } from '../../../main/core/accounts/status.ts';
import { appError } from '../../../main/core/errors.ts';
import { usualSettings } from '../../../main/core/settings/settings.ts';
import { pauseEnd, type TrayItem, type TrayView, trayModel } from '../../../main/shell/tray-model.ts';
import type { StandingSource } from '../../../main/shell/tray-standing.ts';
import { accountView } from '../../../main/shell/view-model.ts';
import { sortedIds } from '../../../renderer/state/order.ts';
import { pauseEnd as pauseEndInWindow } from '../../../renderer/state/pause.ts';
import { account } from './fixtures.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const now = new Date(2026, 0, 5, 10, 0).getTime();

type More = Parameters<typeof account>[0];

/** Signed in an hour ago, good for two more hours, and renewed by itself. */
function one(more: More = {}): Account {
  return account({ issuedAt: now - hour, expiresAt: now + 2 * hour, ...more });
}

/** As `one`, but nobody renews it. */
function mortal(more: More = {}): Account {
  return one({ hasRefreshToken: false, ...more });
}

const refused = { kind: 'sign_in_again', error: appError('invalid_grant'), since: now } as const;
const unreachable = {
  kind: 'failing',
  error: appError('network'),
  attempts: 3,
  retryAt: now + minute,
} as const;

function sourceOf(accounts: readonly Account[], at = now): StandingSource {
  return {
    list: () => accounts,
    status: (of) => tokenStatus(of, at, false),
    nextRefreshAt: (of) => refreshDueAt(of, at),
  };
}

function view(accounts: readonly Account[], more: Partial<TrayView> = {}): TrayView {
  return {
    accounts: sourceOf(accounts),
    isLocked: false,
    lockedAccounts: [],
    isOnline: true,
    settings: usualSettings,
    ...more,
  };
}

const locked: Partial<TrayView> = { accounts: undefined, isLocked: true };

function labels(items: readonly TrayItem[]): readonly string[] {
  return items.flatMap((item) => {
    if (item.kind === 'separator') return ['-'];
    const below = item.kind === 'submenu' ? labels(item.items).map((label) => `> ${label}`) : [];
    return [item.label, ...below];
  });
}

function actionOf(items: readonly TrayItem[], label: string): unknown {
  const all = items.flatMap((item) => (item.kind === 'submenu' ? item.items : [item]));
  return all.find((item) => item.kind === 'action' && item.label === label);
}

function menuOf(accounts: readonly Account[], more: Partial<TrayView> = {}): readonly string[] {
  return labels(trayModel(view(accounts, more), now).items);
}

const pause = ['Pause notifications', '> For one hour', '> Until tomorrow 8:00'];
const rest = ['Refresh all', ...pause, 'Lock now', '-', 'Open Tokendeck', 'Quit'];

describe('the shape', () => {
  const dying = mortal({ id: 'dying', expiresAt: now + minute });
  const dead = mortal({ id: 'dead', expiresAt: now - minute });
  const paused = one({ id: 'paused', expiresAt: now - minute, autoRefresh: false });
  const failing = one({ id: 'failing', health: unreachable });
  const failed = one({ id: 'failed', health: unreachable, expiresAt: now - minute });
  const signIn = one({ id: 'sign in', health: refused });
  const soon = one({ id: 'soon', expiresAt: now + minute });
  const unknown = mortal({ id: 'unknown', expiresAt: undefined });

  it.each<[string, readonly Account[], Partial<TrayView>, string]>([
    ['nobody', [], {}, 'well'],
    ['nobody, offline', [], { isOnline: false }, 'well'],
    ['a good token', [one()], {}, 'well'],
    ['a good token that nobody renews', [mortal()], {}, 'well'],
    ['one that is about to be renewed', [soon], {}, 'well'],
    ['one of unknown expiry', [unknown], {}, 'well'],
    ['one that runs out soon', [one(), dying], {}, 'attention'],
    ['one that has run out and can be renewed by hand', [paused], {}, 'attention'],
    ['one that cannot be renewed just now', [failing], {}, 'attention'],
    ['one that could not be renewed and has run out', [failed], {}, 'error'],
    ['one that has run out for good', [dying, dead], {}, 'error'],
    ['one that wants a sign-in', [signIn, dying], {}, 'error'],
    ['no network', [one()], { isOnline: false }, 'offline'],
    ['no network and a sign-in', [signIn], { isOnline: false }, 'offline'],
    ['a locked vault', [], { ...locked, isOnline: false }, 'well'],
    ['a locked vault whose accounts could be read', [signIn], { isLocked: true }, 'well'],
    ['a vault that is not open', [], { accounts: undefined }, 'well'],
  ])('for %s', (_name, accounts, more, shape) => {
    expect(trayModel(view(accounts, more), now).shape).toBe(shape);
  });
});

describe('the tooltip', () => {
  const tip = (accounts: readonly Account[], more: Partial<TrayView> = {}): string =>
    trayModel(view(accounts, more), now).toolTip;
  const deployKey = mortal({ id: 'b', label: 'Deploy key', expiresAt: now + 12 * minute + 59_000 });

  it.each<[string, readonly Account[], Partial<TrayView>, string]>([
    ['nobody', [], {}, 'Tokendeck: no accounts yet'],
    ['one of unknown expiry', [mortal({ expiresAt: undefined })], {}, 'Tokendeck: 1 account'],
    [
      'two, of which one runs out',
      [one(), deployKey],
      {},
      'Tokendeck: 2 accounts. Next: “Deploy key” runs out in 12 min',
    ],
    [
      'one that runs out within the minute',
      [mortal({ expiresAt: now + 59_000 })],
      {},
      'Tokendeck: 1 account, 1 needs attention. Next: “Ada” runs out in 59 s',
    ],
    [
      'one that will not be renewed any more',
      [one({ health: refused, expiresAt: now + 3 * day })],
      {},
      'Tokendeck: 1 account, 1 needs attention. Next: “Ada” runs out in 3 days',
    ],
    ['one that has run out', [mortal({ expiresAt: now })], {}, 'Tokendeck: 1 account, 1 needs attention'],
    [
      'one that was revoked, whatever time it has left',
      [one({ health: { ...refused, error: appError('revoked') } })],
      {},
      'Tokendeck: 1 account, 1 needs attention',
    ],
    [
      'no network',
      [one({ health: unreachable }), mortal({ id: 'b', expiresAt: undefined })],
      { isOnline: false },
      'Tokendeck is offline: 2 accounts, 1 needs attention. Next: “Ada” runs out in 2 h 0 min',
    ],
    ['a locked vault', [], locked, 'Tokendeck is locked'],
    ['a vault that is not open', [], { accounts: undefined }, 'Tokendeck'],
  ])('for %s', (_name, accounts, more, text) => {
    expect(tip(accounts, more)).toBe(text);
  });

  it('tells of what nobody renews before what is renewed sooner', () => {
    const accounts = [one({ label: 'Renewed' }), mortal({ id: 'b', expiresAt: now + 9 * hour })];
    expect(tip([...accounts, mortal({ id: 'c', label: 'First', expiresAt: now + 8 * hour })])).toBe(
      'Tokendeck: 3 accounts. Next: “First” runs out in 8 h 0 min',
    );
    expect(tip([...accounts, one({ id: 'c', label: 'By hand', autoRefresh: false })])).toBe(
      'Tokendeck: 3 accounts. Next: “By hand” runs out in 2 h 0 min',
    );
  });

  it('tells of a renewal where nothing runs out', () => {
    expect(tip([one()])).toMatch(/^Tokendeck: 1 account\. Next: “Ada” is renewed in 1 h 5\d min$/);
  });

  it('names nobody while it is locked, unless that was allowed, and then tells the moment', () => {
    const seen = [
      { id: 'b', label: 'Over', expiresAt: now - 1 },
      { id: 'c', label: 'Deploy key', expiresAt: now + 30 * minute },
      { id: 'd', label: 'Later', expiresAt: now + hour },
    ].map((shown) => ({ ...shown, providerId: 'openid', providerName: 'OpenID Connect' }));
    const allowed = tip([one({ label: 'Secret one' })], { isLocked: true, lockedAccounts: seen });
    expect(allowed).toMatch(/^Tokendeck is locked\. Next: “Deploy key” runs out at .*30/);
    expect(tip([one({ label: 'Secret one' })], { isLocked: true })).toBe('Tokendeck is locked');
  });

  it.each([
    ['a long name', 'x'.repeat(80)],
    ['a name of emoji', '👩‍👩‍👧‍👦'.repeat(11)],
    ['a long name from right to left', 'שלום '.repeat(16).trim()],
  ])('fits Windows with %s', (_name, label) => {
    const many = Array.from({ length: 9_999 }, (_, at) =>
      one({ id: `f${at}`, label: `f${at}`, health: unreachable, expiresAt: now + 47 * hour }),
    );
    const first = mortal({ label, expiresAt: now + 46 * hour + 59 * minute });
    for (const isOnline of [true, false]) {
      const text = tip([...many, first], { isOnline });
      expect(text.length).toBeLessThanOrEqual(127);
      expect(text).toContain('10000 accounts, 9999 need attention. Next: “');
      expect(text).toContain('…');
      expect(text).toMatch(/” runs out in 46 h 59 min$/);
      expect(text.isWellFormed()).toBe(true);
    }
  });
});

describe('the menu', () => {
  it('lists the accounts with their time and what is out of the ordinary', () => {
    const accounts = [
      one({ id: 'a', label: 'Ada' }),
      mortal({ id: 'b', label: 'Never ends', expiresAt: undefined }),
      one({ id: 'c', label: 'Refused', health: refused }),
      mortal({ id: 'd', label: 'Dead', expiresAt: now - minute }),
      one({ id: 'e', label: 'Flaky', health: unreachable }),
      mortal({ id: 'f', label: 'Pasted', expiresAt: now - minute, clientId: '', origin: 'imported' }),
      one({ id: 'g', label: 'By hand', expiresAt: now - minute, autoRefresh: false }),
      mortal({ id: 'h', label: 'Deploy key', expiresAt: now + 4 * minute }),
      one({ id: 'i', label: 'Revoked', health: { ...refused, error: appError('revoked') } }),
    ];
    expect(menuOf(accounts)).toEqual([
      'Refused  ·  2 h 0 min, cannot be renewed',
      'Revoked  ·  sign in again',
      'Dead  ·  sign in again',
      'Pasted  ·  import again',
      'By hand  ·  ran out',
      'Deploy key  ·  4 min',
      'Flaky  ·  2 h 0 min, refresh failing',
      'Ada  ·  2 h 0 min',
      'Never ends',
      '-',
      ...rest,
    ]);
  });

  it('copies what can still be used or renewed, and otherwise leads to where it can be mended', () => {
    const { items } = trayModel(
      view([
        one({ id: 'good', label: 'Good', expiresAt: undefined }),
        one({ id: 'refused', label: 'Refused', health: refused, expiresAt: undefined }),
        one({ id: 'over', label: 'Over', health: refused, expiresAt: now }),
        one({ id: 'by hand', label: 'By hand', expiresAt: now, autoRefresh: false }),
        mortal({ id: 'pasted', label: 'Pasted', expiresAt: now, clientId: '' }),
      ]),
      now,
    );
    const actions = items.slice(0, 5).map((item) => item.kind === 'action' && item.action);
    expect(actions).toEqual([
      { kind: 'sign_in_again', id: 'over' },
      { kind: 'copy', id: 'refused' },
      { kind: 'open', id: 'pasted' },
      { kind: 'copy', id: 'by hand' },
      { kind: 'copy', id: 'good' },
    ]);
  });

  it('has a line for those that do not fit', () => {
    const accounts = Array.from({ length: 100 }, (_, at) => mortal({ id: `a${at}`, label: `Account ${at}` }));
    const { items } = trayModel(view(accounts), now);
    expect(labels(items).slice(0, 2)).toEqual(['Account 0  ·  2 h 0 min', 'Account 1  ·  2 h 0 min']);
    expect(labels(items).slice(11)).toEqual(['Account 11  ·  2 h 0 min', 'and 88 more…', '-', ...rest]);
    expect(actionOf(items, 'and 88 more…')).toMatchObject({ action: { kind: 'open', id: undefined } });
    expect(menuOf(accounts.slice(0, 12))).not.toContainEqual(expect.stringMatching(/more/));
  });

  it('has nothing of accounts where there are none, and nothing that needs an open vault where it is not', () => {
    expect(menuOf([])).toEqual([...pause, 'Lock now', '-', 'Open Tokendeck', 'Quit']);
    expect(menuOf([], { accounts: undefined })).toEqual([...pause, '-', 'Open Tokendeck', 'Quit']);
    const seen = { id: 'a', label: 'Ada', providerId: 'openid', providerName: 'O', expiresAt: now + hour };
    const lockedMenu = [...pause, '-', 'Unlock…', 'Quit'];
    expect(menuOf([], { ...locked, lockedAccounts: [seen] })).toEqual(lockedMenu);
    expect(menuOf([one()], { isLocked: true })).toEqual([...pause, 'Lock now', '-', 'Unlock…', 'Quit']);
  });

  it('ends a pause, and says how long it lasts', () => {
    const until = (at: number): readonly string[] =>
      menuOf([], { settings: { ...usualSettings, notifyPausedUntil: at } });
    const today = until(now + 4 * hour + 30 * minute);
    expect(today).toContainEqual(expect.stringMatching(/^> Resume \(paused until .*30/));
    expect(today).not.toContainEqual(expect.stringMatching(/2026/));
    expect(until(now + day)).toContainEqual(expect.stringMatching(/^> Resume \(paused until .*2026/));
    expect(until(now)).toEqual(until(0));
    expect(until(Number.MAX_SAFE_INTEGER)).toContain('> Resume (paused until 9007199254740991)');
  });

  it.each([
    ['a mark of a key', 'R&D & more', 'R&&D && more'],
    ['a name from right to left', 'שלום', '\u2068שלום\u2069'],
    ['a name with right to left in it', 'bot علي', '\u2068bot علي\u2069'],
    ['markup', '<b>x</b>', '<b>x</b>'],
    ['a long name', 'long '.repeat(16).trim(), `${'long '.repeat(9)}lo…`],
    ['emoji', '👩‍👩‍👧‍👦'.repeat(6), `${'👩‍👩‍👧‍👦'.repeat(4)}…`],
  ])('shows %s as it is', (_name, label, shown) => {
    expect(menuOf([mortal({ label })])[0]).toBe(`${shown}  ·  2 h 0 min`);
  });

  it.each([
    [{}, '1 s', now + 1_000],
    [{}, '59 s', now + minute - 1_000],
    [{}, '1 min', now + minute],
    [{}, '59 min', now + hour - 1],
    [{}, '1 h 0 min', now + hour],
    [{}, '47 h 59 min', now + 2 * day - 1],
    [{}, '2 days', now + 2 * day],
    [{}, `${Math.floor((8.64e15 - now) / day)} days`, 8.64e15],
  ])('tells %j as %s', (more, text, expiresAt) => {
    expect(menuOf([mortal({ ...more, expiresAt })])[0]).toBe(`Ada  ·  ${text}`);
  });
});

/** Different for each seed, and the same each time (mulberry32). */
function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    const a = Math.imul(state ^ (state >>> 15), 1 | state);
    const b = (a + Math.imul(a ^ (a >>> 7), 61 | a)) ^ a;
    return ((b ^ (b >>> 14)) >>> 0) / 2 ** 32;
  };
}

function anybody(chance: () => number, at: number): Account {
  const pick = <T>(...values: readonly [T, ...T[]]): T =>
    values[Math.floor(chance() * values.length)] ?? values[0];
  return one({
    id: `a${at}`,
    label: `${pick('ada', 'Ada', 'Ben', 'zoë', 'Zoe')} ${pick('2', '10', '')}${at % 7}`,
    hasRefreshToken: chance() < 0.5,
    autoRefresh: chance() < 0.7,
    expiresAt: pick(undefined, now - minute, now + minute, now + hour, now + day),
    health: pick<Account['health']>({ kind: 'well' }, { kind: 'well' }, unreachable, refused),
    preferences: { ...usualPreferences, pinned: chance() < 0.2 },
    lastCopiedAt: pick(undefined, now - hour, now - day),
  });
}

describe('the order', () => {
  it.each(['recent', 'name'] as const)('is that of the window when it sorts by %s', (sortBy) => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const chance = chances(seed);
      const accounts = Array.from({ length: 60 }, (_, at) => anybody(chance, at));
      const source = sourceOf(accounts);
      const views = new Map(accounts.map((of) => [String(of.id), accountView(of, source)]));
      const wanted = sortedIds(views, { groupByProvider: false, sortBy }).slice(0, 12);
      const { items } = trayModel(view(accounts, { settings: { ...usualSettings, sortBy } }), now);
      const ids = items
        .slice(0, 12)
        .map((item) => item.kind === 'action' && 'id' in item.action && item.action.id);
      expect(ids).toEqual(wanted);
    }
  });
});

describe('the cost', () => {
  /** How often accounts are looked at, `label` standing for the comparisons. */
  function looks(accounts: readonly Account[]): { readonly status: number; readonly label: number } {
    const counted = { status: 0, label: 0 };
    const watched = accounts.map((of) =>
      Object.defineProperty({ ...of }, 'label', {
        get() {
          counted.label += 1;
          return of.label;
        },
      }),
    );
    const source = sourceOf(watched);
    trayModel(
      view([], {
        accounts: {
          ...source,
          status(of) {
            counted.status += 1;
            return source.status(of);
          },
        },
      }),
      now,
    );
    return counted;
  }

  it.each([
    ['from the best', (at: number) => at],
    ['from the worst', (at: number) => 99_999 - at],
    ['in disorder', (at: number) => (at * 7_919) % 10_007],
  ])('grows with the number of accounts at most, listed %s', (_name, place) => {
    const some = (count: number): Account[] =>
      Array.from({ length: count }, (_, at) =>
        mortal({ id: `a${at}`, label: String(place(at)).padStart(6, '0') }),
      );
    const [thousand, tenThousand] = [looks(some(1_000)), looks(some(10_000))];
    expect(thousand.status).toBe(1_000);
    expect(tenThousand.status).toBe(10_000);
    expect(tenThousand.label).toBeLessThanOrEqual(11 * thousand.label);
  });
});

describe('the next look', () => {
  const next = (accounts: readonly Account[], more: Partial<TrayView> = {}): number | undefined => {
    const { changesAt } = trayModel(view(accounts, more), now);
    return changesAt === undefined ? undefined : changesAt - now;
  };

  it.each<[string, readonly Account[], Partial<TrayView>, number | undefined]>([
    ['nobody', [], {}, undefined],
    ['one of unknown expiry', [mortal({ expiresAt: undefined })], {}, undefined],
    ['one that has run out', [mortal({ expiresAt: now })], {}, undefined],
    ['minutes', [mortal()], {}, minute],
    ['the last whole minute', [mortal({ expiresAt: now + minute + 20_000 })], {}, 20_000],
    ['the last minute', [mortal({ expiresAt: now + minute })], {}, 10_000],
    ['seconds', [mortal({ expiresAt: now + 27_000 })], {}, 7_000],
    ['the last moment', [mortal({ expiresAt: now + 200 })], {}, 1_000],
    ['days', [mortal({ expiresAt: now + 9 * day + 5 * hour })], {}, 5 * hour],
    ['the turn of a day', [mortal({ expiresAt: now + 9 * day })], {}, minute],
    ['a locked vault', [mortal()], { isLocked: true }, undefined],
    ['a pause', [], { settings: { ...usualSettings, notifyPausedUntil: now + 5 * hour } }, 5 * hour],
    ['a pause that is over', [], { settings: { ...usualSettings, notifyPausedUntil: now } }, undefined],
    [
      'a name while locked',
      [],
      {
        ...locked,
        lockedAccounts: [
          { id: 'a', label: 'Ada', providerId: 'o', providerName: 'O', expiresAt: now + hour },
        ],
      },
      hour,
    ],
  ])('for %s', (_name, accounts, more, wait) => {
    expect(next(accounts, more)).toBe(wait);
  });

  it('shows nothing else until then', () => {
    const accounts = [mortal({ expiresAt: now + 9 * day + 5 * hour })];
    const at = (moment: number) => {
      const { items, toolTip } = trayModel(view([], { accounts: sourceOf(accounts, moment) }), moment);
      return { items, toolTip };
    };
    expect(at(now + 5 * hour - 1)).toEqual(at(now));
    expect(at(now + 5 * hour + 1)).not.toEqual(at(now));
  });
});

describe('a pause', () => {
  it('lasts an hour or until eight the next morning, whatever the day is', () => {
    expect(pauseEnd('in_an_hour', now)).toBe(now + hour);
    expect(pauseEnd('tomorrow', now)).toBe(new Date(2026, 0, 6, 8).getTime());
    const newYear = new Date(2026, 11, 31, 23, 59).getTime();
    expect(pauseEnd('tomorrow', newYear)).toBe(new Date(2027, 0, 1, 8).getTime());
    expect(pauseEnd('tomorrow', new Date(2026, 2, 28, 0, 1).getTime())).toBe(
      new Date(2026, 2, 29, 8).getTime(),
    );
  });

  it('lasts as long when it is begun in the window', () => {
    for (let day = 0; day < 400; day += 1) {
      const at = now + day * 25 * hour;
      expect(pauseEndInWindow('tomorrow', at)).toBe(pauseEnd('tomorrow', at));
    }
    expect(pauseEndInWindow('hour', now)).toBe(pauseEnd('in_an_hour', now));
  });
});
