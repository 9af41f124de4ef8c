import { describe, expect, test } from 'vitest';
import { settled } from '../../../support/fake-clock.ts';
import { gate, office, until } from './desk.ts';
import { allow, annaHerself, ignore, request, waiting } from './sign-in-desk.ts';

describe('cancelling', () => {
  test.each([
    ['during discovery', '/.well-known/openid-configuration'],
    ['while the code is exchanged', '/token'],
    ['while keys are fetched', '/jwks'],
    ['while userinfo is asked', '/userinfo'],
  ])('%s leaves nothing open and keeps nothing', async (_what, where) => {
    const at = await office();
    const held = gate();
    let isThere = false;
    at.server.ways.claimsInIdToken = false;
    at.server.ways.instead = async (_request, path) => {
      if (path !== where) return undefined;
      isThere = true;
      await held.opened;
      return undefined;
    };
    const { service } = await at.open();
    const signIn = service.beginSignIn(request(), ignore);
    await until(() => isThere || signIn.state.kind === 'waiting');
    if (!isThere) void allow(at, signIn, annaHerself);
    await until(() => isThere);
    signIn.cancel();
    expect(await signIn.finished).toEqual({ kind: 'failed', error: { code: 'cancelled' } });
    expect(at.receiver.listening).toEqual([]);
    expect([at.clock.timers(), at.clock.jumpListeners()]).toEqual([[], 0]);
    held.open();
    await settled();
    expect(at.file.commits).toEqual([]);
    expect(signIn.state).toEqual({ kind: 'failed', error: { code: 'cancelled' } });
    signIn.cancel();
  });

  test('at once asks nobody anything', async () => {
    const at = await office();
    const { service } = await at.open();
    const signIn = service.beginSignIn(request(), ignore);
    signIn.cancel();
    expect(await signIn.finished).toEqual({ kind: 'failed', error: { code: 'cancelled' } });
    await settled();
    expect(at.server.http.requests).toEqual([]);
    expect([at.receiver.listening, at.browser.opened, at.file.commits]).toEqual([[], [], []]);
  });

  test('while the person is in the browser', async () => {
    const at = await office();
    const { service } = await at.open();
    const signIn = service.beginSignIn(request(), ignore);
    await waiting(signIn);
    signIn.cancel();
    expect(await signIn.finished).toEqual({ kind: 'failed', error: { code: 'cancelled' } });
    expect(at.receiver.listening).toEqual([]);
    expect([at.clock.timers(), at.clock.jumpListeners()]).toEqual([[], 0]);
  });

  test('in the last moment before it is kept', async () => {
    const at = await office();
    const desk = await at.open();
    const signIn = desk.service.beginSignIn(request(), ignore);
    // The vault is asked for the clients once at the beginning, too.
    await waiting(signIn);
    const { clients } = desk.vault;
    Object.assign(desk.vault, {
      clients() {
        signIn.cancel();
        return clients();
      },
    });
    expect(await allow(at, signIn, annaHerself)).toEqual({ kind: 'failed', error: { code: 'cancelled' } });
    expect(at.file.commits).toEqual([]);
  });

  test('by stopping the service', async () => {
    const at = await office();
    const { service } = await at.open();
    const signIns = [service.beginSignIn(request(), ignore), service.beginSignIn(request(), ignore)];
    await Promise.all(signIns.map(waiting));
    await service.stop();
    expect(signIns.map(({ state }) => state)).toEqual(
      Array(2).fill({ kind: 'failed', error: { code: 'cancelled' } }),
    );
    expect(at.receiver.listening).toEqual([]);
  });
});
