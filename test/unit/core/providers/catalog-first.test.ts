// The first half of the presets: facts of the seed documents and of the providers' own, which nobody may tidy away.
import { describe, expect, test } from 'vitest';
import { atlassian } from '../../../../main/core/providers/catalog/atlassian.ts';
import { discord } from '../../../../main/core/providers/catalog/discord.ts';
import { dropbox } from '../../../../main/core/providers/catalog/dropbox.ts';
import { github } from '../../../../main/core/providers/catalog/github.ts';
import { glimesh } from '../../../../main/core/providers/catalog/glimesh.ts';
import { google } from '../../../../main/core/providers/catalog/google.ts';
import { microsoft } from '../../../../main/core/providers/catalog/microsoft.ts';
import { notion } from '../../../../main/core/providers/catalog/notion.ts';
import { reddit } from '../../../../main/core/providers/catalog/reddit.ts';
import { slack } from '../../../../main/core/providers/catalog/slack.ts';
import { spotify } from '../../../../main/core/providers/catalog/spotify.ts';
import { startGg } from '../../../../main/core/providers/catalog/startgg.ts';
import { strava } from '../../../../main/core/providers/catalog/strava.ts';
import { twitch } from '../../../../main/core/providers/catalog/twitch.ts';
import { x } from '../../../../main/core/providers/catalog/x.ts';
import { definitionText, parseDefinition } from '../../../../main/core/providers/definition.ts';
import type { Provider } from '../../../../main/core/providers/provider.ts';
import { redirectText } from '../../../../main/core/providers/redirect.ts';
import { chosenServer } from '../../../../main/core/providers/server-choice.ts';

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
  dropbox,
  notion,
  atlassian,
  x,
  reddit,
  strava,
];

const secretOf = ({ flows }: Provider) =>
  Object.fromEntries(flows.map(({ kind, clientSecret }) => [kind, clientSecret]));

function redirectUri({ redirect }: Provider): string {
  return redirectText(redirect);
}

function endpointsOf(provider: Provider, parameters: Readonly<Record<string, string>> = {}) {
  const server = chosenServer(provider, { parameters, endpoints: {} });
  if (!server.ok) throw new Error(`the server of ${provider.id} cannot be told`);
  return server.value.endpoints;
}

describe.each(presets.map((preset) => [preset.id, preset] as const))('%s', (_id, preset) => {
  test('can be written as a definition and read again', () => {
    expect(parseDefinition(definitionText(preset))).toEqual({ ok: true, value: preset });
  });

  test('says where to register which redirect URI', () => {
    expect(preset.registration.url).toBeDefined();
    if (preset !== google) expect(preset.registration.advice).toContain(redirectUri(preset));
  });

  test('asks for something by default, unless there are no scopes', () => {
    expect(preset.scopes.some((scope) => scope.default)).toBe(preset.scopes.length > 0);
  });

  test('names scopes in its APIs that it explains', () => {
    const known = preset.scopes.map(({ name }) => name);
    for (const api of preset.apis ?? []) {
      for (const name of api.scopes) expect(known, `${api.name} needs ${name}`).toContain(name);
    }
  });

  test('can tell whose account it is', () => {
    const hasIdToken = preset.discovery || preset.endpoints.userinfo !== undefined;
    expect(hasIdToken || preset.whoAmI !== undefined).toBe(true);
  });

  test('keeps its meanings in lower case, as they are looked up', () => {
    for (const words of Object.keys(preset.dialect.errors?.meanings ?? {})) {
      expect(words).toBe(words.toLowerCase());
    }
  });
});

test('no two have the same mark, hue or redirect (RFC 9700 section 4.4.2)', () => {
  for (const part of [
    (one: Provider) => one.mark.path,
    (one: Provider) => String(one.mark.hue),
    (one: Provider) => redirectUri(one),
  ]) {
    expect(new Set(presets.map(part)).size).toBe(presets.length);
  }
});

