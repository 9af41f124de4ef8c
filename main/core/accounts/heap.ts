// Pure. A priority queue by moment whose entries can be moved and taken out: each change costs O(log n).

export interface Heap<Key> {
  readonly size: number;
  /** The entry with the earliest moment. */
  first(): { readonly key: Key; readonly at: number } | undefined;
  /** Adds the key, or moves it. */
  set(key: Key, at: number): void;
  remove(key: Key): void;
}

interface Entry<Key> {
  readonly key: Key;
  at: number;
}

export function createHeap<Key>(): Heap<Key> {
  const entries: Entry<Key>[] = [];
  const positions = new Map<Key, number>();

  const momentAt = (position: number) => entries[position]?.at ?? Number.POSITIVE_INFINITY;

  function place(entry: Entry<Key>, position: number): void {
    entries[position] = entry;
    positions.set(entry.key, position);
  }

  function rise(entry: Entry<Key>, from: number): number {
    let position = from;
    while (position > 0) {
      const above = (position - 1) >> 1;
      const parent = entries[above];
      if (parent === undefined || parent.at <= entry.at) break;
      place(parent, position);
      position = above;
    }
    place(entry, position);
    return position;
  }

  function sink(entry: Entry<Key>, from: number): void {
    let position = from;
    for (;;) {
      const left = 2 * position + 1;
      const below = momentAt(left + 1) < momentAt(left) ? left + 1 : left;
      const child = entries[below];
      if (child === undefined || child.at >= entry.at) break;
      place(child, position);
      position = below;
    }
    place(entry, position);
  }

  function settle(entry: Entry<Key>, position: number): void {
    sink(entry, rise(entry, position));
  }

  return {
    get size() {
      return entries.length;
    },
    first: () => entries[0],
    set(key, at) {
      const position = positions.get(key);
      const entry = position === undefined ? undefined : entries[position];
      if (position === undefined || entry === undefined) {
        rise({ key, at }, entries.length);
        return;
      }
      entry.at = at;
      settle(entry, position);
    },
    remove(key) {
      const position = positions.get(key);
      if (position === undefined) return;
      positions.delete(key);
      const last = entries.pop();
      if (last !== undefined && position < entries.length) settle(last, position);
    },
  };
}
