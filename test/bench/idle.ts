// Benchmark. What the application costs while nothing happens and its window is hidden.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningApp } from '../support/host/host.ts';
import { cpuTimeOf, descendantsOf, hasProcessFigures, pageProcess, wakeUpsOf } from './processes.ts';
import { printRow } from './rows.ts';
import { withEmptyWindow, withFilledWindow } from './window-host.ts';

const accounts = 1_000;
/** What a start leaves to be done is over by then, V8's collecting of its garbage included. */
const settlesMs = 20_000;
const watchedMs = 30_000;

interface Spent {
  /** Of one core, in percent. */
  readonly cpu: number;
  readonly wakeUps: number;
}

/** The processes of a host's Chromium, and of these the one of the page. */
function processesOf({ pid }: RunningApp) {
  const all = descendantsOf(pid);
  const page = pageProcess(all);
  return { all, page: page === undefined ? [] : [page] };
}

/** What processes spend, together, while they are watched. */
async function watch(pids: readonly number[]): Promise<Spent> {
  const sum = (figure: (pid: number) => number) => pids.map(figure).reduce((all, one) => all + one, 0);
  const before = { time: performance.now(), cpu: sum(cpuTimeOf), wakeUps: sum(wakeUpsOf) };
  await sleep(watchedMs);
  const passed = performance.now() - before.time;
  return {
    cpu: (100 * (sum(cpuTimeOf) - before.cpu)) / passed,
    wakeUps: (60_000 * (sum(wakeUpsOf) - before.wakeUps)) / passed,
  };
}

function hide(app: RunningApp): Promise<void> {
  return app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.hide();
  }, null);
}

/** The timers of the main process that would wake it. */
function timersOf(app: RunningApp): Promise<number> {
  return app.evaluate(
    () => process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length,
    null,
  );
}

async function withBareNode<T>(use: (pid: number) => Promise<T>): Promise<T> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e9)'], { stdio: 'ignore' });
  try {
    await once(child, 'spawn');
    return await use(child.pid ?? 0);
  } finally {
    child.kill();
  }
}

async function compare(filled: RunningApp, empty: RunningApp, bare: number): Promise<void> {
  await Promise.all([hide(filled), hide(empty), sleep(settlesMs)]);
  const timers = (await timersOf(filled)) - (await timersOf(empty));
  const processes = { filled: processesOf(filled), empty: processesOf(empty) };
  const [main, emptyMain, page, emptyPage, chromium, emptyChromium, node] = await Promise.all([
    watch([filled.pid]),
    watch([empty.pid]),
    watch(processes.filled.page),
    watch(processes.empty.page),
    watch(processes.filled.all),
    watch(processes.empty.all),
    watch([bare]),
  ]);
  const print = (name: string, value: number, unit: string, what: string, floor: number): void =>
    printRow({
      name: `hidden and idle with ${accounts.toLocaleString('en-GB')} accounts, ${name}`,
      value,
      unit,
      against: { what, value: floor },
    });
  const core = '% of a core';
  print('timers of the main process', timers, 'timers', 'the next due one', 1);
  print('main process', main.cpu, core, 'an empty window', emptyMain.cpu);
  print('main process', main.wakeUps, 'wake-ups/min', 'an empty window', emptyMain.wakeUps);
  print('process of the page', page.cpu, core, 'an empty page', emptyPage.cpu);
  print('all of Chromium', chromium.cpu, core, 'an empty window', emptyChromium.cpu);
  printRow({ name: 'idle, a bare Node process', value: node.cpu, unit: core });
}

export async function benchIdle(): Promise<void> {
  if (!hasProcessFigures()) {
    console.log('idle: not measured, for want of /proc/<pid>/schedstat on this system');
    return;
  }
  await withFilledWindow(accounts, (filled) =>
    withEmptyWindow((empty) => withBareNode((bare) => compare(filled, empty, bare))),
  );
}
