// Main process. How soon one notice may follow another of its kind. Pure.
import type { Warning } from '../core/accounts/warnings.ts';
import type { NoticeKind } from '../core/settings/settings.ts';

export interface Pacing {
  /**
   * Until when nothing of the kind of these warnings, which have one kind, is shown; undefined: they are told now. Epoch
   * milliseconds.
   */
  heldUntil(warnings: readonly Warning[], now: number): number | undefined;
  shown(kind: NoticeKind, now: number): void;
}

/** After one notice of a kind, what comes of that kind is gathered for so long. */
const quietMs = 60_000;

/**
 * A word that a token runs out soon is not held back where less than a minute would then be left of it: many with so short
 * a lead are told as they come.
 */
export function createPacing(): Pacing {
  const shownAt = new Map<NoticeKind, number>();

  function isTooLateAt(until: number, { kind, event }: Warning): boolean {
    return kind === 'expiring' && event - until < quietMs;
  }

  return {
    heldUntil(warnings, now) {
      const [first] = warnings;
      const at = first && shownAt.get(first.kind);
      // A clock that is set back must not hold anything for longer.
      if (at === undefined || at > now || now >= at + quietMs) return undefined;
      const until = at + quietMs;
      return warnings.some((warning) => isTooLateAt(until, warning)) ? undefined : until;
    },
    shown: (kind, now) => void shownAt.set(kind, now),
  };
}
