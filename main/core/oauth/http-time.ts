// Pure. Times in HTTP headers (RFC 9110 sections 5.6.7, 6.6.1 and 10.2.3).

const day = 24 * 60 * 60 * 1000;
const tolerated = 60 * 1000;

/**
 * Milliseconds to wait by a `Retry-After` header of seconds or an HTTP date; undefined where there is no usable one.
 * A date is counted from the server's own `Date`, so that a wrong clock here does not matter. A day at most.
 */
export function retryAfterMs(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  const value = headers['retry-after']?.trim();
  if (!value) return undefined;
  if (/^\d+$/.test(value)) return Math.min(Number(value) * 1000, day);
  const until = httpDate(value);
  if (until === undefined) return undefined;
  return Math.min(Math.max(until - (httpDate(headers['date']) ?? now), 0), day);
}

/** The server's `Date` minus our clock in milliseconds, when they are more than 60 s apart. */
export function clockSkew(date: string | null | undefined, now: number): number | undefined {
  const serverTime = httpDate(date);
  // The header has whole seconds: half of one is the best guess of the rest.
  const skew = serverTime === undefined ? 0 : serverTime + 500 - now;
  return Math.abs(skew) > tolerated ? skew : undefined;
}

function httpDate(value: string | null | undefined): number | undefined {
  // Date.parse takes nearly anything for a date; all three HTTP forms begin with the name of a day.
  if (!value || !/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(value)) return undefined;
  const time = Date.parse(value);
  return Number.isNaN(time) ? undefined : time;
}
