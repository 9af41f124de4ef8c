import { describe, expect, test } from 'vitest';
import { createHeap } from '../../../../main/core/accounts/heap.ts';
import { createLimiter } from '../../../../main/core/accounts/limiter.ts';
import { createSchedule } from '../../../../main/core/accounts/schedule.ts';
import { fakeClock, settled } from '../../../support/fake-clock.ts';
import { fakeRandom } from '../../../support/fake-random.ts';
import { gate } from './desk.ts';

describe('the heap', () => {
  test('always has the earliest first, whatever is set, moved and taken out', () => {
    const random = fakeRandom('heap');
    const heap = createHeap<number>();
    const plain = new Map<number, number>();
    for (let step = 0; step < 5000; step += 1) {
      const [key = 0, at = 0, act = 0] = random.bytes(3);
      if (act < 80) {
        heap.remove(key);
        plain.delete(key);
      } else {
        heap.set(key, at);
        plain.set(key, at);
      }
      expect(heap.size).toBe(plain.size);
      const first = heap.first();
      expect(first?.at).toBe(plain.size === 0 ? undefined : Math.min(...plain.values()));
      if (first !== undefined) expect(plain.get(first.key)).toBe(first.at);
    }
    let last = Number.NEGATIVE_INFINITY;
    for (let first = heap.first(); first !== undefined; first = heap.first()) {
      expect(first.at).toBeGreaterThanOrEqual(last);
      last = first.at;
      heap.remove(first.key);
    }
    expect(heap.size).toBe(0);
  });

  test('an update costs a few steps among a hundred thousand', () => {
    let reads = 0;
    const moment = (at: number) => ({
      valueOf() {
        reads += 1;
        return at;
      },
    });
    const heap = createHeap<number>();
    for (let key = 0; key < 100_000; key += 1)
      heap.set(key, moment((key * 7919) % 100_000) as unknown as number);
    reads = 0;
    heap.set(50_000, moment(-1) as unknown as number);
    expect(heap.first()?.key).toBe(50_000);
    heap.set(50_000, moment(100_001) as unknown as number);
    expect(reads).toBeLessThan(300);
  });
});

describe('the schedule', () => {
  test('has one timer, for the earliest, and none when there is nothing', async () => {
    const clock = fakeClock(0);
    const rung: (readonly string[])[] = [];
    const schedule = createSchedule<string>(clock, (keys) => rung.push(keys));
    expect(clock.timers()).toEqual([]);
    schedule.set('b', 200);
    schedule.set('a', 100);
    schedule.set('c', 300);
    expect(clock.timers()).toEqual([100]);
    schedule.set('a', 250);
    expect(clock.timers()).toEqual([200]);
    schedule.set('b', undefined);
    expect(clock.timers()).toEqual([250]);
    await clock.advance(260);
    expect(rung).toEqual([['a']]);
    expect(clock.timers()).toEqual([300]);
    schedule.clear();
    expect(clock.timers()).toEqual([]);
  });

  test('rings those together whose moment has come, and may be set anew meanwhile', async () => {
    const clock = fakeClock(0);
    const rung: (readonly string[])[] = [];
    const schedule = createSchedule<string>(clock, (keys) => {
      rung.push(keys);
      for (const key of keys) if (rung.length < 3) schedule.set(key, clock.now() + 10);
    });
    schedule.set('a', 5);
    schedule.set('b', 7);
    await clock.jumpTo(8);
    expect(rung).toEqual([['a', 'b']]);
    await clock.advance(10);
    expect(rung).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
    expect(clock.timers()).toEqual([28]);
  });
});

describe('the limiter', () => {
  test('runs so many for a host and so many in all, and urgent ones first', async () => {
    const limiter = createLimiter<string>({ perHost: 2, inAll: 3 });
    const started: string[] = [];
    const gates = new Map<string, ReturnType<typeof gate>>();
    const ended: Promise<void>[] = [];
    function start(host: string, name: string, urgent: boolean): void {
      const held = gate();
      gates.set(name, held);
      const job = async () => {
        started.push(name);
        await held.opened;
      };
      ended.push(limiter.run(name, host, urgent, job));
    }
    for (const name of ['a1', 'a2', 'a3', 'a4']) start('a', name, false);
    for (const name of ['b1', 'b2']) start('b', name, false);
    start('a', 'a!', true);
    limiter.hurry('a4');
    limiter.hurry('a1');
    limiter.hurry('nobody');
    await settled();
    expect(started).toEqual(['a1', 'a2', 'b1']);
    gates.get('b1')?.open();
    await settled();
    expect(started.slice(3)).toEqual(['b2']);
    gates.get('a1')?.open();
    await settled();
    expect(started.slice(4)).toEqual(['a!']);
    for (const { open } of gates.values()) open();
    await Promise.all(ended);
    expect(started).toEqual(['a1', 'a2', 'b1', 'b2', 'a!', 'a4', 'a3']);
  });

  test('takes turns between hosts', async () => {
    const limiter = createLimiter<string>({ perHost: 2, inAll: 2 });
    const started: string[] = [];
    const ended = ['a1', 'a2', 'a3', 'a4', 'a5', 'b1'].map((name) =>
      limiter.run(name, name.charAt(0), false, async () => {
        started.push(name);
      }),
    );
    await Promise.all(ended);
    expect(started.indexOf('b1')).toBeLessThanOrEqual(3);
  });

  test('gives the place of a job that failed to the next', async () => {
    const limiter = createLimiter<string>({ perHost: 1, inAll: 1 });
    const failed = limiter.run('one', 'a', false, () => Promise.reject(new Error('its own mistake')));
    const next = limiter.run('other', 'a', false, async () => 'next');
    await expect(failed).rejects.toThrow('its own mistake');
    expect(await next).toBe('next');
  });
});
