// What is told of tokens without being asked: each event once, also over restarts, together where it comes together.
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Account, Health } from '../../../main/core/accounts/account.ts';
import { appError } from '../../../main/core/errors.ts';
import type { Clock } from '../../../main/core/ports.ts';
import { type Settings, usualSettings } from '../../../main/core/settings/settings.ts';
import { createSettingsStore } from '../../../main/core/settings/settings-store.ts';
import type { Notice } from '../../../main/shell/notice.ts';
import { startNotifier } from '../../../main/shell/notifier.ts';
import { openTold, type Told } from '../../../main/shell/told.ts';
import { pauseEnd } from '../../../main/shell/tray-model.ts';
import { fakeLog } from '../../support/fake-log.ts';
import { type FakeTextFile, fakeTextFile } from '../../support/fake-text-file.ts';
import { type Desk, hour, idOf, minute, office, second, value } from '../core/accounts/desk.ts';

const day = 24 * hour;
/** Until what is due has been gathered. */
const gathered = 3 * second;

/** An office whose accounts do not renew themselves unless the test says so. */
async function world() {
  const place = await office();
  const told = fakeTextFile();
  const settings = createSettingsStore({ file: fakeTextFile(), log: fakeLog() });
  const shown: Notice[] = [];
  const log = fakeLog();

  return {
    ...place,
    told,
    settings,
    shown,
    log,
    titles: () => shown.map(({ title }) => title),
    seed: (name: string, members: Partial<Account> = {}) =>
      place.seed(name, { hasRefreshToken: false, ...members }),
    set: (changes: Partial<Settings>) => void value(settings.change(changes)),
    /** As the application does it when the vault was opened for the first time in a run. */
    notify(
      { service }: Desk,
      more: {
        readonly told?: FakeTextFile;
        /** In place of a file: what a run that goes on has told. */
        readonly kept?: Told;
        readonly show?: (notice: Notice) => void;
      } = {},
    ) {
      const show = (notice: Notice) => void shown.push(notice);
      const { clock } = place;
      const kept = more.kept ?? openTold(more.told ?? told, log);
      const notifier = startNotifier({
        accounts: service,
        settings,
        told: kept,
        clock,
        log,
        show: more.show ?? show,
      });
      service.startKeepingFresh();
      return notifier;
    },
  };
}

/** Of an hour ago, with this much left. */
function left(clock: Clock, ms: number): Partial<Account> {
  const ago = clock.now() - hour;
  return { createdAt: ago, issuedAt: ago, expiresAt: clock.now() + ms };
}

const dead = (since: number): Health => ({ kind: 'sign_in_again', error: appError('invalid_grant'), since });

