// Main process. Tells the person, once for each event, what happens to tokens without them. Names nothing of Electron.
import type { Account, AccountId } from '../core/accounts/account.ts';
import { createSchedule } from '../core/accounts/schedule.ts';
import type { AccountService } from '../core/accounts/service.ts';
import { warningsFor } from '../core/accounts/warnings.ts';
import { kindOfThrown } from '../core/errors.ts';
import type { Clock, Log } from '../core/ports.ts';
import type { SettingsStore } from '../core/settings/settings-store.ts';
import type { Notice } from './notice.ts';
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

/** What comes within this is told together. */
const gatherMs = 2000;
const gathering = Symbol('gathering');
/** The longest pause on offer, from midnight to 8:00 of the next day, where an hour is put in that day. */
const longestPauseMs = 33 * 60 * 60_000;

/**
 * An event is told once, and then counts as told: also where its kind is switched off, so that switching it on tells what
 * comes and not what was. It is written down before it is shown: a crash in between leaves one thing untold, not one told
 * at each start. While notifications are paused nothing is told, and what still holds when the pause is over is told then.
 */
export function startNotifier(parts: NotifierParts): Notifier {
  const { accounts, settings, told, clock, log } = parts;
  const schedule = createSchedule<AccountId | typeof gathering>(clock, onDue);
  /** Those about which something is to be told when the gathering, or the pause, is over. */
  const waiting = new Set<AccountId>();
  let isGathering = false;

  function gather(now: number): void {
    if (isGathering || waiting.size === 0) return;
    isGathering = true;
    schedule.set(gathering, now + gatherMs);
  }

  function look(changed: readonly Account[]): void {
    const now = clock.now();
    for (const account of changed) {
      const { due, nextAt } = warningsFor(account, settings.get(), now);
      schedule.set(account.id, nextAt);
      if (due.some((warning) => !told.has(account.id, warning))) waiting.add(account.id);
    }
    gather(now);
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
    isGathering = false;
    schedule.set(gathering, undefined);
    look(accounts.list());
  }

  function onDue(keys: readonly (AccountId | typeof gathering)[]): void {
    look(keys.flatMap((key) => (key === gathering ? [] : (accounts.get(key) ?? []))));
    if (keys.includes(gathering)) tell();
  }

  function tell(): void {
    const now = clock.now();
    const { notifyKinds, notifyPausedUntil } = settings.get();
    if (notifyPausedUntil > now) {
      schedule.set(gathering, notifyPausedUntil);
      return;
    }
    isGathering = false;
    const tellings = [...waiting].flatMap((id): readonly Telling[] => {
      const account = accounts.get(id);
      if (account === undefined) return [];
      const untold = warningsFor(account, settings.get(), now).due.filter(
        (warning) => !told.has(id, warning),
      );
      told.add(id, untold);
      const gravest = untold.find(({ kind }) => notifyKinds.includes(kind));
      return gravest === undefined ? [] : [{ account, kind: gravest.kind }];
    });
    waiting.clear();
    told.save();
    for (const notice of warningNotices(tellings, now)) show(notice);
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
