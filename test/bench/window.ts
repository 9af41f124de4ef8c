// Benchmark. The built application's window with many accounts, beside a window with an empty page in the same host.
import { deserialize, serialize } from 'node:v8';
import type { Page } from 'playwright-core';
import { appError } from '../../main/core/errors.ts';
import { createProviderBook } from '../../main/core/providers/provider-book.ts';
import { fail, ok } from '../../main/core/result.ts';
import { readApp } from '../../main/shell/app-reader.ts';
import { createOffers } from '../../main/shell/offers.ts';
import { createVaultSession } from '../../main/shell/vault-session.ts';
import { fakeLog } from '../support/fake-log.ts';
import { fakeProviderFiles } from '../support/fake-provider-files.ts';
import type { RunningApp } from '../support/host/host.ts';
import { quietDesktop } from '../support/quiet-desktop.ts';
import { okValue } from '../support/result.ts';
import { makeDeck } from './deck.ts';
import { descendantsOf, hasProcessFigures, memoryOf, pageProcess } from './processes.ts';
import { median, medianTime, printRow } from './rows.ts';
import { type Exposed, withEmptyWindow, withFilledWindow } from './window-host.ts';
import { paintAfter, paintAfterLoading } from './window-paint.ts';

const runs = 9;
const sizes = [1_000, 10_000] as const;
const row = '[role="row"]';

function counted(accounts: number): string {
  return `${accounts.toLocaleString('en-GB')} accounts`;
}

/** The main process's part of listing, without a window: what it takes wherever the application runs. */
async function listInMain(accounts: number): Promise<void> {
  const deck = await makeDeck({ accounts });
  const service = await deck.openService();
  const vault = createVaultSession({
    openServices: async () =>
      ok({
        ...service,
        keychainKind: 'system',
        prepareKeyChange: async () => fail(appError('not_allowed')),
      }),
    isVaultNew: async () => false,
    onChange: () => undefined,
    onOpened: () => undefined,
    onLocked: () => undefined,
    shownWhileLocked: () => [],
    log: fakeLog(),
  });
  await vault.open();
  const book = createProviderBook({ files: fakeProviderFiles(), extra: [], log: fakeLog() });
  const { about, desktop, settings } = quietDesktop();
  const parts = {
    about,
    desktop,
    settings: settings.get(),
    works: [],
    vault,
    offers: createOffers(book, undefined),
    notices: () => [],
  };
  const answer = okValue(await readApp(parts));
  const clone = await medianTime(runs, () => deserialize(serialize(answer)));
  const list = await medianTime(runs, () => readApp(parts));
  await vault.close();
  deck.remove();
  printRow({
    name: `list of ${counted(accounts)}, made in the main process`,
    value: list,
    unit: 'ms',
    against: { what: 'copying it once by structured clone', value: clone },
  });
}

/** Milliseconds of calls one after the other, by the page's clock. */
function callTimes(page: Page, channel: 'getApp' | 'cancelSignIn'): Promise<number[]> {
  return page.evaluate(
    async ({ channel, runs }) => {
      const { tokendeck } = globalThis as unknown as Exposed;
      const times: number[] = [];
      for (let run = 0; run < runs; run += 1) {
        const start = performance.now();
        if (channel === 'getApp') await tokendeck.getApp();
        else await tokendeck.cancelSignIn({ signInId: 'there-is-none' });
        times.push(performance.now() - start);
      }
      return times;
    },
    { channel, runs },
  );
}

async function listOverIpc(accounts: number, page: Page): Promise<void> {
  const nothing = median(await callTimes(page, 'cancelSignIn'));
  printRow({
    name: `list of ${counted(accounts)}, asked for by the window and received`,
    value: median(await callTimes(page, 'getApp')),
    unit: 'ms',
    against: { what: 'a call that returns nothing', value: nothing },
  });
}

interface Memory {
  readonly heap: number;
  readonly process: number;
}

/** In MiB: the page's script memory after collecting garbage, and its process. */
async function memory({ page, pid: mainPid }: RunningApp): Promise<Memory> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  await devtools.detach();
  const pid = pageProcess(descendantsOf(mainPid));
  return { heap: usedSize / 2 ** 20, process: pid === undefined ? 0 : memoryOf(pid) };
}

function printMemory(accounts: number, filled: Memory, empty: Memory): void {
  const print = (what: string, value: number, floor: number): void =>
    printRow({
      name: `memory with ${counted(accounts)}, ${what}`,
      value,
      unit: 'MiB',
      against: { what: 'an empty page', value: floor },
    });
  print('objects of the page', filled.heap, empty.heap);
  if (hasProcessFigures()) print('process of the page', filled.process, empty.process);
}

/** Milliseconds from pressing End or Home until the row at that end was painted. */
async function jumpTime(accounts: number, page: Page): Promise<number> {
  const first = `${row}[data-key="account-0"]`;
  const last = `${row}[data-key="account-${accounts - 1}"]`;
  await page.locator(first).focus();
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const toEnd = run % 2 === 0;
    const wanted = toEnd ? { shown: last, gone: first } : { shown: first, gone: last };
    times.push(await paintAfter(page, 'keydown', wanted, () => page.keyboard.press(toEnd ? 'End' : 'Home')));
  }
  return median(times);
}

/** Milliseconds from a letter typed into the search until the list it leaves was painted. */
async function searchTime(accounts: number, page: Page): Promise<number> {
  const first = `${row}[data-key="account-0"]`;
  const last = `${row}[data-key="account-${accounts - 1}"]`;
  const field = page.getByRole('searchbox');
  await page.locator('[role="grid"]').press('Home');
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    await page.waitForSelector(first);
    const name = String(accounts - 1);
    times.push(await paintAfter(page, 'input', { shown: last, gone: first }, () => field.fill(name)));
    await field.fill('');
  }
  return median(times);
}

interface Usability {
  readonly jump: number;
  readonly search: number;
}

interface Empty {
  /** In milliseconds. */
  readonly paint: number;
  readonly memory: Memory;
}

async function figuresOf(accounts: number, app: RunningApp, empty: Empty): Promise<Usability> {
  const { page } = app;
  await listOverIpc(accounts, page);
  printRow({
    name: `first paint of ${counted(accounts)}`,
    value: median(await paintAfterLoading(page, runs, row)),
    unit: 'ms',
    against: { what: 'an empty page', value: empty.paint },
  });
  printMemory(accounts, await memory(app), empty.memory);
  return { jump: await jumpTime(accounts, page), search: await searchTime(accounts, page) };
}

function printUsability(accounts: number, found: Usability, few: number, floor: Usability): void {
  const print = (what: string, value: number, least: number): void =>
    printRow({
      name: `${what} ${counted(accounts)}, until painted`,
      value,
      unit: 'ms',
      against: { what: counted(few), value: least },
    });
  print('jump to the other end of', found.jump, floor.jump);
  print('search in', found.search, floor.search);
}

export async function benchWindow(): Promise<void> {
  for (const accounts of sizes) await listInMain(accounts);
  const empty = await withEmptyWindow(async (app) => ({
    memory: await memory(app),
    paint: median(await paintAfterLoading(app.page, runs, 'body')),
  }));
  const [few, many] = sizes;
  const usableFew = await withFilledWindow(few, (app) => figuresOf(few, app, empty));
  const usableMany = await withFilledWindow(many, (app) => figuresOf(many, app, empty));
  printUsability(many, usableMany, few, usableFew);
}
