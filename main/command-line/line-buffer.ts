// Command line. Takes lines out of text that arrives in pieces, without ever holding more than one line may have. Pure.

/** The next line without its end; `too_long` where there is more text than a line may have. */
export type NextLine = { readonly line: string } | 'wait' | 'too_long';

export interface LineBuffer {
  /** More text has arrived. */
  add(text: string): void;
  /** Takes a line. */
  next(): NextLine;
  /** Takes all that is held, as it is. */
  takeAll(): string;
}

/** `limit` in characters. */
export function createLineBuffer(limit: number): LineBuffer {
  let held = '';
  return {
    add(text) {
      held += text;
    },
    next() {
      const end = held.indexOf('\n');
      if (end > limit || (end < 0 && held.length > limit)) return 'too_long';
      if (end < 0) return 'wait';
      const line = held.slice(0, end).replace(/\r$/, '');
      held = held.slice(end + 1);
      return { line };
    },
    takeAll() {
      const all = held;
      held = '';
      return all;
    },
  };
}
