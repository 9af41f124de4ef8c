// Main process. The one origin that the window loads and that IPC accepts. Pure.

export const appScheme = 'app';
export const appHost = 'tokendeck';
export const windowUrl = `${appScheme}://${appHost}/index.html`;

/** Whether an address belongs to this application: judged by a URL parser, never by its beginning. */
export function isOwnUrl(text: string): boolean {
  const url = URL.parse(text);
  return (
    url !== null &&
    url.protocol === `${appScheme}:` &&
    url.host === appHost &&
    url.username === '' &&
    url.password === ''
  );
}
