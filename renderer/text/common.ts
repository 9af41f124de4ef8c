// Window. Words used in several views, and the small messages at the foot of the window.
import type { CopyFormat, CopyReceipt, ErrorView } from '../../preload/contract.ts';
import { inBrief } from './time.ts';

export const common = {
  cancel: 'Cancel',
  close: 'Close',
  back: 'Back',
  backToList: 'Back to the list',
  copyDetails: 'Copy details',
  providerSaid: 'The provider said:',
} as const;

export const copyFormats: Readonly<Record<CopyFormat, { readonly label: string; readonly example: string }>> =
  {
    token: { label: 'Access token', example: 'the token alone' },
    header: { label: 'Authorization header', example: 'Authorization: Bearer …' },
    curl: { label: 'curl command', example: "curl --header 'Authorization: …'" },
    json: { label: 'JSON', example: '{"access_token": …}' },
    env: { label: 'Environment variable', example: 'ACCESS_TOKEN=…' },
  };

/** After a token was copied: what was, and when the clipboard is cleared. */
export function copiedSentence(receipt: CopyReceipt, now: number): string {
  const left = (receipt.clearsAt ?? now) - now;
  return left > 0 ? `Copied. The clipboard is cleared in ${inBrief(left)}.` : 'Copied.';
}

/** The reason of a failed copy, which begins with what that means for the clipboard. */
export function notCopied(error: ErrorView): ErrorView {
  return { ...error, what: `Nothing was copied. ${error.what}` };
}

/** An error as text to paste into a report: code, words and the provider's words; it holds no secret. */
export function errorDetails(error: ErrorView): string {
  const said = error.providerSaid === undefined ? [] : [`${common.providerSaid} ${error.providerSaid}`];
  return [`${error.what} (${error.code})`, error.remedy, ...said].join('\n');
}