describe('an account that cannot refresh itself', () => {
  test('is told of before and at its expiry, once each', async () => {
    const { clock, open, seed, notify, titles, shown } = await world();
    seed('anna');
    notify(await open());
    await clock.advance(55 * minute - 1);
    expect(titles()).toEqual([]);
    await clock.advance(gathered);
    expect(titles()).toEqual(['“anna” runs out in 5 min']);
    expect(shown[0]).toMatchObject({ kind: 'expiring', accounts: ['anna'], action: 'copy' });
    await clock.advance(5 * minute);
    expect(titles().slice(1)).toEqual(['“anna” has run out']);
    expect(shown[1]?.action).toBe('sign_in_again');
    await clock.advance(30 * day);
    expect(shown).toHaveLength(2);
  });

  test('is not told of again by the next run, nor by the one after', async () => {
    const { clock, open, seed, notify, titles } = await world();
    seed('anna');
    const first = await open();
    const notifier = notify(first);
    await clock.advance(55 * minute + gathered);
    expect(titles()).toHaveLength(1);
    notifier.stop();
    await first.service.stop();
    for (let run = 0; run < 2; run += 1) {
      const next = await open();
      const again = notify(next);
      await clock.advance(minute);
      again.stop();
      await next.service.stop();
    }
    expect(titles()).toHaveLength(1);
    notify(await open());
    await clock.advance(5 * minute);
    expect(titles().slice(1)).toEqual(['“anna” has run out']);
  });

  test('what fell due while nothing ran is told at the next start', async () => {
    const { clock, open, seed, notify, titles } = await world();
    seed('anna');
    await clock.advance(3 * hour);
    notify(await open());
    await clock.advance(gathered);
    expect(titles()).toEqual(['“anna” has run out']);
  });

  test('with new tokens it is told of anew', async () => {
    const { clock, open, seed, notify, titles } = await world();
    const account = seed('anna');
    const desk = await open();
    notify(desk);
    await clock.advance(56 * minute);
    const issuedAt = clock.now();
    const renewed = { ...account, issuedAt, expiresAt: issuedAt + hour };
    const other = await open('shell');
    value(await other.vault.commit([{ op: 'put_account', account: renewed }]));
    await clock.advance(54 * minute);
    expect(titles()).toHaveLength(1);
    await clock.advance(2 * minute);
    expect(titles()).toEqual(['“anna” runs out in 5 min', '“anna” runs out in 5 min']);
  });

  test('with a lead of its own it is told then, and with none only at the end', async () => {
    const { clock, open, seed, notify, titles } = await world();
    const wish = { pinned: false, copyFormat: 'token' } as const;
    seed('early', { preferences: { ...wish, warnBeforeMs: 20 * minute } });
    seed('never', { preferences: { ...wish, warnBeforeMs: 0 } });
    notify(await open());
    await clock.advance(40 * minute + gathered);
    expect(titles()).toEqual(['“early” runs out in 20 min']);
    await clock.advance(20 * minute);
    expect(titles().slice(1)).toEqual(['2 tokens have run out']);
  });

  test('what was renewed while it was gathered is not told', async () => {
    const { clock, server, open, seed, notify, shown } = await world();
    seed('by hand', { hasRefreshToken: true, autoRefresh: false });
    const desk = await open();
    notify(desk);
    await clock.advance(55 * minute);
    value(await desk.service.refresh(idOf('by hand')));
    await clock.advance(10 * minute);
    expect(shown).toEqual([]);
    expect(server.count('/token refresh_token')).toBe(1);
  });
});

describe('an account that refreshes itself', () => {
  test('is not told of while all is well, also after a sleep of two hours', async () => {
    const { clock, server, open, seed, notify, shown } = await world();
    seed('anna', { hasRefreshToken: true });
    notify(await open());
    await clock.advance(hour);
    await clock.jumpTo(clock.now() + 2 * hour);
    await clock.advance(hour);
    expect(shown).toEqual([]);
    expect(server.count('/token refresh_token')).toBeGreaterThan(2);
  });

  test('is not told of where the network is only back some seconds after a sleep', async () => {
    const { clock, server, open, seed, notify, shown } = await world();
    seed('anna', { hasRefreshToken: true });
    notify(await open());
    await clock.advance(minute);
    server.ways.instead = () => ({ ok: false, error: appError('network') });
    await clock.jumpTo(clock.now() + 2 * hour);
    await clock.advance(4 * second);
    server.ways.instead = undefined;
    await clock.advance(10 * minute);
    expect(shown).toEqual([]);
  });

  test('is told of after three failures in a row, once for as long as it lasts', async () => {
    const { clock, server, open, seed, notify, titles, shown } = await world();
    seed('anna', { hasRefreshToken: true });
    notify(await open());
    server.ways.instead = () => ({ ok: false, error: appError('timeout') });
    await clock.advance(6 * hour);
    expect(titles()).toEqual(['“anna” cannot be renewed']);
    expect(shown[0]?.body).toContain('No answer came in time.');
    server.ways.instead = undefined;
    await clock.advance(2 * hour);
    server.ways.instead = () => ({ ok: false, error: appError('timeout') });
    await clock.advance(6 * hour);
    expect(titles()).toHaveLength(2);
  });

  test('is told of when only a sign-in helps, and then not of its expiry as well', async () => {
    const { clock, server, open, seed, notify, titles, shown } = await world();
    seed('anna', {
      hasRefreshToken: true,
      issuedAt: clock.now() - 2 * hour,
      expiresAt: clock.now() - hour,
      createdAt: 0,
    });
    server.ways.instead = () => ({ ok: false, error: appError('invalid_grant') });
    notify(await open());
    await clock.advance(hour);
    expect(titles()).toEqual(['“anna” needs you to sign in again']);
    expect(shown[0]?.action).toBe('sign_in_again');
  });

  test('that was signed in again, and fails then, is told of once', async () => {
    const { clock, server, open, seed, notify, titles } = await world();
    const account = seed('anna', { hasRefreshToken: true, health: dead(clock.now() - minute) });
    const desk = await open();
    notify(desk);
    await clock.advance(gathered);
    expect(titles()).toEqual(['“anna” needs you to sign in again']);
    const issuedAt = clock.now();
    const anew: Account = { ...account, issuedAt, expiresAt: issuedAt + hour, health: { kind: 'well' } };
    const other = await open('shell');
    value(await other.vault.commit([{ op: 'put_account', account: anew }]));
    server.ways.instead = () => ({ ok: false, error: appError('timeout') });
    await clock.advance(6 * hour);
    expect(titles().slice(1)).toEqual(['“anna” cannot be renewed']);
  });

  test('is not told of when the person has revoked it', async () => {
    const { clock, open, seed, notify, shown } = await world();
    seed('anna', { hasRefreshToken: true });
    const desk = await open();
    notify(desk);
    value(await desk.service.revoke(idOf('anna')));
    await clock.advance(day);
    expect(shown).toEqual([]);
  });
});

