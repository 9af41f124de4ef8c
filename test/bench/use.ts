// Benchmark. Using the window: from a key to a token on the clipboard, what a tick of the countdowns costs, and from the
// start to a list that can be used.
import type { Page } from 'playwright-core';
import type { RunningApp } from '../support/host/host.ts';
import { median, percentile, printRow } from './rows.ts';
import { withEmptyWindow, withFilledWindow } from './window-host.ts';
import { paintAfter } from './window-paint.ts';

const copies = 100;
const keys = 30;
const starts = 3;
const watchedMs = 10_000;
const sizes = [10, 1_000, 10_000] as const;

/**
 * Milliseconds from Ctrl+C or Command+C on the next row until the window shows that its token was copied: the token is
 * opened, put on the clipboard and noted in the vault before that.
 */
async function copyTimes({ page }: RunningApp, accounts: number): Promise<readonly number[]> {
  await page.locator('[role="grid"]').press('Home');
  const times: number[] = [];
  for (let run = 0; run < copies; run += 1) {
    const label = `Account account-${(run + 1) % accounts}`;
    await page.keyboard.press(run + 1 < accounts ? 'ArrowDown' : 'Home');
    const shown = `button[aria-label^="Copied"][aria-label$="${label}"]`;
    times.push(await paintAfter(page, 'keydown', { shown }, () => page.keyboard.press('ControlOrMeta+c')));
  }
  return times;
}

/** Milliseconds from the same key until the next frame of an empty page that does nothing with it was painted. */
async function keyTimes({ page }: RunningApp): Promise<readonly number[]> {
  const times: number[] = [];
  for (let run = 0; run < keys; run += 1) {
    times.push(await paintAfter(page, 'keydown', { shown: 'body' }, () => page.keyboard.press('ArrowDown')));
  }
  return times;
}

/** Milliseconds that the page's process spends on its main thread in one second. */
async function secondOf(page: Page): Promise<number> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  const busy = async (): Promise<number> => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
  };
  const before = await busy();
  await page.waitForTimeout(watchedMs);
  const spent = (await busy()) - before;
  await devtools.detach();
  return (spent * 1000) / watchedMs;
}

interface Floor {
  readonly key: number;
  readonly second: number;
}

function counted(accounts: number): string {
  return `${accounts.toLocaleString('en-GB')} accounts`;
}

async function figuresOf(accounts: number, app: RunningApp, floor: Floor): Promise<void> {
  const against = { what: 'a key to the next frame of an empty page', value: floor.key };
  if (accounts >= copies) {
    const times = await copyTimes(app, accounts);
    const name = `from the key to the copied token, ${counted(accounts)}`;
    printRow({ name: `${name}, median`, value: median(times), unit: 'ms', against });
    printRow({ name: `${name}, 99th percentile`, value: percentile(times, 99), unit: 'ms', against });
  }
  printRow({
    name: `one tick of the countdowns, ${counted(accounts)}`,
    value: await secondOf(app.page),
    unit: 'ms of the page in a second',
    against: { what: 'an empty page', value: floor.second },
  });
}

type Use = (app: RunningApp, openedAfter: number) => Promise<void>;

/** The median of several starts, in milliseconds. */
async function startTime(open: (use: Use) => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < starts; run += 1) {
    await open(async (_app, openedAfter) => {
      times.push(openedAfter);
    });
  }
  return median(times);
}

export async function benchUse(): Promise<void> {
  const floor = await withEmptyWindow(async (app) => ({
    key: median(await keyTimes(app)),
    second: await secondOf(app.page),
  }));
  for (const accounts of sizes) await withFilledWindow(accounts, (app) => figuresOf(accounts, app, floor));
  const empty = await startTime((use) => withEmptyWindow(use));
  for (const accounts of sizes) {
    printRow({
      name: `from the start to a list of ${counted(accounts)}, passphrase included`,
      value: await startTime((use) => withFilledWindow(accounts, use)),
      unit: 'ms',
      against: { what: 'from the start to an empty page', value: empty },
    });
  }
}
