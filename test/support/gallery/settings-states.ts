// Tests. States of settings, long work, the locked window, and looks that the system asks for.
import type { Page } from 'playwright-core';
import type {
  AppView,
  LockedAccountView,
  VaultView,
  WorkReport,
  WorkView,
} from '../../../preload/contract.ts';
import { error, everyday, type Fixture, fixture, hour, minute, now } from './fixtures.ts';
import type { GalleryState } from './gallery-state.ts';
import { press } from './in-window.ts';

async function settings(page: Page, part = 'Appearance'): Promise<void> {
  await page.keyboard.press('Control+,');
  await page.getByRole('tab', { name: part, exact: true }).click();
  await page.getByRole('heading', { name: part, exact: true }).waitFor();
}

async function secrets(page: Page, button: string): Promise<void> {
  await settings(page, 'Secrets and backup');
  await press(page, button);
  await page.getByRole('dialog').waitFor();
}

async function chooseImport(page: Page): Promise<void> {
  await secrets(page, 'Restore a backup…');
  await press(page, 'Choose a file…');
  await page.getByLabel('Passphrase of the file').waitFor();
}

const usual = fixture(everyday).settings;
const set = (more: Partial<AppView['settings']>) => fixture(everyday, { settings: { ...usual, ...more } });
const poor = fixture(everyday, {
  desktop: { tray: false, startAtLogin: false, notifications: false, contentProtection: false },
});

/** A work as the window hears of it. */
export function work(kind: WorkView['kind'], more: Partial<WorkView> = {}): WorkView {
  const started = { state: 'running', done: 0, total: 0, error: undefined, report: undefined } as const;
  return { id: `${kind}-1`, kind, ...started, ...more };
}

const done = (report: WorkReport, more: Partial<WorkView> = {}) =>
  work(report.kind, { state: 'done', done: 8, total: 8, report, ...more });

export const imported: WorkReport = {
  kind: 'import',
  added: 3,
  updated: 1,
  unchanged: 2,
  kept: 0,
  renamed: 1,
  providersAdded: 1,
  providersKept: 0,
};

function tell(page: Page, ...works: readonly WorkView[]): Promise<void> {
  return page.evaluate((views) => {
    for (const view of views) window.gallery.emit('workChanged', view);
  }, works);
}

const locked: VaultView = { kind: 'locked', unlocksWith: 'system', error: undefined, accounts: [] };

export const lockedAccounts: readonly LockedAccountView[] = everyday
  .slice(0, 5)
  .map(({ id, label, providerId, providerName, expiresAt }) => ({
    id,
    label,
    providerId,
    providerName,
    expiresAt,
  }));

const lockedAs = (more: Partial<Extract<VaultView, { kind: 'locked' }>>): Fixture =>
  fixture([], { vault: { ...locked, ...more } });

const refusedProxy = error('invalid_setting', { detail: 'the proxy must be an address' });

async function device(page: Page): Promise<void> {
  await page.keyboard.press('Control+n');
  await page.getByRole('option', { name: /^Practice provider/ }).click();
  await press(page, 'Sign in in the browser');
  await page.getByRole('heading', { name: 'Enter this code' }).waitFor();
}

const deviceView = {
  id: 'sign-in-1',
  kind: 'device',
  userCode: 'WDJB-MJHT',
  verificationUri: 'https://id.example.org/device',
  verificationUriComplete: 'https://id.example.org/device?user_code=WDJB-MJHT',
  deadline: now + 14 * minute,
  pollError: undefined,
} as const;

/** The parts of the window that each look is judged by. */
const views: readonly GalleryState[] = [
  { name: 'list', fixture: fixture(everyday) },
  {
    name: 'detail',
    fixture: fixture(everyday, { works: [work('refresh_all', { done: 3, total: 8 })] }),
    steps: (page) => page.getByRole('row', { name: /^CI deploys/ }).click(),
  },
  { name: 'settings', fixture: fixture(everyday), steps: (page) => settings(page, 'Notifications') },
  { name: 'dialog', fixture: fixture(everyday), steps: chooseImport },
  {
    name: 'sign-in',
    fixture: fixture(everyday, {}, { startSignIn: { ok: true, value: deviceView } }),
    steps: device,
  },
  { name: 'locked', fixture: lockedAs({ unlocksWith: 'passphrase', accounts: lockedAccounts }) },
];

const looks: Readonly<Record<string, Partial<GalleryState>>> = {
  'right-to-left': { direction: 'rtl' },
  'high-contrast': { contrast: 'more' },
  'forced-colors': { forcedColors: 'active' },
  'smallest-zoomed': { size: { width: 640, height: 420 }, zoom: 2 },
};

/** Each view in each look. */
const lookStates = Object.entries(looks).flatMap(([look, how]) =>
  views.map((view) => ({ ...view, ...how, name: `${look}-${view.name}` })),
);

