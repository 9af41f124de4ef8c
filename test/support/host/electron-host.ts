// Test equipment. Starts the application on real Electron through Playwright.
import { fileURLToPath } from 'node:url';
import { _electron } from 'playwright-core';
import type { Crossing } from '../electron/traffic.ts';
import type { ElectronModule, LaunchSettings, RunningApp } from './host.ts';

const recorder = fileURLToPath(new URL('./record-traffic.cjs', import.meta.url));

/** What `record-traffic.cjs` leaves in the main process. */
interface Recorded {
  readonly crossings: readonly Crossing[];
  readonly handlers: ReadonlyMap<string, (event: unknown, ...args: unknown[]) => unknown>;
}

export async function launchOnElectron({ entry, args, env }: LaunchSettings): Promise<RunningApp> {
  const { TOKENDECK_HEADLESS: _unused, ...environment } = env;
  const electronApp = await _electron.launch({ args: ['-r', recorder, entry, ...args], env: environment });
  const child = electronApp.process();
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const ended = new Promise<number>((resolve) => {
    child.once('close', (code) => resolve(code ?? 1));
  });
  const page = await electronApp.firstWindow();
  await page.waitForLoadState();

  return {
    kind: 'electron',
    page,
    pid: child.pid ?? 0,
    ended,
    evaluate: <A, R>(run: (electron: ElectronModule, arg: A) => R | Promise<R>, arg: A) =>
      electronApp.evaluate(run as (electron: ElectronModule, arg: unknown) => R | Promise<R>, arg),
    invoke: (channel, callArgs, caller = {}) =>
      electronApp.evaluate(
        ({ BrowserWindow }, call) => {
          const { handlers } = (globalThis as unknown as { tokendeckTraffic: Recorded }).tokendeckTraffic;
          const [window] = BrowserWindow.getAllWindows();
          if (window === undefined) throw new Error('There is no window to call from.');
          const own = window.webContents.mainFrame;
          const url = call.caller.url ?? own.url;
          const parent = call.caller.subFrame === true ? own : null;
          const address = new URL(url);
          const invented = {
            url,
            origin: `${address.protocol}//${address.host}`,
            parent,
            top: parent ?? null,
          };
          const real = call.caller.url === undefined && call.caller.subFrame !== true;
          const senderFrame = real ? own : invented;
          const sender =
            call.caller.foreignContents === true ? { id: -1, mainFrame: senderFrame } : window.webContents;
          return handlers.get(call.channel)?.({ type: 'frame', sender, senderFrame }, ...call.callArgs);
        },
        { channel, callArgs, caller },
      ),
    output: () => output,
    ipcTraffic: () =>
      electronApp.evaluate(() => {
        const { crossings } = (globalThis as unknown as { tokendeckTraffic: Recorded }).tokendeckTraffic;
        return [...crossings];
      }),
    async close() {
      await electronApp.close();
      return ended;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
