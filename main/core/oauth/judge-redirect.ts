// Pure. Whether a request for the redirect path is the answer to an authorization request (RFC 6749 section 4.1.2).
import type { RedirectParameters, RedirectVerdict } from '../ports.ts';
import type { PendingAuthorization } from './authorization-request.ts';
import { equalInConstantTime } from './constant-time.ts';

export type AuthorizationAnswer =
  /** Not an answer to this request (wrong, missing or repeated parameter): listening goes on. */
  | { readonly kind: 'ignored' }
  /** The answer to this request, good or bad. `parameters` still has to be judged by `exchangeCode`. */
  | { readonly kind: 'answer'; readonly verdict: RedirectVerdict; readonly parameters: URLSearchParams };

const mostParameters = 50;
const longestValue = 8192;

/**
 * Tells whether the parameters of a request for the redirect path answer `pending`: each name at most once, no
 * over-long value, and `state` equal, compared in constant time.
 */
export function judgeRedirect(
  pending: PendingAuthorization,
  parameters: RedirectParameters,
): AuthorizationAnswer {
  const ignored: AuthorizationAnswer = { kind: 'ignored' };
  const byName = new Map(parameters);
  if (parameters.length > mostParameters || byName.size !== parameters.length) return ignored;
  if (parameters.some((pair) => pair.some((text) => text.length > longestValue))) return ignored;
  if (!equalInConstantTime(byName.get('state') ?? '', pending.state.reveal())) return ignored;
  const isGood = Boolean(byName.get('code')) && !byName.has('error');
  return {
    kind: 'answer',
    verdict: isGood ? 'received' : 'refused',
    parameters: new URLSearchParams([...byName]),
  };
}
