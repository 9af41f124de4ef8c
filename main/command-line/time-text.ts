// Command line. Moments and spans of time as text and as JSON. Pure; all are in milliseconds, moments since 1970.
import { inBrief } from '../core/spans.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** `1:05`, `3 h 12 min`, `9 days`; empty when it is over or unknown. */
export function timeLeft(expiresAt: number | undefined, now: number): string {
  if (expiresAt === undefined || expiresAt <= now) return '';
  const left = expiresAt - now;
  if (left >= hour) return inBrief(left);
  const seconds = Math.floor(left / second);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** `27 h`, `4 min 59 s`: exact to the second, rounded down. */
export function span(ms: number): string {
  const parts = [
    [Math.floor(ms / hour), 'h'],
    [Math.floor((ms % hour) / minute), 'min'],
    [Math.floor((ms % minute) / second), 's'],
  ] as const;
  const text = parts.flatMap(([count, unit]) => (count > 0 ? [`${count} ${unit}`] : []));
  return text.length === 0 ? '0 s' : text.join(' ');
}

/** In ISO 8601; null where it is not known. */
export function isoTime(at: number | undefined): string | null {
  return at === undefined ? null : new Date(at).toISOString();
}

/** `in 4 min 59 s`, `3 h 2 min ago`, `in 12 days`. */
function relative(at: number, now: number): string {
  const distance = Math.abs(at - now);
  if (distance < second) return 'now';
  const whole = distance >= hour ? minute : second;
  const words = distance >= 2 * day ? inBrief(distance) : span(Math.floor(distance / whole) * whole);
  return at > now ? `in ${words}` : `${words} ago`;
}

/** A moment for a person: `2026-11-21 09:00:05 UTC, in 4 min 59 s`. */
export function moment(at: number, now: number): string {
  const text = new Date(at)
    .toISOString()
    .replace('T', ' ')
    .replace(/(\.\d+)?Z$/, ' UTC');
  return `${text}, ${relative(at, now)}`;
}

/** Both null where the provider did not say. */
export function expiryJson(expiresAt: number | undefined, now: number): Readonly<Record<string, unknown>> {
  if (expiresAt === undefined) return { expiresAt: null, expiresIn: null };
  return {
    expiresAt: new Date(expiresAt).toISOString(),
    expiresIn: Math.max(0, Math.floor((expiresAt - now) / second)),
  };
}
