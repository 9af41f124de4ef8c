import { expect, it } from 'vitest';
import { stopWithin } from '../../../main/shell/bounded-stop.ts';
import { fakeLog } from '../../support/fake-log.ts';

const long = 60_000;

it('waits until everything has stopped', async () => {
  const log = fakeLog();
  const stopping = Promise.withResolvers<void>();
  let isOver = false;
  const over = stopWithin(long, () => stopping.promise, log).then(() => {
    isOver = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(isOver).toBe(false);
  stopping.resolve();
  await over;
  expect(log.entries).toEqual([]);
});

it.each<[string, number, () => Promise<void>, string]>([
  ['never ends', 20, () => new Promise(() => undefined), 'stop.late'],
  ['fails', long, () => Promise.reject(new TypeError('its own mistake')), 'stop.failed'],
  [
    'fails at once',
    long,
    () => {
      throw new TypeError('its own mistake');
    },
    'stop.failed',
  ],
])('does not hold up the end where stopping %s', async (_what, longestMs, stop, event) => {
  const log = fakeLog();
  await stopWithin(longestMs, stop, log);
  expect(log.entries.map((entry) => entry.event)).toEqual([event]);
});
