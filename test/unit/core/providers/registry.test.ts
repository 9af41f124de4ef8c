// Tests the presets: that each is a definition that anybody could have written, and that all hold together.
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { definitionText, parseDefinition } from '../../../../main/core/providers/definition.ts';
import type { Provider } from '../../../../main/core/providers/provider.ts';
import { fixedProviders } from '../../../../main/core/providers/registry.ts';
import { chosenServer } from '../../../../main/core/providers/server-choice.ts';
import { okValue } from '../../../support/result.ts';

const all = fixedProviders().all();

/** What a person would enter for the preset's parameters. */
function entered({ parameters }: Provider): Record<string, string> {
  return Object.fromEntries(
    parameters.map(({ name, example, default: usual }) => [name, usual ?? example ?? 'sample']),
  );
}

describe.each(all.map((provider) => [provider.id, provider] as const))('%s', (id, provider) => {
  test('is a definition, and the same after it was written out and read again', () => {
    expect(parseDefinition(definitionText(provider))).toEqual({ ok: true, value: provider });
  });

  test('has a summary, scopes with one-line meanings and no scope twice', () => {
    expect(provider.summary).toMatch(/\.$/);
    for (const { meaning } of provider.scopes) expect(meaning).toMatch(/^[A-Z].*\.$/);
    for (const note of provider.notes ?? []) expect(note).toMatch(/\.$/);
  });

  test('says which redirect URI to register', () => {
    const { redirect, registration } = provider;
    if (redirect.kind === 'pasted') return;
    const { hostname, port, path } = redirect;
    const uri = `http://${hostname}${port === 0 || port === 80 ? '' : `:${port}`}${path}`;
    const needsNone = /no redirect URI has to be registered|domain/i.test(registration.advice);
    expect(needsNone || registration.advice.includes(uri)).toBe(true);
  });

  test('has usable addresses once its parameters are entered', () => {
    const parameters = entered(provider);
    const server = okValue(chosenServer(provider, { parameters, endpoints: {} }));
    for (const url of Object.values(server.endpoints)) expect(url).toMatch(/^https:\/\/[^{}]+$/);
    expect(server.issuer).toMatch(/^https:\/\/[^{}]+$/);
  });

  test('tells who the account is, unless it takes any server', () => {
    const isOpenId = provider.discovery || provider.endpoints.userinfo !== undefined;
    expect(isOpenId || provider.whoAmI !== undefined || provider.identityInAnswer !== undefined).toBe(true);
  });

  test('names APIs by scopes that it lists', () => {
    const names = provider.scopes.map(({ name }) => name);
    for (const { scopes } of provider.apis ?? []) expect(names).toEqual(expect.arrayContaining([...scopes]));
  });

  test('has a redirect path of its own (RFC 9700 section 4.4.2)', () => {
    const path = ({ redirect }: Provider) => (redirect.kind === 'loopback' ? redirect.path : redirect.uri);
    expect(all.filter((other) => path(other) === path(provider)).map((other) => other.id)).toEqual([id]);
  });
});

test('there are thirty, none twice, and those for any server come last', () => {
  const ids = all.map(({ id }) => id);
  expect(new Set(ids).size).toBe(30);
  expect(ids.slice(0, 3)).toEqual(['start-gg', 'twitch', 'glimesh']);
  expect(ids.slice(-2)).toEqual(['openid', 'oauth2']);
});

test('every file of the catalog is offered', () => {
  const catalog = join(import.meta.dirname, '../../../../main/core/providers/catalog');
  expect(globSync('*.ts', { cwd: catalog })).toHaveLength(all.length);
});

test('names and marks can be told apart', () => {
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  expect(new Set(all.map(({ mark }) => mark.path)).size).toBe(all.length);
});

test('extra providers come first and replace those of the same id', () => {
  const openid = okValue(found('openid'));
  const practice: Provider = { ...openid, id: 'practice', name: 'Practice' };
  const own: Provider = { ...openid, id: 'google', name: 'Own' };
  const extended = fixedProviders([practice, own]);
  expect(
    extended
      .all()
      .slice(0, 3)
      .map(({ id }) => id),
  ).toEqual(['practice', 'google', 'start-gg']);
  expect(extended.all()).toHaveLength(31);
  expect(extended.find('google')?.name).toBe('Own');
});

test.each(['nobody', 'toString', '__proto__', ''])('there is no provider %j', (id) => {
  expect(fixedProviders().find(id)).toBeUndefined();
});

describe('any OAuth 2.0 server', () => {
  test('has only the endpoints that were entered', () => {
    const server = okValue(
      chosenServer(okValue(found('oauth2')), {
        parameters: { token: 'https://a.example/token ', authorization: 'https://a.example/authorize/' },
        endpoints: {},
      }),
    );
    expect(server).toEqual({
      issuer: 'https://a.example',
      discovery: false,
      endpoints: { token: 'https://a.example/token', authorization: 'https://a.example/authorize/' },
    });
  });

  test('needs none for importing a token', () => {
    const server = chosenServer(okValue(found('oauth2')), { parameters: {}, endpoints: {} });
    expect(okValue(server).endpoints).toEqual({});
  });
});

test('a tenant’s issuer ends with a slash where the provider’s does', () => {
  for (const tenant of ['https://example.eu.auth0.com', 'https://example.eu.auth0.com/']) {
    const server = chosenServer(okValue(found('auth0')), { parameters: { tenant }, endpoints: {} });
    expect(okValue(server).issuer).toBe('https://example.eu.auth0.com/');
    expect(okValue(server).endpoints.token).toBe('https://example.eu.auth0.com/oauth/token');
  }
});

function found(id: string) {
  const provider = fixedProviders().find(id);
  return provider === undefined
    ? ({ ok: false, error: { code: 'provider_not_found' } } as const)
    : ({ ok: true, value: provider } as const);
}
