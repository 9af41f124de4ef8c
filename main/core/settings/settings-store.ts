// Pure. The settings as they are now, kept in a file.
import { appError } from '../errors.ts';
import type { Log, TextFile } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';
import { type Settings, usualSettings } from './settings.ts';

export interface SettingsStore {
  get(): Settings;
  /** Errors: `invalid_setting` with its name, and nothing is changed; `settings_not_kept`, and it holds until the end. */
  change(changes: Partial<Settings>): Result<Settings>;
  /** Calls back after each change. Returns the way to stop. */
  onChange(listener: (settings: Settings, before: Settings) => void): () => void;
}

/** Reads the settings once. What cannot be used has its usual value. */
export function createSettingsStore(_parts: { readonly file: TextFile; readonly log: Log }): SettingsStore {
  return {
    get: () => usualSettings,
    change: (changes) =>
      Object.keys(changes).length === 0 ? ok(usualSettings) : fail(appError('not_allowed')),
    onChange: () => () => undefined,
  };
}
