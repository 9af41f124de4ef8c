// Tests. Accounts and everything else that the window can be shown with, at one fixed moment.

import { appError, type ErrorCode } from '../../../main/core/errors.ts';
import { practiceProvider } from '../../../main/core/providers/practice.ts';
import { fixedProviders } from '../../../main/core/providers/registry.ts';
import { usualSettings } from '../../../main/core/settings/settings.ts';
import { errorView } from '../../../main/shell/view-model.ts';
import { providerView } from '../../../main/shell/view-model-provider.ts';
import type {
  AccountDetailView,
  AccountView,
  AppView,
  Channel,
  Channels,
  ClaimView,
  ErrorView,
  Outcome,
  ProviderView,
  SettingsView,
  StatusView,
  TokenContentView,
  TokenReportView,
  UseReportView,
  VaultView,
  VerificationView,
} from '../../../preload/contract.ts';

/** Thursday 12 March 2026, 14:30 in Berlin. */
export const now = Date.UTC(2026, 2, 12, 13, 30);
export const minute = 60_000;
export const hour = 60 * minute;
const day = 24 * hour;

/** What the fake bridge is started with. It is sent to the page as JSON. */
export interface Fixture {
  readonly app: Outcome<AppView>;
  /** As they are at first. */
  readonly settings: SettingsView;
  readonly details: Readonly<Record<string, AccountDetailView>>;
  /** What is found out about a token when somebody asks. */
  readonly found: {
    readonly verification: VerificationView;
    readonly report: TokenReportView;
    readonly use: UseReportView;
  };
  /** JSON texts by the ids of providers. */
  readonly definitions: Readonly<Record<string, string>>;
  /**
   * Fixed answers in place of the fake bridge's own; `never` leaves the window waiting, `late` until the test lets the
   * fake bridge answer.
   */
  readonly answers: { readonly [C in Channel]?: Outcome<Channels[C]['result']> | 'never' | 'late' };
}

export function error(code: ErrorCode, more: Parameters<typeof appError>[1] = {}): ErrorView {
  return errorView(appError(code, more));
}

const practice = practiceProvider({
  TOKENDECK_PRACTICE_ISSUER: 'http://127.0.0.1:9400',
  TOKENDECK_PRACTICE_CLIENT_ID: 'tokendeck-practice',
});
if (practice === undefined) throw new Error('the practice provider is described in full');

const presets = fixedProviders().all();

/** All presets, and before them the practice provider with its client. */
export const providers: readonly ProviderView[] = [
  providerView(practice.provider, { isOwn: false, clientId: practice.clientId }),
  ...presets.map((provider) => providerView(provider)),
];

/** What a definition of the person's own looks like in the list. */
export const ownProvider: ProviderView = {
  ...providerView(practice.provider, { isOwn: true, clientId: undefined }),
  id: 'club',
  name: 'Chess club',
  summary: 'The club’s own server.',
};

const definitions: Fixture['definitions'] = Object.fromEntries(
  [...presets, { ...practice.provider, id: 'club', name: 'Chess club' }].map((provider) => [
    provider.id,
    `${JSON.stringify(provider, undefined, 2)}\n`,
  ]),
);

const names: Readonly<Record<string, string>> = {
  ...Object.fromEntries(providers.map(({ id, name }) => [id, name])),
  openid: 'id.example.org',
};

const about: AppView['about'] = {
  version: '0.1.0',
  electron: '45.4.1',
  chromium: '156.0.8078.21',
  node: '24.21.0',
  system: 'linux x64',
  dataDirectory: '/home/mira/.local/share/tokendeck',
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
    renewal: sketch.hasRefreshToken === false ? 'none' : 'refresh_token',
    autoRefresh: true,
    preferences: { pinned: false, copyFormat: 'token', warnBeforeMs: null },
    lastCopiedAt: undefined,
    ...sketch,
  };
}

const offered = [
  { name: 'openid', meaning: 'Who you are, as an ID token.', isDefault: true },
  { name: 'profile', meaning: 'Your name and picture.', isDefault: true },
  { name: 'email', meaning: 'Your e-mail address.', isDefault: true },
  { name: 'tournaments:write', meaning: 'Creating tournaments and entering results.', isDefault: false },
] as const;

function claim(name: string, value: string, meaning?: string, at?: number): ClaimView {
  return { name, value, meaning, at };
}

