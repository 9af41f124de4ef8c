import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { appError } from '../../../main/core/errors.ts';
import { fail, ok } from '../../../main/core/result.ts';
import { createWorks, type Task } from '../../../main/shell/works.ts';
import type { WorkReport, WorkView } from '../../../preload/contract.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { fakeLog } from '../../support/fake-log.ts';
import { fakeRandom } from '../../support/fake-random.ts';
import { errorCode, okValue } from '../../support/result.ts';

const report: WorkReport = { kind: 'refresh_all', refreshed: 2, failed: 0, skipped: 1 };

function setUp() {
  const clock = fakeClock();
  const log = fakeLog();
  const told: WorkView[] = [];
  const works = createWorks({ clock, random: fakeRandom(), log, onChange: (view) => told.push(view) });
  return { clock, log, told, works };
}

/** Work that goes on until it is told to end, or is cancelled. */
function held() {
  const gate = Promise.withResolvers<void>();
  const seen: { signal?: AbortSignal; report?: (done: number, total: number) => void } = {};
  const task: Task = async (progress) => {
    seen.signal = progress.signal;
    seen.report = progress.report;
    await gate.promise;
    return ok(report);
  };
  return { task, seen, end: gate.resolve };
}

it('is told at its end with what came of it', async () => {
  const { works, told } = setUp();
  const { task, end } = held();
  const begun = okValue(works.start('refresh_all', task));
  expect(begun).toMatchObject({ kind: 'refresh_all', state: 'running', done: 0, total: 0 });
  expect(works.running()).toEqual([begun]);
  end();
  await setImmediate();
  expect(told).toEqual([{ ...begun, state: 'done', report }]);
  expect(works.running()).toEqual([]);
});

it('tells how far it is, but not more often than anybody can read', async () => {
  const { works, told, clock } = setUp();
  const { task, seen, end } = held();
  works.start('import', task);
  await setImmediate();
  for (let done = 1; done <= 500; done += 1) seen.report?.(done, 1000);
  expect(told).toEqual([]);
  expect(works.running()[0]).toMatchObject({ done: 500, total: 1000 });
  await clock.advance(150);
  seen.report?.(501, 1000);
  expect(told).toMatchObject([{ state: 'running', done: 501, total: 1000 }]);
  end();
  await setImmediate();
  expect(told.at(-1)).toMatchObject({ state: 'done', done: 501 });
  seen.report?.(502, 1000);
  expect(told).toHaveLength(2);
});

it('is not begun a second time while it goes on, unless it is of another kind', async () => {
  const { works } = setUp();
  const first = held();
  okValue(works.start('export', first.task));
  const again = works.start('export', async () => {
    throw new Error('must not be begun');
  });
  expect(errorCode(again)).toBe('work_under_way');
  const other = held();
  okValue(works.start('refresh_all', other.task));
  first.end();
  other.end();
  await setImmediate();
  okValue(works.start('export', held().task));
});

it.each([
  ['answers what was done until then', ok(report), { state: 'cancelled', report }],
  ['did nothing', fail(appError('cancelled')), { state: 'cancelled', report: undefined }],
  [
    'failed on the way',
    fail(appError('vault_busy')),
    { state: 'failed', error: { code: 'vault_busy' }, report: undefined },
  ],
])('cancelled work that %s', async (_name, outcome, view) => {
  const { works, told } = setUp();
  const gate = Promise.withResolvers<void>();
  const { id } = okValue(
    works.start('import', async ({ signal }) => {
      signal.addEventListener('abort', () => gate.resolve());
      await gate.promise;
      return outcome;
    }),
  );
  await setImmediate();
  works.cancel('another');
  expect(works.running()).toHaveLength(1);
  works.cancel(id);
  await setImmediate();
  expect(told.at(-1)).toMatchObject(view);
});

it.each([
  ['fails', async () => fail(appError('file_unusable', { detail: '/backup' })), 'file_unusable'],
  [
    'throws',
    async () => {
      throw new TypeError('a mistake');
    },
    'internal',
  ],
] as [string, Task, string][])('work that %s says so', async (_name, task, code) => {
  const { works, told } = setUp();
  works.start('export', task);
  await setImmediate();
  expect(told).toMatchObject([{ state: 'failed', error: { code } }]);
});

it('stops by cancelling all and waiting for them', async () => {
  const { works, told } = setUp();
  const { task, seen, end } = held();
  works.start('change_key', task);
  await setImmediate();
  let stopped = false;
  const stopping = works.stop().then(() => {
    stopped = true;
  });
  await setImmediate();
  expect(seen.signal?.aborted).toBe(true);
  expect(stopped).toBe(false);
  end();
  await stopping;
  expect(told.at(-1)).toMatchObject({ state: 'cancelled' });
});
