// What a provider says of an account's token, and what becomes of the account then.
import { describe, expect, test } from 'vitest';
import type { Account } from '../../../../main/core/accounts/account.ts';
import { appError } from '../../../../main/core/errors.ts';
import type { Provider } from '../../../../main/core/providers/provider.ts';
import { fail } from '../../../../main/core/result.ts';
import { Secret } from '../../../../main/core/secret.ts';
import { jsonAnswer } from '../../../support/fake-http.ts';
import { error, expired, hour, idOf, minute, type Office, office, provider, value } from './desk.ts';

const anna = idOf('anna');
const refreshes = '/token refresh_token';
const static_: Partial<Account> = { hasRefreshToken: false };

const asked: Partial<Provider> = {
  ...provider,
  endpoints: {
    validation: 'https://as.example.test/validate',
    introspection: 'https://as.example.test/introspect',
    userinfo: 'https://as.example.test/userinfo',
  },
  validation: { scheme: 'OAuth', members: { expiresIn: 'expires_in', subject: 'sub' } },
};

/** From now on introspection answers so, and validation in its own way. */
function say({ server }: Office, body: { readonly active: boolean; readonly exp?: number }): void {
  server.ways.instead = (_request, path) => {
    if (path === '/introspect') return jsonAnswer(200, body);
    return path === '/validate' ? jsonAnswer(body.active ? 200 : 401, body) : undefined;
  };
}

async function desk(members: Partial<Account> = {}) {
  const at = await office();
  at.seed('anna', members);
  const { service, vault, log } = await at.open('window', asked);
  const events = async () => value(await service.recentEvents(anna, 10)).map(({ kind }) => kind);
  const token = () => at.file.tokens.get(anna)?.accessToken.reveal();
  return { at, service, vault, log, events, token, account: () => service.get(anna) };
}

test('an imported token stays usable where introspection says no: its client may not be the token’s', async () => {
  const { at, service, events } = await desk({ ...static_, origin: 'imported' });
  say(at, { active: false });
  expect(value(await service.askProvider(anna, 'introspection')).active).toBe(false);
  value(await service.tokenFor(anna));
  expect(await events()).toEqual([]);
});

describe.each(['introspection', 'validation'] as const)(
  'a token that the provider rejects in %s',
  (source) => {
    test('is renewed at once', async () => {
      const { at, service, events, token, account } = await desk();
      const before = token();
      say(at, { active: false });
      expect(value(await service.askProvider(anna, source))).toMatchObject({ source, active: false });
      expect(at.server.count(refreshes)).toBe(1);
      expect(token()).not.toBe(before);
      expect(account()?.health).toEqual({ kind: 'well' });
      expect(await events()).toEqual(['refreshed', 'token_rejected']);
    });

    test('waits for a person where it cannot be renewed, and is handed out no more', async () => {
      const { at, service, events, account } = await desk(static_);
      say(at, { active: false });
      value(await service.askProvider(anna, source));
      expect(account()?.health).toEqual({
        kind: 'sign_in_again',
        error: { code: 'token_rejected' },
        since: at.clock.now(),
      });
      expect(await events()).toEqual(['token_rejected']);
      expect(error(await service.tokenFor(anna)).code).toBe('token_rejected');
      expect(error(await service.tokenFor(anna, { minValidMs: 0 })).code).toBe('token_rejected');
      value(await service.askProvider(anna, source));
      expect(await events()).toEqual(['token_rejected']);
    });

    test('of unknown expiry is handed out no more either', async () => {
      const { at, service } = await desk({ ...static_, expiresAt: undefined });
      say(at, { active: false });
      value(await service.askProvider(anna, source));
      expect(error(await service.tokenFor(anna)).code).toBe('token_rejected');
    });
  },
);

describe('a rejection', () => {
  test('whose renewal fails leaves no token to be handed out', async () => {
    const { at, service, account } = await desk();
    at.server.ways.instead = (_request, path) =>
      path === '/validate' ? jsonAnswer(401, {}) : fail(appError('network'));
    value(await service.askProvider(anna, 'validation'));
    expect(account()?.health).toMatchObject({ kind: 'failing', error: { code: 'network' } });
    expect(error(await service.tokenFor(anna)).code).toBe('network');
  });

  test('whose renewal is refused waits for a person with the server’s reason', async () => {
    const { at, service, account } = await desk();
    at.server.ways.instead = (_request, path) =>
      path === '/validate' ? jsonAnswer(401, {}) : jsonAnswer(400, { error: 'invalid_grant' });
    value(await service.askProvider(anna, 'validation'));
    expect(account()?.health).toMatchObject({ kind: 'sign_in_again', error: { code: 'invalid_grant' } });
  });

  test('of a token that was renewed meanwhile says nothing about the new one', async () => {
    const { at, service, events, account } = await desk(static_);
    at.server.ways.instead = (_request, path) => {
      if (path !== '/validate') return undefined;
      at.file.tokens.set(anna, {
        accessToken: new Secret('new'),
        refreshToken: undefined,
        idToken: undefined,
      });
      return jsonAnswer(401, {});
    };
    value(await service.askProvider(anna, 'validation'));
    expect(account()?.health).toEqual({ kind: 'well' });
    expect(await events()).toEqual([]);
  });

  test('of a token that had run out anyway is no news', async () => {
    const at = await office();
    at.seed('anna', { ...static_, ...expired(at.clock) });
    const { service } = await at.open('window', asked);
    say(at, { active: false });
    value(await service.askProvider(anna, 'validation'));
    expect(service.get(anna)?.health).toEqual({ kind: 'well' });
    expect(value(await service.recentEvents(anna, 10))).toEqual([]);
  });

  test('does not renew what is not to be renewed by itself, but no longer hands it out', async () => {
    const { at, service, account } = await desk({ autoRefresh: false });
    say(at, { active: false });
    value(await service.askProvider(anna, 'validation'));
    expect(at.server.count(refreshes)).toBe(0);
    expect(account() && service.status(account() as Account)).toEqual({ kind: 'expired', refreshable: true });
    value(await service.tokenFor(anna));
    expect(at.server.count(refreshes)).toBe(1);
  });

  test('is reported though it could not be written down', async () => {
    const { at, service, vault, log } = await desk(static_);
    say(at, { active: false });
    vault.failCommits(appError('vault_busy'));
    expect(value(await service.askProvider(anna, 'validation')).active).toBe(false);
    expect(JSON.stringify(log)).not.toContain('access-');
  });
});

