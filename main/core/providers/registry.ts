// Pure. All providers: the presets, in the order in which they are offered, and those added to them.
import { asana } from './catalog/asana.ts';
import { atlassian } from './catalog/atlassian.ts';
import { auth0 } from './catalog/auth0.ts';
import { bitbucket } from './catalog/bitbucket.ts';
import { box } from './catalog/box.ts';
import { discord } from './catalog/discord.ts';
import { dropbox } from './catalog/dropbox.ts';
import { figma } from './catalog/figma.ts';
import { fitbit } from './catalog/fitbit.ts';
import { github } from './catalog/github.ts';
import { gitlab } from './catalog/gitlab.ts';
import { glimesh } from './catalog/glimesh.ts';
import { google } from './catalog/google.ts';
import { keycloak } from './catalog/keycloak.ts';
import { linear } from './catalog/linear.ts';
import { linkedin } from './catalog/linkedin.ts';
import { microsoft } from './catalog/microsoft.ts';
import { notion } from './catalog/notion.ts';
import { oauth2 } from './catalog/oauth2.ts';
import { okta } from './catalog/okta.ts';
import { openid } from './catalog/openid.ts';
import { reddit } from './catalog/reddit.ts';
import { salesforce } from './catalog/salesforce.ts';
import { slack } from './catalog/slack.ts';
import { spotify } from './catalog/spotify.ts';
import { startGg } from './catalog/startgg.ts';
import { strava } from './catalog/strava.ts';
import { twitch } from './catalog/twitch.ts';
import { x } from './catalog/x.ts';
import { zoom } from './catalog/zoom.ts';
import type { Provider } from './provider.ts';

export interface Providers {
  /** In the order in which they are offered. */
  all(): readonly Provider[];
  find(id: string): Provider | undefined;
}

/** Services by their names, then products that have many installations, and last whatever has no preset. */
const presets: readonly Provider[] = [
  startGg,
  twitch,
  glimesh,
  github,
  google,
  microsoft,
  discord,
  spotify,
  slack,
  gitlab,
  dropbox,
  notion,
  atlassian,
  bitbucket,
  x,
  reddit,
  strava,
  linear,
  figma,
  linkedin,
  salesforce,
  zoom,
  box,
  fitbit,
  asana,
  auth0,
  okta,
  keycloak,
  openid,
  oauth2,
];

/** The presets, and before them those of `extra`, which replace presets of the same id. */
export function fixedProviders(extra: readonly Provider[] = []): Providers {
  const all = [...extra, ...presets.filter(({ id }) => !extra.some((other) => other.id === id))];
  return { all: () => all, find: (id) => all.find((provider) => provider.id === id) };
}
