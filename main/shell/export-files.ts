// Main process. Asks the person for the file to export to or to import from, and reads and writes it.
import type { ExportStore } from '../core/ports.ts';

export interface ExportFiles extends Pick<ExportStore, 'read' | 'write'> {
  /** Undefined where the person chose no place. */
  chooseTarget(suggestedName: string): Promise<string | undefined>;
  chooseSource(): Promise<string | undefined>;
}

/** Without the dot. */
export const exportExtension = 'tokendeck';

/** Such as `tokendeck-2026-11-21.tokendeck`: with the day as it is where the person is. */
export function exportName(now: number): string {
  const date = new Date(now);
  const day = [date.getMonth() + 1, date.getDate()].map((part) => `${part}`.padStart(2, '0'));
  return `tokendeck-${[date.getFullYear(), ...day].join('-')}.${exportExtension}`;
}
