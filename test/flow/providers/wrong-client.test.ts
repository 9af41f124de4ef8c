// The servers of the rows fail a client that is wrong: for each rule the real client, with a preset that is made wrong.
import { afterEach, describe, expect, it } from 'vitest';
import type { Account } from '../../../main/core/accounts/account.ts';
import type { Provider } from '../../../main/core/providers/provider.ts';
import { type ClientKind, type Desk, deskAt } from './desk.ts';
import { presets, rowOf } from './expectations.ts';
import { atRefresh, atSignIn, speaking, type Wrong, without, withoutRefreshToken } from './wrong-presets.ts';

let desk: Desk | undefined;
afterEach(async () => {
  await desk?.close();
  desk = undefined;
});

async function deskOf({ id, wrong }: Pick<Wrong, 'id' | 'wrong'>): Promise<Desk> {
  const preset = presets.find((one) => one.id === id);
  if (preset === undefined) throw new Error(`no preset ${id}`);
  const altered = wrong(preset);
  desk = await deskAt(rowOf(preset), altered);
  return desk;
}

/** The way to register that the preset prefers. */
function usualClient({ clientAuthentication, flows }: Provider): ClientKind {
  if (flows.find(({ kind }) => kind === 'authorization_code')?.clientSecret === 'none') return 'public';
  return clientAuthentication[0] === 'client_secret_basic' ? 'basic' : 'post';
}

async function signedIn(at: Desk, client: ClientKind = usualClient(at.provider)): Promise<Account> {
  return at.follow(at.begin(await at.request('authorization_code', client)));
}

describe('a sign-in fails', () => {
  it.each(atSignIn)('at $id with $what', async ({ rule, client, scopes, ...wrong }) => {
    const at = await deskOf(wrong);
    const request = await at.request('authorization_code', client ?? usualClient(at.provider), scopes);
    const last = await at.begin(request).finished;
    expect(last.kind).toBe('failed');
    if (last.kind === 'failed') expect(last.error.code).not.toBe('internal');
    expect(at.server.refusals.map((refusal) => refusal.rule)).toEqual([rule]);
  });

  it('at microsoft with a secret of a public client', async () => {
    const at = await deskOf({ id: 'microsoft', wrong: (preset) => preset });
    const request = await at.request('authorization_code', 'post');
    at.server.register({
      id: request.clientId,
      secret: undefined,
      redirectUris: registeredUris(at, request.clientId),
    });
    const last = await at.begin(request).finished;
    expect(last).toMatchObject({ kind: 'failed', error: { code: 'invalid_client' } });
    expect(at.server.refusals.map(({ rule }) => rule)).toEqual(['secret_forbidden']);
  });
});

function registeredUris({ server }: Desk, id: string): readonly string[] {
  return server.clients.get(id)?.redirectUris ?? [];
}

describe('a refresh fails', () => {
  it.each(atRefresh)('at $id with $what', async ({ rule, ...wrong }) => {
    const at = await deskOf(wrong);
    const account = await signedIn(at);
    const refreshed = await at.service.refresh(account.id);
    expect(refreshed.ok).toBe(false);
    expect(at.server.refusals.map((refusal) => refusal.rule)).toEqual([rule]);
  });
});

describe('a sign-in brings no refresh token', () => {
  it.each(withoutRefreshToken)('at $id with $what', async (wrong) => {
    const at = await deskOf(wrong);
    const account = await signedIn(at);
    expect(account.hasRefreshToken).toBe(false);
  });
});

describe('a device flow fails', () => {
  it('at twitch with scope in place of scopes', async () => {
    const at = await deskOf({ id: 'twitch', wrong: without('parameterNames') });
    const last = await at.begin(await at.request('device_code', 'public', ['user:read:email'])).finished;
    expect(last.kind).toBe('failed');
    expect(at.server.refusals.map(({ rule }) => rule)).toEqual(['scope']);
  });
});

describe('a later call fails', () => {
  const whoAmI =
    (headers: Readonly<Record<string, string>>, query = '') =>
    (preset: Provider): Provider =>
      preset.whoAmI === undefined
        ? preset
        : { ...preset, whoAmI: { ...preset.whoAmI, url: `${preset.whoAmI.url}${query}`, headers } };

  it.each([
    { id: 'twitch', what: 'no Client-Id', wrong: whoAmI({}), rule: 'required_header' },
    { id: 'notion', what: 'no version', wrong: whoAmI({}), rule: 'required_header' },
    {
      id: 'spotify',
      what: 'a token in the address',
      wrong: whoAmI({}, '?access_token=x'),
      rule: 'token_in_query',
    },
  ] as const)('at $id with $what', async ({ rule, ...wrong }) => {
    const at = await deskOf(wrong);
    const account = await signedIn(at);
    at.server.forgetRefusals();
    const report = await at.service.whoAmI(account.id);
    expect(report).toMatchObject({ ok: true, value: { accepted: false } });
    expect(at.server.refusals.map((refusal) => refusal.rule)).toEqual([rule]);
  });

  it.each([
    {
      id: 'twitch',
      what: 'a refresh token',
      revocation: { clientAuthentication: 'client_id' },
      rule: 'token_kind',
    },
    { id: 'asana', what: 'an access token', revocation: { tokens: 'access_token' }, rule: 'token_kind' },
    { id: 'dropbox', what: 'parameters', revocation: {}, rule: 'encoding' },
    { id: 'notion', what: 'a form', revocation: {}, rule: 'encoding' },
  ] as const)('to revoke $what at $id', async ({ id, revocation, rule }) => {
    const at = await deskOf({ id, wrong: speaking((dialect) => ({ ...dialect, revocation })) });
    const account = await signedIn(at);
    await at.service.revoke(account.id);
    expect(at.server.refusals.map((refusal) => refusal.rule)).toContain(rule);
  });

  it('to validate at twitch with the scheme Bearer', async () => {
    const at = await deskOf({
      id: 'twitch',
      wrong: (preset) =>
        preset.validation ? { ...preset, validation: { ...preset.validation, scheme: 'Bearer' } } : preset,
    });
    const account = await signedIn(at);
    at.server.forgetRefusals();
    expect(await at.service.askProvider(account.id, 'validation')).toMatchObject({
      value: { active: false },
    });
    expect(at.server.refusals.map(({ rule }) => rule)).toEqual(['access_token']);
  });
});
