// Window. Durations and moments in words. All times are epoch milliseconds.

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** How often a text that depends on the time must be computed again. */
export type Step = 'second' | 'minute' | 'never';

/** The time until `until`, short; once it is over, how long ago that was. And how soon that text changes. */
export function timeLeft(until: number, now: number): { readonly text: string; readonly step: Step } {
  const left = until - now;
  if (left <= 0) return { text: fromNow(until, now), step: 'minute' };
  if (left < hour) {
    const seconds = Math.ceil(left / second);
    if (seconds === 3600) return { text: '1 h 0 min', step: 'second' };
    return {
      text: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`,
      step: 'second',
    };
  }
  return { text: inBrief(left), step: 'minute' };
}

/** The same for a screen reader: whole minutes, so that it changes once a minute. */
export function timeLeftSpoken(until: number, now: number): string {
  const left = until - now;
  if (left <= -minute) return `ran out ${spoken(-left)} ago`;
  if (left <= 0) return 'ran out just now';
  if (left < minute) return 'less than a minute left';
  return `${spoken(left)} left`;
}

/** A duration in figures and short units, rounded down: `3 h 12 min`, `9 days`. */
export function inBrief(duration: number): string {
  if (duration < minute) return `${Math.round(duration / second)} s`;
  if (duration < hour) return `${Math.floor(duration / minute)} min`;
  if (duration < 2 * day) {
    return `${Math.floor(duration / hour)} h ${Math.floor((duration % hour) / minute)} min`;
  }
  return `${Math.floor(duration / day)} days`;
}

/** A duration in whole words, rounded down to minutes. */
export function spoken(duration: number): string {
  if (duration < minute) return counted(Math.round(duration / second), 'second');
  if (duration < hour) return counted(Math.floor(duration / minute), 'minute');
  if (duration >= 2 * day) return counted(Math.floor(duration / day), 'day');
  const minutes = Math.floor((duration % hour) / minute);
  const hours = counted(Math.floor(duration / hour), 'hour');
  return minutes === 0 ? hours : `${hours} ${counted(minutes, 'minute')}`;
}

/** `in 12 min`, `12 min ago`, `now`. */
export function fromNow(at: number, now: number): string {
  const distance = at - now;
  if (Math.abs(distance) < minute) return distance > 0 ? 'in less than a minute' : 'just now';
  return distance > 0 ? `in ${inBrief(distance)}` : `${inBrief(-distance)} ago`;
}

const clockTime = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const dateTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const exactTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' });

const beyond = 'a time that no calendar has';

/** A moment to the minute, as short as it can be without doubt: `today 14:32`, `24 Nov 2026, 09:00`. */
export function moment(at: number, now: number): string {
  if (!isDate(at)) return beyond;
  switch (dayNumber(at) - dayNumber(now)) {
    case 0:
      return `today ${clockTime.format(at)}`;
    case 1:
      return `tomorrow ${clockTime.format(at)}`;
    case -1:
      return `yesterday ${clockTime.format(at)}`;
    default:
      return dateTime.format(at);
  }
}

/** The same with weekday, seconds and zone, for whoever wants to know exactly. */
export function exactly(at: number): string {
  return isDate(at) ? exactTime.format(at) : beyond;
}

/** A claim may hold any number, also one that no calendar has. */
function isDate(at: number): boolean {
  return !Number.isNaN(new Date(at).getTime());
}

function dayNumber(at: number): number {
  const date = new Date(at);
  return Math.round(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / day);
}

/** `1 account`, `2 accounts`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
