// Main process. The texts in which an access token is copied. Pure.
import type { CopyFormat } from '../../preload/contract.ts';

/** Characters that no shell gives a meaning, `~` left out: it expands after `=`. */
const plainWord = /^[A-Za-z0-9._+/=-]+$/;
/** Printable ASCII, as RFC 6749 appendix A.12 allows in an access token. */
const accessToken = /^[\x20-\x7e]+$/;
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

/**
 * The text to copy, or undefined for a token with characters that RFC 6749 (appendix A.12) forbids: a line break pasted
 * into a terminal would run what follows it.
 */
export function copyText(format: CopyFormat, token: string, tokenType: string): string | undefined {
  if (!accessToken.test(token)) return undefined;
  switch (format) {
    case 'token':
      return token;
    case 'header':
      return authorization(token, tokenType);
    case 'curl':
      return `curl --header ${shellQuoted(authorization(token, tokenType))} 'https://api.example.com/'`;
    case 'json':
      return JSON.stringify({ access_token: token, token_type: tokenType });
    case 'env':
      return `ACCESS_TOKEN=${plainWord.test(token) ? token : shellQuoted(token)}`;
  }
}
