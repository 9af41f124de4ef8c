// Tests the Clock port on a simulated system: far timers, steps of the wall clock, sleep; and once on the real one.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { createSystemClock } from '../../../main/adapters/system-clock.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const start = Date.UTC(2026, 0, 5, 10);

/** A system whose time passes only by `pass`: timers count monotonic time, as a computer's do. */
function simulate() {
  let wall = start;
  let monotonic = 500;
  const timers = new Set<{ readonly at: number; readonly callback: () => void }>();
  const spans: number[] = [];
  const clock = createSystemClock({
    now: () => wall,
    monotonic: () => monotonic,
    setTimer(callback, ms) {
      const timer = { at: monotonic + ms, callback };
      timers.add(timer);
      spans.push(ms);
      return () => void timers.delete(timer);
    },
  });
  function pass(ms: number): void {
    const until = monotonic + ms;
    for (;;) {
      const [next] = [...timers].filter(({ at }) => at <= until).sort((one, other) => one.at - other.at);
      if (next === undefined) break;
      timers.delete(next);
      wall += Math.max(0, next.at - monotonic);
      monotonic = Math.max(monotonic, next.at);
      next.callback();
    }
    wall += until - monotonic;
    monotonic = until;
  }
  return {
    clock,
    timers,
    spans,
    pass,
    step: (ms: number) => {
      wall += ms;
    },
    /** Sleeps: on some systems the monotonic clock stands still, on others it runs on; timers do not go off. */
    sleep: (ms: number, runsOn: boolean) => {
      wall += ms;
      if (runsOn) monotonic += ms;
    },
  };
}

function recorded(system: ReturnType<typeof simulate>) {
  const calls: string[] = [];
  const note = (name: string) => () => void calls.push(`${name}@${(system.clock.now() - start) / second}`);
  return { calls, note };
}

describe('timers', () => {
  test('go off at their moment and not before, in order', () => {
    const system = simulate();
    const { calls, note } = recorded(system);
    system.clock.at(start + 90 * second, note('b'));
    system.clock.at(start + 10 * second, note('a'));
    system.clock.at(start + 3 * hour, note('c'));
    system.pass(9.999 * second);
    expect(calls).toEqual([]);
    system.pass(4 * hour);
    expect(calls).toEqual(['a@10', 'b@90', 'c@10800']);
    expect(system.timers.size).toBe(0);
  });

  test('due at once after a step go off in the order of their moments', () => {
    const system = simulate();
    const { calls, note } = recorded(system);
    for (const name of ['c', 'a', 'b']) system.clock.at(start + hour + name.charCodeAt(0), note(name));
    system.step(day);
    system.pass(minute);
    expect(calls.map((call) => call[0])).toEqual(['a', 'b', 'c']);
  });

  test('hold beyond the 24.8 days that a timer of the system can count', () => {
    const system = simulate();
    const { calls, note } = recorded(system);
    system.clock.at(start + 40 * day, note('far'));
    system.pass(40 * day - 1);
    expect(calls).toEqual([]);
    system.pass(1);
    expect(calls).toEqual([`far@${(40 * day) / second}`]);
    expect(Math.max(...system.spans)).toBe(minute);
  });

  test('of the past go off soon, but not at once', () => {
    const system = simulate();
    const { calls, note } = recorded(system);
    system.clock.at(start - hour, note('past'));
    expect(calls).toEqual([]);
    system.pass(0);
    expect(calls).toEqual(['past@0']);
  });

  test('can be cancelled, also twice and by one another, and then nothing is left', () => {
    const system = simulate();
    const { calls, note } = recorded(system);
    const cancel = system.clock.at(start + second, note('cancelled'));
    cancel();
    cancel();
    expect(system.timers.size).toBe(0);
    system.clock.at(start + second, () => other());
    const other = system.clock.at(start + 2 * second, note('other'));
    system.step(4 * second);
    system.pass(minute);
    expect(calls).toEqual([]);
    expect(system.timers.size).toBe(0);
  });

  test('may set the next one', () => {
    const system = simulate();
    const times: number[] = [];
    const tick = () => {
      times.push(system.clock.now() - start);
      if (times.length < 3) system.clock.at(system.clock.now() + 5 * minute, tick);
    };
    tick();
    system.pass(hour);
    expect(times).toEqual([0, 5 * minute, 10 * minute]);
    expect(system.timers.size).toBe(0);
  });

  test('one that throws does not keep the others back', () => {
    const system = simulate();
    const { calls, note } = recorded(system);
    system.clock.at(start + second, () => {
      throw new Error('a fault');
    });
    system.clock.at(start + second, note('b'));
    expect(() => system.pass(second)).toThrow('a fault');
    system.pass(0);
    expect(calls).toEqual(['b@1']);
  });

  test('many share one timer of the system, and none is left when none is pending', () => {
    const system = simulate();
    const cancels = Array.from({ length: 50 }, (_, i) => system.clock.at(start + hour + i, () => undefined));
    expect(system.timers.size).toBe(1);
    for (const cancel of cancels) cancel();
    expect(system.timers.size).toBe(0);
  });
});

