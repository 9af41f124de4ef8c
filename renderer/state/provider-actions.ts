// Window. The person's own definitions of providers.
import type { Bridge, DefinitionProblemView, ErrorView, ProviderView } from '../../preload/contract.ts';
import { defineWords } from '../text/define.ts';
import { ask } from './ask.ts';
import { copiedDefinition } from './definition.ts';
import type { Store } from './store.ts';
import type { Toasts } from './toasts.ts';

/** Why a definition was not saved. */
export type Refusal =
  | { readonly kind: 'problems'; readonly problems: readonly DefinitionProblemView[] }
  | { readonly kind: 'error'; readonly error: ErrorView };

export interface ProviderActions {
  /** Opens the form with a preset's definition under another id. */
  readonly copyAsOwn: (provider: ProviderView) => Promise<void>;
  readonly edit: (provider: ProviderView) => Promise<void>;
  /** Copies the JSON text. */
  readonly exportDefinition: (provider: ProviderView) => Promise<void>;
  /** Answers why it was not saved, or undefined when it is, and the form for a client of it is open. */
  readonly save: (definition: string, replaces: string | undefined) => Promise<Refusal | undefined>;
  /** Answers the error to show in the dialog, or undefined when it is gone. */
  readonly remove: (provider: ProviderView) => Promise<ErrorView | undefined>;
}

export function createProviderActions(
  store: Store,
  bridge: Bridge,
  toasts: Toasts,
  reload: () => Promise<void>,
): ProviderActions {
  /** The definition; where there is none, a message says why. */
  async function read(providerId: string): Promise<string | undefined> {
    const outcome = await ask(() => bridge.getDefinition({ providerId }));
    if (outcome.ok) return outcome.value;
    toasts.show(outcome.error.what);
    return undefined;
  }

  function define(text: string, replaces: string | undefined): void {
    store.set((state) => ({
      ...state,
      panel: { kind: 'define', start: { text, replaces } },
      pane: 'panel',
    }));
  }

  return {
    copyAsOwn: async (provider) => {
      const text = await read(provider.id);
      if (text === undefined) return;
      const taken = store.get().app.providers.map(({ id }) => id);
      define(copiedDefinition(text, taken), undefined);
    },

    edit: async (provider) => {
      const text = await read(provider.id);
      if (text !== undefined) define(text, provider.id);
    },

    exportDefinition: async (provider) => {
      const text = await read(provider.id);
      if (text === undefined) return;
      const outcome = await ask(() => bridge.copyText({ text }));
      toasts.show(outcome.ok ? defineWords.exported(provider.name) : outcome.error.what);
    },

    save: async (definition, replaces) => {
      const outcome = await ask(() => bridge.saveProvider({ definition, replace: replaces !== undefined }));
      if (!outcome.ok) return { kind: 'error', error: outcome.error };
      if (outcome.value.kind === 'wrong') return { kind: 'problems', problems: outcome.value.problems };
      const { provider } = outcome.value;
      await reload();
      store.set((state) => ({ ...state, panel: { kind: 'choose_provider', error: undefined } }));
      toasts.show(defineWords.saved(provider.name));
      return undefined;
    },

    remove: async (provider) => {
      const outcome = await ask(() => bridge.removeProvider({ providerId: provider.id }));
      if (!outcome.ok) return outcome.error;
      store.set((state) => ({ ...state, dialog: undefined }));
      await reload();
      toasts.show(defineWords.removed(provider.name));
      return undefined;
    },
  };
}
