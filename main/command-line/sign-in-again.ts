// Command line. The command that signs an account in again. Pure.
import type { Account } from '../core/accounts/account.ts';

/** As one word for a shell: bare where nothing in it means anything to one, otherwise quoted. */
function quoted(text: string): string {
  if (/^[\w@%+:,./-]+$/.test(text)) return text;
  // Double quotes, which Windows knows too, where a POSIX shell finds nothing in them to act on.
  return /["$`\\!%]/.test(text) ? `'${text.replaceAll("'", `'\\''`)}'` : `"${text}"`;
}

/** What to do about an account that was imported without a client. */
export const insteadOfSigningIn =
  'Remove it and import its tokens anew under its name, or sign in with tokendeck login PROVIDER.';

/** `tokendeck login --again` for this account. */
export function signInCommand({ label }: Pick<Account, 'label'>): string {
  return `tokendeck login --again${label.startsWith('-') ? '=' : ' '}${quoted(label)}`;
}
