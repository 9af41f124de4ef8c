// Main process. Copies an account's access token; the window learns only until when it is good.
import type { CopyFormat, CopyReceipt } from '../../preload/contract.ts';
import type { AccountId } from '../core/accounts/account.ts';
import type { AccountService } from '../core/accounts/service.ts';
import { appError } from '../core/errors.ts';
import { fail, ok, type Result } from '../core/result.ts';
import type { TokenClipboard } from './clipboard.ts';
import { copyText } from './copy-formats.ts';

/**
 * Refreshes the token first where it must. Errors: those of `tokenFor`; `malformed_response` for an uncopiable token;
 * `vault_locked` where `isOpen` says so by then.
 */
export async function copyToken(
  accounts: Pick<AccountService, 'tokenFor' | 'noteEvent' | 'get'>,
  clipboard: Pick<TokenClipboard, 'copySecret'>,
  id: AccountId,
  format: CopyFormat,
  isOpen: () => boolean,
): Promise<Result<CopyReceipt>> {
  const token = await accounts.tokenFor(id);
  if (!token.ok) return token;
  if (!isOpen()) return fail(appError('vault_locked'));
  const text = copyText(format, {
    ...token.value,
    accessToken: token.value.accessToken.reveal(),
    account: accounts.get(id)?.label ?? id,
  });
  if (text === undefined) {
    return fail(
      appError('malformed_response', { detail: 'the access token has characters that none may have' }),
    );
  }
  const clearsAt = await clipboard.copySecret(text);
  await accounts.noteEvent(id, 'copied');
  return ok({ expiresAt: token.value.expiresAt, clearsAt });
}