export const settingsStates: readonly GalleryState[] = [
  { name: 'settings', fixture: fixture(everyday), steps: settings },
  { name: 'settings-start', fixture: fixture(everyday), steps: (page) => settings(page, 'Start and tray') },
  {
    name: 'settings-notifications',
    fixture: fixture(everyday),
    steps: (page) => settings(page, 'Notifications'),
  },
  {
    name: 'settings-paused',
    fixture: set({ notifyPausedUntil: now + 3 * hour, notifyKinds: ['expired'], notifyBeforeMs: 7 * minute }),
    steps: (page) => settings(page, 'Notifications'),
  },
  { name: 'settings-clipboard', fixture: fixture(everyday), steps: (page) => settings(page, 'Clipboard') },
  { name: 'settings-lock', fixture: fixture(everyday), steps: (page) => settings(page, 'Lock and privacy') },
  { name: 'settings-network', fixture: fixture(everyday), steps: (page) => settings(page, 'Network') },
  {
    name: 'settings-network-set',
    fixture: set({ proxy: 'http://proxy.example.com:3128', caFile: '/etc/ssl/certs/studio-root-ca.pem' }),
    steps: (page) => settings(page, 'Network'),
  },
  {
    name: 'settings-refused',
    fixture: fixture(everyday, {}, { changeSettings: { ok: false, error: refusedProxy } }),
    steps: async (page) => {
      await settings(page, 'Network');
      await page.getByLabel('Proxy').fill('socks://nowhere');
      await page.keyboard.press('Enter');
      await page.getByText('Still in use').waitFor();
    },
  },
  {
    name: 'settings-secrets',
    fixture: fixture(everyday),
    steps: (page) => settings(page, 'Secrets and backup'),
  },
  { name: 'settings-about', fixture: fixture(everyday), steps: (page) => settings(page, 'About') },
  { name: 'settings-poor-desktop', fixture: poor, steps: (page) => settings(page, 'Start and tray') },
  { name: 'settings-poor-notifications', fixture: poor, steps: (page) => settings(page, 'Notifications') },
  {
    name: 'settings-smallest',
    fixture: fixture(everyday),
    size: { width: 640, height: 420 },
    steps: (page) => settings(page, 'Notifications'),
  },
  { name: 'export', fixture: fixture(everyday), steps: (page) => secrets(page, 'Back up…') },
  {
    name: 'export-wrong',
    fixture: fixture(everyday),
    steps: async (page) => {
      await secrets(page, 'Back up…');
      await page.getByLabel('Passphrase of the file').fill('four');
      await page.keyboard.press('Enter');
      await page.getByText('Use at least 8 characters.').waitFor();
    },
  },
  { name: 'import-file', fixture: fixture(everyday), steps: (page) => secrets(page, 'Restore a backup…') },
  { name: 'import-file-chosen', fixture: fixture(everyday), steps: chooseImport },
  {
    name: 'import-file-wrong',
    fixture: fixture(everyday, {}, { importAll: { ok: false, error: error('backup_passphrase_wrong') } }),
    steps: async (page) => {
      await chooseImport(page);
      await page.getByLabel('Passphrase of the file').fill('not it at all');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'import-file-foreign',
    fixture: fixture(everyday, {}, { chooseImport: { ok: false, error: error('not_a_backup') } }),
    steps: async (page) => {
      await secrets(page, 'Restore a backup…');
      await press(page, 'Choose a file…');
      await page.getByRole('alert').waitFor();
    },
  },
  { name: 'change-key', fixture: fixture(everyday), steps: (page) => secrets(page, 'Change the key…') },
  {
    name: 'change-key-passphrase',
    fixture: fixture(everyday, { vault: { kind: 'open', secretsKeptIn: 'passphrase' } }),
    steps: (page) => secrets(page, 'Change the key…'),
  },
  {
    name: 'works',
    fixture: fixture(everyday, { works: [work('refresh_all', { done: 3, total: 8 }), work('export')] }),
  },
  {
    name: 'works-done',
    fixture: fixture(everyday),
    steps: (page) =>
      tell(
        page,
        done({ kind: 'refresh_all', refreshed: 6, failed: 0, skipped: 2 }),
        done({ kind: 'export', accounts: 8, fileName: 'tokendeck-2026-03-12.tokendeck' }),
        done(imported),
      ),
  },
  {
    name: 'works-failed',
    fixture: fixture(everyday),
    steps: (page) =>
      tell(
        page,
        work('export', {
          state: 'failed',
          error: error('file_unusable', { detail: 'tokendeck-2026-03-12.tokendeck (the disk is full)' }),
        }),
        work('refresh_all', {
          state: 'cancelled',
          done: 3,
          total: 8,
          report: { kind: 'refresh_all', refreshed: 2, failed: 1, skipped: 0 },
        }),
      ),
  },
  { name: 'locked', fixture: lockedAs({}) },
  { name: 'locked-names', fixture: lockedAs({ accounts: lockedAccounts }) },
  {
    name: 'locked-error',
    fixture: lockedAs({ error: error('keychain_locked') }),
  },
  {
    name: 'locked-smallest',
    fixture: lockedAs({ unlocksWith: 'passphrase', accounts: lockedAccounts }),
    size: { width: 640, height: 420 },
  },
  ...lookStates,
];
