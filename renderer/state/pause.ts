// Window. How long notifications may be paused, as the tray has it. Pure.

export type Pause = 'hour' | 'tomorrow';

export const pauses: readonly Pause[] = ['hour', 'tomorrow'];

/**
 * When a pause ends that begins now: in an hour, or at 8:00 of the next day of the person's calendar. Epoch milliseconds.
 */
export function pauseEnd(pause: Pause, now: number): number {
  const hour = 60 * 60_000;
  if (pause === 'hour') return now + hour;
  const today = new Date(now);
  return new Date(today.getFullYear(), today.getMonth(), today.getDate() + 1, 8).getTime();
}