describe('what comes together', () => {
  test('is told together, one notice for each kind', async () => {
    const { clock, open, seed, notify, titles, shown } = await world();
    for (const name of ['a', 'b']) seed(name, { expiresAt: clock.now() + hour });
    seed('c', { expiresAt: clock.now() + hour + second });
    seed('d', { expiresAt: clock.now() + 2 * hour });
    notify(await open());
    await clock.advance(56 * minute);
    expect(titles()).toEqual(['3 tokens run out soon']);
    expect(shown[0]).toMatchObject({ accounts: ['a', 'b', 'c'], action: undefined });
  });

  test('a thousand at start are one', async () => {
    const { clock, file, open, seed, notify, titles, told } = await world();
    const model = seed('model', {
      issuedAt: clock.now() - 2 * hour,
      expiresAt: clock.now() - hour,
      createdAt: 0,
    });
    for (let number = 0; number < 999; number += 1) {
      const id = idOf(`account ${number}`);
      const signedOut = { hasRefreshToken: true, health: dead(clock.now()) };
      file.accounts.set(id, { ...model, id, label: id, ...(number % 2 ? signedOut : {}) });
    }
    notify(await open());
    await clock.advance(gathered);
    expect(titles()).toEqual(['1000 accounts need attention']);
    expect(told.text()?.length).toBeLessThan(100_000);
  });
});

