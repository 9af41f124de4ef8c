// Test equipment of this folder. Presets made wrong in one thing each, and the rule of the row that they break.
import type { Dialect } from '../../../main/core/oauth/dialect.ts';
import type { Provider } from '../../../main/core/providers/provider.ts';
import type { Rule } from '../../support/provider-server/rules.ts';
import type { ClientKind } from './desk.ts';

export interface Wrong {
  readonly id: string;
  readonly what: string;
  readonly wrong: (preset: Provider) => Provider;
  readonly rule: Rule;
  readonly client?: ClientKind;
  readonly scopes?: readonly string[];
}

/** The preset with members of its dialect replaced. */
export function speaking(change: (dialect: Dialect) => Dialect): Wrong['wrong'] {
  return (preset) => ({ ...preset, dialect: change(preset.dialect) });
}

/** The preset without the places in its dialect that `names` name. */
export function without(...names: readonly (keyof Dialect)[]): Wrong['wrong'] {
  return speaking(
    (dialect) =>
      Object.fromEntries(
        Object.entries(dialect).filter(([name]) => !names.includes(name as keyof Dialect)),
      ) as Dialect,
  );
}

export const atSignIn: readonly Wrong[] = [
  { id: 'start-gg', what: 'a form', wrong: without('tokenRequest'), rule: 'encoding' },
  {
    id: 'start-gg',
    what: 'no scope in the exchange',
    wrong: speaking((dialect) => ({ ...dialect, resent: { refresh: ['scope', 'redirect_uri'] } })),
    rule: 'scope_again',
  },
  {
    id: 'start-gg',
    what: 'the secret in the browser',
    wrong: speaking((dialect) => ({
      ...dialect,
      extraParameters: { authorize: { client_secret: 'top-secret' } },
    })),
    rule: 'secret_in_browser',
  },
  {
    id: 'start-gg',
    what: 'no secret',
    wrong: (preset) => preset,
    client: 'public',
    rule: 'client_authentication',
  },
  { id: 'glimesh', what: 'a body', wrong: without('tokenRequest'), rule: 'encoding' },
  {
    id: 'glimesh',
    what: 'no PKCE',
    wrong: speaking((dialect) => ({ ...dialect, pkce: 'none' })),
    client: 'public',
    rule: 'pkce',
  },
  { id: 'twitch', what: 'Basic', wrong: (preset) => preset, client: 'basic', rule: 'client_authentication' },
  {
    id: 'github',
    what: 'not asking for JSON',
    wrong: speaking((dialect) => ({ ...dialect, headers: { token: { accept: '*/*' } } })),
    rule: 'accept',
  },
  {
    id: 'strava',
    what: 'blanks between scopes',
    wrong: without('scopeSeparator'),
    scopes: ['read', 'activity:read'],
    rule: 'scope_separator',
  },
  {
    id: 'linear',
    what: 'blanks between scopes',
    wrong: without('scopeSeparator'),
    scopes: ['read', 'write'],
    rule: 'scope_separator',
  },
  {
    id: 'discord',
    what: 'commas between scopes',
    wrong: speaking((dialect) => ({ ...dialect, scopeSeparator: ',' })),
    scopes: ['identify', 'email'],
    rule: 'scope_separator',
  },
  {
    id: 'slack',
    what: 'a person’s scopes as those of a robot',
    wrong: without('parameterNames'),
    rule: 'scope',
  },
  {
    id: 'spotify',
    what: 'the name localhost',
    wrong: (preset) =>
      preset.redirect.kind === 'loopback'
        ? { ...preset, redirect: { ...preset.redirect, hostname: 'localhost' } }
        : preset,
    client: 'public',
    rule: 'redirect_host',
  },
  {
    id: 'x',
    what: 'any port where one is registered',
    wrong: (preset) =>
      preset.redirect.kind === 'loopback'
        ? { ...preset, redirect: { ...preset.redirect, match: 'any_port', port: 0 } }
        : preset,
    client: 'public',
    rule: 'redirect_uri',
  },
  {
    id: 'x',
    what: 'no PKCE',
    wrong: speaking((dialect) => ({ ...dialect, pkce: 'none' })),
    client: 'public',
    rule: 'pkce',
  },
  {
    id: 'x',
    what: 'a hexadecimal challenge',
    wrong: speaking((dialect) => ({ ...dialect, pkce: 'hex' })),
    client: 'public',
    rule: 'pkce',
  },
  {
    id: 'spotify',
    what: 'the secret in the body',
    wrong: (preset) => preset,
    client: 'post',
    rule: 'client_authentication',
  },
  { id: 'notion', what: 'a form', wrong: without('tokenRequest'), rule: 'encoding' },
  {
    id: 'notion',
    what: 'the secret in the body',
    wrong: (preset) => preset,
    client: 'post',
    rule: 'client_authentication',
  },
  { id: 'notion', what: 'no owner', wrong: without('extraParameters'), rule: 'required_parameter' },
  { id: 'atlassian', what: 'no audience', wrong: without('extraParameters'), rule: 'required_parameter' },
  {
    id: 'reddit',
    what: 'the User-Agent of a library',
    wrong: speaking((dialect) => ({ ...dialect, headers: { token: { 'user-agent': 'undici' } } })),
    client: 'basic',
    rule: 'user_agent',
  },
];

export const atRefresh: readonly Wrong[] = [
  {
    id: 'start-gg',
    what: 'no redirect_uri',
    wrong: speaking((dialect) => ({ ...dialect, resent: { token: ['scope'], refresh: ['scope'] } })),
    rule: 'redirect_uri_again',
  },
  {
    id: 'start-gg',
    what: 'no scope',
    wrong: speaking((dialect) => ({ ...dialect, resent: { token: ['scope'], refresh: ['redirect_uri'] } })),
    rule: 'scope_again',
  },
  { id: 'start-gg', what: 'the address of the exchange', wrong: withoutRefreshAddress, rule: 'grant_type' },
  { id: 'figma', what: 'the address of the exchange', wrong: withoutRefreshAddress, rule: 'grant_type' },
  { id: 'gitlab', what: 'no redirect_uri', wrong: without('resent'), rule: 'redirect_uri_again' },
  {
    id: 'gitlab',
    what: 'another redirect_uri',
    wrong: speaking(({ resent: _none, ...dialect }) => ({
      ...dialect,
      extraParameters: { ...dialect.extraParameters, refresh: { redirect_uri: 'http://127.0.0.1:1/other' } },
    })),
    rule: 'redirect_uri_again',
  },
];

function withoutRefreshAddress(preset: Provider): Provider {
  const { refresh: _none, ...endpoints } = preset.endpoints;
  return { ...preset, endpoints };
}

export const withoutRefreshToken: readonly Pick<Wrong, 'id' | 'what' | 'wrong'>[] = [
  { id: 'google', what: 'no access_type', wrong: without('extraParameters') },
  { id: 'dropbox', what: 'no token_access_type', wrong: without('extraParameters') },
  { id: 'reddit', what: 'no duration', wrong: without('extraParameters') },
];
