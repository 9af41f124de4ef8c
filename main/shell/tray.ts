// Main process. The tray: how all accounts stand, a menu of the most urgent, and what can be done without the window.
import type { Clock } from '../core/ports.ts';
import type { DeskActions, DeskView } from './desk.ts';

export interface TrayHandle {
  /** Looks at everything anew; cheap to call often. */
  update(): void;
  stop(): void;
}

export interface TrayParts {
  readonly platform: NodeJS.Platform;
  readonly clock: Clock;
  readonly view: () => DeskView;
  readonly actions: DeskActions;
  readonly quit: () => void;
}

/** Undefined where the desktop has no tray. */
export function setUpTray(_parts: TrayParts): TrayHandle | undefined {
  return undefined;
}
