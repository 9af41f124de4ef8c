// Test equipment: the stand-in for Electron. The `dialog` module. Nobody sees a dialog: files are never chosen and questions
// get their default button, unless a test puts its own function in the place of one of these, as it would on Electron.
import type {
  Dialog,
  MessageBoxReturnValue,
  OpenDialogOptions,
  OpenDialogReturnValue,
  SaveDialogOptions,
  SaveDialogReturnValue,
} from 'electron';
import { needReady } from './lifecycle.ts';
import { checkKeys, strict } from './strict.ts';

/** What the dialogs were to show, oldest first. */
export const dialogs: object[] = [];

const common = ['title', 'defaultPath', 'buttonLabel', 'filters', 'message', 'properties'];

/** Electron's dialogs are called with or without a window before the options. */
function optionsOf(what: string, args: readonly unknown[], known: readonly string[]): object {
  needReady(`dialog.${what}()`);
  const options = args.at(-1);
  if (typeof options !== 'object' || options === null || args.length > 2) {
    throw new TypeError('Options must be an object');
  }
  checkKeys(`dialog.${what}`, options, known);
  dialogs.push(options);
  return options;
}

/** Electron refuses properties that it does not know only in its types. */
function checkProperties(what: string, { properties = [] }: OpenDialogOptions | SaveDialogOptions): void {
  const known = ['openFile', 'openDirectory', 'multiSelections', 'showHiddenFiles', 'createDirectory'].concat(
    ['showOverwriteConfirmation', 'dontAddToRecent'],
  );
  checkKeys(what, Object.fromEntries(properties.map((property) => [property, true])), known);
}

const questionOptions = ['message', 'type', 'buttons', 'defaultId', 'cancelId', 'title', 'detail'].concat([
  'noLink',
  'checkboxLabel',
  'checkboxChecked',
  'normalizeAccessKeys',
]);

type Unseen = 'showMessageBox' | 'showOpenDialog' | 'showSaveDialog';

/** Electron's `dialog`. */
export const dialog = strict('dialog', {
  showErrorBox(title: string, content: string): void {
    dialogs.push({ title, content });
    process.stderr.write(`${title}: ${content}\n`);
  },
  async showMessageBox(...args: unknown[]): Promise<MessageBoxReturnValue> {
    const options: { readonly defaultId?: number } = optionsOf('showMessageBox', args, questionOptions);
    return { response: options.defaultId ?? 0, checkboxChecked: false };
  },
  async showOpenDialog(...args: unknown[]): Promise<OpenDialogReturnValue> {
    checkProperties('dialog.showOpenDialog', optionsOf('showOpenDialog', args, common));
    return { canceled: true, filePaths: [] };
  },
  async showSaveDialog(...args: unknown[]): Promise<SaveDialogReturnValue> {
    const known = [...common, 'nameFieldLabel', 'showsTagField'];
    checkProperties('dialog.showSaveDialog', optionsOf('showSaveDialog', args, known));
    return { canceled: true, filePath: '' };
  },
} satisfies Pick<Dialog, 'showErrorBox'> & Record<Unseen, unknown>);
