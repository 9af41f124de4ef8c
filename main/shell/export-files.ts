// Main process. Asks the person for the file to export to or to import from, and reads and writes it.
import type { Result } from '../core/result.ts';

export interface ExportFiles {
  /** Undefined where the person chose no place. */
  chooseTarget(suggestedName: string): Promise<string | undefined>;
  chooseSource(): Promise<string | undefined>;
  /** Whole or not at all, for its owner alone. Errors: `file_unusable`. */
  write(path: string, content: Uint8Array): Promise<Result<void>>;
  /** Errors: `file_unusable`, `export_too_large`. */
  read(path: string): Promise<Result<Uint8Array<ArrayBuffer>>>;
}
