// Main process. What a notification says, and what it offers to do. Pure.
import type { AccountId } from '../core/accounts/account.ts';
import type { NoticeKind } from '../core/settings/settings.ts';

export interface Notice {
  /** `said`: an answer to something that the person did outside of the window. */
  readonly kind: NoticeKind | 'said';
  readonly title: string;
  readonly body: string;
  /** Those that it is about; a click brings up the account where it is one, otherwise the window. */
  readonly accounts: readonly AccountId[];
  /** Offered where the platform has buttons, and only for a single account. */
  readonly action: 'copy' | 'sign_in_again' | undefined;
}
