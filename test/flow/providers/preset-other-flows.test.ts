// Presets that offer the device flow or tokens for clients get them at a server that behaves as their row says.
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SignIn } from '../../../main/core/accounts/sign-in.ts';
import { okValue } from '../../support/result.ts';
import { type Desk, deskAt } from './desk.ts';
import { clientKinds, expectAda, presets, rowOf, saidScopes } from './expectations.ts';

let desk: Desk | undefined;
afterEach(async () => {
  await desk?.close();
  desk = undefined;
});

function casesOf(kind: 'device_code' | 'client_credentials') {
  return presets.flatMap((provider) =>
    clientKinds(provider, kind).map((client) => ({ id: provider.id, provider, client })),
  );
}

/** The state of the device code, once it is there. */
async function deviceState(signIn: SignIn) {
  return vi.waitFor(() => {
    const { state } = signIn;
    if (state.kind === 'failed') throw new Error(JSON.stringify(state.error));
    if (state.kind !== 'device') throw new Error(`still ${state.kind}`);
    return state;
  });
}

/** Lets the client poll once more, over its real sockets. */
async function nextPoll({ clock, server }: Desk): Promise<void> {
  const before = server.requests.length;
  await vi.waitFor(() => expect(clock.timers().length).toBeGreaterThan(0));
  await clock.advance(5000);
  await vi.waitFor(() => expect(server.requests.length).toBeGreaterThan(before));
}

describe.each(casesOf('device_code'))(
  '$id, device flow with a client that is $client',
  ({ provider, client }) => {
    it('shows the code, waits for the person and signs in', async () => {
      const at = await deskAt(rowOf(provider), provider);
      desk = at;
      const signIn = at.begin(await at.request('device_code', client));
      const shown = await deviceState(signIn);
      expect(shown.userCode).toMatch(/^WDJB-/);
      expect(shown.verificationUri).toMatch(/^https:/);
      await nextPoll(at);
      expect(signIn.state.kind).toBe('device');
      at.server.enter(shown.userCode, 'allowed');
      await nextPoll(at);
      const account = await at.follow(signIn);
      expect(at.server.refusals).toEqual([]);
      expectAda(account.identity);
      expect([...account.scopesGranted].sort()).toEqual([...saidScopes(at)].sort());
      if (account.hasRefreshToken) okValue(await at.service.refresh(account.id));
      expect(at.server.refusals).toEqual([]);
    });

    it('ends when the person says no', async () => {
      const at = await deskAt(rowOf(provider), provider);
      desk = at;
      const signIn = at.begin(await at.request('device_code', client));
      const shown = await deviceState(signIn);
      at.server.enter(shown.userCode, 'denied');
      await nextPoll(at);
      expect(await signIn.finished).toMatchObject({ kind: 'failed', error: { code: 'access_denied' } });
    });
  },
);

describe.each(casesOf('client_credentials'))(
  '$id, tokens for a client that is $client',
  ({ provider, client }) => {
    it('gets one, and asks for another when told to', async () => {
      const at = await deskAt(rowOf(provider), provider);
      desk = at;
      const scopes = provider.id === 'microsoft' ? ['https://graph.microsoft.com/.default'] : [];
      const account = await at.follow(at.begin(await at.request('client_credentials', client, scopes)));
      expect(account).toMatchObject({ origin: 'client_credentials', hasRefreshToken: false });
      const first = at.file.tokens.get(account.id)?.accessToken.reveal();
      okValue(await at.service.refresh(account.id));
      expect(at.file.tokens.get(account.id)?.accessToken.reveal()).not.toBe(first);
      expect(at.server.sessions.map(({ grant }) => grant)).toEqual([
        'client_credentials',
        'client_credentials',
      ]);
      expect(at.server.refusals).toEqual([]);
    });
  },
);
