// Pure. All providers: the presets, in the order in which they are offered, and those added to them.
import { gitlab } from './catalog/gitlab.ts';
import { google } from './catalog/google.ts';
import { microsoft } from './catalog/microsoft.ts';
import { openid } from './catalog/openid.ts';
import type { Provider } from './provider.ts';

export interface Providers {
  /** In the order in which they are offered. */
  all(): readonly Provider[];
  find(id: string): Provider | undefined;
}

const presets: readonly Provider[] = [openid, google, gitlab, microsoft];

/** The presets, and before them those of `extra`, which replace presets of the same id. */
export function fixedProviders(extra: readonly Provider[] = []): Providers {
  const all = [...extra, ...presets.filter(({ id }) => !extra.some((other) => other.id === id))];
  return { all: () => all, find: (id) => all.find((provider) => provider.id === id) };
}
