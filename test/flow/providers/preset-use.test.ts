// What every preset can do once it has signed in: ask whose token it is, have it judged, and give it back.
import { afterEach, describe, expect, it } from 'vitest';
import type { Account } from '../../../main/core/accounts/account.ts';
import { okValue } from '../../support/result.ts';
import { type Desk, deskAt } from './desk.ts';
import { clientKinds, expectAda, presets, rowOf, saidScopes } from './expectations.ts';

let desk: Desk | undefined;
afterEach(async () => {
  await desk?.close();
  desk = undefined;
});

const cases = presets.flatMap((provider) =>
  clientKinds(provider, 'authorization_code').map((client) => ({ id: provider.id, provider, client })),
);

describe.each(cases)('$id with a client that is $client', ({ provider, client }) => {
  async function signedIn(): Promise<{ readonly desk: Desk; readonly account: Account }> {
    const at = await deskAt(rowOf(provider), provider);
    desk = at;
    const account = await at.follow(at.begin(await at.request('authorization_code', client)));
    return { desk: at, account };
  }

  it('asks whose token it is, by the header alone', async () => {
    const { desk, account } = await signedIn();
    const report = okValue(await desk.service.whoAmI(account.id));
    expect(report).toMatchObject({ status: 200, accepted: true });
    expectAda(report.identity);
    expect(desk.server.refusals).toEqual([]);
    const token = desk.file.tokens.get(account.id)?.accessToken.reveal() ?? 'none';
    expect(report.answer).not.toContain(token);
    for (const { query } of desk.server.requests) expect([...query.values()]).not.toContain(token);
  });

  it('says in the words of the server that a token is not accepted', async () => {
    const { desk, account } = await signedIn();
    desk.server.endAll();
    const report = okValue(await desk.service.whoAmI(account.id));
    expect(report.accepted).toBe(false);
    expect(desk.server.refusals.at(-1)?.rule).toBe('access_token');
  });

  it('revokes the tokens, or says that the provider cannot', async () => {
    const { desk, account } = await signedIn();
    const { service, server } = desk;
    const isPossible = server.row.revoke !== undefined;
    expect(okValue(await service.abilities(account.id)).revocation).toBe(isPossible);
    expect(okValue(await service.revoke(account.id))).toBe(isPossible ? 'revoked' : 'unsupported');
    expect(server.sessions.map(({ isAlive }) => isAlive)).toEqual([!isPossible]);
    expect(server.refusals).toEqual([]);
  });

  it('has the token judged by the provider, where it does that', async () => {
    const { desk, account } = await signedIn();
    const { service, server } = desk;
    const { introspection, validation } = okValue(await service.abilities(account.id));
    expect(validation).toBe(server.row.validate !== undefined);
    for (const source of [introspection && 'introspection', validation && 'validation'] as const) {
      if (!source) continue;
      const report = okValue(await service.askProvider(account.id, source));
      expect(report.active).toBe(true);
      if (report.scopes) expect([...report.scopes].sort()).toEqual([...saidScopes(desk)].sort());
      server.endAll();
      const ended = okValue(await service.askProvider(account.id, source));
      expect(ended.active).toBe(false);
      server.reviveAll();
    }
    expect(server.refusals.filter(({ rule }) => rule !== 'access_token')).toEqual([]);
  });
});
