// Main process. What notifications have told already, kept in a file, so that nothing is told twice. Names nothing of
// Electron.
import type { Account, AccountId } from '../core/accounts/account.ts';
import { isCurrent, type Warning } from '../core/accounts/warnings.ts';
import type { Log, TextFile } from '../core/ports.ts';
import type { NoticeKind } from '../core/settings/settings.ts';
import { finite, invalid, object, oneOf, optional, recordOf } from '../core/vault/parsers.ts';

/** The event told last of each kind. */
type Events = { readonly [K in NoticeKind]?: number };

export interface Told {
  /**
   * Of what earlier runs have told: `lost` where it could not be read, so that anything may have been told; `not_kept`
   * where nothing can be written down, so that each run would tell it all anew. To be asked before anything is added:
   * the first time it is found out by writing, after that it is `known`, since it holds for the life of the process.
   */
  earlier(): 'known' | 'lost' | 'not_kept';
  has(id: AccountId, warning: Warning): boolean;
  add(id: AccountId, warnings: readonly Warning[]): void;
  /** Forgets what is about accounts that are not among these, or about what they are not any more. */
  prune(accounts: readonly Account[]): void;
  /** Writes it where it has changed. A failure is only logged: it holds until the end. False: it is not written. */
  save(): boolean;
}

interface Content {
  readonly version: '1';
  readonly told: Readonly<Record<string, Events>>;
}

const content = object<Content>({
  version: oneOf('1'),
  told: recordOf(
    object<Events>({
      expiring: optional(finite),
      expired: optional(finite),
      sign_in_needed: optional(finite),
      refresh_failing: optional(finite),
    }),
  ),
});

export function openTold(file: TextFile, log: Log): Told {
  const read = readTold(file, log);
  const told = read ?? new Map<string, Events>();
  let isSaved = true;
  let isBegun = false;

  function keep(id: string, all: Events): void {
    const events = withoutCovered(all);
    if (Object.keys(events).length === 0) told.delete(id);
    else told.set(id, events);
    isSaved = false;
  }

  function save(): boolean {
    if (isSaved) return true;
    const written = file.write(
      `${JSON.stringify({ version: '1', told: Object.fromEntries(told) } satisfies Content)}\n`,
    );
    isSaved = written.ok;
    if (!written.ok) log.warn('notifications.not_kept', { detail: written.error.detail });
    return isSaved;
  }

  return {
    earlier() {
      if (isBegun) return 'known';
      isBegun = true;
      isSaved = false;
      if (!save()) return 'not_kept';
      return read === undefined ? 'lost' : 'known';
    },
    has(id, { kind, event }) {
      const events = told.get(id);
      // After the end nobody is told that it is near, also where the clock was set back.
      return events?.[kind] === event || (kind === 'expiring' && events?.expired === event);
    },
    add(id, warnings) {
      if (warnings.length === 0) return;
      const news: Events = Object.fromEntries(warnings.map(({ kind, event }) => [kind, event]));
      const { sign_in_needed, ...others } = told.get(id) ?? {};
      // Renewing can only begin to fail after the sign-in that was needed: it covers nothing of what comes after it.
      const isOver = sign_in_needed === undefined || news.refresh_failing !== undefined;
      keep(id, { ...others, ...(isOver ? {} : { sign_in_needed }), ...news });
    },
    prune(accounts) {
      const known = new Map<string, Account>(accounts.map((account) => [account.id, account]));
      for (const [id, events] of told) {
        const account = known.get(id);
        const current = account === undefined ? {} : withoutCovered(currentOf(events, account));
        if (Object.keys(current).length < Object.keys(events).length) keep(id, current);
      }
    },
    save,
  };
}

/** What is told by something graver: thousands of accounts are to fit into a small file. */
function withoutCovered(events: Events): Events {
  const { expiring, refresh_failing, ...graver } = events;
  return {
    ...graver,
    ...(expiring === undefined || expiring === graver.expired ? {} : { expiring }),
    ...(refresh_failing === undefined || graver.sign_in_needed !== undefined ? {} : { refresh_failing }),
  };
}

function currentOf(events: Events, account: Account): Events {
  const entries = Object.entries(events).filter(([kind, event]) =>
    isCurrent({ kind: kind as NoticeKind, event }, account),
  );
  return Object.fromEntries(entries);
}

/** Undefined for what cannot be read; it is set aside. */
function readTold(file: TextFile, log: Log): Map<string, Events> | undefined {
  const text = file.read();
  if (text.ok && text.value === undefined) return new Map();
  const parsed = text.ok ? parseTold(text.value ?? '') : undefined;
  if (parsed !== undefined) return parsed;
  const aside = file.setAside();
  log.warn('notifications.damaged', { setAside: aside.ok });
  return undefined;
}

function parseTold(text: string): Map<string, Events> | undefined {
  try {
    const parsed = content(JSON.parse(text));
    return parsed === invalid ? undefined : new Map(Object.entries(parsed.told));
  } catch {
    return undefined;
  }
}
