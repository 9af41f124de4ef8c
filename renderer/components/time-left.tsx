// Window. Times that go on by themselves, over the one shared clock.
import { useNow, useTokendeck } from '../hooks/tokendeck.ts';
import { detailWords } from '../text/detail.ts';
import { exactly, fromNow, inBrief, moment, timeLeft, timeLeftSpoken } from '../text/time.ts';

interface UntilProps {
  readonly until: number;
  /** Where it stands alone: `ran out 12 min ago` in place of `12 min ago`. */
  readonly isAlone?: boolean;
}

/** The time left, each second where seconds are shown; screen readers get whole minutes instead. */
export function TimeLeft({ until, isAlone }: UntilProps) {
  const { clock } = useTokendeck();
  const now = useNow(timeLeft(until, clock.now()).step);
  const { text } = timeLeft(until, now);
  return (
    <span className="time-left">
      <span aria-hidden="true">{isAlone === true && until <= now ? detailWords.expiredAt(text) : text}</span>
      <span className="sr-only">{timeLeftSpoken(until, now)}</span>
    </span>
  );
}

interface MomentProps {
  readonly at: number;
  /** `moment`: today 14:32. `relative`: in 12 min. */
  readonly as?: 'moment' | 'relative';
}

/** A moment in words, exact on hovering. */
export function Moment({ at, as = 'moment' }: MomentProps) {
  const now = useNow('minute');
  return (
    <time className="moment" title={exactly(at)} dateTime={isoOf(at)}>
      {as === 'moment' ? moment(at, now) : fromNow(at, now)}
    </time>
  );
}

function isoOf(at: number): string | undefined {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

interface LifetimeBarProps {
  readonly from: number;
  readonly until: number;
  readonly tone: string;
}

/** How much of a token's lifetime is over. A picture only: the words beside it say the same. */
export function LifetimeBar({ from, until, tone }: LifetimeBarProps) {
  const now = useNow(until - from < 3_600_000 ? 'second' : 'minute');
  const left = Math.min(1, Math.max(0, (until - now) / Math.max(1, until - from)));
  return (
    <svg className={`lifetime ${tone}`} aria-hidden="true" viewBox="0 0 100 4" preserveAspectRatio="none">
      <title>{inBrief(until - from)}</title>
      <rect className="track" width="100" height="4" />
      <rect className="rest" width={left * 100} height="4" />
    </svg>
  );
}
