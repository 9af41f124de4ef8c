// Window. Changing settings: each takes effect at once, and is said to screen readers.
import type { Bridge, ErrorView, Outcome, SettingsView } from '../../preload/contract.ts';
import { settingsWords } from '../text/settings.ts';
import { ask } from './ask.ts';
import { withSettings } from './changes.ts';
import type { Store } from './store.ts';
import type { Toasts } from './toasts.ts';

export interface SettingsActions {
  /** `said` is read out when it is done. Answers the error to show beside the field, or undefined. */
  readonly change: (changes: Partial<SettingsView>, said: string) => Promise<ErrorView | undefined>;
  /** As `change`, from where there is no field: an error is said in passing. */
  readonly changeInPassing: (changes: Partial<SettingsView>, said: string) => void;
  /** Lets the person choose a file of certificate authorities. Answers as `change`. */
  readonly chooseCaFile: () => Promise<ErrorView | undefined>;
  readonly showDataFolder: () => Promise<void>;
  /** News from the main process. */
  readonly changed: (settings: SettingsView) => void;
}

export function createSettingsActions(store: Store, bridge: Bridge, toasts: Toasts): SettingsActions {
  const changed = (settings: SettingsView) => store.set((state) => withSettings(state, settings));

  function taken(outcome: Outcome<SettingsView>, said: string): ErrorView | undefined {
    if (!outcome.ok) return outcome.error;
    changed(outcome.value);
    store.set((state) => ({ ...state, announcement: said }));
    return undefined;
  }

  async function change(changes: Partial<SettingsView>, said: string): Promise<ErrorView | undefined> {
    return taken(await ask(() => bridge.changeSettings({ changes })), said);
  }

  return {
    change,
    changeInPassing: (changes, said) => {
      void change(changes, said).then((error) => {
        if (error !== undefined) toasts.show(error.what);
      });
    },
    chooseCaFile: async () => {
      const before = store.get().app.settings.caFile;
      const outcome = await ask(() => bridge.chooseCaFile());
      const isNew = outcome.ok && outcome.value.caFile !== before;
      return taken(outcome, isNew ? settingsWords.caFileChosen : settingsWords.caFileAsBefore);
    },
    showDataFolder: async () => {
      const outcome = await ask(() => bridge.showDataFolder());
      if (!outcome.ok) toasts.show(outcome.error.what);
    },
    changed,
  };
}
