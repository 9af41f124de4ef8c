// Tests. States of settings, long work, the locked window, and looks that the system asks for.
import type { GalleryState } from './gallery-state.ts';

export const settingsStates: readonly GalleryState[] = [];
