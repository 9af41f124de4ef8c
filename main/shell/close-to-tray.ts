// Main process. What closing the window does: with a tray it is hidden, which is said once for ever. Names nothing of
// Electron.
import type { TextFile } from '../core/ports.ts';
import type { Notice } from './notice.ts';
import { keepsRunningNotice } from './notice-words.ts';

export interface CloseToTray {
  /** Whether closing hides the window; otherwise it is gone. */
  hides(): boolean;
  /** To be called when it was hidden by closing it. */
  hidden(): void;
}

export interface CloseToTrayParts {
  readonly hasTray: () => boolean;
  readonly settings: () => { readonly closeToTray: boolean };
  /** Whether the application is ending. */
  readonly isQuitting: () => boolean;
  /** Empty until it was said. */
  readonly said: TextFile;
  readonly notify: (notice: Notice) => void;
}

export function createCloseToTray(parts: CloseToTrayParts): CloseToTray {
  let isSaid: boolean | undefined;

  return {
    hides: () => !parts.isQuitting() && parts.hasTray() && parts.settings().closeToTray,
    hidden() {
      if (isSaid === undefined) {
        const before = parts.said.read();
        // What cannot be read was written once, or could not be written again.
        isSaid = !before.ok || before.value !== undefined;
      }
      if (isSaid) return;
      isSaid = true;
      parts.said.write('said\n');
      parts.notify(keepsRunningNotice);
    },
  };
}
