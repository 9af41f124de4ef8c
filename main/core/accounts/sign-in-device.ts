// Pure. The device flow (RFC 8628): the person enters a code in a browser anywhere, and the server is asked for the end.
import { type AppError, appError } from '../errors.ts';
import type { DeviceAuthorization } from '../oauth/device-answer.ts';
import { pollDeviceToken, requestDeviceAuthorization } from '../oauth/device-authorization.ts';
import type { TokenGrant } from '../oauth/grant.ts';
import type { ClientAtServer } from '../oauth/server.ts';
import type { Browser, Clock, Http } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';
import type { SignInState } from './sign-in.ts';
import { type BrowserCourse, openIn } from './sign-in-browser.ts';
import { pause, untilAborted } from './waiting.ts';

interface DeviceParts {
  readonly http: Http;
  readonly browser: Browser;
  readonly clock: Clock;
}

type DeviceState = Extract<SignInState, { kind: 'device' }>;

const slowerMs = 5_000;
const longestBackoffMs = 60_000;

/**
 * Asks for a code, shows it, opens the address, and asks until the person has decided. Errors: `cancelled`,
 * `access_denied`, `device_code_expired`, those of `requestDeviceAuthorization` and `pollDeviceToken`.
 */
export async function grantByDevice(
  parts: DeviceParts,
  client: ClientAtServer,
  scopes: readonly string[],
  course: BrowserCourse,
): Promise<Result<TokenGrant>> {
  const { http, browser, clock } = parts;
  const { signal } = course;
  const ports = { http, clock };
  const asked = await untilAborted(requestDeviceAuthorization(ports, client, scopes, signal), signal);
  if (!asked.ok) return asked;
  const device = asked.value;
  const time = timeOf(clock, device);
  try {
    let told: DeviceState | undefined;
    const tell = (pollError: AppError | undefined): void => {
      const state = shown(device, time.deadline(), pollError);
      if (told?.deadline === state.deadline && told.pollError?.code === pollError?.code) return;
      told = state;
      course.tell(state);
    };
    tell(undefined);
    // Where no browser opens the address is shown all the same.
    void openIn(browser, addressOf(device));
    return await untilDecided(clock, time, signal, tell, () =>
      pollDeviceToken(ports, client, device, scopes, signal),
    );
  } finally {
    time.stop();
  }
}

/** The address that is opened for the person: with the code in it, where there is such a one. */
export function addressOf(
  device: Pick<DeviceAuthorization, 'verificationUri' | 'verificationUriComplete'>,
): string {
  return device.verificationUriComplete ?? device.verificationUri;
}

function shown(
  { userCode, verificationUri, verificationUriComplete }: DeviceAuthorization,
  deadline: number,
  pollError: AppError | undefined,
): DeviceState {
  return { kind: 'device', userCode, verificationUri, verificationUriComplete, deadline, pollError };
}

interface DeviceTime {
  readonly intervalMs: number;
  /** Epoch milliseconds. */
  deadline(): number;
  stop(): void;
}

/** The code's own end. Set back, the clock would leave the person hours. */
function timeOf(clock: Clock, { lifetimeMs, intervalMs }: DeviceAuthorization): DeviceTime {
  let deadline = clock.now() + lifetimeMs;
  const stop = clock.onJump(() => {
    deadline = Math.min(deadline, clock.now() + lifetimeMs);
  });
  return { intervalMs, deadline: () => deadline, stop };
}

/**
 * Asks at the interval, which grows by 5 s for good with each `slow_down`, and doubles while the server cannot be reached
 * (RFC 8628 section 3.5).
 */
async function untilDecided(
  clock: Clock,
  time: DeviceTime,
  signal: AbortSignal,
  tell: (pollError: AppError | undefined) => void,
  poll: () => ReturnType<typeof pollDeviceToken>,
): Promise<Result<TokenGrant>> {
  let { intervalMs } = time;
  let waitMs = intervalMs;
  for (;;) {
    await waitBetween(clock, waitMs, time, signal);
    if (signal.aborted) return fail(appError('cancelled'));
    if (clock.now() >= time.deadline()) return fail(appError('device_code_expired'));
    const polled = await untilAborted(poll(), signal);
    if (polled.ok && polled.value.kind === 'granted') return ok(polled.value.grant);
    if (!polled.ok && !isPassing(polled.error)) return polled;
    if (polled.ok) {
      if (polled.value.kind === 'slow_down') intervalMs += slowerMs;
      waitMs = intervalMs;
    } else {
      const doubled = Math.max(Math.min(waitMs * 2, longestBackoffMs), intervalMs);
      waitMs = Math.max(doubled, polled.error.retryAfterMs ?? 0);
    }
    tell(polled.ok ? undefined : polled.error);
  }
}

/** Until `ms` have passed or the code is at its end. A clock that is set meanwhile makes it neither hours nor nothing. */
async function waitBetween(clock: Clock, ms: number, time: DeviceTime, signal: AbortSignal): Promise<void> {
  let until = clock.now() + ms;
  for (let now = clock.now(); now < Math.min(until, time.deadline()); now = clock.now()) {
    if (signal.aborted) return;
    await pause(clock, Math.min(until, time.deadline()) - now, signal);
    until = Math.min(until, clock.now() + ms);
  }
}

/** The server may well answer the next time. */
function isPassing({ code }: AppError): boolean {
  return code === 'network' || code === 'timeout' || code === 'rate_limited' || code === 'server_error';
}
