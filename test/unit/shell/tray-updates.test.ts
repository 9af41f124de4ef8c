import { describe, expect, it } from 'vitest';
import type { Account } from '../../../main/core/accounts/account.ts';
import { refreshDueAt } from '../../../main/core/accounts/policy.ts';
import { tokenStatus } from '../../../main/core/accounts/status.ts';
import { usualSettings } from '../../../main/core/settings/settings.ts';
import type { TrayView } from '../../../main/shell/tray-model.ts';
import { startTrayUpdates } from '../../../main/shell/tray-updates.ts';
import { fakeClock, settled } from '../../support/fake-clock.ts';
import { account } from './fixtures.ts';

const minute = 60_000;

function start(accounts: readonly Account[]) {
  const clock = fakeClock();
  const told: string[] = [];
  const desk = { accounts, isLocked: false, views: 0 };
  const view = (): TrayView => {
    desk.views += 1;
    return {
      accounts: desk.isLocked
        ? undefined
        : {
            list: () => desk.accounts,
            status: (of) => tokenStatus(of, clock.now(), false),
            nextRefreshAt: (of) => refreshDueAt(of, clock.now()),
          },
      isLocked: desk.isLocked,
      lockedAccounts: [],
      isOnline: true,
      settings: usualSettings,
    };
  };
  const updates = startTrayUpdates(
    { clock, view },
    {
      setShape: (shape) => told.push(shape),
      setToolTip: (text) => told.push(text),
      setItems: (items) => told.push(`${items.length} items`),
    },
  );
  return { clock, told, desk, updates };
}

function mortal(clockNow: number, left: number, id = 'a'): Account {
  return account({
    id,
    issuedAt: clockNow - 60 * minute,
    expiresAt: clockNow + left,
    hasRefreshToken: false,
  });
}

const start0 = fakeClock().now();
const nobody = ['well', 'Tokendeck: no accounts yet', '5 items'];

describe('the tray', () => {
  it('is told what to show at the start, and nothing that it shows already', async () => {
    const { told, updates, clock } = start([]);
    expect(told).toEqual(nobody);
    for (let round = 0; round < 5; round += 1) {
      updates.update();
      await clock.advance(5_000);
    }
    updates.now();
    expect(told).toEqual(nobody);
  });

  it('is told only what has changed', async () => {
    const { told, updates, clock, desk } = start([mortal(start0, 90 * minute)]);
    told.splice(0);
    await clock.advance(2_000);
    desk.accounts = [mortal(start0, 90 * minute), mortal(start0, 95 * minute, 'b')];
    updates.update();
    await settled();
    expect(told).toEqual(['Tokendeck: 2 accounts. Next: “Ada” runs out in 1 h 29 min', '9 items']);
  });

  it('is looked at once a second at most, and in the end with the last state, in a burst of thousands', async () => {
    const { updates, clock, desk, told } = start([]);
    await clock.advance(2_000);
    desk.views = 0;
    for (let change = 0; change < 5_000; change += 1) updates.update();
    expect(desk.views).toBe(0);
    await settled();
    expect(desk.views).toBe(1);
    for (let step = 0; step < 100; step += 1) {
      desk.accounts = Array.from({ length: step + 1 }, (_, at) => mortal(start0, 90 * minute, `a${at}`));
      updates.update();
      await clock.advance(20);
    }
    expect(desk.views).toBeLessThanOrEqual(3);
    await clock.advance(1_000);
    expect(told.some((text) => text.startsWith('Tokendeck: 100 accounts'))).toBe(true);
  });

  it('counts the minutes with one timer', async () => {
    const { told, clock, desk } = start([
      mortal(start0, 20 * minute),
      mortal(start0, 50 * minute, 'b'),
      mortal(start0, 70 * minute, 'c'),
    ]);
    expect(clock.timers()).toEqual([start0 + minute]);
    told.splice(0);
    desk.views = 0;
    await clock.advance(3 * minute);
    expect(desk.views).toBe(3);
    expect(told.filter((text) => text.startsWith('Tokendeck'))).toEqual(
      [19, 18, 17].map((left) => `Tokendeck: 3 accounts. Next: “Ada” runs out in ${left} min`),
    );
    expect(clock.timers()).toHaveLength(1);
  });

  it('rests where no time is shown, and while it is locked', async () => {
    expect(start([]).clock.timers()).toEqual([]);
    const { clock, desk, updates, told } = start([mortal(start0, 90 * minute)]);
    await clock.advance(1_500);
    desk.isLocked = true;
    updates.update();
    await settled();
    expect(told.at(-2)).toBe('Tokendeck is locked');
    expect(clock.timers()).toEqual([]);
    desk.views = 0;
    await clock.advance(24 * 60 * minute);
    expect(desk.views).toBe(0);
  });

  it('is right again after sleep, and not held up by a clock that was set back', async () => {
    const { clock, told, desk, updates } = start([mortal(start0, 90 * minute)]);
    await clock.jumpTo(start0 + 60 * minute);
    await settled();
    expect(told).toContain('Tokendeck: 1 account. Next: “Ada” runs out in 30 min');
    updates.update();
    await clock.jumpTo(start0 - 60 * minute);
    await settled();
    expect(told).toContain('Tokendeck: 1 account. Next: “Ada” runs out in 2 h 30 min');
    desk.accounts = [];
    updates.update();
    await clock.advance(1_000);
    expect(told).toContain('Tokendeck: no accounts yet');
  });

  it('leaves nothing behind', async () => {
    const { clock, desk, updates } = start([mortal(start0, 90 * minute)]);
    updates.update();
    updates.stop();
    desk.views = 0;
    await clock.advance(10 * minute);
    expect(desk.views).toBe(0);
    expect(clock.timers()).toEqual([]);
    expect(clock.jumpListeners()).toBe(0);
  });

  it('is not touched any more once it was stopped: it is destroyed while the application still ends', async () => {
    const { clock, desk, updates, told } = start([]);
    await clock.advance(2_000);
    updates.stop();
    told.splice(0);
    desk.accounts = [mortal(start0, 90 * minute)];
    updates.update();
    await settled();
    await clock.advance(2_000);
    expect(told).toEqual([]);
    expect(clock.timers()).toEqual([]);
  });
});
