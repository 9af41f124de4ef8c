// Main process. The system's own dialogs for files, and its file manager.
import { type BrowserWindow, dialog, type OpenDialogOptions, type SaveDialogOptions, shell } from 'electron';
import type { ExportStore } from '../core/ports.ts';
import { type ExportFiles, exportExtension } from './export-files.ts';
import { exportDialogWords } from './words.ts';

export type DialogParent = () => BrowserWindow | undefined;

/** Lets the person choose a file of certificate authorities; undefined where none is chosen. */
export async function chooseCaFile(_parent: BrowserWindow | undefined): Promise<string | undefined> {
  void dialog;
  return undefined;
}

export function showFolder(path: string): void {
  void shell.openPath(path);
}

export function createExportFiles(parent: DialogParent, store: ExportStore): ExportFiles {
  const filters = [{ name: exportDialogWords.fileKind, extensions: [exportExtension] }];
  return {
    async chooseTarget(suggestedName) {
      const options: SaveDialogOptions = {
        title: exportDialogWords.saveTitle,
        buttonLabel: exportDialogWords.saveButton,
        defaultPath: suggestedName,
        filters,
        properties: ['createDirectory', 'showOverwriteConfirmation', 'dontAddToRecent'],
      };
      const window = parent();
      const { canceled, filePath } = await (window === undefined
        ? dialog.showSaveDialog(options)
        : dialog.showSaveDialog(window, options));
      return canceled || filePath === '' ? undefined : filePath;
    },
    async chooseSource() {
      const options: OpenDialogOptions = {
        title: exportDialogWords.openTitle,
        buttonLabel: exportDialogWords.openButton,
        // Whatever it is called by now, it is known by its content.
        filters: [...filters, { name: exportDialogWords.allFiles, extensions: ['*'] }],
        properties: ['openFile', 'dontAddToRecent'],
      };
      const window = parent();
      const { canceled, filePaths } = await (window === undefined
        ? dialog.showOpenDialog(options)
        : dialog.showOpenDialog(window, options));
      return canceled ? undefined : filePaths[0];
    },
    write: store.write,
    read: store.read,
  };
}
