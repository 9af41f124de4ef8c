// Window. The words of being warned before an account's token runs out.
import { spoken } from './time.ts';

const minute = 60_000;

/** Milliseconds; null: as in the settings, 0: never. */
export const warnSpans: readonly (number | null)[] = [null, minute, 5 * minute, 15 * minute, 60 * minute, 0];

export const warnWords = {
  title: 'Warn before it runs out',
} as const;

/** `usual` is what the settings say, in milliseconds. */
export function warnName(span: number | null, usual: number): string {
  if (span === null) return `As in the settings (${usual === 0 ? 'never' : spoken(usual)})`;
  return span === 0 ? 'Never' : `${spoken(span)} before`;
}
