// Main process. What the window's contents may not do, whatever they ask: permissions, devices, navigation, new windows.
import type { App, Session, WebContents } from 'electron';
import type { Log } from '../core/ports.ts';

type GuardedSession = Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'setSpellCheckerEnabled'
>;

/** Denies every permission, device and screen capture, and fetches no spelling dictionaries. */
export function setUpSessionRules(session: GuardedSession): void {
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, callback) => callback(null));
  session.setSpellCheckerEnabled(false);
}

type GuardedContents = Pick<WebContents, 'on' | 'setWindowOpenHandler'>;

/** Keeps contents where they were first loaded: no navigation, no redirect, no `<webview>`, no further windows. */
export function guardContents(contents: GuardedContents, log: Log): void {
  const prevent = (what: string) => (event: { preventDefault(): void }) => {
    event.preventDefault();
    log.warn('contents.prevented', { what });
  };
  contents.on('will-navigate', prevent('navigation'));
  contents.on('will-frame-navigate', prevent('frame_navigation'));
  contents.on('will-redirect', prevent('redirect'));
  contents.on('will-attach-webview', prevent('webview'));
  contents.setWindowOpenHandler(() => {
    log.warn('contents.prevented', { what: 'window' });
    return { action: 'deny' };
  });
}

/** Guards all contents from their creation on, and accepts no certificate that Chromium finds wrong. */
export function setUpContentsRules(app: Pick<App, 'on'>, log: Log): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents, log));
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, callback) => {
    event.preventDefault();
    callback(false);
  });
}
