// Main process. Tells the person, once for each event, what happens to tokens without them. Names nothing of Electron.
import type { Account, AccountId } from '../core/accounts/account.ts';
import { createSchedule } from '../core/accounts/schedule.ts';
import type { AccountService } from '../core/accounts/service.ts';
import { type Warning, warningsFor } from '../core/accounts/warnings.ts';
import { kindOfThrown } from '../core/errors.ts';
import type { Clock, Log } from '../core/ports.ts';
import type { SettingsStore } from '../core/settings/settings-store.ts';
import type { Notice } from './notice.ts';
import { createPacing } from './pacing.ts';
import type { Told } from './told.ts';
import { type Telling, warningNotices } from './warning-notices.ts';

export interface Notifier {
  /** Tells nothing more. */
  stop(): void;
}

export interface NotifierParts {
  readonly accounts: Pick<AccountService, 'list' | 'get' | 'onChange'>;
  readonly settings: Pick<SettingsStore, 'get' | 'change' | 'onChange'>;
  /** What was told before, also before the vault was locked, and by runs before this one. */
  readonly told: Told;
  readonly clock: Clock;
  readonly log: Log;
  readonly show: (notice: Notice) => void;
}

/** What comes within this is told together, and more where a notice of its kind was shown just before. */
const gatherMs = 2000;
const gathering = Symbol('gathering');
/** The longest pause on offer, from midnight to 8:00 of the next day, where an hour is put in that day. */
const longestPauseMs = 33 * 60 * 60_000;

interface Matter {
  readonly account: Account;
  readonly untold: readonly Warning[];
  readonly gravest: Warning;
}

/**
 * An event is told once, and then counts as told: also where its kind is switched off, so that switching it on tells what
 * comes and not what was. It is written down before it is shown: a crash in between leaves one thing untold, not one told
 * at each start. While notifications are paused nothing is told, and what still holds when the pause is over is told then.
 * After a notice of one kind the next of that kind gathers for a minute, as `createPacing` says.
 */
export function startNotifier(parts: NotifierParts): Notifier {
  const { accounts, settings, told, clock, log } = parts;
  const schedule = createSchedule<AccountId | typeof gathering>(clock, onDue);
  /** Those about which something is to be told when the gathering, or the pause, is over. */
  const waiting = new Set<AccountId>();
  const pacing = createPacing();
  /** When the gathering is over, at the latest. */
  let tellAt: number | undefined;

  function tellBy(at: number): void {
    if (tellAt !== undefined && tellAt <= at) return;
    tellAt = at;
    schedule.set(gathering, at);
  }

  function look(changed: readonly Account[]): void {
    const now = clock.now();
    for (const account of changed) {
      const { due, nextAt } = warningsFor(account, settings.get(), now);
      schedule.set(account.id, nextAt);
      if (due.every((warning) => told.has(account.id, warning))) continue;
      waiting.add(account.id);
      tellBy(now + gatherMs);
    }
  }

  /** One further ahead than can be asked for was begun under a clock that was wrong: it could last for years. */
  function endImpossiblePause(): void {
    if (settings.get().notifyPausedUntil > clock.now() + longestPauseMs) {
      settings.change({ notifyPausedUntil: 0 });
    }
  }

  /** After the clock was set, or a pause was begun or ended. */
  function lookAtAll(): void {
    endImpossiblePause();
    tellAt = undefined;
    schedule.set(gathering, undefined);
    look(accounts.list());
  }

  function onDue(keys: readonly (AccountId | typeof gathering)[]): void {
    look(keys.flatMap((key) => (key === gathering ? [] : (accounts.get(key) ?? []))));
    if (keys.includes(gathering)) tell();
  }

  function tell(): void {
    const now = clock.now();
    const { notifyPausedUntil } = settings.get();
    tellAt = undefined;
    if (notifyPausedUntil > now) {
      tellBy(notifyPausedUntil);
      return;
    }
    const tellings: Telling[] = [];
    for (const [kind, matters] of Map.groupBy(mattersAt(now), ({ gravest }) => gravest.kind)) {
      const heldUntil = pacing.heldUntil(
        matters.map(({ gravest }) => gravest),
        now,
      );
      if (heldUntil !== undefined) {
        tellBy(heldUntil);
        continue;
      }
      pacing.shown(kind, now);
      for (const { account, untold } of matters) {
        countAsTold(account.id, untold);
        tellings.push({ account, kind });
      }
    }
    told.save();
    for (const notice of warningNotices(tellings, now)) show(notice);
  }

  /** Of those that wait, what still holds and is of a kind that the person wants. The others wait no longer. */
  function mattersAt(now: number): readonly Matter[] {
    const { notifyKinds } = settings.get();
    return [...waiting].flatMap((id) => {
      const account = accounts.get(id);
      const due = account === undefined ? [] : warningsFor(account, settings.get(), now).due;
      const untold = due.filter((warning) => !told.has(id, warning));
      const gravest = untold.find(({ kind }) => notifyKinds.includes(kind));
      if (account !== undefined && gravest !== undefined) return [{ account, untold, gravest }];
      countAsTold(id, untold);
      return [];
    });
  }

  function countAsTold(id: AccountId, warnings: readonly Warning[]): void {
    told.add(id, warnings);
    waiting.delete(id);
  }

  function show(notice: Notice): void {
    try {
      parts.show(notice);
    } catch (thrown) {
      log.warn('notifications.not_shown', { name: kindOfThrown(thrown) });
    }
  }

  /**
   * All that has happened counts as told. Of what is still ahead there may be a second word, but not one at each start.
   */
  function takeAsTold(earlier: 'lost' | 'not_kept'): void {
    for (const account of accounts.list()) {
      const { due } = warningsFor(account, settings.get(), clock.now());
      told.add(account.id, earlier === 'lost' ? due.filter(({ kind }) => kind !== 'expiring') : due);
    }
  }

  endImpossiblePause();
  const earlier = told.earlier();
  if (earlier !== 'known') takeAsTold(earlier);
  told.prune(accounts.list());
  told.save();
  look(accounts.list());
  const stops = [
    accounts.onChange(({ changed, removed }) => {
      for (const id of removed) schedule.set(id, undefined);
      look(changed);
    }),
    settings.onChange((now, before) => {
      const isAbout = ['notifyKinds', 'notifyBeforeMs', 'notifyPausedUntil'] as const;
      if (isAbout.some((name) => now[name] !== before[name])) lookAtAll();
    }),
    clock.onJump(lookAtAll),
  ];

  return {
    stop() {
      for (const stop of stops) stop();
      schedule.clear();
    },
  };
}
