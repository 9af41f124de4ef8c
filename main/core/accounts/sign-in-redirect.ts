// Pure. Waiting for the answer to one authorization request at the redirect receiver (RFC 8252 section 7.3).
import { judgeRedirect, type PendingAuthorization } from '../oauth/authorization-code.ts';
import type {
  RedirectListener,
  RedirectParameters,
  RedirectReceiver,
  RedirectTarget,
  RedirectVerdict,
} from '../ports.ts';
import { ok, type Result } from '../result.ts';

export interface RedirectWait {
  readonly redirectUri: string;
  /** From now on the answer to this request is let through; before, everything is ignored. */
  expect(pending: PendingAuthorization): void;
  /** The parameters of the first answer to the request expected. */
  readonly answer: Promise<URLSearchParams>;
  close(): Promise<void>;
}

/** Listens; a stray or forged request never ends it. Errors: `port_in_use`, `port_not_allowed`. */
export async function waitForRedirect(
  receiver: RedirectReceiver,
  target: RedirectTarget,
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

  const listening: Result<RedirectListener> = await receiver.listen(target, judge);
  if (!listening.ok) return listening;
  return ok({
    redirectUri: listening.value.redirectUri,
    expect(pending) {
      expected = pending;
    },
    answer,
    close: () => listening.value.close(),
  });
}
