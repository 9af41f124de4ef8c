// Main process. Tells the person, once for each event, what happens to tokens without them. Names nothing of Electron.
import type { AccountService } from '../core/accounts/service.ts';
import type { Clock, Log, TextFile } from '../core/ports.ts';
import type { SettingsStore } from '../core/settings/settings-store.ts';
import type { Notice } from './notice.ts';

export interface Notifier {
  /** Tells nothing more. */
  stop(): void;
}

export interface NotifierParts {
  readonly accounts: AccountService;
  readonly settings: SettingsStore;
  /** What was told before, also by runs before this one. */
  readonly told: TextFile;
  readonly clock: Clock;
  readonly log: Log;
  readonly show: (notice: Notice) => void;
}

export function startNotifier(_parts: NotifierParts): Notifier {
  return { stop: () => undefined };
}
