// Test equipment. A log that a test can read.
import type { Log, LogFields } from '../../main/core/ports.ts';

export interface FakeLog extends Log {
  readonly entries: readonly {
    readonly level: 'info' | 'warn';
    readonly event: string;
    readonly fields: LogFields;
  }[];
}

export function fakeLog(): FakeLog {
  const entries: FakeLog['entries'][number][] = [];
  return {
    entries,
    info: (event, fields = {}) => void entries.push({ level: 'info', event, fields }),
    warn: (event, fields = {}) => void entries.push({ level: 'warn', event, fields }),
  };
}
