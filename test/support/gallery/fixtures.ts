// Tests. Accounts and everything else that the window can be shown with, at one fixed moment.

import { appError, type ErrorCode } from '../../../main/core/errors.ts';
import { gitlab } from '../../../main/core/providers/catalog/gitlab.ts';
import { google } from '../../../main/core/providers/catalog/google.ts';
import { microsoft } from '../../../main/core/providers/catalog/microsoft.ts';
import { openid } from '../../../main/core/providers/catalog/openid.ts';
import { errorView, providerView } from '../../../main/shell/view-model.ts';
import type {
  AccountDetailView,
  AccountView,
  AppView,
  Channel,
  Channels,
  ErrorView,
  Outcome,
  ProviderView,
  StatusView,
  VaultView,
} from '../../../preload/contract.ts';

/** Thursday 12 March 2026, 14:30 in Berlin. */
export const now = Date.UTC(2026, 2, 12, 13, 30);
export const minute = 60_000;
export const hour = 60 * minute;
const day = 24 * hour;

/** What the fake bridge is started with. It is sent to the page as JSON. */
export interface Fixture {
  readonly app: Outcome<AppView>;
  readonly details: Readonly<Record<string, AccountDetailView>>;
  /** Fixed answers in place of the fake bridge's own; `never` leaves the window waiting. */
  readonly answers: { readonly [C in Channel]?: Outcome<Channels[C]['result']> | 'never' };
}

export function error(code: ErrorCode, more: Parameters<typeof appError>[1] = {}): ErrorView {
  return errorView(appError(code, more));
}

const providers: readonly ProviderView[] = [
  {
    ...providerView(openid, undefined),
    id: 'practice',
    name: 'Practice provider',
    summary: 'Runs on this computer, for trying things out.',
    issuer: 'http://127.0.0.1:9400',
    registrationAdvice: 'Nothing to register: its client is filled in.',
    clientSecret: 'none',
    redirectPath: '/callback/practice',
    clientId: 'tokendeck-practice',
    dangerouslyAllowHttpOnLoopback: true,
  },
  ...[openid, gitlab, google, microsoft].map((provider) => providerView(provider, undefined)),
];

const names: Readonly<Record<string, string>> = {
  ...Object.fromEntries(providers.map(({ id, name }) => [id, name])),
  openid: 'id.example.org',
};

interface Sketch extends Partial<AccountView> {
  readonly id: string;
  readonly label: string;
}

/** A well account with an hour's token; `sketch` says what is different. */
export function account(sketch: Sketch): AccountView {
  const providerId = sketch.providerId ?? 'openid';
  return {
    identity: '',
    providerId,
    providerName: names[providerId] ?? providerId,
    status: { kind: 'valid' },
    issuedAt: now - 17 * minute - 43_000,
    expiresAt: now + 42 * minute + 17_000,
    nextRefreshAt: now + 30 * minute,
    hasRefreshToken: true,
    autoRefresh: true,
    ...sketch,
  };
}

export function detailOf(view: AccountView, more: Partial<AccountDetailView> = {}): AccountDetailView {
  return {
    ...view,
    issuer: 'https://id.example.org/realms/studio',
    clientId: 'tokendeck-desktop',
    subject: 'f3b1c6de-0f0e-4c1c-9d61-6c8a5b0d2a11',
    email: 'mira@example.org',
    scopesAsked: ['openid', 'profile', 'email', 'offline_access', 'tournaments:write'],
    scopesGranted: ['openid', 'profile', 'email', 'offline_access'],
    tokenType: 'Bearer',
    createdAt: now - 23 * day,
    clockSkewMs: undefined,
    jwt: {
      header: [
        { name: 'alg', value: 'RS256', at: undefined },
        { name: 'typ', value: 'at+jwt', at: undefined },
        { name: 'kid', value: 'studio-2026-01', at: undefined },
      ],
      claims: [
        { name: 'iss', value: 'https://id.example.org/realms/studio', at: undefined },
        { name: 'sub', value: 'f3b1c6de-0f0e-4c1c-9d61-6c8a5b0d2a11', at: undefined },
        { name: 'aud', value: '["https://api.example.org"]', at: undefined },
        { name: 'iat', value: String(view.issuedAt / 1000), at: view.issuedAt },
        ...(view.expiresAt === undefined
          ? []
          : [{ name: 'exp', value: String(view.expiresAt / 1000), at: view.expiresAt }]),
        { name: 'scope', value: 'openid profile email offline_access', at: undefined },
      ],
    },
    events: [
      { kind: 'copied', at: now - 6 * minute, error: undefined },
      { kind: 'refreshed', at: view.issuedAt, error: undefined },
      {
        kind: 'refresh_failed',
        at: view.issuedAt - 2 * minute,
        error: error('network', { detail: 'id.example.org' }),
      },
      { kind: 'signed_in', at: now - 23 * day, error: undefined },
    ],
    ...more,
  };
}

