// Pure. Spans of time and counts in a few words, as the tray, notifications and the command line say them.

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Of milliseconds, and as in the window: `35 s`, `12 min`, `3 h 12 min`, `9 days`; rounded down from a minute on. */
export function inBrief(span: number): string {
  if (span < minute) return `${Math.round(span / second)} s`;
  if (span < hour) return `${Math.floor(span / minute)} min`;
  if (span >= 2 * day) return `${Math.floor(span / day)} days`;
  return `${Math.floor(span / hour)} h ${Math.floor((span % hour) / minute)} min`;
}

/** `1 account`, `2 accounts`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
