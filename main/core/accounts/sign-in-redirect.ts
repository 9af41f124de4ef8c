// Pure. Waiting for the answer to one authorization request: at the redirect receiver (RFC 8252 section 7.3), or pasted.
import { appError } from '../errors.ts';
import type { PendingAuthorization } from '../oauth/authorization-request.ts';
import { judgeRedirect } from '../oauth/judge-redirect.ts';
import type { RedirectParameters, RedirectReceiver, RedirectVerdict } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Redirect } from './account.ts';

export interface RedirectWait {
  readonly redirectUri: string;
  /** Nothing listens: the person pastes the address. */
  readonly isPasted: boolean;
  /** From now on the answer to this request is let through; before, everything is ignored. */
  expect(pending: PendingAuthorization): void;
  /** The parameters of the first answer to the request expected. */
  readonly answer: Promise<URLSearchParams>;
  /**
   * Takes the whole address that the browser ended on. Errors: `state_mismatch`, with what is wrong as detail where it
   * is no address or holds no answer.
   */
  paste(address: string): Result<void>;
  close(): Promise<void>;
}

/** Listens, where something can; a stray or forged request never ends it. Errors: `port_in_use`, `port_not_allowed`. */
export async function waitForRedirect(
  receiver: RedirectReceiver,
  redirect: Redirect,
): Promise<Result<RedirectWait>> {
  let expected: PendingAuthorization | undefined;
  let settle = (_: URLSearchParams): void => {};
  const answer = new Promise<URLSearchParams>((resolve) => {
    settle = resolve;
  });

  function judge(parameters: RedirectParameters): RedirectVerdict {
    if (expected === undefined) return 'ignored';
    const judged = judgeRedirect(expected, parameters);
    if (judged.kind === 'ignored') return 'ignored';
    settle(judged.parameters);
    return judged.verdict;
  }

  const wait = (redirectUri: string, close: () => Promise<void>): RedirectWait => ({
    redirectUri,
    isPasted: redirect.kind === 'pasted',
    expect(pending) {
      expected = pending;
    },
    answer,
    paste(address) {
      const parameters = pastedParameters(address, redirectUri);
      if (!parameters.ok) return parameters;
      return judge(parameters.value) === 'ignored' ? fail(appError('state_mismatch')) : ok();
    },
    close,
  });

  if (redirect.kind === 'pasted') return ok(wait(redirect.uri, async () => undefined));
  const listening = await receiver.listen(redirect, judge);
  if (!listening.ok) return listening;
  const { redirectUri } = listening.value;
  return ok(wait(redirectUri, () => listening.value.close()));
}

const longestAddress = 16 * 1024;

/**
 * What the address says, where it is one below `redirectUri`. A fragment counts for nothing: some providers append one,
 * and the answer to this request is never in it.
 */
function pastedParameters(address: string, redirectUri: string): Result<RedirectParameters> {
  const text = address.trim();
  const url = text.length > longestAddress ? null : URL.parse(text);
  if (url === null) return fail(appError('state_mismatch', { detail: 'it is not a whole address' }));
  const expected = URL.parse(redirectUri);
  if (url.origin !== expected?.origin || url.pathname !== expected.pathname || url.username !== '') {
    return fail(appError('state_mismatch'));
  }
  const parameters = [...url.searchParams];
  const isAnswer = parameters.some(([name, value]) => (name === 'code' || name === 'error') && value !== '');
  return isAnswer
    ? ok(parameters)
    : fail(appError('state_mismatch', { detail: 'it has neither a code nor an error' }));
}