/** A signed access token as one is often seen. */
function signedContent({ issuedAt, expiresAt }: AccountView): TokenContentView {
  return {
    kind: 'signed',
    header: [
      claim('alg', 'RS256', 'How it is signed (RFC 7515 section 4.1.1).'),
      claim('typ', 'at+jwt', 'What kind of token it is (RFC 9068 section 2.1).'),
      claim('kid', 'studio-2026-01', 'Which key it is signed with (RFC 7515 section 4.1.4).'),
    ],
    claims: [
      claim('iss', 'https://id.example.org/realms/studio', 'Who issued it (RFC 7519 section 4.1.1).'),
      claim('sub', 'f3b1c6de-0f0e-4c1c-9d61-6c8a5b0d2a11', 'Whom it is about (RFC 7519 section 4.1.2).'),
      claim('aud', '["https://api.example.org"]', 'For whom it is meant (RFC 7519 section 4.1.3).'),
      claim('iat', String(issuedAt / 1000), 'When it was issued (RFC 7519 section 4.1.6).', issuedAt),
      ...(expiresAt === undefined
        ? []
        : [claim('exp', String(expiresAt / 1000), 'When it runs out (RFC 7519 section 4.1.4).', expiresAt)]),
      claim('scope', 'openid profile email offline_access', 'What it is good for (RFC 8693 section 4.2).'),
      claim('studio_role', 'editor'),
    ],
    problem: undefined,
  };
}

export const nothingInside: TokenContentView = { kind: 'opaque', header: [], claims: [], problem: undefined };

const found: Fixture['found'] = {
  verification: {
    signature: 'right',
    algorithm: 'RS256',
    keyId: 'studio-2026-01',
    issuer: 'expected',
    audience: 'others',
    time: 'valid',
  },
  report: {
    source: 'introspection',
    active: true,
    expiresAt: now + 42 * minute,
    scopes: ['openid', 'profile', 'email'],
    identity: 'mira',
    members: [
      claim('active', 'true', 'Whether the token is accepted (RFC 7662 section 2.2).'),
      claim('client_id', 'tokendeck-desktop', 'The client that it was given to (RFC 7662 section 2.2).'),
      claim(
        'exp',
        String((now + 42 * minute) / 1000),
        'When it runs out (RFC 7519 section 4.1.4).',
        now + 42 * minute,
      ),
    ],
  },
  use: {
    url: 'https://api.example.org/v1/me',
    status: 200,
    accepted: true,
    identity: 'Mira Okonkwo',
    answer: '{\n  "id": "f3b1c6de",\n  "name": "Mira Okonkwo",\n  "roles": ["editor", "organiser"]\n}',
  },
};

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
    origin: 'authorization_code',
    refreshExpiresAt: now + 29 * day,
    content: signedContent(view),
    can: {
      revoke: true,
      introspect: true,
      validate: false,
      whoAmI: true,
      verify: true,
      signInAgain: true,
      openDashboard: true,
    },
    secretOfClient: 'client-1',
    scopesOffered: offered,
    apis: [
      { name: 'Calendar, reading', scopes: ['openid', 'calendar.read'] },
      { name: 'Profile', scopes: ['openid', 'profile'] },
    ],
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

/** A vault that waits for its passphrase. */
export function lockedByPassphrase(problem: ErrorView | undefined): VaultView {
  return { kind: 'locked', unlocksWith: 'passphrase', error: problem, accounts: [] };
}

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
        about,
        settings: usualSettings,
        desktop: { tray: true, startAtLogin: true, notifications: true, contentProtection: true },
        works: [],
        vault: open,
        notices: [],
        accounts,
        providers,
        rememberedClients: [],
        ...more,
      },
    },
    settings: more.settings ?? usualSettings,
    found,
    definitions,
    // Of a long list one is told by the first: see the fake bridge.
    details: {
      ...Object.fromEntries(accounts.slice(0, 100).map((one) => [one.id, detailOf(one)])),
      ...details,
    },
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
    hasSecret: false,
    flow: 'device_code',
  },
  {
    key: 'client-2',
    providerId: 'gitlab',
    providerName: 'GitLab.com',
    issuer: 'https://gitlab.com',
    clientId: '7c1f5d0e5f0b4b8e9a6f2d3c4b5a69788796a5b4c3d2e1f0',
    hasSecret: true,
    flow: 'authorization_code',
  },
];

/** `count` accounts, for the long list. */
export function many(count: number): readonly AccountView[] {
  return Array.from({ length: count }, (_, index) =>
    account({ id: `many-${index}`, label: `Account ${index + 1}`, identity: `person-${index + 1}` }),
  );
}
