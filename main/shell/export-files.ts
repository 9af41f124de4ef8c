// Main process. Asks the person for the file to export to or to import from, and reads and writes it.
import type { Result } from '../core/result.ts';

export interface ExportFiles {
  /** Undefined where the person chose no place. */
  chooseTarget(suggestedName: string): Promise<string | undefined>;
  chooseSource(): Promise<string | undefined>;
  /** Whole or not at all, for its owner alone. Errors: `cancelled`, `file_unusable`. */
  write(path: string, content: Uint8Array<ArrayBuffer>, signal: AbortSignal): Promise<Result<void>>;
  /** Errors: `file_unusable`, `export_too_large`. */
  read(path: string): Promise<Result<Uint8Array<ArrayBuffer>>>;
}

/** Without the dot. */
export const exportExtension = 'tokendeck';

/** Such as `tokendeck-2026-11-21.tokendeck`: with the day as it is where the person is. */
export function exportName(now: number): string {
  const date = new Date(now);
  const day = [date.getMonth() + 1, date.getDate()].map((part) => `${part}`.padStart(2, '0'));
  return `tokendeck-${[date.getFullYear(), ...day].join('-')}.${exportExtension}`;
}
