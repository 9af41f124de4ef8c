// Main process. Chromium's own files: in a folder of the data directory, apart from the vault.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';

/** To be called before anything else of Electron: the single-instance lock and the session live in the profile. */
export function setUpProfile(dataDirectory: string): string {
  const profile = join(dataDirectory, 'window');
  try {
    mkdirSync(profile, { recursive: true, mode: 0o700 });
  } catch {
    // The vault in the same directory cannot be opened either, and the window says so.
  }
  app.setPath('userData', profile);
  return profile;
}