const deadGrant = error('invalid_grant', {
  provider: { error: 'invalid_grant', description: 'Token has been revoked by the user.' },
});

/** An ordinary day: one of each kind. */
export const everyday: readonly AccountView[] = [
  account({ id: 'studio', label: 'Studio API', identity: 'Mira Okonkwo', providerId: 'openid' }),
  account({
    id: 'calendar',
    label: 'Calendar export',
    identity: 'mira@example.org',
    providerId: 'google',
    expiresAt: now + 3 * hour + 12 * minute,
    issuedAt: now - 48 * minute,
  }),
  account({
    id: 'ci',
    label: 'CI deploys',
    identity: 'mira-bot',
    providerId: 'gitlab',
    status: {
      kind: 'failing',
      error: error('network', { detail: 'gitlab.com' }),
      retryAt: now + 2 * minute,
      expired: false,
    },
    expiresAt: now + 8 * minute + 5000,
  }),
  account({
    id: 'tenant',
    label: 'Graph, work tenant',
    identity: 'mira@contoso.example',
    providerId: 'microsoft',
    status: { kind: 'sign_in_again', error: deadGrant, expired: true },
    expiresAt: now - 35 * minute,
    issuedAt: now - 95 * minute,
    nextRefreshAt: undefined,
  }),
  account({
    id: 'bot',
    label: 'Tournament bot',
    identity: 'bracket_bot',
    status: { kind: 'expiring' },
    expiresAt: now + 3 * minute + 9000,
    hasRefreshToken: false,
    autoRefresh: false,
    nextRefreshAt: undefined,
  }),
  account({
    id: 'alice',
    label: 'alice',
    identity: 'Alice Example',
    providerId: 'practice',
    expiresAt: now + 58_000,
    issuedAt: now - 2000,
  }),
  account({
    id: 'legacy',
    label: 'Legacy gateway',
    identity: 'svc-7',
    status: { kind: 'unknown_expiry' },
    expiresAt: undefined,
    nextRefreshAt: undefined,
    hasRefreshToken: false,
  }),
  account({
    id: 'archive',
    label: 'Archive reader',
    identity: 'mira',
    providerId: 'gitlab',
    expiresAt: now + 59 * day,
    issuedAt: now - day,
    nextRefreshAt: now + 47 * day,
  }),
];

/** The first account of `everyday`, in another status. */
export function inStatus(status: StatusView, more: Partial<AccountView> = {}): AccountView {
  return account({ id: 'studio', label: 'Studio API', identity: 'Mira Okonkwo', status, ...more });
}

export const expiredMore = {
  expiresAt: now - 12 * minute,
  issuedAt: now - 72 * minute,
  nextRefreshAt: undefined,
};

export { deadGrant };

const open: VaultView = { kind: 'open', secretsKeptIn: 'system' };

/** A window over `accounts` with an open vault. */
export function fixture(
  accounts: readonly AccountView[],
  more: Partial<AppView> = {},
  answers: Fixture['answers'] = {},
  details: Fixture['details'] = {},
): Fixture {
  return {
    app: {
      ok: true,
      value: {
        version: '0.1.0',
        vault: open,
        notices: [],
        accounts,
        providers,
        rememberedClients: [],
        ...more,
      },
    },
    details: { ...Object.fromEntries(accounts.map((one) => [one.id, detailOf(one)])), ...details },
    answers,
  };
}

export const remembered: AppView['rememberedClients'] = [
  {
    key: 'client-1',
    providerId: 'openid',
    providerName: 'id.example.org',
    issuer: 'https://id.example.org/realms/studio',
    clientId: 'tokendeck-desktop',
  },
  {
    key: 'client-2',
    providerId: 'gitlab',
    providerName: 'GitLab.com',
    issuer: 'https://gitlab.com',
    clientId: '7c1f5d0e5f0b4b8e9a6f2d3c4b5a69788796a5b4c3d2e1f0',
  },
];

/** `count` accounts, for the long list. */
export function many(count: number): readonly AccountView[] {
  return Array.from({ length: count }, (_, index) =>
    account({ id: `many-${index}`, label: `Account ${index + 1}`, identity: `person-${index + 1}` }),
  );
}
