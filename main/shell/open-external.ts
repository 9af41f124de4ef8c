// Main process. The one way to the person's browser.
import { shell } from 'electron';
import { openableUrl } from '../core/addresses.ts';
import { appError } from '../core/errors.ts';
import type { Browser } from '../core/ports.ts';
import { fail, ok } from '../core/result.ts';

/**
 * The browser of the window: `command`, where the person has named one by `BROWSER`, otherwise the system's.
 * An address that `openableUrl` refuses is never opened. Errors: `browser_not_opened`, `not_allowed`.
 */
export function createExternalBrowser(command: Browser | undefined): Browser {
  return {
    async open(text) {
      const url = openableUrl(text);
      if (url === undefined) return fail(appError('not_allowed'));
      if (command !== undefined) return command.open(url);
      try {
        await shell.openExternal(url);
        return ok();
      } catch {
        return fail(appError('browser_not_opened'));
      }
    },
  };
}
