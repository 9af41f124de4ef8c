// Pure. Runs a few jobs at a time: so many for one host, so many in all.

export interface Limiter<Key> {
  /** Runs the job when there is room; an urgent one before those that are not. No key may wait twice. */
  run<T>(key: Key, host: string, urgent: boolean, job: () => Promise<T>): Promise<T>;
  /** Makes the job of this key urgent, if it still waits. */
  hurry(key: Key): void;
}

interface Line<Key> {
  running: number;
  /** What starts the jobs that wait, in their order. */
  readonly urgent: Map<Key, () => void>;
  readonly patient: Map<Key, () => void>;
}

export function createLimiter<Key>(limits: {
  readonly perHost: number;
  readonly inAll: number;
}): Limiter<Key> {
  /** Hosts with something running or waiting, in the order in which their turn comes. */
  const lines = new Map<string, Line<Key>>();
  const waiting = new Map<Key, Line<Key>>();
  let running = 0;

  function nextStart(): (() => void) | undefined {
    if (running >= limits.inAll) return undefined;
    for (const queue of ['urgent', 'patient'] as const) {
      for (const [host, line] of lines) {
        const next = line.running < limits.perHost ? line[queue].entries().next().value : undefined;
        if (next === undefined) continue;
        const [key, start] = next;
        line[queue].delete(key);
        waiting.delete(key);
        // To the end of the round, so that one busy host does not keep the others waiting.
        lines.delete(host);
        lines.set(host, line);
        line.running += 1;
        running += 1;
        return start;
      }
    }
    return undefined;
  }

  function startWhatFits(): void {
    for (let start = nextStart(); start !== undefined; start = nextStart()) start();
  }

  function finish(host: string, line: Line<Key>): void {
    line.running -= 1;
    running -= 1;
    if (line.running === 0 && line.urgent.size === 0 && line.patient.size === 0) lines.delete(host);
    startWhatFits();
  }

  return {
    async run(key, host, urgent, job) {
      const line = lines.get(host) ?? { running: 0, urgent: new Map(), patient: new Map() };
      lines.set(host, line);
      waiting.set(key, line);
      await new Promise<void>((resolve) => {
        (urgent ? line.urgent : line.patient).set(key, resolve);
        startWhatFits();
      });
      try {
        return await job();
      } finally {
        finish(host, line);
      }
    },
    hurry(key) {
      const line = waiting.get(key);
      const start = line?.patient.get(key);
      if (line === undefined || start === undefined) return;
      line.patient.delete(key);
      line.urgent.set(key, start);
    },
  };
}
