// Benchmark. Opens the built application on a vault with many accounts, or an empty window beside it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Secret } from '../../main/core/secret.ts';
import type { Bridge } from '../../preload/contract.ts';
import { type LaunchOptions, launchApp, type RunningApp } from '../support/host/host.ts';
import { makeDeck } from './deck.ts';

/** What the preload script gives to the page. */
export interface Exposed {
  readonly tokendeck: Bridge;
}

/** No system keychain, no provider, and no browser of the person who measures. */
const env = {
  TOKENDECK_PRACTICE_ISSUER: undefined,
  TOKENDECK_PRACTICE_CLIENT_ID: undefined,
  DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent',
  BROWSER: 'false',
};
const passphrase = 'four plain words here';
const opensWithinMs = 60_000;

async function unlock({ page }: RunningApp): Promise<void> {
  const deadline = Date.now() + opensWithinMs;
  for (;;) {
    const outcome = await page.evaluate(
      (words) => (globalThis as unknown as Exposed).tokendeck.unlock({ passphrase: words }),
      passphrase,
    );
    if (outcome.ok && outcome.value.kind === 'open') return;
    if (Date.now() > deadline) throw new Error(`The vault did not open: ${JSON.stringify(outcome)}`);
    await sleep(50);
  }
}

/**
 * Uses the application over a vault that is open, `openedAfter` milliseconds after its process was started; its accounts are called `account-0`, `account-1` and so on. It has
 * ended, and its data directory is gone, when the answer is there.
 */
export async function withFilledWindow<T>(
  accounts: number,
  use: (app: RunningApp, openedAfter: number) => Promise<T>,
): Promise<T> {
  const deck = await makeDeck({ accounts, passphrase: new Secret(passphrase) });
  try {
    return await withApp({ home: deck.home, env }, async (app, startedAt) => {
      await unlock(app);
      await app.page.waitForSelector('[role="row"]');
      return use(app, performance.now() - startedAt);
    });
  } finally {
    deck.remove();
  }
}

/** Uses a window of the same host that shows an empty page, with nothing behind it. */
export async function withEmptyWindow<T>(
  use: (app: RunningApp, openedAfter: number) => Promise<T>,
): Promise<T> {
  const home = mkdtempSync(join(tmpdir(), 'tokendeck-bench-'));
  const entry = fileURLToPath(new URL('./window-floor.ts', import.meta.url));
  try {
    return await withApp({ home, env, entry }, async (app, startedAt) => {
      await app.page.waitForSelector('body', { state: 'attached' });
      return use(app, performance.now() - startedAt);
    });
  } finally {
    // Chromium may still be putting its profile away.
    rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

async function withApp<T>(
  options: LaunchOptions,
  use: (app: RunningApp, startedAt: number) => Promise<T>,
): Promise<T> {
  const startedAt = performance.now();
  const app = await launchApp(options);
  try {
    return await use(app, startedAt);
  } finally {
    await app.close();
  }
}
