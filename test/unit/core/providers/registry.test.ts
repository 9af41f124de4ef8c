// The presets: data that must hold together, each with its own test of what makes it different.
import { describe, expect, test } from 'vitest';
import { acceptableUrl } from '../../../../main/core/oauth/endpoints.ts';
import type { Provider } from '../../../../main/core/providers/provider.ts';
import { findProvider, providers } from '../../../../main/core/providers/registry.ts';

const strict = { dangerouslyAllowHttpOnLoopback: false };
const all = providers();

describe.each(all.map((provider) => [provider.id, provider] as const))('%s', (_id, provider) => {
  test('has a usable id, name, summary and advice', () => {
    expect(provider.id).toMatch(/^[a-z0-9-]+$/);
    for (const text of [provider.name, provider.summary, provider.registration.advice]) {
      expect(text.trim()).toBe(text);
      expect(text).not.toBe('');
    }
  });

  test('has addresses on https', () => {
    if (provider.issuer !== undefined) expect(acceptableUrl(provider.issuer, strict).ok).toBe(true);
    const { url } = provider.registration;
    // A page for the browser may have a fragment, which an endpoint may not.
    if (url !== undefined) expect(new URL(url).protocol).toBe('https:');
  });

  test('asks for openid, and for no scope twice', () => {
    expect(provider.defaultScopes).toContain('openid');
    expect(new Set(provider.defaultScopes).size).toBe(provider.defaultScopes.length);
  });
});

test('ids and redirect paths are each provider’s own (RFC 9700 section 4.4.2)', () => {
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  expect(new Set(all.map(({ redirect }) => redirect.path)).size).toBe(all.length);
  for (const { id, redirect } of all) expect(redirect.path).toBe(`/callback/${id}`);
});

test('the four presets are there, any OpenID provider first', () => {
  expect(all.map(({ id }) => id)).toEqual(['openid', 'google', 'gitlab', 'microsoft']);
});

test('extra providers come first and replace those of the same id', () => {
  const [openid] = all;
  if (!openid) throw new Error('there are no presets');
  const practice: Provider = { ...openid, id: 'practice', name: 'Practice' };
  const own: Provider = { ...openid, id: 'google', name: 'Own' };
  const extended = providers([practice, own]);
  expect(extended.map(({ id }) => id)).toEqual(['practice', 'google', 'openid', 'gitlab', 'microsoft']);
  expect(findProvider(extended, 'google')?.name).toBe('Own');
  expect(findProvider(extended, 'nobody')).toBeUndefined();
  expect(findProvider(extended, 'toString')).toBeUndefined();
});