describe('a notice of a kind that follows another', () => {
  const minutesAhead = (clock: Clock, minutes: number) => left(clock, minutes * minute);

  test('gathers for a minute: sixty accounts lost one after another are three notices', async () => {
    const { clock, file, open, seed, notify, titles, told } = await world();
    const lost = { hasRefreshToken: true, expiresAt: undefined };
    const all = Array.from({ length: 60 }, (_, number) => seed(`lost ${number}`, lost));
    notify(await open());
    const other = await open('shell');
    for (const account of all) {
      value(
        await other.vault.commit([{ op: 'put_account', account: { ...account, health: dead(clock.now()) } }]),
      );
      await clock.advance(2.5 * second);
    }
    await clock.advance(2 * minute);
    expect(file.accounts.size).toBe(60);
    expect(titles()[0]).toBe('“lost 0” needs you to sign in again');
    expect(titles().slice(1)).toEqual([
      '24 accounts need you to sign in again',
      '24 accounts need you to sign in again',
      '11 accounts need you to sign in again',
    ]);
    expect(Object.keys(JSON.parse(told.text() ?? '').told)).toHaveLength(60);
  });

  test('does not hold up one of another kind', async () => {
    const { clock, open, seed, notify, titles } = await world();
    seed('first', minutesAhead(clock, 10));
    seed('second', left(clock, 10 * minute + 10 * second));
    seed('over', left(clock, 5 * minute + 20 * second));
    notify(await open());
    await clock.advance(5 * minute + 30 * second);
    expect(titles()).toEqual(['“over” runs out in 5 min', '“first” runs out in 5 min', '“over” has run out']);
    await clock.advance(minute);
    expect(titles().slice(3)).toEqual(['“second” runs out in 5 min']);
  });

  test('comes a minute before the end at the latest, and with it those of its kind that wait', async () => {
    const { clock, open, seed, notify, titles, set } = await world();
    set({ notifyBeforeMs: 90 * second });
    seed('first', minutesAhead(clock, 10));
    seed('second', left(clock, 10 * minute + 10 * second));
    seed('patient', {
      ...left(clock, 13 * minute),
      preferences: {
        pinned: false,
        copyFormat: 'token',
        warnBeforeMs: 13 * minute - (8 * minute + 35 * second),
      },
    });
    notify(await open());
    await clock.advance(8 * minute + 33 * second);
    expect(titles()).toEqual(['“first” runs out in 2 min']);
    await clock.advance(5 * second);
    expect(titles()).toHaveLength(1);
    await clock.advance(10 * second);
    expect(titles().slice(1)).toEqual(['2 tokens run out soon']);
  });

  test('is told after a restart where the minute was not over', async () => {
    const { clock, open, seed, notify, titles } = await world();
    seed('first', minutesAhead(clock, 10));
    seed('second', left(clock, 10 * minute + 10 * second));
    const desk = await open();
    const notifier = notify(desk);
    await clock.advance(5 * minute + 20 * second);
    expect(titles()).toEqual(['“first” runs out in 5 min']);
    notifier.stop();
    await desk.service.stop();
    notify(await open());
    await clock.advance(gathered);
    expect(titles().slice(1)).toEqual(['“second” runs out in 5 min']);
  });

  test('is not held up longer by a clock that is set back', async () => {
    const { clock, open, seed, notify, titles } = await world();
    seed('first', { hasRefreshToken: true, health: dead(clock.now()), expiresAt: undefined });
    const other = seed('second', { hasRefreshToken: true, expiresAt: undefined });
    const desk = await open();
    notify(desk);
    await clock.advance(gathered);
    await clock.jumpTo(clock.now() - 30 * day);
    const shell = await open('shell');
    value(
      await shell.vault.commit([{ op: 'put_account', account: { ...other, health: dead(clock.now()) } }]),
    );
    await clock.advance(gathered);
    expect(titles()).toHaveLength(2);
  });
});

describe('a sleep of two hours', () => {
  test('over the expiry tells that it is over, and not that it was near', async () => {
    const { clock, open, seed, notify, titles } = await world();
    seed('anna');
    notify(await open());
    await clock.advance(minute);
    await clock.jumpTo(clock.now() + 2 * hour);
    await clock.advance(gathered);
    expect(titles()).toEqual(['“anna” has run out']);
  });

  test('a clock that is set back tells nothing twice, and goes on from there', async () => {
    const { clock, open, seed, notify, titles } = await world();
    seed('anna');
    notify(await open());
    await clock.advance(hour + gathered);
    expect(titles()).toHaveLength(2);
    await clock.jumpTo(clock.now() - 10 * minute);
    await clock.advance(hour);
    expect(titles()).toHaveLength(2);
  });
});

test('a clock that is set back while something is gathered does not hold it up', async () => {
  const { clock, open, seed, notify, titles } = await world();
  seed('anna', { hasRefreshToken: true, health: dead(clock.now()), expiresAt: undefined });
  notify(await open());
  await clock.advance(second);
  await clock.jumpTo(clock.now() - day);
  await clock.advance(gathered);
  expect(titles()).toEqual(['“anna” needs you to sign in again']);
});

describe('a pause', () => {
  test('tells nothing, and at its end once what still holds', async () => {
    const { clock, open, seed, notify, titles, set } = await world();
    seed('over', { expiresAt: clock.now() + 10 * minute });
    seed('near', { expiresAt: clock.now() + 33 * minute });
    seed('later');
    notify(await open());
    set({ notifyPausedUntil: clock.now() + 30 * minute });
    await clock.advance(30 * minute - 1);
    expect(titles()).toEqual([]);
    await clock.advance(gathered);
    expect(titles()).toEqual(['“over” has run out', '“near” runs out in 3 min']);
  });

  test('that is ended early ends there', async () => {
    const { clock, open, seed, notify, titles, set } = await world();
    seed('anna', { expiresAt: clock.now() + 10 * minute });
    notify(await open());
    set({ notifyPausedUntil: clock.now() + day });
    await clock.advance(20 * minute);
    set({ notifyPausedUntil: 0 });
    await clock.advance(gathered);
    expect(titles()).toEqual(['“anna” has run out']);
    await clock.advance(2 * day);
    expect(titles()).toHaveLength(1);
  });

  test('holds over a restart', async () => {
    const { clock, open, seed, notify, titles, set } = await world();
    seed('anna', { expiresAt: clock.now() + 10 * minute });
    set({ notifyPausedUntil: clock.now() + hour });
    const first = await open();
    const notifier = notify(first);
    await clock.advance(20 * minute);
    notifier.stop();
    await first.service.stop();
    notify(await open());
    await clock.advance(30 * minute);
    expect(titles()).toEqual([]);
    await clock.advance(11 * minute);
    expect(titles()).toEqual(['“anna” has run out']);
  });
});

