// Main process. Stopping, but not for ever. Names nothing of Electron.
import { kindOfThrown } from '../core/errors.ts';
import type { Log } from '../core/ports.ts';

/** Resolves once `stop` has finished, also when it failed, and at the latest after `longestMs`; never rejects. */
export async function stopWithin(longestMs: number, stop: () => Promise<void>, log: Log): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      log.warn('stop.late');
      resolve();
    }, longestMs);
  });
  try {
    await Promise.race([stop(), late]);
  } catch (thrown) {
    log.warn('stop.failed', { name: kindOfThrown(thrown) });
  } finally {
    clearTimeout(timer);
  }
}
