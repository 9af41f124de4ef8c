// The built application in its host: a token on the clipboard for as long as is set, and what the page hears of its end.
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { Bridge, CopyReceipt, Events } from '../../preload/contract.ts';
import { openStage, type Stage } from '../e2e/stage.ts';
import type { RunningApp } from '../support/host/host.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
const patience = { timeout: 30_000 };
const token = 'token-of-the-clipboard-spec';

type Exposed = typeof globalThis & {
  readonly tokendeck: Bridge;
  ends: Events['clipboardChanged'][];
};

let stage: Stage;
let app: RunningApp;
let accountId = '';

const clipboardText = (): Promise<string> => app.evaluate(({ clipboard }) => clipboard.readText(), undefined);
const ends = (): Promise<Exposed['ends']> => app.page.evaluate(() => (globalThis as Exposed).ends);

async function copy(clipboardClearMs: number): Promise<CopyReceipt> {
  const copied = await app.page.evaluate(
    async ({ id, ms }) => {
      const { tokendeck } = globalThis as Exposed;
      await tokendeck.changeSettings({ changes: { clipboardClearMs: ms } });
      return tokendeck.copyToken({ accountId: id, format: 'token' });
    },
    { id: accountId, ms: clipboardClearMs },
  );
  if (!copied.ok) throw new Error(copied.error.what);
  expect(await clipboardText()).toBe(token);
  return copied.value;
}

beforeAll(async () => {
  stage = await openStage({});
  app = await stage.launch({ DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' });
  await vi.waitFor(async () => {
    const chosen = await app.page.evaluate(() =>
      (globalThis as Exposed).tokendeck.choosePassphrase({ passphrase: 'four plain words here' }),
    );
    expect(chosen.ok).toBe(true);
  }, patience);
  const imported = await app.page.evaluate(
    ({ clientId, accessToken }) =>
      (globalThis as Exposed).tokendeck.importAccount({
        providerId: 'practice',
        parameters: {},
        endpoints: {},
        clientId,
        clientSecret: '',
        clientAuthentication: 'none',
        dangerouslyAllowHttpOnLoopback: true,
        accessToken,
        refreshToken: '',
        expiresAt: Date.now() + 3_600_000,
        scopes: [],
        label: 'Imported',
      }),
    { clientId: stage.provider.publicClientId, accessToken: token },
  );
  if (!imported.ok) throw new Error(imported.error.what);
  accountId = imported.value.id;
  await app.page.evaluate(() => {
    const page = globalThis as Exposed;
    page.ends = [];
    page.tokendeck.onClipboardChanged((end) => page.ends.push(end));
  });
});

beforeEach(() =>
  app.page.evaluate(() => {
    (globalThis as Exposed).ends = [];
  }),
);

afterAll(async () => {
  await app?.close();
  await stage?.close();
});

it('is taken off after the time that is set, which is told', async () => {
  const before = Date.now();
  const { clearsAt = 0 } = await copy(5_000);
  expect(clearsAt - before).toBeGreaterThanOrEqual(5_000);
  expect(clearsAt - Date.now()).toBeLessThanOrEqual(5_000);
  await expect.poll(ends, patience).toEqual(['cleared']);
  expect(Date.now()).toBeGreaterThanOrEqual(clearsAt);
  expect(await clipboardText()).toBe('');
});

it('is not taken off where something else is there by then, which is told as well', async () => {
  await copy(5_000);
  await app.evaluate(({ clipboard }) => clipboard.writeText('a shopping list'), undefined);
  await expect.poll(ends, patience).toEqual(['left']);
  expect(await clipboardText()).toBe('a shopping list');
});

it('stays where that is set, until the vault is locked', async () => {
  expect((await copy(0)).clearsAt).toBeUndefined();
  await app.page.evaluate(() => new Promise((done) => setTimeout(done, 6_000)));
  expect(await clipboardText()).toBe(token);
  expect(await ends()).toEqual([]);
  await app.page.evaluate(() => (globalThis as Exposed).tokendeck.lock());
  await expect.poll(ends, patience).toEqual(['cleared']);
  expect(await clipboardText()).toBe('');
});
