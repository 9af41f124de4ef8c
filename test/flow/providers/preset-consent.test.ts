// What a person's consent makes of a sign-in: fewer scopes than were asked for, and the second consent for a client.
import { afterEach, describe, expect, it } from 'vitest';
import { okValue } from '../../support/result.ts';
import { type Desk, deskAt } from './desk.ts';
import { clientKinds, presets, rowOf } from './expectations.ts';

let desk: Desk | undefined;
afterEach(async () => {
  await desk?.close();
  desk = undefined;
});

async function deskOf(id: string): Promise<Desk> {
  const preset = presets.find((one) => one.id === id);
  if (preset === undefined) throw new Error(`no preset ${id}`);
  desk = await deskAt(rowOf(preset), preset);
  return desk;
}

describe('scopes that the person did not tick are not taken for granted', () => {
  it.each([
    { id: 'google', asked: ['openid', 'email', 'profile'], unticked: 'email' },
    { id: 'twitch', asked: ['user:read:email', 'chat:read'], unticked: 'chat:read' },
    { id: 'github', asked: ['read:user', 'repo'], unticked: 'repo' },
    { id: 'slack', asked: ['users:read', 'chat:write'], unticked: 'chat:write' },
    { id: 'strava', asked: ['read', 'activity:read'], unticked: 'activity:read' },
  ])('at $id', async ({ id, asked, unticked }) => {
    const at = await deskOf(id);
    at.server.decide('allow', [unticked]);
    const [client = 'public'] = clientKinds(at.provider, 'authorization_code');
    const account = await at.follow(at.begin(await at.request('authorization_code', client, asked)));
    expect([...account.scopesAsked].sort()).toEqual([...asked].sort());
    expect([...account.scopesGranted].sort()).toEqual(asked.filter((one) => one !== unticked).sort());
  });
});

describe('a second sign-in with the same client', () => {
  it('brings a refresh token at google too, where only a new consent does', async () => {
    const at = await deskOf('google');
    const request = await at.request('authorization_code', 'post');
    for (const _time of [1, 2]) {
      const account = await at.follow(at.begin(request));
      expect(account.hasRefreshToken).toBe(true);
      okValue(await at.service.refresh(account.id));
    }
    expect(at.server.refusals).toEqual([]);
  });
});
