// Pure. Text from a provider, made fit to be shown, logged and stored: plain, short and on one line.

/**
 * Control characters, line and paragraph separators, and invisible marks such as those that turn the direction of the
 * text around them; but not the two joiners (U+200C, U+200D), which Persian, Indic scripts and emoji are written with.
 */
export const unprintable = /(?:(?![\u200c\u200d])[\p{Cc}\p{Cf}\u2028\u2029])+/gu;

/** At most `limit` characters of `value` without unprintable ones; undefined where nothing is left or it is no text. */
export function plainText(value: unknown, limit = 500): string | undefined {
  if (typeof value !== 'string') return undefined;
  // A provider may send a megabyte: it is cut before it is searched, and again to the limit.
  const text = value
    .slice(0, limit * 4)
    .replace(unprintable, ' ')
    .trim()
    .slice(0, limit)
    .toWellFormed();
  return text === '' ? undefined : text;
}
