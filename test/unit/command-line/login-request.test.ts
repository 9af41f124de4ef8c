import { describe, expect, test } from 'vitest';
import type { LoginCommand } from '../../../main/command-line/command.ts';
import {
  chosenFlow,
  chosenRedirect,
  loginRequest,
  methodFor,
} from '../../../main/command-line/login-request.ts';
import type { ChosenProvider } from '../../../main/command-line/provider-choice.ts';
import { rememberedClient } from '../../../main/command-line/remembered-client.ts';
import type { Client } from '../../../main/core/accounts/account.ts';
import type { Provider } from '../../../main/core/providers/provider.ts';
import { fixedProviders } from '../../../main/core/providers/registry.ts';
import { Secret } from '../../../main/core/secret.ts';
import { exampleAccount, exampleClient } from '../../support/vault-examples.ts';

const providers = fixedProviders();

function provider(id: string): Provider {
  const found = providers.find(id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
}

const chosen: ChosenProvider = {
  provider: provider('openid'),
  server: { parameters: { issuer: 'https://id.example' }, endpoints: {} },
};
const client: Client = exampleClient('client-1', {
  providerId: 'openid',
  server: chosen.server,
  clientId: 'deck',
});

function command(more: Partial<LoginCommand> = {}): LoginCommand {
  return {
    kind: 'login',
    json: false,
    passphraseStdin: false,
    provider: 'openid',
    parameters: {},
    endpoints: {},
    clientId: undefined,
    clientAuthentication: undefined,
    clientSecretStdin: false,
    dangerouslyAllowHttpOnLoopback: false,
    flow: undefined,
    scopes: undefined,
    redirectUri: undefined,
    redirectPort: undefined,
    formPost: false,
    paste: false,
    name: undefined,
    ...more,
  };
}

describe('the remembered client', () => {
  const other = exampleClient('client-2', { ...client, key: 'client-2' as Client['key'], clientId: 'other' });
  const elsewhere: Client = {
    ...client,
    server: { parameters: { issuer: 'https://else.example' }, endpoints: {} },
  };
  const nowhere: ChosenProvider = { ...chosen, server: { parameters: {}, endpoints: {} } };

  test.each<[string, readonly Client[], ChosenProvider, Partial<LoginCommand>, Client | undefined]>([
    ['the one that there is', [client], nowhere, {}, client],
    ['the one of that ID', [client, other], nowhere, { clientId: 'other' }, other],
    ['the one at that server', [client, elsewhere], chosen, {}, client],
    [
      'none of another provider',
      [{ ...client, providerId: 'github' }],
      nowhere,
      { clientId: 'deck' },
      undefined,
    ],
    ['none of another ID', [client], nowhere, { clientId: 'new' }, undefined],
    [
      'none where the secret is given anew',
      [client],
      chosen,
      { clientId: 'deck', clientSecretStdin: true },
      undefined,
    ],
    [
      'none where the method is',
      [client],
      chosen,
      { clientId: 'deck', clientAuthentication: 'client_secret_post' },
      undefined,
    ],
    ['none without an ID of its own', [{ ...client, clientId: '' }], nowhere, { clientId: 'x' }, undefined],
  ])('%s', (_what, clients, where, more, expected) => {
    expect(rememberedClient(clients, where, command(more))).toEqual({ ok: true, value: expected });
  });

  test.each<[string, readonly Client[], ChosenProvider, string, RegExp]>([
    ['none', [], nowhere, 'needs to know: client ID', /--client-id ID.*tokendeck providers show openid/],
    ['only one without a client', [{ ...client, clientId: '' }], nowhere, 'needs to know: client ID', /./],
    ['none at that server', [elsewhere], chosen, 'needs to know: client ID', /./],
    ['several', [client, other], nowhere, 'Several clients', /--client-id deck.*; --client-id other/],
    [
      'one ID at several servers',
      [client, elsewhere],
      nowhere,
      'Several clients',
      /issuer=https:\/\/else\.example/,
    ],
  ])('asks for the client ID where there are %s', (_what, clients, where, what, remedy) => {
    const found = rememberedClient(clients, where, command());
    if (found.ok) throw new Error('found');
    expect(found.error.error).toMatchObject({ code: 'invalid_argument' });
    expect(found.error.words?.what).toContain(what);
    expect(found.error.words?.remedy).toMatch(remedy);
    expect(JSON.stringify(found.error)).not.toContain('clientsecret');
  });
});

describe('the flow', () => {
  test.each([
    ['the first of the preset', undefined, undefined, [], 'authorization_code'],
    ['the one asked for', 'device_code', client, [], 'device_code'],
    ['the one last used', undefined, client, [exampleAccount('a', { origin: 'device_code' })], 'device_code'],
  ] as const)('%s', (_what, asked, remembered, accounts, expected) => {
    expect(chosenFlow(provider('openid'), asked, remembered, accounts)).toEqual({
      ok: true,
      value: expected,
    });
  });

  test('one that the provider does not offer is told with those that it does', () => {
    const flow = chosenFlow(provider('spotify'), 'device_code', undefined, []);
    if (flow.ok) throw new Error('chosen');
    expect(flow.error.words).toEqual({
      what: 'Spotify does not offer the flow device.',
      remedy: 'Give --flow code or client-credentials.',
    });
  });
});

describe('how a new client proves itself', () => {
  test.each([
    ['openid', 'authorization_code', {}, undefined],
    ['openid', 'authorization_code', { clientSecretStdin: true }, 'client_secret_basic'],
    ['openid', 'client_credentials', {}, 'client_secret_basic'],
    ['openid', 'client_credentials', { clientAuthentication: 'client_secret_post' }, 'client_secret_post'],
    ['start-gg', 'authorization_code', {}, 'client_secret_post'],
  ] as const)('%s, %s, %j: %s', (id, flow, more, expected) => {
    expect(methodFor(provider(id), flow, command(more))).toBe(expected);
  });
});

describe('the redirect', () => {
  const openid = provider('openid');
  const startgg = provider('start-gg');
  const pasted: Provider = { ...openid, redirect: { kind: 'pasted', uri: 'https://app.example/done' } };
  const loopback = { kind: 'loopback', hostname: '127.0.0.1' } as const;
  test.each<[string, Partial<LoginCommand>, Provider, Client['redirect'] | undefined, unknown]>([
    ['of the preset', {}, openid, undefined, { ...loopback, port: 0, path: '/callback/openid' }],
    ['as it was', {}, openid, { ...loopback, port: 7, path: '/a' }, { ...loopback, port: 7, path: '/a' }],
    [
      'with another port',
      { redirectPort: 9 },
      openid,
      undefined,
      { ...loopback, port: 9, path: '/callback/openid' },
    ],
    [
      'in full',
      { redirectUri: 'http://localhost:3000/success' },
      openid,
      undefined,
      { kind: 'loopback', hostname: 'localhost', port: 3000, path: '/success' },
    ],
    [
      'on port 80 where it is exact',
      { redirectUri: 'http://localhost/' },
      startgg,
      undefined,
      { kind: 'loopback', hostname: 'localhost', port: 80, path: '/' },
    ],
    [
      'on any port where that is taken',
      { redirectUri: 'http://127.0.0.1/x' },
      openid,
      undefined,
      { ...loopback, port: 0, path: '/x' },
    ],
    [
      'that is pasted',
      { redirectUri: 'https://app.example/cb' },
      openid,
      undefined,
      { kind: 'pasted', uri: 'https://app.example/cb' },
    ],
    [
      'of a preset that is pasted',
      {},
      pasted,
      undefined,
      { kind: 'pasted', uri: 'https://app.example/done' },
    ],
    [
      'with a form',
      { formPost: true },
      openid,
      undefined,
      { ...loopback, port: 0, path: '/callback/openid', responseMode: 'form_post' },
    ],
  ])('%s', (_what, more, of, remembered, expected) => {
    expect(chosenRedirect(command(more), of, remembered)).toEqual({ ok: true, value: expected });
  });

  test.each<[Partial<LoginCommand>, Provider]>([
    [{ redirectUri: 'http://evil.example/' }, openid],
    [{ redirectUri: 'javascript:alert(1)' }, openid],
    [{ redirectUri: 'nonsense' }, openid],
    [{ redirectPort: 80 }, pasted],
    [{ formPost: true }, pasted],
  ])('%j is refused', (more, of) => {
    expect(chosenRedirect(command(more), of, undefined)).toMatchObject({
      ok: false,
      error: { error: { code: 'invalid_argument' } },
    });
  });
});

describe('the request', () => {
  const parts = {
    chosen,
    flow: 'authorization_code',
    remembered: undefined,
    secret: undefined,
    accounts: [],
  } as const;

  test('of a new client: the preset’s scopes and redirect', () => {
    const request = loginRequest({ ...parts, command: command({ clientId: 'deck', name: 'work' }) });
    expect(request).toEqual({
      ok: true,
      value: {
        providerId: 'openid',
        server: chosen.server,
        clientId: 'deck',
        clientSecret: undefined,
        clientAuthentication: 'none',
        dangerouslyAllowHttpOnLoopback: false,
        flow: 'authorization_code',
        scopes: ['openid', 'profile', 'email', 'offline_access'],
        redirect: { kind: 'loopback', hostname: '127.0.0.1', port: 0, path: '/callback/openid' },
        label: 'work',
      },
    });
  });

  test('of a client used before: its secret, its server and the scopes last asked for', () => {
    const accounts = [exampleAccount('a', { scopesAsked: ['openid', 'api.read'] })];
    const remembered: Client = { ...client, dangerouslyAllowHttpOnLoopback: true };
    const request = loginRequest({ ...parts, remembered, accounts, command: command({ parameters: {} }) });
    if (!request.ok) throw new Error('refused');
    expect(request.value).toMatchObject({
      server: client.server,
      clientId: 'deck',
      clientAuthentication: 'client_secret_basic',
      scopes: ['openid', 'api.read'],
      redirect: client.redirect,
      dangerouslyAllowHttpOnLoopback: true,
    });
    expect(request.value.clientSecret?.reveal()).toBe('clientsecret');
  });

  test('a client that acts on its own behalf asks for nothing by itself, and for what it is told', () => {
    const flow = 'client_credentials' as const;
    const secret = new Secret('hush');
    const scopesOf = (more: Partial<LoginCommand>) => {
      const request = loginRequest({ ...parts, flow, secret, command: command(more) });
      return request.ok ? request.value.scopes : undefined;
    };
    expect(scopesOf({})).toEqual([]);
    expect(scopesOf({ scopes: ['api.read'] })).toEqual(['api.read']);
  });
});