describe('the systems of the seed documents', () => {
  test('start.gg takes JSON, wants scopes again, and refreshes elsewhere', () => {
    expect(startGg.endpoints).toEqual({
      authorization: 'https://start.gg/oauth/authorize',
      token: 'https://api.start.gg/oauth/access_token',
      refresh: 'https://api.start.gg/oauth/refresh',
    });
    expect(startGg.dialect.tokenRequest).toBe('json');
    expect(startGg.dialect.resent).toEqual({ token: ['scope'], refresh: ['scope', 'redirect_uri'] });
    expect(secretOf(startGg)).toEqual({ authorization_code: 'required' });
    expect(startGg.clientAuthentication).toEqual(['client_secret_post']);
    expect(startGg.scopes.find((scope) => scope.default)?.name).toBe('user.identity');
  });

  test('Glimesh takes its parameters in the address, at the redirect of its document', () => {
    expect(endpointsOf(glimesh)).toEqual({
      authorization: 'https://glimesh.tv/oauth/authorize',
      token: 'https://glimesh.tv/api/oauth/token',
      revocation: 'https://glimesh.tv/api/oauth/revoke',
      introspection: 'https://glimesh.tv/api/oauth/introspect',
    });
    expect(endpointsOf(glimesh, { host: 'https://glimesh.example/' }).token).toBe(
      'https://glimesh.example/api/oauth/token',
    );
    expect(redirectUri(glimesh)).toBe('http://localhost:3000/success');
    expect(glimesh.dialect.tokenRequest).toBe('query');
    expect(glimesh.scopes.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['public', 'email', 'chat', 'streamkey']),
    );
    expect(glimesh.scopes.find(({ name }) => name === 'streamkey')?.default).toBeUndefined();
  });

  test('Twitch: public clients by device code only, validation every hour, its own words for errors', () => {
    expect(twitch.endpoints).toEqual({
      authorization: 'https://id.twitch.tv/oauth2/authorize',
      token: 'https://id.twitch.tv/oauth2/token',
      device_authorization: 'https://id.twitch.tv/oauth2/device',
      revocation: 'https://id.twitch.tv/oauth2/revoke',
      validation: 'https://id.twitch.tv/oauth2/validate',
    });
    expect(secretOf(twitch)).toEqual({
      authorization_code: 'required',
      device_code: 'optional',
      client_credentials: 'required',
    });
    expect(twitch.validation).toMatchObject({ scheme: 'OAuth', everyMinutes: 60 });
    expect(twitch.dialect.parameterNames?.device).toEqual({ scope: 'scopes' });
    expect(twitch.dialect.parameterNames?.device_token).toEqual({ scope: 'scopes' });
    expect(twitch.dialect.resent?.device_token).toEqual(['scope']);
    expect(twitch.dialect.errors?.meanings).toMatchObject({
      authorization_pending: 'authorization_pending',
      'invalid refresh token': 'invalid_grant',
      'invalid client secret': 'invalid_client',
    });
    expect(twitch.dialect.revocation?.clientAuthentication).toBe('client_id');
    expect(twitch.whoAmI?.headers).toEqual({ 'client-id': '{client_id}' });
  });
});

