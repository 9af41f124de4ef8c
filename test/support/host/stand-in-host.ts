// Test equipment. Starts the application over the stand-in for Electron, in a process of its own, and connects to the
// Chromium that shows its windows.
import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type AnnouncedWindow, type Asked, channelVariable, type Told } from '../electron/host-channel.ts';
import type { Crossing } from '../electron/traffic.ts';
import type { LaunchSettings, RunningApp } from './host.ts';
import { standInArguments } from './stand-in-arguments.ts';

/** How long the application may take to open its window, in milliseconds. */
const opensWithinMs = 60_000;

/** How long the application may take to end in its own way, in milliseconds. */
const endsWithinMs = 15_000;

type StandInOnly = {
  readonly standIn: { invoke(channel: string, args: unknown[], caller: object): Promise<unknown> };
};

interface Channel {
  readonly firstWindow: Promise<AnnouncedWindow>;
  readonly crossings: readonly Crossing[];
  ask(source: string, arg: unknown): Promise<unknown>;
}

function openChannel(child: ChildProcess): Channel {
  const crossings: Crossing[] = [];
  const pending = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const firstWindow = Promise.withResolvers<AnnouncedWindow>();
  let asked = 0;

  child.on('message', (told: Told) => {
    switch (told.kind) {
      case 'window':
        firstWindow.resolve(told.window);
        return;
      case 'crossing':
        crossings.push(told.crossing);
        return;
      case 'value':
        pending.get(told.id)?.resolve(told.value);
        pending.delete(told.id);
        return;
      case 'failure':
        pending.get(told.id)?.reject(new Error(told.message));
        pending.delete(told.id);
    }
  });
  child.once('disconnect', () => {
    for (const { reject } of pending.values()) reject(new Error('The application has ended.'));
    pending.clear();
  });

  return {
    firstWindow: firstWindow.promise,
    crossings,
    ask(source, arg) {
      asked += 1;
      const message: Asked = { id: asked, source, arg };
      return new Promise((resolve, reject) => {
        pending.set(message.id, { resolve, reject });
        child.send(message, (error) => {
          if (error === null) return;
          pending.delete(message.id);
          reject(error);
        });
      });
    },
  };
}

async function findPage(browser: Browser, targetId: string): Promise<Page> {
  for (const page of browser.contexts().flatMap((context) => context.pages())) {
    const session = await page.context().newCDPSession(page);
    const { targetInfo } = await session.send('Target.getTargetInfo');
    await session.detach();
    if (targetInfo.targetId === targetId) return page;
  }
  throw new Error('The window was not found in Chromium.');
}

async function connect(window: AnnouncedWindow): Promise<{ browser: Browser; page: Page }> {
  // Otherwise it would tell the page light or dark, in the place of the application.
  const browser = await chromium.connectOverCDP(window.endpoint, { noDefaults: true });
  const page = await findPage(browser, window.targetId);
  await page.waitForURL((url) => url.href !== 'about:blank');
  return { browser, page };
}

export async function launchOnStandIn({ entry, args, env }: LaunchSettings): Promise<RunningApp> {
  const child = spawn(process.execPath, [...standInArguments, entry, ...args], {
    env: { ...env, [channelVariable]: '1' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    serialization: 'advanced',
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
  const channel = openChannel(child);
  const endedEarly = ended.then((code): never => {
    throw new Error(`The application ended with code ${code} before it had a window.\n${output}`);
  });
  endedEarly.catch(() => undefined);
  const late = sleep(opensWithinMs, undefined, { ref: false });
  const window = await Promise.race([channel.firstWindow, endedEarly, late]);
  if (window === undefined) {
    child.kill('SIGKILL');
    throw new Error(`The application had no window after ${opensWithinMs} ms.\n${output}`);
  }
  const { browser, page } = await connect(window).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw new Error(`The window could not be reached.\n${output}`, { cause: error });
  });

  async function finish(code: Promise<number>): Promise<number> {
    const ending = await Promise.race([code, sleep(endsWithinMs, undefined, { ref: false })]);
    if (ending === undefined) child.kill('SIGKILL');
    await browser.close().catch(() => undefined);
    if (ending === undefined) throw new Error(`The application did not end when it was told to.\n${output}`);
    return ending;
  }

  return {
    kind: 'stand-in',
    page,
    pid: child.pid ?? 0,
    ended,
    evaluate: <A, R>(run: (electron: never, arg: A) => R | Promise<R>, arg: A) =>
      channel.ask(String(run), arg) as Promise<R>,
    invoke: (channelName, callArgs, caller = {}) =>
      channel.ask(
        String(
          (
            { standIn }: StandInOnly,
            call: { channelName: string; callArgs: unknown[]; caller: object },
          ): Promise<unknown> => standIn.invoke(call.channelName, call.callArgs, call.caller),
        ),
        { channelName, callArgs, caller },
      ),
    output: () => output,
    async ipcTraffic() {
      // What was sent before an answer has arrived before it.
      if (child.connected) await channel.ask('() => undefined', undefined);
      return [...channel.crossings];
    },
    close() {
      if (child.connected) channel.ask('({ app }) => app.quit()', undefined).catch(() => undefined);
      return finish(ended);
    },
    async kill() {
      child.kill('SIGKILL');
      await finish(ended);
    },
  };
}