describe('a token that is accepted', () => {
  test('gives an expiry that was unknown', async () => {
    const { at, service, account } = await desk({ expiresAt: undefined });
    say(at, { active: true, exp: (at.clock.now() + hour) / 1000 });
    value(await service.askProvider(anna, 'introspection'));
    expect(account()?.expiresAt).toBe(at.clock.now() + hour);
  });

  test.each([
    ['one that was known', { expiresAt: Date.UTC(2026, 0, 5, 12) }, hour * 5],
    ['one that has passed', { expiresAt: undefined }, -minute],
  ])('does not replace it: %s', async (_row, members, ahead) => {
    const { at, service, account } = await desk(members);
    say(at, { active: true, exp: (at.clock.now() + ahead) / 1000 });
    value(await service.askProvider(anna, 'introspection'));
    expect(account()?.expiresAt).toBe(members.expiresAt);
  });
});

test.each([
  ['no such endpoint', undefined, 'unsupported_by_server'],
  ['no network', fail(appError('network')), 'network'],
  ['a refusal', jsonAnswer(403, {}), 'provider_error'],
  ['a fault', jsonAnswer(503, {}), 'server_error'],
])('%s changes nothing', async (_row, answer, code) => {
  const at = await office();
  const before = at.seed('anna', static_);
  at.server.ways.instead = () => answer;
  const { service } = await at.open('window', answer === undefined ? {} : asked);
  expect(error(await service.askProvider(anna, 'validation')).code).toBe(code);
  expect(service.get(anna)).toEqual(before);
});

describe('who am I', () => {
  test('is asked with the token, and answered in the provider’s words', async () => {
    const { service } = await desk();
    expect(value(await service.whoAmI(anna))).toEqual({
      url: 'https://as.example.test/userinfo',
      status: 200,
      accepted: true,
      identity: { subject: 'anna' },
      answer: '{\n  "sub": "anna"\n}',
    });
  });

  test('is asked with a new token where the old one has run out', async () => {
    const at = await office();
    at.seed('anna', expired(at.clock));
    const { service } = await at.open('window', asked);
    expect(value(await service.whoAmI(anna)).accepted).toBe(true);
    expect(at.server.count(refreshes)).toBe(1);
  });

  test('is asked with the old token where there is no other', async () => {
    const at = await office();
    at.seed('anna', { ...static_, ...expired(at.clock) });
    const { service } = await at.open('window', asked);
    at.server.ways.instead = () => jsonAnswer(401, { error: 'invalid_token' });
    expect(value(await service.whoAmI(anna))).toMatchObject({ status: 401, accepted: false });
    expect(at.server.http.requests.at(-1)?.headers['authorization']).toBe(
      `Bearer ${at.file.tokens.get(anna)?.accessToken.reveal()}`,
    );
  });

  test('is the call that the preset names', async () => {
    const at = await office();
    at.seed('anna');
    const members = { subject: 'id' };
    const whoAmI = {
      method: 'GET',
      url: '{issuer}/api/me',
      headers: { 'x-client': '{client_id}' },
      members,
    } as const;
    const { service } = await at.open('window', { ...asked, whoAmI });
    at.server.ways.instead = (request, path) =>
      path === '/api/me' ? jsonAnswer(200, { id: 7, client: request.headers['x-client'] }) : undefined;
    expect(value(await service.whoAmI(anna))).toMatchObject({
      url: 'https://as.example.test/api/me',
      identity: { subject: '7' },
      answer: '{\n  "id": 7,\n  "client": "desk"\n}',
    });
  });

  test('asks nobody, and renews nothing, where there is no such call', async () => {
    const at = await office();
    at.seed('anna', expired(at.clock));
    const { service } = await at.open();
    expect(error(await service.whoAmI(anna)).code).toBe('unsupported_by_server');
    expect(at.server.http.requests).toEqual([]);
  });
});

test('of an account that is not there nothing can be asked', async () => {
  const { service } = await (await office()).open('window', asked);
  for (const result of [
    await service.askProvider(anna, 'validation'),
    await service.whoAmI(anna),
    await service.abilities(anna),
    await service.inspect(anna),
    await service.verify(anna),
    await service.revoke(anna),
  ]) {
    expect(error(result).code).toBe('account_not_found');
  }
});
