// Test equipment. All rows, in the order of the table in providers.md.
import type { ProviderRow } from './row.ts';
import { asana } from './rows/asana.ts';
import { atlassian } from './rows/atlassian.ts';
import { auth0 } from './rows/auth0.ts';
import { bitbucket } from './rows/bitbucket.ts';
import { box } from './rows/box.ts';
import { discord } from './rows/discord.ts';
import { dropbox } from './rows/dropbox.ts';
import { figma } from './rows/figma.ts';
import { fitbit } from './rows/fitbit.ts';
import { github } from './rows/github.ts';
import { gitlab } from './rows/gitlab.ts';
import { glimesh } from './rows/glimesh.ts';
import { google } from './rows/google.ts';
import { keycloak } from './rows/keycloak.ts';
import { linear } from './rows/linear.ts';
import { linkedin } from './rows/linkedin.ts';
import { microsoft } from './rows/microsoft.ts';
import { notion } from './rows/notion.ts';
import { oauth2 } from './rows/oauth2.ts';
import { okta } from './rows/okta.ts';
import { openid } from './rows/openid.ts';
import { reddit } from './rows/reddit.ts';
import { salesforce } from './rows/salesforce.ts';
import { slack } from './rows/slack.ts';
import { spotify } from './rows/spotify.ts';
import { startgg } from './rows/startgg.ts';
import { strava } from './rows/strava.ts';
import { twitch } from './rows/twitch.ts';
import { x } from './rows/x.ts';
import { zoom } from './rows/zoom.ts';

export const rows: readonly ProviderRow[] = [
  startgg,
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
  bitbucket,
  auth0,
  okta,
  keycloak,
  openid,
  oauth2,
];
