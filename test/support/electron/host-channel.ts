// Test equipment: the stand-in for Electron. The end, in the application's process, of the channel to a test that started
// it: announces windows, passes on what crosses the bridge, and runs functions for the test.
import { env } from 'node:process';
import { type Crossing, onCrossing } from './traffic.ts';

export interface AnnouncedWindow {
  /** Where to connect to Chromium. */
  readonly endpoint: string;
  /** Chromium's name of the page. */
  readonly targetId: string;
}

/** What the application's process tells the test. */
export type Told =
  | { readonly kind: 'window'; readonly window: AnnouncedWindow }
  | { readonly kind: 'crossing'; readonly crossing: Crossing }
  | { readonly kind: 'value'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly message: string };

/** What the test asks: to call a function, given as its text, with the `electron` module and an argument. */
export interface Asked {
  readonly id: number;
  readonly source: string;
  readonly arg: unknown;
}

/** Set by a test for the process that it starts, together with the channel itself. */
export const channelVariable = 'TOKENDECK_STAND_IN_CHANNEL';

const watched = env[channelVariable] === '1' && process.send !== undefined;
delete env[channelVariable];

/** Whether a test has started this process and may connect to its windows. */
export function isWatched(): boolean {
  return watched;
}

function tell(message: Told): void {
  if (process.connected) process.send?.(message);
}

export function announceWindow(window: AnnouncedWindow): void {
  if (watched) tell({ kind: 'window', window });
}

async function run({ id, source, arg }: Asked, electron: object): Promise<void> {
  try {
    const given: unknown = new Function(`return (${source});`)();
    const value: unknown = await (given as (electron: object, arg: unknown) => unknown)(electron, arg);
    tell({ kind: 'value', id, value });
  } catch (error) {
    tell({
      kind: 'failure',
      id,
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
}

/** Serves the test, if there is one. The channel alone does not keep the process alive. */
export function serveTest(electron: object): void {
  if (!watched) return;
  onCrossing((crossing) => tell({ kind: 'crossing', crossing }));
  process.on('message', (message) => {
    run(message as Asked, electron);
  });
  // A test that has died must not leave windows behind.
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel?.unref();
}
