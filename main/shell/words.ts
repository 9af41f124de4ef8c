// Main process. All words of the tray, of notifications and of the system's own dialogs.
import type { CopyReceipt } from '../../preload/contract.ts';
import type { Account } from '../core/accounts/account.ts';
import type { AppError } from '../core/errors.ts';
import { wordingOf } from '../core/wording.ts';
import type { Notice } from './notice.ts';

export const appName = 'Tokendeck';

/** After a token was copied outside of the window. */
export function copiedNotice(account: Account, { clearsAt }: CopyReceipt, now: number): Notice {
  const seconds = clearsAt === undefined ? 0 : Math.round((clearsAt - now) / 1000);
  return {
    kind: 'said',
    title: `Copied the token of ${account.label}`,
    body: seconds > 0 ? `The clipboard is cleared in ${seconds} s.` : '',
    accounts: [account.id],
    action: undefined,
  };
}

export function notCopiedNotice(account: Account, error: AppError): Notice {
  const { what, remedy } = wordingOf(error);
  return {
    kind: 'said',
    title: `The token of ${account.label} was not copied`,
    body: `${what} ${remedy}`,
    accounts: [account.id],
    action: undefined,
  };
}
