// Test equipment. Slack, tokens of people: commas, the user's token within `authed_user`, `ok: false` with status 200.
import type { ProviderRow } from '../row.ts';

const team = { id: 'T9TK3CUKW', name: 'Slack Softball Team' };

export const slack: ProviderRow = {
  id: 'slack',
  clients: {
    confidential: ['basic', 'post'],
    public: { grants: ['authorization_code', 'refresh_token'] },
  },
  authorize: {
    at: 'slack.com/oauth/v2/authorize',
    scopes: { separator: ',', parameter: 'user_scope', required: true },
    redirect: { match: 'exact', http: ['localhost'] },
    pkce: 'required_for_public',
  },
  token: { at: 'slack.com/api/oauth.v2.access', body: ['form'] },
  life: 43_200,
  answers: {
    authorization_code: {
      ok: true,
      app_id: 'A0KRD7HC3',
      authed_user: {
        id: '{subject}',
        scope: '{scopes_comma}',
        access_token: '{access_token}',
        expires_in: '{life}',
        refresh_token: '{refresh_token}',
        token_type: 'user',
      },
      team,
      enterprise: null,
    },
    refresh_token: {
      ok: true,
      access_token: '{access_token}',
      expires_in: '{life}',
      refresh_token: '{refresh_token}',
      token_type: 'user',
      scope: '{scopes_comma}',
      app_id: 'A0KRD7HC3',
      team,
    },
  },
  refresh: { given: 'always', onUse: 'rotates' },
  errors: {
    status: 200,
    body: { ok: false, error: '{error}' },
    words: {
      invalid_grant: 'invalid_code',
      invalid_client: 'bad_client_secret',
    },
  },
  refreshErrors: {
    status: 200,
    body: { ok: false, error: '{error}' },
    words: { invalid_grant: 'invalid_refresh_token', invalid_client: 'bad_client_secret' },
  },
  callErrors: { status: 200, body: { ok: false, error: 'invalid_auth' } },
  revoke: {
    at: 'slack.com/api/auth.revoke',
    tokenIn: 'bearer',
    body: [],
    authentication: 'none',
    takes: 'access_token',
    answer: { ok: true, revoked: true },
  },
  identity: [
    {
      at: ['slack.com/api/auth.test'],
      method: 'POST',
      answer: {
        ok: true,
        url: 'https://softball.slack.com/',
        team: 'Slack Softball Team',
        user: '{username}',
        team_id: 'T9TK3CUKW',
        user_id: '{subject}',
      },
    },
  ],
};
