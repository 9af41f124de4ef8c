// Tests. Every state of the window.
import { accountStates } from './account-states.ts';
import { addingStates } from './adding-states.ts';
import type { GalleryState } from './gallery-state.ts';
import { listStates } from './list-states.ts';
import { settingsStates } from './settings-states.ts';
import { tokenStates } from './token-states.ts';

export const states: readonly GalleryState[] = [
  ...listStates,
  ...tokenStates,
  ...addingStates,
  ...accountStates,
  ...settingsStates,
];
