// Main process. The file that the person has chosen to import, still sealed, until the passphrase for it is given.

export interface ChosenImport {
  get(): Uint8Array<ArrayBuffer> | undefined;
  /** In the place of the one chosen before. */
  set(file: Uint8Array<ArrayBuffer>): void;
  /** Forgets it. */
  clear(): void;
}

export function createChosenImport(): ChosenImport {
  let chosen: Uint8Array<ArrayBuffer> | undefined;
  return {
    get: () => chosen,
    set(file) {
      chosen = file;
    },
    clear() {
      chosen = undefined;
    },
  };
}
