// Every preset signs in at a server that behaves as its row of providers.md and the provider's documents say.
import { afterEach, describe, expect, it } from 'vitest';
import type { Account } from '../../../main/core/accounts/account.ts';
import { rows } from '../../support/provider-server/rows.ts';
import { okValue } from '../../support/result.ts';
import { type Desk, deskAt } from './desk.ts';
import { clientKinds, expectAda, presets, rowOf, saidScopes } from './expectations.ts';

let desk: Desk | undefined;
afterEach(async () => {
  await desk?.close();
  desk = undefined;
});

describe('the catalog', () => {
  it('has a preset for every row, and a row for every preset', () => {
    expect(presets.map(({ id }) => id).sort()).toEqual(rows.map(({ id }) => id).sort());
  });
});

describe.each(presets)('$id', (provider) => {
  const kinds = clientKinds(provider, 'authorization_code');

  describe.each(kinds)('with a client that is %s', (client) => {
    async function signedIn(): Promise<{ readonly desk: Desk; readonly account: Account }> {
      const at = await deskAt(rowOf(provider), provider);
      desk = at;
      const account = await at.follow(at.begin(await at.request('authorization_code', client)));
      return { desk: at, account };
    }

    it('signs in, and knows whose account it is and what was granted', async () => {
      const { desk, account } = await signedIn();
      expect(desk.server.refusals).toEqual([]);
      expectAda(account.identity);
      expect([...account.scopesGranted].sort()).toEqual([...saidScopes(desk)].sort());
      const { life } = desk.server.row;
      expect(account.expiresAt).toBe(life === undefined ? undefined : account.issuedAt + life * 1000);
      if (provider.refreshTokens === 'rotating' || provider.refreshTokens === 'kept') {
        expect(account.hasRefreshToken).toBe(true);
      }
    });

    it('refreshes twice, or says that it cannot', async () => {
      const { desk, account } = await signedIn();
      const { service, server, file } = desk;
      if (!account.hasRefreshToken) {
        expect(await service.refresh(account.id)).toMatchObject({ error: { code: 'no_refresh_token' } });
        return;
      }
      const seen = new Set<string | undefined>();
      for (const _time of [1, 2]) {
        okValue(await service.refresh(account.id));
        const { refreshToken } = server.sessions.at(-1) ?? {};
        expect(file.tokens.get(account.id)?.refreshToken?.reveal()).toBe(refreshToken);
        seen.add(file.tokens.get(account.id)?.accessToken.reveal());
      }
      expect(seen.size).toBe(2);
      expect(server.refusals).toEqual([]);
    });

    it('asks to sign in again when somebody else has used the refresh token, which mends it', async () => {
      const { desk, account } = await signedIn();
      const { service, server } = desk;
      if (!account.hasRefreshToken) return;
      server.spendElsewhere();
      expect(await service.refresh(account.id)).toMatchObject({
        ok: false,
        error: { code: 'invalid_grant' },
      });
      expect(service.get(account.id)?.health).toMatchObject({
        kind: 'sign_in_again',
        error: { provider: { error: expect.any(String) } },
      });
      expect(server.refusals.map(({ rule }) => rule)).toEqual(['refresh_token']);
      server.forgetRefusals();

      const again = okValue(await service.beginSignInAgain(account.id, {}, desk.onChange));
      const mended = await desk.follow(again);
      expect(mended.id).toBe(account.id);
      expect(mended.health).toEqual({ kind: 'well' });
      expect(mended.hasRefreshToken).toBe(true);
      okValue(await service.refresh(account.id));
      expect(server.refusals).toEqual([]);
    });

    it('says so when the person does not allow it', async () => {
      const at = await deskAt(rowOf(provider), provider);
      desk = at;
      at.server.decide('deny');
      const last = await at.begin(await at.request('authorization_code', client)).finished;
      expect(last).toMatchObject({ kind: 'failed', error: { code: 'access_denied' } });
    });
  });
});
