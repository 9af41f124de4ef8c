// Main process. All words of notifications. Pure.
import type { CopyReceipt } from '../../preload/contract.ts';
import type { Account, CopyFormat } from '../core/accounts/account.ts';
import { cleanLabel } from '../core/accounts/labels.ts';
import { renewal } from '../core/accounts/policy.ts';
import type { AppError } from '../core/errors.ts';
import type { NoticeKind } from '../core/settings/settings.ts';
import { inBrief } from '../core/spans.ts';
import { wordingOf } from '../core/wording.ts';
import { cutTo, isolated } from './name-text.ts';
import type { Notice } from './notice.ts';

const minute = 60_000;

/** Systems cut a notification's title at about this much, and its body at a few times as much. */
const longestNoticeName = 40;
const longestNoticeBody = 240;
const namesInNotice = 3;

/** In quotation marks, as plain text on one line. */
function quoted({ label }: Account): string {
  return `“${isolated(cutTo(cleanLabel(label) ?? '', longestNoticeName))}”`;
}

/** Rounded up, so that the lead that was set is the time that is said. */
function soon(left: number): string {
  return inBrief(left < minute ? left : Math.ceil(left / minute) * minute);
}

/** The provider, and what there is to do or to know. */
function bodyOf({ providerName }: Account, text: string): string {
  const provider = cutTo(cleanLabel(providerName) ?? '', longestNoticeName);
  return cutTo(provider === '' ? text : `${provider}: ${text}`, longestNoticeBody);
}

/** How a new token is had of an account that gets none by itself. */
function newTokenBy(account: Account): string {
  if (account.clientId === '') return 'Import a new token when you need one.';
  if (account.health.kind === 'sign_in_again' || renewal(account) === undefined) {
    return 'Sign in again for a new token.';
  }
  return 'It is not kept fresh: refresh it for a new token.';
}

interface NoticeText {
  readonly title: string;
  readonly body: string;
}

/** Of what happens to tokens without the person. */
export const warningWords = {
  one: {
    expiring: (account, now) => ({
      title: `${quoted(account)} runs out in ${soon((account.expiresAt ?? now) - now)}`,
      body: bodyOf(account, newTokenBy(account)),
    }),
    expired: (account) => ({
      title: `${quoted(account)} has run out`,
      body: bodyOf(account, newTokenBy(account)),
    }),
    sign_in_needed: (account) => ({
      title:
        account.clientId === ''
          ? `${quoted(account)} is of no more use`
          : `${quoted(account)} needs you to sign in again`,
      body: bodyOf(account, whyNot(account)),
    }),
    refresh_failing(account, now) {
      const left = account.expiresAt === undefined ? 0 : account.expiresAt - now;
      const until = left > 0 ? `The token is good for ${inBrief(left)} more.` : 'The token has run out.';
      return {
        title: `${quoted(account)} cannot be renewed`,
        body: bodyOf(account, `${whyNot(account)} ${until} It is tried again by itself.`),
      };
    },
  } satisfies Record<NoticeKind, (account: Account, now: number) => NoticeText>,
  /** The title for two or more of a kind. */
  many: {
    expiring: (count) => `${count} tokens run out soon`,
    expired: (count) => `${count} tokens have run out`,
    sign_in_needed: (count) => `${count} accounts need you to sign in again`,
    refresh_failing: (count) => `${count} tokens cannot be renewed`,
  } satisfies Record<NoticeKind, (count: number) => string>,
  /** The title for several kinds at once. */
  mixed: (count: number) => `${count} accounts need attention`,
  /** The first three, and how many more. */
  names(accounts: readonly Account[]): string {
    const names = accounts.slice(0, namesInNotice).map(quoted);
    const more = accounts.length - names.length;
    if (more > 0) return `${names.join(', ')} and ${more} more`;
    return [names.slice(0, -1).join(', '), ...names.slice(-1)].filter((part) => part !== '').join(' and ');
  },
  /** The text of a notification's button. */
  action: { copy: 'Copy token', sign_in_again: 'Sign in again' },
};

function whyNot({ health }: Account): string {
  return health.kind === 'well' ? '' : wordingOf(health.error).what;
}

/** The first time that closing the window has hidden it. */
export const keepsRunningNotice: Notice = {
  kind: 'said',
  title: 'Tokendeck keeps running in the tray',
  body: 'It keeps your tokens fresh. Quit from the menu of the tray.',
  accounts: [],
  action: undefined,
};

/** After a token was copied outside of the window. */
export function copiedNotice(account: Account, { clearsAt }: CopyReceipt, now: number): Notice {
  const seconds = clearsAt === undefined ? 0 : Math.round((clearsAt - now) / 1000);
  return {
    kind: 'said',
    title: copiedTitle(account),
    body: seconds > 0 ? `The clipboard is cleared in ${seconds} s.` : '',
    accounts: [account.id],
    action: undefined,
  };
}

/** As the window calls them; in this form the account is copied where nothing else is asked for. */
const otherForms: Readonly<Record<Exclude<CopyFormat, 'token'>, string>> = {
  header: 'Authorization header',
  curl: 'curl command',
  env: 'environment variable',
  json: 'JSON',
};

function copiedTitle(account: Account): string {
  const { copyFormat } = account.preferences;
  return copyFormat === 'token'
    ? `Copied the token of ${quoted(account)}`
    : `Copied ${quoted(account)} as ${otherForms[copyFormat]}`;
}

export function notCopiedNotice(account: Account, error: AppError): Notice {
  return failureNotice(`The token of ${quoted(account)} was not copied`, account, error);
}

/** Signing in again was asked for outside of the window, and did not begin. */
export function notSignedInNotice(account: Account, error: AppError): Notice {
  return failureNotice(`The sign-in for ${quoted(account)} was not begun`, account, error);
}

function failureNotice(title: string, { id }: Account, error: AppError): Notice {
  const { what, remedy } = wordingOf(error);
  return { kind: 'said', title, body: `${what} ${remedy}`, accounts: [id], action: undefined };
}