describe('a pause further ahead than any on offer', () => {
  test('since the clock was put right by a month is none', async () => {
    const { clock, open, seed, notify, titles, set, settings } = await world();
    seed('anna', { hasRefreshToken: true, health: dead(clock.now()), expiresAt: undefined });
    set({ notifyPausedUntil: clock.now() + hour });
    notify(await open());
    await clock.advance(minute);
    expect(titles()).toEqual([]);
    await clock.jumpTo(clock.now() - 30 * day);
    await clock.advance(gathered);
    expect(titles()).toEqual(['“anna” needs you to sign in again']);
    expect(settings.get().notifyPausedUntil).toBe(0);
  });

  test.each([
    ['at start', true],
    ['set while it runs', false],
  ])('%s is none', async (_when, isAtStart) => {
    const { clock, open, seed, notify, titles, set, settings } = await world();
    seed('anna', left(clock, minute));
    if (isAtStart) set({ notifyPausedUntil: 8.64e15 });
    notify(await open());
    if (!isAtStart) set({ notifyPausedUntil: clock.now() + 34 * hour });
    await clock.advance(gathered);
    expect(titles()).toEqual(['“anna” runs out in 58 s']);
    expect(settings.get().notifyPausedUntil).toBe(0);
  });

  test.each([
    ['Europe/Berlin', '2026-10-25T00:00:00+02:00', 33],
    ['UTC', '2026-01-05T00:00:00Z', 32],
  ])('does not come of what the tray offers, in %s from %s', async (zone, at, hours) => {
    vi.stubEnv('TZ', zone);
    onTestFinished(() => void vi.unstubAllEnvs());
    const now = Date.parse(at);
    const { clock, open, seed, notify, shown, set, settings } = await world();
    await clock.jumpTo(now);
    seed('anna', left(clock, minute));
    const until = pauseEnd('tomorrow', now);
    expect(until - now).toBe(hours * hour);
    set({ notifyPausedUntil: until });
    notify(await open());
    await clock.advance(hour);
    expect(settings.get().notifyPausedUntil).toBe(until);
    expect(shown).toEqual([]);
  });
});

describe('a kind that is switched off', () => {
  test('is not told, and what was is not told when it is switched on', async () => {
    const { clock, open, seed, notify, titles, set } = await world();
    seed('anna', { expiresAt: clock.now() + 10 * minute });
    seed('ben', { expiresAt: clock.now() + 30 * minute });
    set({ notifyKinds: ['expiring', 'sign_in_needed'] });
    notify(await open());
    await clock.advance(20 * minute);
    expect(titles()).toEqual(['“anna” runs out in 5 min']);
    set({ notifyKinds: usualSettings.notifyKinds });
    await clock.advance(minute);
    expect(titles()).toHaveLength(1);
    await clock.advance(10 * minute);
    expect(titles().slice(1)).toEqual(['“ben” runs out in 5 min', '“ben” has run out']);
  });

  test('leaves the other things to be told of the same account', async () => {
    const { clock, open, seed, notify, titles, set } = await world();
    const health = dead(clock.now() - minute);
    seed('anna', { hasRefreshToken: true, health, expiresAt: clock.now() - second, createdAt: 0 });
    set({ notifyKinds: ['expired'] });
    notify(await open());
    await clock.advance(gathered);
    expect(titles()).toEqual(['“anna” has run out']);
  });
});

test('a lead that is set longer holds for those that are within it already', async () => {
  const { clock, open, seed, notify, titles, set } = await world();
  seed('anna');
  notify(await open());
  await clock.advance(45 * minute);
  set({ notifyBeforeMs: 20 * minute });
  await clock.advance(gathered);
  expect(titles()).toEqual(['“anna” runs out in 15 min']);
});

