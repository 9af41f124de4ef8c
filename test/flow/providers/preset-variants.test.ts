// Providers that do the same thing in two ways, by how the client was registered: presets get along with both.
import { afterEach, describe, expect, it } from 'vitest';
import type { ProviderRow } from '../../support/provider-server/row.ts';
import { github } from '../../support/provider-server/rows/github.ts';
import { notion } from '../../support/provider-server/rows/notion.ts';
import { salesforce } from '../../support/provider-server/rows/salesforce.ts';
import { slack } from '../../support/provider-server/rows/slack.ts';
import { okValue } from '../../support/result.ts';
import { type Desk, deskAt } from './desk.ts';
import { clientKinds, expectAda, presets } from './expectations.ts';

let desk: Desk | undefined;
afterEach(async () => {
  await desk?.close();
  desk = undefined;
});

async function signedIn({ life: _none, ...row }: ProviderRow) {
  const preset = presets.find(({ id }) => id === row.id);
  if (preset === undefined) throw new Error(`no preset ${row.id}`);
  const at = await deskAt(row, preset);
  desk = at;
  const [client = 'public'] = clientKinds(preset, 'authorization_code');
  const account = await at.follow(at.begin(await at.request('authorization_code', client)));
  expectAda(account.identity);
  expect(at.server.refusals).toEqual([]);
  return { at, account };
}

describe('tokens without an end and without a refresh token', () => {
  it('are those of an OAuth app at github', async () => {
    const { account } = await signedIn({
      ...github,
      refresh: { given: 'never', onUse: 'absent' },
      answers: {
        authorization_code: { access_token: '{access_token}', scope: '{scopes_comma}', token_type: 'bearer' },
      },
    });
    expect(account).toMatchObject({ hasRefreshToken: false, expiresAt: undefined, health: { kind: 'well' } });
  });

  it('are those of an app at slack that has not switched rotation on', async () => {
    const { account } = await signedIn({
      ...slack,
      refresh: { given: 'never', onUse: 'absent' },
      answers: {
        authorization_code: {
          ok: true,
          authed_user: {
            id: '{subject}',
            scope: '{scopes_comma}',
            access_token: '{access_token}',
            token_type: 'user',
          },
          team: { id: 'T9TK3CUKW', name: 'Slack Softball Team' },
        },
      },
    });
    expect(account).toMatchObject({ hasRefreshToken: false, expiresAt: undefined, health: { kind: 'well' } });
  });
});

describe('refresh tokens where most have none, or that rotate where most are kept', () => {
  it('are taken from notion, whose newer documents have them', async () => {
    const answer = { ...notion.answers.authorization_code, refresh_token: '{refresh_token}' };
    const { at, account } = await signedIn({
      ...notion,
      refresh: { given: 'always', onUse: 'rotates' },
      answers: { authorization_code: answer },
    });
    for (const _time of [1, 2]) okValue(await at.service.refresh(account.id));
    expect(at.server.refusals).toEqual([]);
  });

  it('are taken from salesforce, where an app can switch rotation on', async () => {
    const { authorization_code } = salesforce.answers;
    const { at, account } = await signedIn({
      ...salesforce,
      refresh: { ...salesforce.refresh, onUse: 'rotates' },
      answers: { authorization_code },
    });
    for (const _time of [1, 2]) okValue(await at.service.refresh(account.id));
    expect(at.server.refusals).toEqual([]);
  });
});
