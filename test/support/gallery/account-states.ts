// Tests. States of the list and of what is done with accounts.
import type { GalleryState } from './gallery-state.ts';

export const accountStates: readonly GalleryState[] = [];
