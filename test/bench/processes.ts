// Benchmark. What Linux says about processes: their family, their time on a core, their memory.
import { readdirSync, readFileSync } from 'node:fs';

/** An empty text where the process or thread has gone meanwhile. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function numbersIn(folder: string): readonly number[] {
  try {
    return readdirSync(folder).map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

/** Whether this system has the files that are read here. */
export function hasProcessFigures(): boolean {
  return read('/proc/self/schedstat') !== '';
}

function parentOf(pid: number): number {
  // The second field, the name, may hold anything, but is the last in parentheses.
  const [, fields = ''] = /\) (.*)$/s.exec(read(`/proc/${pid}/stat`)) ?? [];
  return Number(fields.split(' ')[1]);
}

/** The process ids of all that a process started, and what those started. */
export function descendantsOf(pid: number): readonly number[] {
  const parents = new Map(numbersIn('/proc').map((one) => [one, parentOf(one)]));
  const found = [pid];
  // Grows while it is walked through.
  for (const one of found) for (const [child, parent] of parents) if (parent === one) found.push(child);
  return found.slice(1);
}

/** Milliseconds that all threads of a process have spent on a core so far. */
export function cpuTimeOf(pid: number): number {
  const nanoseconds = numbersIn(`/proc/${pid}/task`).map((thread) =>
    Number(read(`/proc/${pid}/task/${thread}/schedstat`).split(' ')[0]),
  );
  return nanoseconds.reduce((sum, one) => sum + one, 0) / 1e6;
}

/** How often all threads of a process have waited for something so far: as often they were woken. */
export function wakeUpsOf(pid: number): number {
  const counts = numbersIn(`/proc/${pid}/task`).map((thread) => {
    const [, count] =
      /^voluntary_ctxt_switches:\s*(\d+)/m.exec(read(`/proc/${pid}/task/${thread}/status`)) ?? [];
    return Number(count ?? 0);
  });
  return counts.reduce((sum, one) => sum + one, 0);
}

/** Resident memory in MiB. */
export function memoryOf(pid: number): number {
  const [, kibibytes] = /^VmRSS:\s*(\d+)/m.exec(read(`/proc/${pid}/status`)) ?? [];
  return Number(kibibytes ?? 0) / 1024;
}

/** The process of the page among those of a Chromium, which keeps smaller ones for itself; undefined without one. */
export function pageProcess(pids: readonly number[]): number | undefined {
  return pids
    .filter((pid) => read(`/proc/${pid}/cmdline`).includes('--type=renderer'))
    .toSorted((a, b) => memoryOf(b) - memoryOf(a))[0];
}
