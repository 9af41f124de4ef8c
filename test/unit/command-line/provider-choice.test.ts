import { describe, expect, test } from 'vitest';
import type { ClientOptions } from '../../../main/command-line/command.ts';
import {
  chosenProvider,
  missingParameters,
  providerNamed,
} from '../../../main/command-line/provider-choice.ts';
import { fixedProviders } from '../../../main/core/providers/registry.ts';

const providers = fixedProviders();

function options(more: Partial<ClientOptions>): Pick<ClientOptions, 'provider' | 'parameters' | 'endpoints'> {
  return { provider: undefined, parameters: {}, endpoints: {}, ...more };
}

describe('a provider by its name', () => {
  test.each([
    ['github', 'github'],
    ['GitHub', 'github'],
    ['git hub', 'github'],
    ['Git-Hub', 'github'],
    ['START.GG', 'start-gg'],
    ['startgg', 'start-gg'],
    ['any openid provider', 'openid'],
    ['any OAuth 2.0 server', 'oauth2'],
  ])('%s is %s', (text, id) => {
    expect(providerNamed(providers, text)).toMatchObject({ ok: true, value: { id } });
  });

  test.each([
    ['gihub', 'Did you mean github'],
    ['gitlib', 'gitlab'],
    ['micro', 'microsoft'],
    ['twich', 'twitch'],
  ])('%s is none, and %s is offered', (text, words) => {
    const found = providerNamed(providers, text);
    if (found.ok) throw new Error('found');
    expect(found.error.error).toEqual({ code: 'provider_not_found', detail: text });
    expect(found.error.words?.remedy).toContain(words);
  });

  test.each(['', '   ', 'zzzzzzzzzz', 'constructor', '__proto__', '\u001b[2J', 'z'.repeat(4096)])(
    'nothing is offered for %j',
    (text) => {
      const found = providerNamed(providers, text);
      if (found.ok) throw new Error('found');
      expect(found.error.words?.remedy).toBe('See all with: tokendeck providers list');
      expect(found.error.error.detail?.length ?? 0).toBeLessThan(50);
      expect(found.error.error.detail ?? '').not.toMatch(/\p{Cc}/u);
    },
  );
});

test('of several with one name the id has to be given', () => {
  const github = providers.find('github');
  if (github === undefined) throw new Error('gone');
  const name = 'Our Server';
  const two = fixedProviders([
    { ...github, id: 'one', name },
    { ...github, id: 'other', name },
  ]);
  expect(providerNamed(two, 'our server')).toMatchObject({
    ok: false,
    error: { words: { remedy: expect.stringMatching(/one or other/) } },
  });
  expect(providerNamed(two, 'other')).toMatchObject({ value: { id: 'other' } });
});

describe('which server', () => {
  test('an issuer alone is that of any OpenID provider', () => {
    const parameters = { issuer: 'https://id.example' };
    expect(chosenProvider(providers, options({ parameters }))).toMatchObject({
      ok: true,
      value: { provider: { id: 'openid' }, server: { parameters, endpoints: {} } },
    });
  });

  test.each(['https://accounts.google.com', 'https://accounts.google.com/'])(
    'the issuer of a preset is that preset, which needs no telling: %s',
    (issuer) => {
      expect(chosenProvider(providers, options({ parameters: { issuer } }))).toMatchObject({
        ok: true,
        value: { provider: { id: 'google' }, server: { parameters: {} } },
      });
    },
  );

  test('the preset of any OpenID provider is found whatever stands before it', () => {
    const own = providers.find('oauth2');
    if (own === undefined) throw new Error('gone');
    const more = fixedProviders([{ ...own, id: 'mine', parameters: [], issuer: '' }]);
    expect(chosenProvider(more, options({ parameters: { issuer: 'https://id.example' } }))).toMatchObject({
      value: { provider: { id: 'openid' } },
    });
  });

  test('nothing at all is any OAuth 2.0 server: for tokens that are imported', () => {
    expect(chosenProvider(providers, options({}))).toMatchObject({ value: { provider: { id: 'oauth2' } } });
  });

  test.each([
    [
      { provider: 'github', parameters: { tenant: 'hunter2' } },
      'GitHub has no parameter tenant.',
      'It needs none',
    ],
    [
      { provider: 'github', parameters: { issuer: 'https://x' } },
      'GitHub has no parameter issuer.',
      'It needs none',
    ],
    [
      { provider: 'microsoft', parameters: { tenent: 'x' } },
      'Microsoft has no parameter tenent.',
      '--param tenant=VALUE',
    ],
  ])('%j is told with what there is', (given, what, remedy) => {
    const chosen = chosenProvider(providers, options(given));
    if (chosen.ok) throw new Error('chosen');
    expect(chosen.error.error.code).toBe('invalid_argument');
    expect(chosen.error.words?.what).toBe(what);
    expect(chosen.error.words?.remedy).toContain(remedy);
    expect(JSON.stringify(chosen.error)).not.toContain('hunter2');
  });
});

describe('what is missing', () => {
  function missingOf(given: Partial<ClientOptions>) {
    const chosen = chosenProvider(providers, options(given));
    if (!chosen.ok) throw new Error('not chosen');
    return missingParameters(chosen.value);
  }

  test('is named with its label, and with how to give it', () => {
    const missing = missingOf({ provider: 'openid' });
    expect(missing?.error.code).toBe('invalid_argument');
    expect(missing?.words?.what).toBe('Any OpenID provider needs to know: Issuer.');
    expect(missing?.words?.remedy).toMatch(/--issuer VALUE \(Issuer: .*For example https:/);
    expect(missingOf({ provider: 'okta' })?.words?.remedy).toMatch(/--param \w+=VALUE \(/);
  });

  test.each([
    [{ provider: 'github' }],
    [{ provider: 'openid', parameters: { issuer: 'https://id.example' } }],
    [{ provider: 'oauth2' }],
  ])('is nothing for %j', (given) => {
    expect(missingOf(given)).toBeUndefined();
  });

  test('an empty value is none', () => {
    expect(missingOf({ provider: 'openid', parameters: { issuer: '  ' } })).toBeDefined();
  });
});
