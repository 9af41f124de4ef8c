// Pure. Runs a few jobs at a time: so many for one host, so many in all.

export interface Limiter {
  /** Runs the job when there is room; an urgent one before those that are not. Never rejects by itself. */
  run<T>(host: string, urgent: boolean, job: () => Promise<T>): Promise<T>;
}

interface Line {
  running: number;
  readonly urgent: (() => void)[];
  readonly patient: (() => void)[];
}

export function createLimiter(limits: { readonly perHost: number; readonly inAll: number }): Limiter {
  /** Hosts with something running or waiting, in the order in which their turn comes. */
  const lines = new Map<string, Line>();
  let running = 0;

  function nextStart(): (() => void) | undefined {
    if (running >= limits.inAll) return undefined;
    for (const queue of ['urgent', 'patient'] as const) {
      for (const [host, line] of lines) {
        if (line.running >= limits.perHost || line[queue].length === 0) continue;
        // To the end of the round, so that one busy host does not keep the others waiting.
        lines.delete(host);
        lines.set(host, line);
        line.running += 1;
        running += 1;
        return line[queue].shift();
      }
    }
    return undefined;
  }

  function startWhatFits(): void {
    for (let start = nextStart(); start !== undefined; start = nextStart()) start();
  }

  function finish(host: string, line: Line): void {
    line.running -= 1;
    running -= 1;
    if (line.running === 0 && line.urgent.length === 0 && line.patient.length === 0) lines.delete(host);
    startWhatFits();
  }

  return {
    async run(host, urgent, job) {
      const line = lines.get(host) ?? { running: 0, urgent: [], patient: [] };
      lines.set(host, line);
      await new Promise<void>((resolve) => {
        (urgent ? line.urgent : line.patient).push(resolve);
        startWhatFits();
      });
      try {
        return await job();
      } finally {
        finish(host, line);
      }
    },
  };
}
