// Window. Words used in several views, and the small messages at the foot of the window.
import type { CopyFormat, CopyReceipt, ErrorView } from '../../preload/contract.ts';
import { inBrief } from './time.ts';

export const common = {
  cancel: 'Cancel',
  close: 'Close',
  back: 'Back',
  backToList: 'Back to the list',
  gotIt: 'Got it',
  putAway: 'Put this message away',
  copyDetails: 'Copy details',
  providerSaid: 'The provider said:',
  ofAccount: (action: string, label: string) => `${action} of ${label}`,
} as const;

export interface FormatWords {
  /** As it is chosen. */
  readonly label: string;
  /** Within a sentence. */
  readonly thing: string;
  /** Once it is on the clipboard. */
  readonly copied: string;
  /** On the button that copies. */
  readonly copy: string;
  readonly example: string;
}

export const copyFormats: Readonly<Record<CopyFormat, FormatWords>> = {
  token: {
    label: 'Access token',
    thing: 'access token',
    copied: 'Copied',
    copy: 'Copy token',
    example: 'the token alone',
  },
  header: {
    label: 'Authorization header',
    thing: 'Authorization header',
    copied: 'Copied as Authorization header',
    copy: 'Copy header',
    example: 'Authorization: Bearer …',
  },
  curl: {
    label: 'curl command',
    thing: 'curl command',
    copied: 'Copied as curl command',
    copy: 'Copy curl command',
    example: "curl --header 'Authorization: …'",
  },
  env: {
    label: 'Environment variable',
    thing: 'environment variable',
    copied: 'Copied as environment variable',
    copy: 'Copy variable',
    example: 'ACCESS_TOKEN=…',
  },
  json: {
    label: 'JSON',
    thing: 'token as JSON',
    copied: 'Copied as JSON',
    copy: 'Copy JSON',
    example: '{"access_token": …}',
  },
};

/** As they are offered. */
export const formatOrder: readonly CopyFormat[] = ['token', 'header', 'curl', 'env', 'json'];

export const clipboardWords = {
  cleared: 'The clipboard was cleared.',
  left: 'The clipboard holds something else by now, and was left as it is.',
} as const;

/** After a token was copied: in what form, unless it is the token alone, and when the clipboard is cleared. */
export function copiedSentence(receipt: CopyReceipt, now: number, format: CopyFormat): string {
  const { copied } = copyFormats[format];
  if (receipt.clearsAt === undefined)
    return `${copied}. It stays on the clipboard until something else is copied.`;
  const left = receipt.clearsAt - now;
  return left > 0 ? `${copied}. The clipboard is cleared in ${inBrief(left)}.` : `${copied}.`;
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
