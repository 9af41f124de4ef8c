// Pure. Moments of many keys over one timer: that for the earliest.
import type { Clock } from '../ports.ts';
import { createHeap } from './heap.ts';

export interface Schedule<Key> {
  /** Sets the key's one moment, in epoch milliseconds; undefined takes it away. */
  set(key: Key, at: number | undefined): void;
  /** Takes all moments away. */
  clear(): void;
}

/** Calls `onDue` with the keys whose moment has come. Their moments are gone then and may be set anew. */
export function createSchedule<Key>(clock: Clock, onDue: (keys: readonly Key[]) => void): Schedule<Key> {
  let heap = createHeap<Key>();
  let timer: { readonly at: number; readonly cancel: () => void } | undefined;

  function arm(): void {
    const at = heap.first()?.at;
    if (timer?.at === at) return;
    timer?.cancel();
    timer = at === undefined ? undefined : { at, cancel: clock.at(at, ring) };
  }

  function ring(): void {
    timer = undefined;
    const now = clock.now();
    const due: Key[] = [];
    for (let first = heap.first(); first !== undefined && first.at <= now; first = heap.first()) {
      heap.remove(first.key);
      due.push(first.key);
    }
    if (due.length > 0) onDue(due);
    arm();
  }

  return {
    set(key, at) {
      if (at === undefined) heap.remove(key);
      else heap.set(key, at);
      arm();
    },
    clear() {
      heap = createHeap();
      arm();
    },
  };
}
