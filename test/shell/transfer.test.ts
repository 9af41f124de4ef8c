// The built application in its host: exporting and importing through the window's bridge and the system's dialogs.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { Bridge, Channel, Outcome, WorkView } from '../../preload/contract.ts';
import { launchApp, type RunningApp } from '../support/host/host.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

/** No keychain, no provider, no browser of the person who runs the tests. */
const env = {
  TOKENDECK_PRACTICE_ISSUER: undefined,
  TOKENDECK_PRACTICE_CLIENT_ID: undefined,
  TOKENDECK_CA_FILE: undefined,
  DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent',
  BROWSER: 'false',
};

vi.setConfig({ testTimeout: 120_000 });

type Exposed = { readonly tokendeck: Bridge };

const passphrase = 'MARKED correct horse';
const backup = join(import.meta.dirname, '..', 'support', 'exports', 'version-1.tokendeck');

/** The person answers each of the system's dialogs with this file. */
function choose(app: RunningApp, path: string): Promise<unknown> {
  return app.evaluate(({ dialog }, chosen) => {
    Object.assign(dialog, {
      showSaveDialog: async () => ({ canceled: false, filePath: chosen }),
      showOpenDialog: async () => ({ canceled: false, filePaths: [chosen] }),
    });
  }, path);
}

/** Begins a work over the bridge, and waits for its end as the window is told it. */
function endOf(
  app: RunningApp,
  channel: 'exportAll' | 'importAll',
  given: string,
): Promise<Outcome<WorkView>> {
  return app.page.evaluate(
    async ([name, words]) => {
      const { tokendeck } = globalThis as unknown as Exposed;
      const told = new Map<string, WorkView>();
      let tell = (): void => undefined;
      const stop = tokendeck.onWorkChanged((view) => {
        told.set(view.id, view);
        tell();
      });
      const begun = await tokendeck[name]({ passphrase: words });
      if (!begun.ok) return begun;
      const { value } = begun;
      if (value === null) throw new Error('nothing was chosen');
      const last = () => told.get(value.id) ?? value;
      while (last().state === 'running') {
        await new Promise<void>((resolve) => {
          tell = resolve;
        });
      }
      stop();
      return { ok: true, value: last() } as const;
    },
    [channel, given] as const,
  );
}

it('exports what it has imported, and says what is wrong with other files', async () => {
  const home = temporaryDirectory();
  const app = await launchApp({ home, env });
  onTestFinished(async () => void (await app.close().catch(() => undefined)));
  const ask = (channel: Channel, given: object = {}) => app.invoke(channel, [given]);

  expect(await ask('exportAll', { passphrase })).toMatchObject({
    ok: false,
    error: { code: 'vault_locked' },
  });
  expect(await ask('choosePassphrase', { passphrase: 'four plain words' })).toMatchObject({ ok: true });
  expect(await ask('exportAll', { passphrase: 'short' })).toMatchObject({
    ok: false,
    error: { code: 'passphrase_too_short' },
  });
  // Nobody chooses anything yet.
  expect(await ask('exportAll', { passphrase })).toEqual({ ok: true, value: null });
  expect(await ask('chooseImport')).toEqual({ ok: true, value: null });

  await choose(app, backup);
  expect(await ask('chooseImport')).toEqual({
    ok: true,
    value: { fileName: 'version-1.tokendeck', createdAt: 1_795_219_200_000 },
  });
  expect(await endOf(app, 'importAll', passphrase)).toMatchObject({
    value: { state: 'failed', error: { code: 'backup_passphrase_wrong' } },
  });
  expect(await endOf(app, 'importAll', 'a passphrase for tests')).toMatchObject({
    value: { state: 'done', report: { kind: 'import', added: 3, providersAdded: 1, unreadable: 0 } },
  });

  const folder = temporaryDirectory();
  const path = join(folder, 'mine.tokendeck');
  await choose(app, path);
  expect(await endOf(app, 'exportAll', passphrase)).toMatchObject({
    value: { state: 'done', report: { kind: 'export', accounts: 3, fileName: 'mine.tokendeck' } },
  });
  expect(readdirSync(folder)).toEqual(['mine.tokendeck']);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readFileSync(path).includes('not-a-real')).toBe(false);

  await ask('chooseImport');
  expect(await endOf(app, 'importAll', passphrase)).toMatchObject({
    value: { state: 'done', report: { added: 0, unchanged: 3, providersKept: 0 } },
  });
  writeFileSync(path, readFileSync(path).subarray(0, -1));
  expect(await ask('chooseImport')).toMatchObject({ ok: false, error: { code: 'backup_damaged' } });
  expect(readFileSync(join(home, 'tokendeck.log'), 'utf8')).not.toMatch(/MARKED|not-a-real/);
});
