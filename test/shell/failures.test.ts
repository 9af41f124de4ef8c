// The built application when something beneath it fails: a keychain that hangs, a page that is gone.
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { launchApp, type RunningApp } from '../support/host/host.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const env = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent', BROWSER: 'false' };

/** A session bus that accepts connections and then says nothing, ever: whoever asks it for a keychain hangs. */
async function silentBus() {
  const path = join(temporaryDirectory(), 'bus');
  const sockets: Socket[] = [];
  const bus = createServer((socket) => {
    sockets.push(socket.on('error', () => undefined));
  });
  await new Promise<void>((resolve) => bus.listen(path, resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    bus.close();
  });
  return { address: `unix:path=${path}`, connections: () => sockets.length };
}

async function launch(home: string): Promise<RunningApp> {
  const app = await launchApp({ home, env });
  await app.page.waitForSelector('#root > *');
  return app;
}

function eventsIn(home: string): readonly unknown[] {
  const path = join(home, 'tokendeck.log');
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line).event);
}

function losePage(app: RunningApp): Promise<unknown> {
  return app.evaluate(({ BrowserWindow }) => {
    const details = { reason: 'crashed', exitCode: 1 } as const;
    BrowserWindow.getAllWindows()[0]?.webContents.emit('render-process-gone', {} as never, details);
    return undefined;
  }, null);
}

it.runIf(process.platform === 'linux')('quits at once while the keychain hangs', async () => {
  const bus = await silentBus();
  const app = await launch(temporaryDirectory());
  // Only now, and not for Chromium, which would wait for it as well.
  await app.evaluate((_electron, address) => {
    process.env['DBUS_SESSION_BUS_ADDRESS'] = address;
  }, bus.address);
  app.invoke('retryKeychain', [{}]).catch(() => undefined);
  await expect.poll(bus.connections, { timeout: 30_000 }).toBeGreaterThan(0);
  const start = performance.now();
  expect(await app.close()).toBe(0);
  expect(performance.now() - start).toBeLessThan(10_000);
});

it('loads a page whose process has ended once more, and notes it', async () => {
  const home = temporaryDirectory();
  const app = await launch(home);
  await app.page.evaluate(() => {
    document.documentElement.dataset['old'] = 'yes';
  });
  await losePage(app);
  await app.page.waitForSelector('html:not([data-old]) #root > *');
  expect(eventsIn(home)).toContain('window.page_gone');
  expect(await app.close()).toBe(0);
});

/** Nobody is there to close the message. */
function answerDialogs(app: RunningApp): Promise<unknown> {
  return app.evaluate(({ dialog }) => {
    dialog.showMessageBox = (async (_window: unknown, { message }: { message: string }) => {
      process.stderr.write(`said: ${message}\n`);
      return { response: 0, checkboxChecked: false };
    }) as typeof dialog.showMessageBox;
  }, null);
}

it('says so and ends when the page’s process ends again', async () => {
  const home = temporaryDirectory();
  const app = await launch(home);
  await answerDialogs(app);
  await losePage(app);
  await losePage(app);
  expect(await app.ended).toBe(0);
  expect(app.output()).toContain('said: Tokendeck cannot show its window.');
  expect(eventsIn(home).filter((event) => event === 'window.page_gone')).toHaveLength(2);
});

it('says so and ends when the page cannot be loaded', async () => {
  const home = temporaryDirectory();
  const app = await launch(home);
  await answerDialogs(app);
  await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window !== undefined) window.loadURL = () => Promise.reject(new Error('ERR_FAILED'));
  }, null);
  await losePage(app);
  expect(await app.ended).toBe(0);
  expect(app.output()).toContain('said: Tokendeck cannot show its window.');
  expect(eventsIn(home)).toContain('window.not_loaded');
});
