// Pure. The sign-ins under way: their states, their cancelling, one at a time for each account.
import { type AppError, appError, kindOfThrown } from '../errors.ts';
import { newIdentifier } from '../identifiers.ts';
import { fail, type Result } from '../result.ts';
import type { Account, AccountId } from './account.ts';
import type { SignIn, SignInRequest, SignInState } from './sign-in.ts';
import { openIn } from './sign-in-browser.ts';
import type { CodeCourse } from './sign-in-code.ts';
import { addressOf } from './sign-in-device.ts';
import { type FlowParts, signInFlow } from './sign-in-flow.ts';
import { type KeepingParts, keepSignedIn } from './sign-in-keeping.ts';

type LastState = Extract<SignInState, { kind: 'done' | 'failed' }>;

export interface SignIns {
  begin(request: SignInRequest, onChange: (signIn: SignIn) => void): SignIn;
  isUnderWay(again: AccountId): boolean;
  /** Cancels all and waits for their ends. */
  stop(): Promise<void>;
}

export function createSignIns(parts: FlowParts & KeepingParts): SignIns {
  const { book, browser, log, random, vault } = parts;
  const underWay = new Map<SignIn, AccountId | undefined>();

  function isUnderWay(again: AccountId): boolean {
    return [...underWay.values()].includes(again);
  }

  async function run(
    request: SignInRequest,
    signal: AbortSignal,
    tell: (state: SignInState) => void,
    takePasted: CodeCourse['takePasted'],
  ): Promise<Result<Account>> {
    try {
      const isFurther = (issuer: string) =>
        request.again === undefined && book.list().some((account) => account.issuer === issuer);
      const clients = await vault.clients();
      const clientsBefore = clients.ok ? clients.value : [];
      const signedIn = await signInFlow(parts, request, { signal, tell, isFurther, takePasted });
      if (!signedIn.ok) return signedIn;
      const wish = { ...request, origin: request.flow, clientsBefore };
      return await keepSignedIn(parts, wish, signedIn.value, signal);
    } catch (thrown) {
      log.warn('internal', { where: 'sign-in', name: kindOfThrown(thrown) });
      return fail(appError('internal'));
    }
  }

  return {
    isUnderWay,
    begin(request, onChange) {
      const cancelling = new AbortController();
      const isSecond = request.again !== undefined && isUnderWay(request.again);
      let state: SignInState = { kind: 'preparing' };
      let paste: ((address: string) => Result<void>) | undefined;

      function tell(next: SignInState): void {
        state = next;
        try {
          onChange(signIn);
        } catch (thrown) {
          log.warn('sign_in.listener_failed', {
            name: kindOfThrown(thrown),
          });
        }
      }

      async function course(): Promise<LastState> {
        const result = isSecond
          ? fail(appError('sign_in_in_progress'))
          : await run(request, cancelling.signal, tell, (take) => {
              paste = take;
            });
        const last: LastState = result.ok
          ? { kind: 'done', account: result.value }
          : { kind: 'failed', error: result.error };
        if (!result.ok) logFailure(result.error);
        underWay.delete(signIn);
        tell(last);
        return last;
      }

      function logFailure({ code, status }: AppError): void {
        log.info('sign_in.failed', { provider: request.providerId, code, status });
      }

      const signIn: SignIn = {
        id: newIdentifier(random),
        get state() {
          return state;
        },
        // A moment later: the caller has its sign-in before it hears of it.
        finished: Promise.resolve().then(course),
        async openAgain() {
          if (state.kind === 'device') await openIn(browser, addressOf(state));
          if (state.kind !== 'waiting') return;
          const opened = await openIn(browser, state.url);
          if (state.kind === 'waiting')
            tell({ ...state, browserError: opened.ok ? undefined : opened.error });
        },
        paste: (address) =>
          state.kind === 'waiting' && paste !== undefined ? paste(address) : fail(appError('not_allowed')),
        cancel: () => cancelling.abort(),
      };
      if (!isSecond) underWay.set(signIn, request.again);
      return signIn;
    },
    async stop() {
      const all = [...underWay.keys()];
      for (const signIn of all) signIn.cancel();
      await Promise.all(all.map(({ finished }) => finished));
    },
  };
}
