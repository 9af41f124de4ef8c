// Window. One setting's way to the main process and back, as long as its field is there.
import { useState } from 'react';
import type { ErrorView, SettingsView } from '../../preload/contract.ts';
import { useAppState, useTokendeck } from './tokendeck.ts';

export interface Setting {
  /** Why the last change was refused; what was set before still holds. */
  readonly error: ErrorView | undefined;
  /** `said` is read out once it is done. */
  readonly change: (changes: Partial<SettingsView>, said: string) => void;
  /** Any other way to change it, which answers an error or undefined. */
  readonly perform: (call: () => Promise<ErrorView | undefined>) => void;
}

export function useSetting(): Setting {
  const { settings } = useTokendeck();
  const [error, setError] = useState<ErrorView>();

  function perform(call: () => Promise<ErrorView | undefined>): void {
    void call().then(setError);
  }

  return { error, perform, change: (changes, said) => perform(() => settings.change(changes, said)) };
}

export function useSettings(): SettingsView {
  return useAppState((state) => state.app.settings);
}
