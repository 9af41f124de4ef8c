// Pure. Which addresses belong to this computer, and which may leave for the person's browser.

const longestUrl = 8 * 1024;

/** Literal hosts (RFC 8252 section 8.3); the URL parser has brought other spellings into these forms. */
const loopbackHosts: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost']);

/**
 * Whether a host name, as the URL parser writes it, always means this computer. Names that a resolver could send
 * elsewhere are not counted.
 */
export function isLoopbackHost(hostname: string): boolean {
  return loopbackHosts.has(hostname);
}

/**
 * The address in normal form, or undefined where it must not be opened in a browser: anything but https (http for the
 * loopback interface), credentials in it, longer than 8 KiB, or not parseable.
 */
export function openableUrl(text: string): string | undefined {
  const url = text.length > longestUrl ? null : URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '' || url.href.length > longestUrl) {
    return undefined;
  }
  const isSecure = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname));
  return isSecure ? url.href : undefined;
}
