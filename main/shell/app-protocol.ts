// Main process. Serves the window's files under `app://`, the only thing that the window loads.
import { protocol } from 'electron';
import { answerAppRequest, listAppFiles } from './app-files.ts';
import { appScheme } from './app-origin.ts';

/** Makes `app:` a standard and secure scheme. To be called before Electron is ready. */
export function setUpAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: appScheme, privileges: { standard: true, secure: true } }]);
}

/** Answers `app://` from the files that are in `folder` now. To be called once Electron is ready. */
export function setUpAppProtocol(folder: string): void {
  const files = listAppFiles(folder);
  protocol.handle(appScheme, (request) => answerAppRequest(files, request));
}
