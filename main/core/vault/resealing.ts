// Pure. Seals everything in the vault with another key, row by row and beside what is there.
import type { ResealedRow, SealedRow, VaultStore } from '../ports.ts';
import { ok, type Result } from '../result.ts';
import { rowName } from './sealed-form.ts';
import { eventPlace, type Place, type Sealer } from './sealing.ts';

export interface Resealer {
  /**
   * Seals what was not sealed yet, or was changed since. `between` is called between two handfuls of rows, with how many
   * are done and how many there are; its failure ends it. Gives how many were done. Errors: those of the store.
   */
  catchUp(between: (done: number, total: number) => Result<void>): Promise<Result<number>>;
  rows(): readonly ResealedRow[];
  /** How many the old key does not open. They stay as they are: no key opens them. */
  unreadable(): number;
}

/** Enough to keep the thread pool busy, and few enough to leave it to others in between. */
const atOnce = 64;

function placeOf(row: SealedRow): Place {
  return row.kind === 'event' ? eventPlace(row.accountId, row.at) : { kind: row.kind, id: row.id };
}

function areSame(one: Uint8Array, other: Uint8Array | undefined): boolean {
  return one.length === other?.length && one.every((byte, index) => byte === other[index]);
}

export function createResealer(store: VaultStore, from: Sealer, to: Sealer): Resealer {
  let done = new Map<string, ResealedRow>();

  /** Undefined where the row was changed or removed a moment ago: the next look finds it, or not. */
  async function reseal(row: SealedRow): Promise<Result<ResealedRow | undefined>> {
    const found = store.sealedContent(row);
    if (!found.ok) return found;
    if (found.value === undefined) return ok(undefined);
    const place = placeOf(row);
    const content = await from.open(place, found.value);
    if (content === undefined) return ok({ row, sealed: undefined });
    const sealed = await to.seal(place, content);
    const opened = await to.open(place, sealed);
    const isGood = areSame(content, opened);
    content.fill(0);
    opened?.fill(0);
    if (!isGood) throw new Error('a row that was sealed anew does not open');
    return ok({ row, sealed });
  }

  return {
    async catchUp(between) {
      const present = store.sealedRows();
      if (!present.ok) return present;
      const kept = new Map<string, ResealedRow>();
      const left: SealedRow[] = [];
      for (const row of present.value) {
        const name = rowName(row);
        const before = done.get(name);
        if (before?.row.seal === row.seal) kept.set(name, before);
        else left.push(row);
      }
      done = kept;
      for (let start = 0; start < left.length; start += atOnce) {
        const going = between(done.size, present.value.length);
        if (!going.ok) return going;
        for (const one of await Promise.all(left.slice(start, start + atOnce).map(reseal))) {
          if (!one.ok) return one;
          if (one.value !== undefined) done.set(rowName(one.value.row), one.value);
        }
      }
      return ok(left.length);
    },
    rows: () => [...done.values()],
    unreadable: () => [...done.values()].filter(({ sealed }) => sealed === undefined).length,
  };
}
