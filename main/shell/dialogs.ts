// Main process. The system's own dialogs for files, and its file manager.
import { type BrowserWindow, dialog, type OpenDialogOptions, type SaveDialogOptions, shell } from 'electron';
import type { ExportStore, Log } from '../core/ports.ts';
import { caFileWords, exportDialogWords } from './dialog-words.ts';
import { type ExportFiles, exportExtension } from './export-files.ts';

export type DialogParent = () => BrowserWindow | undefined;

/** Lets the person choose a file of certificate authorities; undefined where none is chosen. */
export async function chooseCaFile(parent: BrowserWindow | undefined): Promise<string | undefined> {
  const options: OpenDialogOptions = {
    title: caFileWords.title,
    filters: [
      { name: caFileWords.certificates, extensions: ['pem', 'crt', 'cer'] },
      // Such files have names of every kind.
      { name: caFileWords.allFiles, extensions: ['*'] },
    ],
    properties: ['openFile', 'dontAddToRecent'],
  };
  const { canceled, filePaths } = await (parent === undefined
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(parent, options));
  return canceled ? undefined : filePaths[0];
}

/** In the system's file manager; where there is none, that is only noted. */
export function showFolder(path: string, log: Log): void {
  const note = (): void => log.warn('folder.not_shown');
  shell.openPath(path).then((problem) => problem === '' || note(), note);
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
