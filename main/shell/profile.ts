// Main process. Chromium's own files: in a folder of the data directory, apart from the vault.
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';

/** A folder for this run alone where the data directory cannot be used: the window must open to say so. */
function makeProfile(dataDirectory: string): string {
  const profile = join(dataDirectory, 'window');
  try {
    mkdirSync(profile, { recursive: true, mode: 0o700 });
    return profile;
  } catch {
    return mkdtempSync(join(tmpdir(), 'tokendeck-'));
  }
}

/**
 * Returns the profile's folder. To be called before anything else of Electron: the single-instance lock and the session
 * live in the profile.
 */
export function setUpProfile(dataDirectory: string): string {
  const profile = makeProfile(dataDirectory);
  app.setPath('userData', profile);
  return profile;
}
