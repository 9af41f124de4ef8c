// Main process. What tray and notifications ask the application to do, and what they show. Names nothing of Electron.
import type { LockedAccountView } from '../../preload/contract.ts';
import type { AccountId } from '../core/accounts/account.ts';
import type { AccountService } from '../core/accounts/service.ts';
import type { Settings } from '../core/settings/settings.ts';

export interface DeskActions {
  /** Copies the token in the account's own form, and says so. */
  copy(id: AccountId): void;
  /** Brings up the window, with this account. */
  open(id: AccountId | undefined): void;
  /** Brings up the window and begins to sign in. */
  signInAgain(id: AccountId): void;
  refreshAll(): void;
  lock(): void;
  /** Epoch milliseconds; 0 ends the pause. */
  pauseNotifications(until: number): void;
}

export interface DeskView {
  /** Undefined while the vault is not open. */
  readonly accounts: AccountService | undefined;
  readonly isLocked: boolean;
  /** What may be seen of accounts while they are locked, the first to run out first. */
  readonly lockedAccounts: readonly LockedAccountView[];
  readonly isOnline: boolean;
  readonly settings: Settings;
}
