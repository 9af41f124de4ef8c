// Pure. All presets, in the order in which they are offered.
import { gitlab } from './catalog/gitlab.ts';
import { google } from './catalog/google.ts';
import { microsoft } from './catalog/microsoft.ts';
import { openid } from './catalog/openid.ts';
import type { Provider } from './provider.ts';

/** The presets, and before them those of `extra`, which replace presets of the same id. */
export function providers(extra: readonly Provider[] = []): readonly Provider[] {
  const own = [openid, google, gitlab, microsoft];
  return [...extra, ...own.filter(({ id }) => !extra.some((other) => other.id === id))];
}

/** The provider with this id, or undefined. */
export function findProvider(all: readonly Provider[], id: string): Provider | undefined {
  return all.find((provider) => provider.id === id);
}