describe('changes of the wall clock', () => {
  test('set forward: noticed within a minute, and what is due then goes off', () => {
    const system = simulate();
    const { calls, note } = recorded(system);
    system.clock.onJump(note('jump'));
    system.clock.at(start + 2 * hour, note('due'));
    system.clock.at(start + 9 * hour, note('later'));
    system.pass(30 * second);
    system.step(3 * hour);
    system.pass(minute);
    expect(calls).toEqual([`jump@${3 * 3600 + 60}`, `due@${3 * 3600 + 60}`]);
    system.pass(3 * minute);
    expect(calls).toHaveLength(2);
  });

  test('set back: noticed, and the timer waits for its moment', () => {
    const system = simulate();
    const { calls, note } = recorded(system);
    system.clock.onJump(note('jump'));
    system.clock.at(start + 50 * second, note('due'));
    system.step(-hour);
    system.pass(50 * second);
    expect(calls).toEqual(['jump@-3550']);
    system.pass(hour - 1);
    expect(calls).toHaveLength(1);
    system.pass(1);
    expect(calls).toEqual(['jump@-3550', 'due@50']);
  });

  test.each([
    ['stands still', false],
    ['runs on', true],
  ])('asleep for a day while the monotonic clock %s', (_what, runsOn) => {
    const system = simulate();
    const { calls, note } = recorded(system);
    system.clock.onJump(note('jump'));
    system.clock.at(start + hour, note('due'));
    system.pass(10 * second);
    system.sleep(day, runsOn);
    system.pass(minute);
    expect(calls.map((call) => call.split('@')[0])).toEqual(['jump', 'due']);
  });

  test('a timer set after the step does not hide it', () => {
    const system = simulate();
    const { calls, note } = recorded(system);
    system.clock.onJump(note('jump'));
    system.clock.at(start + day, () => undefined);
    system.step(hour);
    system.clock.at(start + hour + 10 * second, note('due'));
    system.pass(10 * second);
    expect(calls).toEqual(['jump@3610', 'due@3610']);
  });

  test.each([
    ['a small correction', 4 * second, 0],
    ['one just above the tolerance', 5.1 * second, 1],
    ['one just above it backwards', -5.1 * second, 1],
  ])('%s', (_what, step, jumps) => {
    const system = simulate();
    const { calls, note } = recorded(system);
    system.clock.onJump(note('jump'));
    system.clock.at(start + day, () => undefined);
    system.step(step);
    system.pass(2 * minute);
    expect(calls).toHaveLength(jumps);
  });

  test('small corrections do not add up over a day', () => {
    const system = simulate();
    const { calls, note } = recorded(system);
    system.clock.onJump(note('jump'));
    system.clock.at(start + 2 * day, () => undefined);
    for (let i = 0; i < 24 * 60; i += 1) {
      system.step(20);
      system.pass(minute);
    }
    expect(calls).toEqual([]);
  });

  test('while nothing is pending nothing is looked at, and no old step is told later', () => {
    const system = simulate();
    const { calls, note } = recorded(system);
    const stop = system.clock.onJump(note('jump'));
    system.clock.at(start + hour, () => undefined)();
    system.step(day);
    expect(system.timers.size).toBe(0);
    system.clock.at(system.clock.now() + day, () => undefined);
    system.pass(2 * minute);
    expect(calls).toEqual([]);
    stop();
    system.step(hour);
    system.pass(2 * minute);
    expect(calls).toEqual([]);
  });
});

describe('on the real system', () => {
  test('tells the time and calls back', async () => {
    const clock = createSystemClock();
    const at = Date.now() + 30;
    await new Promise<void>((done) => clock.at(at, done));
    expect(Date.now()).toBeGreaterThanOrEqual(at);
    expect(Math.abs(clock.now() - Date.now())).toBeLessThan(1000);
  });

  test.each([
    ['holds the process by itself', '{}', 'called'],
    ['lets it end when told so', '{ holdsProcess: false }', ''],
  ])('a pending timer %s', async (_what, options, output) => {
    const adapter = pathToFileURL(join(import.meta.dirname, '../../../main/adapters/system-clock.ts'));
    const script = `
      import { createSystemClock } from '${adapter.href}';
      createSystemClock(${options}).at(Date.now() + 300, () => process.stdout.write('called'));`;
    const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script]);
    let text = '';
    child.stdout.on('data', (part) => {
      text += part;
    });
    await once(child, 'close');
    expect(text).toBe(output);
  });
});
