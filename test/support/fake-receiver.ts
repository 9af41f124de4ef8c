// Test equipment. A redirect receiver without sockets: the test delivers the requests itself.
import type { AppError } from '../../main/core/errors.ts';
import type {
  RedirectParameters,
  RedirectReceiver,
  RedirectTarget,
  RedirectVerdict,
} from '../../main/core/ports.ts';
import { fail, ok } from '../../main/core/result.ts';

interface Listening {
  readonly target: RedirectTarget;
  readonly redirectUri: string;
  readonly judge: (parameters: RedirectParameters) => RedirectVerdict;
}

export interface FakeReceiver extends RedirectReceiver {
  /** Those that listen now, the oldest first. */
  readonly listening: readonly Listening[];
  failWith(error: AppError | undefined): void;
}

/** Like the real one it puts nothing more to the judge once a verdict other than `ignored` was given. */
export function fakeReceiver(): FakeReceiver {
  const listening: Listening[] = [];
  let failure: AppError | undefined;
  let nextPort = 49_152;
  return {
    listening,
    failWith(error) {
      failure = error;
    },
    async listen(target, judge) {
      if (failure !== undefined) return fail(failure);
      const port = target.port === 0 ? nextPort++ : target.port;
      let verdict: RedirectVerdict = 'ignored';
      const entry: Listening = {
        target,
        redirectUri: `http://${target.hostname}${port === 80 ? '' : `:${port}`}${target.path}`,
        judge(parameters) {
          if (verdict === 'ignored') verdict = judge(parameters);
          return verdict;
        },
      };
      listening.push(entry);
      return ok({
        redirectUri: entry.redirectUri,
        async close() {
          const at = listening.indexOf(entry);
          if (at >= 0) listening.splice(at, 1);
        },
      });
    },
  };
}
