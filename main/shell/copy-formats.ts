// Main process. The texts in which an access token is copied. Pure.
import type { CopyFormat } from '../../preload/contract.ts';

/** Characters that no shell gives a meaning, `~` left out: it expands after `=`. */
const plainWord = /^[A-Za-z0-9._+/=-]+$/;
/** Printable ASCII, as RFC 6749 appendix A.12 allows in an access token. */
const fitToken = /^[\x20-\x7e]+$/;
const tokenTypeName = /^[A-Za-z][A-Za-z0-9._-]*$/;

/** One word for a POSIX shell. */
function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** RFC 6750 section 2.1 writes `Bearer`; servers answer it in any case. */
function authorization(token: string, tokenType: string): string {
  const scheme =
    tokenType.toLowerCase() === 'bearer' || !tokenTypeName.test(tokenType) ? 'Bearer' : tokenType;
  return `Authorization: ${scheme} ${token}`;
}

export interface CopiedToken {
  readonly accessToken: string;
  readonly tokenType: string;
  /** Epoch milliseconds; undefined where the provider did not say. */
  readonly expiresAt: number | undefined;
  /** What the person calls the account. */
  readonly account: string;
}

/** RFC 3339 in UTC; null where it is not known, or not in years of four digits as RFC 3339 has them. */
function timeText(at: number | undefined): string | null {
  const time = new Date(at ?? Number.NaN);
  const year = time.getUTCFullYear();
  return year >= 0 && year <= 9999 ? time.toISOString() : null;
}

/**
 * The text to copy, or undefined for a token with characters that RFC 6749 (appendix A.12) forbids: a line break pasted
 * into a terminal would run what follows it.
 *
 * `json` is one line: an object with `access_token` and `token_type` as a token response has them (RFC 6749 section 5.1),
 * `expires_at` (RFC 3339, in UTC, or null; a moment, as a span says nothing once it was copied), and `account`, the name
 * that the command line takes as well.
 */
export function copyText(format: CopyFormat, token: CopiedToken): string | undefined {
  const { accessToken, tokenType } = token;
  if (!fitToken.test(accessToken)) return undefined;
  switch (format) {
    case 'token':
      return accessToken;
    case 'header':
      return authorization(accessToken, tokenType);
    case 'curl':
      return `curl --header ${shellQuoted(authorization(accessToken, tokenType))} 'https://api.example.com/'`;
    case 'json':
      return JSON.stringify({
        access_token: accessToken,
        token_type: tokenType,
        expires_at: timeText(token.expiresAt),
        account: token.account,
      });
    case 'env':
      return `ACCESS_TOKEN=${plainWord.test(accessToken) ? accessToken : shellQuoted(accessToken)}`;
  }
}
