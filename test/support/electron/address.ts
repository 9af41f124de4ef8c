// Test equipment: the stand-in for Electron. Chromium cannot be taught a scheme from outside, so a page of `app://host/`
// is shown under `https://host.app.invalid/` (RFC 6761: `.invalid` is never resolved) and named back for the main process.

const suffix = '.invalid';

/** The address under which Chromium shows a page of one of the application's own schemes. */
export function toPageUrl(appUrl: string): string {
  const url = new URL(appUrl);
  const scheme = url.protocol.slice(0, -1);
  const rest = appUrl.slice(url.protocol.length + 2 + url.host.length);
  return new URL(`https://${url.host}.${scheme}${suffix}${rest}`).href;
}

/** The address that the main process sees for what Chromium shows; addresses of other origins stay as they are. */
export function toAppUrl(pageUrl: string): string {
  const url = URL.parse(pageUrl);
  if (url === null || url.protocol !== 'https:' || !url.hostname.endsWith(suffix)) return pageUrl;
  const named = url.hostname.slice(0, -suffix.length);
  const dot = named.lastIndexOf('.');
  if (dot < 0) return pageUrl;
  return `${named.slice(dot + 1)}://${named.slice(0, dot)}${url.pathname}${url.search}${url.hash}`;
}

/** The origin of an address as Electron reports it, where a standard scheme of the application's own has one too. */
export function originOf(appUrl: string): string {
  const url = URL.parse(appUrl);
  if (url === null) return 'null';
  if (url.origin !== 'null') return url.origin;
  return url.host === '' ? 'null' : `${url.protocol}//${url.host}`;
}