describe('what the others demand', () => {
  test('GitHub is asked for JSON in every phase and refuses with its own codes', () => {
    for (const phase of ['token', 'refresh', 'device', 'device_token'] as const) {
      expect(github.dialect.headers?.[phase]).toEqual({ accept: 'application/json' });
    }
    expect(github.dialect.errors?.meanings).toMatchObject({
      bad_verification_code: 'invalid_grant',
      incorrect_client_credentials: 'invalid_client',
      bad_refresh_token: 'invalid_grant',
    });
    expect(github.dialect.grantedScopeSeparator).toBe(',');
    expect(github.dialect.scopeSeparator).toBeUndefined();
  });

  test('Google gives a refresh token for these parameters', () => {
    expect(google.dialect.extraParameters?.authorize).toEqual({
      access_type: 'offline',
      prompt: 'consent',
      include_granted_scopes: 'true',
    });
  });

  test('Microsoft refuses secrets of public clients, and `common` names the tenant in the ID token', () => {
    expect(secretOf(microsoft)).toEqual({
      authorization_code: 'none',
      device_code: 'none',
      client_credentials: 'required',
    });
    expect(microsoft.discovery).toBe(false);
    expect(endpointsOf(microsoft)).toEqual({
      authorization: 'https://login.microsoftonline.com/common/oauth2/v2.0/authorize',
      token: 'https://login.microsoftonline.com/common/oauth2/v2.0/token',
      device_authorization: 'https://login.microsoftonline.com/common/oauth2/v2.0/devicecode',
      userinfo: 'https://graph.microsoft.com/oidc/userinfo',
      jwks: 'https://login.microsoftonline.com/common/discovery/v2.0/keys',
    });
    expect(microsoft.idTokenIssuer).toBe('https://login.microsoftonline.com/{tid}/v2.0');
    expect(microsoft.dialect.offlineAccessWithoutConsent).toBe(true);
  });

  test('Spotify never sees localhost', () => {
    expect(redirectUri(spotify)).toBe('http://127.0.0.1/callback/spotify');
  });

  test('Slack has its tokens inside, its scopes under another name, and commas between them', () => {
    expect(slack.dialect).toMatchObject({
      parameterNames: { authorize: { scope: 'user_scope' } },
      scopeSeparator: ',',
      grantedScopeSeparator: ',',
      answerPath: 'authed_user',
      bearerTokenTypes: ['user', 'bot'],
      errors: { successFlag: 'ok', code: 'error' },
      revocation: { tokenIn: 'bearer' },
    });
    expect(slack.identityInAnswer?.subject).toBe('authed_user.id');
  });

  test('Notion takes JSON with Basic, and knows no scopes', () => {
    expect(notion.dialect.tokenRequest).toBe('json');
    expect(notion.clientAuthentication).toEqual(['client_secret_basic']);
    expect(notion.dialect.extraParameters?.authorize).toEqual({ owner: 'user' });
    expect(notion.scopes).toEqual([]);
  });

  test('Reddit is told who asks, for good, and the redirect again', () => {
    for (const phase of ['token', 'refresh', 'client_credentials', 'revoke'] as const) {
      expect(reddit.dialect.headers?.[phase]?.['user-agent']).toMatch(/^desktop:tokendeck:\d/);
    }
    expect(reddit.whoAmI?.headers?.['user-agent']).toMatch(/^desktop:tokendeck:\d/);
    expect(reddit.dialect.extraParameters?.authorize).toEqual({ duration: 'permanent' });
    expect(reddit.dialect.resent?.refresh).toEqual(['redirect_uri']);
  });

  test.each([
    [dropbox, { token_access_type: 'offline' }],
    [atlassian, { audience: 'api.atlassian.com', prompt: 'consent' }],
  ])('$id: the parameters without which there is no lasting access', (preset, extra) => {
    expect(preset.dialect.extraParameters?.authorize).toEqual(extra);
  });

  test('X needs offline.access, and both scopes for telling who it is', () => {
    const asked = x.scopes.filter((scope) => scope.default).map(({ name }) => name);
    expect(asked.sort()).toEqual(['offline.access', 'tweet.read', 'users.read']);
  });

  test('Strava has commas both ways, the athlete in its answer, and its own way to end access', () => {
    expect(strava.dialect).toMatchObject({
      scopeSeparator: ',',
      grantedScopeSeparator: ',',
      parameterNames: { revoke: { token: 'access_token' } },
      revocation: { clientAuthentication: 'none', tokens: 'access_token' },
    });
    expect(strava.identityInAnswer?.subject).toBe('athlete.id');
  });

  test('Discord names its issuer, which is compared with the one in its answers (RFC 9207)', () => {
    expect(discord.issuer).toBe('https://discord.com');
  });

  test('PKCE is off nowhere', () => {
    expect(presets.filter(({ dialect }) => dialect.pkce === 'none')).toEqual([]);
  });
});
