// Test equipment: the stand-in for Electron. Everything that crosses the bridge, in both directions, for the leak scan.

export interface Crossing {
  readonly direction: 'to main' | 'to page';
  readonly channel: string;
  /** The arguments, the result or the error, as text. */
  readonly text: string;
}

const crossings: Crossing[] = [];
let tell: ((crossing: Crossing) => void) | undefined;

export function recordCrossing(direction: Crossing['direction'], channel: string, content: unknown): void {
  const crossing: Crossing = { direction, channel, text: JSON.stringify(content) ?? '' };
  if (tell === undefined) crossings.push(crossing);
  else tell(crossing);
}

/** Hands over what was recorded so far and everything from now on. */
export function onCrossing(listener: (crossing: Crossing) => void): void {
  tell = listener;
  for (const crossing of crossings.splice(0)) listener(crossing);
}
