// Test equipment. How Node is told to run the application over the stand-in for Electron.
import { fileURLToPath } from 'node:url';

/** What comes before the path of the application's entry in Node's arguments. */
export const standInArguments: readonly string[] = [
  // The vault is `node:sqlite`, which this Node may call experimental; Electron's does not say so.
  '--disable-warning=ExperimentalWarning',
  '--import',
  fileURLToPath(new URL('../electron/register.ts', import.meta.url)),
];
