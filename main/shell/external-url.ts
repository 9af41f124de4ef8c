// Main process. Judges an address before it may leave for the person's browser. Pure.

const longestUrl = 8192;
const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The address in normal form, or undefined where it must not be opened: anything but https (http for the loopback
 * interface), credentials in it, too long, or not parseable.
 */
export function openableUrl(text: string): string | undefined {
  if (text.length > longestUrl) return undefined;
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '') return undefined;
  const allowed = url.protocol === 'https:' || (url.protocol === 'http:' && loopback.has(url.hostname));
  return allowed ? url.href : undefined;
}