describe('what was told is kept', () => {
  test('before it is shown, so that a crash tells nothing at each start', async () => {
    const { clock, open, seed, notify, told } = await world();
    seed('anna', { expiresAt: clock.now() + minute });
    let written: string | undefined;
    notify(await open(), {
      show() {
        written = told.text();
        throw new TypeError('no notification server');
      },
    });
    await clock.advance(2 * minute);
    expect(written).toContain('anna');
  });

  test('showing that fails is logged, and the next is shown', async () => {
    const { clock, open, seed, notify, log } = await world();
    seed('anna', { expiresAt: clock.now() + 10 * minute });
    let tries = 0;
    notify(await open(), {
      show() {
        tries += 1;
        throw new TypeError('no notification server');
      },
    });
    await clock.advance(20 * minute);
    expect(tries).toBe(2);
    expect(log.entries.filter(({ event }) => event === 'notifications.not_shown')).toHaveLength(2);
  });

  test('where it cannot be written it is told all the same, once', async () => {
    const { clock, open, seed, notify, titles, told, log } = await world();
    seed('anna', { expiresAt: clock.now() + minute });
    told.broken.add('write');
    notify(await open());
    await clock.advance(10 * minute);
    expect(titles()).toEqual(['“anna” runs out in 28 s', '“anna” has run out']);
    expect(log.entries.map(({ event }) => event)).toContain('notifications.not_kept');
  });

  test('for accounts that are there, and for what they are now', async () => {
    const { clock, open, seed, notify, told } = await world();
    const until = clock.now() + 10 * minute;
    seed('anna', { expiresAt: until });
    told.write(
      JSON.stringify({
        version: '1',
        told: { gone: { expired: 5 }, anna: { expired: 5, expiring: until, sign_in_needed: 7 } },
      }),
    );
    notify(await open());
    expect(JSON.parse(told.text() ?? '')).toEqual({ version: '1', told: { anna: { expiring: until } } });
    await clock.advance(minute);
  });

  test('of ten thousand accounts that have come to an end, in a file that can be read again', async () => {
    const { clock, file, open, seed, notify, titles, told } = await world();
    const health = dead(clock.now() - second);
    const model = seed('model', { hasRefreshToken: true, health, ...left(clock, minute) });
    for (let number = 0; number < 10_000; number += 1) {
      const id = idOf(number.toString(16).padStart(32, '0'));
      file.accounts.set(id, { ...model, id, label: id });
    }
    const first = await open();
    const notifier = notify(first);
    await clock.advance(2 * minute);
    expect(titles()).toHaveLength(2);
    expect(told.text()?.length).toBeLessThan(1024 * 1024);
    notifier.stop();
    await first.service.stop();
    notify(await open());
    await clock.advance(gathered);
    expect(titles()).toHaveLength(2);
  });

  test('an account that is had back is not told of again', async () => {
    const { clock, open, seed, notify, titles } = await world();
    seed('anna', left(clock, -minute));
    seed('ben', left(clock, 8 * minute));
    const desk = await open();
    notify(desk);
    await clock.advance(gathered);
    value(await desk.service.removeLater(idOf('anna'), { revoke: false, graceMs: hour }, () => {}));
    // Something is written meanwhile.
    await clock.advance(4 * minute);
    value(await desk.service.undoRemoval(idOf('anna')));
    await clock.advance(minute);
    expect(titles()).toEqual(['“anna” has run out', '“ben” runs out in 5 min']);
  });
});

