// Pure. The part of a sign-in that is the person's: the browser opens, and somebody answers in time, or not.
import { type AppError, appError } from '../errors.ts';
import type { Browser, Clock } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';
import type { SignInState } from './sign-in.ts';
import type { RedirectWait } from './sign-in-redirect.ts';

/** How long the person has, in milliseconds. */
const signInMs = 5 * 60_000;

export interface BrowserCourse {
  readonly signal: AbortSignal;
  tell(state: SignInState): void;
}

/** Opens the browser, which may fail, and waits. Errors: `cancelled`, `sign_in_timeout`. */
export function personsAnswer(
  { browser, clock }: { readonly browser: Browser; readonly clock: Clock },
  url: string,
  redirect: RedirectWait,
  course: BrowserCourse,
): Promise<Result<URLSearchParams>> {
  const { redirectUri, isPasted, answer } = redirect;
  let browserError: AppError | undefined;
  let deadline = clock.now() + signInMs;
  const tell = () => course.tell({ kind: 'waiting', url, redirectUri, isPasted, deadline, browserError });

  return new Promise((resolve) => {
    const timesUp = () => finish(fail(appError('sign_in_timeout')));
    const cancelled = () => finish(fail(appError('cancelled')));
    let stopTimer = clock.at(deadline, timesUp);
    const stopJumps = clock.onJump(() => {
      // Set back, the clock would leave the person hours; set forward or after sleep, the time is simply up.
      if (deadline - clock.now() <= signInMs) return;
      stopTimer();
      deadline = clock.now() + signInMs;
      stopTimer = clock.at(deadline, timesUp);
      tell();
    });
    let isOver = false;
    course.signal.addEventListener('abort', cancelled);

    function finish(result: Result<URLSearchParams>): void {
      if (isOver) return;
      isOver = true;
      stopTimer();
      stopJumps();
      course.signal.removeEventListener('abort', cancelled);
      resolve(result);
    }

    void answer.then((parameters) => finish(ok(parameters)));
    tell();
    void openIn(browser, url).then((opened) => {
      if (isOver || opened.ok) return;
      browserError = opened.error;
      tell();
    });
    if (course.signal.aborted) cancelled();
  });
}

/** Opens the address; whatever goes wrong, the link can still be copied. Errors: `browser_not_opened`. */
export async function openIn(browser: Browser, url: string): Promise<Result<void>> {
  try {
    return await browser.open(url);
  } catch {
    return fail(appError('browser_not_opened'));
  }
}
