// Benchmark. Opens the built application on a vault with many accounts, or an empty window beside it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Secret } from '../../main/core/secret.ts';
import type { Bridge } from '../../preload/contract.ts';
import { launchApp, type RunningApp } from '../support/host/host.ts';
import { makeDeck } from './deck.ts';

export interface OpenedWindow {
  readonly app: RunningApp;
  /** Ends the application and removes its data directory. */
  close(): Promise<void>;
}

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

/** The application over a vault that is open. Its accounts are called `account-0`, `account-1` and so on. */
export async function openFilledWindow(accounts: number): Promise<OpenedWindow> {
  const deck = await makeDeck({ accounts, passphrase: new Secret(passphrase) });
  const app = await launchApp({ home: deck.home, env });
  await unlock(app);
  await app.page.waitForSelector('[role="row"]');
  return {
    app,
    async close() {
      await app.close();
      deck.remove();
    },
  };
}

/** A window of the same host that shows an empty page, with nothing behind it. */
export async function openEmptyWindow(): Promise<OpenedWindow> {
  const home = mkdtempSync(join(tmpdir(), 'tokendeck-bench-'));
  const entry = fileURLToPath(new URL('./window-floor.ts', import.meta.url));
  const app = await launchApp({ home, env, entry });
  return {
    app,
    async close() {
      await app.close();
      rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}