describe('a file of what was told that is damaged', () => {
  test.each<[string, string]>([
    ['cut off', '{"version":"1","told":{"anna":{"exp'],
    ['empty', ''],
    ['something else', '[]'],
    ['of a later version', '{"version":"2","told":{}}'],
    ['with a text for a time', '{"version":"1","told":{"anna":{"expired":"1"}}}'],
    ['with a list of events', '{"version":"1","told":{"anna":[]}}'],
    ['without what was told', '{"version":"1"}'],
    ['of nothing but opening brackets', '['.repeat(100_000)],
  ])('%s: is set aside, and nothing that has happened is told again', async (_what, text) => {
    const { clock, open, seed, notify, titles, log } = await world();
    seed('over', { issuedAt: clock.now() - 2 * hour, expiresAt: clock.now() - minute, createdAt: 0 });
    seed('dead', { hasRefreshToken: true, health: dead(clock.now() - minute) });
    seed('near', left(clock, 3 * minute));
    const told = fakeTextFile(text);
    notify(await open(), { told });
    await clock.advance(gathered);
    // What is still ahead may have been told: better twice than not at all.
    expect(titles()).toEqual(['“near” runs out in 3 min']);
    expect(told.aside).toEqual([text]);
    expect(log.entries.map(({ event }) => event)).toContain('notifications.damaged');
    await clock.advance(5 * minute);
    expect(titles().slice(1)).toEqual(['“near” has run out']);
    expect(Object.keys(JSON.parse(told.text() ?? '').told).toSorted()).toEqual(['dead', 'near', 'over']);
  });

  test.each([
    ['that can neither be read nor set aside', ['read', 'write', 'setAside']],
    ['that cannot be written', ['write']],
  ] as const)('%s: what is due at start is not told at each, what comes is', async (_what, broken) => {
    const { clock, open, seed, notify, titles, told } = await world();
    seed('over', { issuedAt: clock.now() - 2 * hour, expiresAt: clock.now() - minute, createdAt: 0 });
    seed('near', left(clock, 3 * minute));
    seed('later', left(clock, 10 * minute));
    for (const what of broken) told.broken.add(what);
    for (let run = 0; run < 2; run += 1) {
      const desk = await open();
      const notifier = notify(desk);
      await clock.advance(gathered);
      notifier.stop();
      await desk.service.stop();
    }
    expect(titles()).toEqual([]);
    notify(await open());
    await clock.advance(8 * minute);
    expect(titles()).toEqual(['“near” has run out', '“later” runs out in 5 min']);
  });

  test('that cannot be written: a lock and an unlock tell nothing again, but what came meanwhile', async () => {
    const { clock, open, seed, notify, titles, told, log } = await world();
    seed('anna');
    seed('ben', { expiresAt: clock.now() + 57 * minute });
    told.broken.add('write');
    const kept = openTold(told, log);
    const first = await open();
    const notifier = notify(first, { kept });
    await clock.advance(55 * minute + gathered);
    expect(titles()).toEqual(['“ben” runs out in 5 min', '“anna” runs out in 5 min']);
    notifier.stop();
    await first.service.stop();
    await clock.advance(3 * minute);
    notify(await open(), { kept });
    await clock.advance(gathered);
    expect(titles().slice(2)).toEqual(['“ben” has run out']);
  });

  test('an account named like a member that all objects have is one like others', async () => {
    const { clock, open, seed, notify, titles, told } = await world();
    seed('__proto__', left(clock, minute));
    const first = await open();
    const notifier = notify(first);
    await clock.advance(gathered);
    notifier.stop();
    await first.service.stop();
    expect(told.text()).toContain('__proto__');
    notify(await open());
    await clock.advance(gathered);
    expect(titles()).toHaveLength(1);
  });
});

test('stopped, it tells nothing and leaves no timer', async () => {
  const { clock, open, seed, notify, shown, set } = await world();
  const account = seed('anna');
  const desk = await open();
  const notifier = notify(desk);
  const before = clock.jumpListeners();
  await clock.advance(55 * minute + second);
  notifier.stop();
  await desk.service.stop();
  expect(clock.timers()).toEqual([]);
  expect(clock.jumpListeners()).toBeLessThan(before);
  set({ notifyBeforeMs: 20 * minute });
  value(await desk.vault.commit([{ op: 'put_account', account }]));
  await clock.advance(day);
  expect(shown).toEqual([]);
});

test('with thousands of accounts there is one timer for all', async () => {
  const { clock, file, open, seed, settings, told, log } = await world();
  const model = seed('model');
  for (let number = 0; number < 5000; number += 1) {
    const id = idOf(`account ${number}`);
    file.accounts.set(id, { ...model, id, label: id, expiresAt: clock.now() + hour + number });
  }
  const { service } = await open();
  const before = clock.timers().length;
  const kept = openTold(told, log);
  startNotifier({ accounts: service, settings, told: kept, clock, log, show: () => {} });
  expect(clock.timers().length).toBe(before + 1);
});
