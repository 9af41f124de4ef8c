// Test. The bridge of the stand-in: calls, events, the worlds of the page, and who is seen to call.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningApp } from '../../support/host/host.ts';
import { eventually, launchFixture, newHome, removeHome } from './launch-fixture.ts';

let home: string;
let app: RunningApp;

beforeAll(async () => {
  home = newHome();
  app = await launchFixture(home);
  await app.page.waitForLoadState();
});

afterAll(async () => {
  await app?.close();
  removeHome(home);
});

describe('calls to the main process', () => {
  it('carry arguments and the result', async () => {
    const result = await app.page.evaluate(async () => {
      const [nothing, date, list] = (await window.fixture.ask('echo', undefined, new Date(5), [
        1,
        { a: 'b' },
      ])) as [unknown, Date, unknown];
      return { nothing: typeof nothing, isDate: date instanceof Date, at: date.getTime(), list };
    });
    expect(result).toEqual({ nothing: 'undefined', isDate: true, at: 5, list: [1, { a: 'b' }] });
  });

  it.each([
    ['refuse', "Error invoking remote method 'refuse': TypeError: refused"],
    ['unheard', "Error invoking remote method 'unheard': Error: No handler registered for 'unheard'"],
    ['unclonable', "Error invoking remote method 'unclonable': Error: An object could not be cloned."],
  ])('reject with a message for %s', async (channel, message) => {
    const said = await app.page.evaluate(
      (name) =>
        window.fixture.ask(name).then(
          () => 'no error',
          (error: Error) => error.message,
        ),
      channel,
    );
    expect(said).toBe(message);
  });

  it('come from the main frame of the window, as its handler sees it', async () => {
    const who = await app.page.evaluate(() => window.fixture.ask('who'));
    expect(who).toEqual({
      url: 'app://fixture/page.html',
      origin: 'app://fixture',
      isMainFrame: true,
      isTop: true,
      isOwnWindow: true,
      isKnown: true,
    });
  });

  it.each([
    [
      'another origin',
      { url: 'https://example.com/x' },
      { url: 'https://example.com/x', origin: 'https://example.com', isMainFrame: false, isTop: true },
    ],
    [
      'a frame within the page',
      { subFrame: true },
      { url: 'app://fixture/page.html', isMainFrame: false, isTop: false, isOwnWindow: true },
    ],
    ['contents without a window', { foreignContents: true }, { isOwnWindow: false, isKnown: false }],
  ])('can be made as %s, and are seen to be', async (_name, caller, seen) => {
    await expect(app.invoke('who', [], caller)).resolves.toMatchObject(seen);
  });

  it('made from a real frame within the page are seen to be from there', async () => {
    const { page } = app;
    const session = await page.context().newCDPSession(page);
    const contexts: { readonly id: number; readonly name: string }[] = [];
    session.on('Runtime.executionContextCreated', ({ context }) => contexts.push(context));
    await session.send('Runtime.enable');
    const known = new Set(contexts.map(({ id }) => id));
    await page.evaluate(() => document.body.append(document.createElement('iframe')));
    const inFrame = (): number | undefined =>
      contexts.find(({ id, name }) => !known.has(id) && name.startsWith('standIn'))?.id;
    await eventually(inFrame).toBeTypeOf('number');
    // No preload script runs in the frame; this is what somebody who has broken into it could call.
    const expression = `
      const names = Object.getOwnPropertyNames(globalThis).filter((name) => name.startsWith('standIn'));
      const message = { kind: 'invoke', id: 0, channel: 'who', args: ['array', []] };
      for (const name of names) globalThis[name](JSON.stringify(message));
      names.length`;
    const { result } = await session.send('Runtime.evaluate', { expression, contextId: inFrame() ?? 0 });
    await session.detach();
    await page.evaluate(() => document.querySelector('iframe')?.remove());
    expect(result.value).toBe(1);
    const answers = (await app.ipcTraffic()).filter((crossing) => crossing.channel === 'who');
    expect(answers.at(-1)?.text).toContain('["isMainFrame",false],["isTop",false],["isOwnWindow",true]');
    expect(answers.at(-1)?.text).toContain('["url","about:blank"]');
  });

  it('made by the test as the window itself are like the page’s own', async () => {
    const own = await app.page.evaluate(() => window.fixture.ask('who'));
    await expect(app.invoke('who', [])).resolves.toEqual(own);
  });

  it('are recorded, with their answers', async () => {
    await app.page.evaluate(() => window.fixture.ask('echo', 'marked argument'));
    const traffic = (await app.ipcTraffic()).filter(({ text }) => text.includes('marked argument'));
    expect(traffic.map(({ direction, channel }) => [direction, channel])).toEqual([
      ['to main', 'echo'],
      ['to page', 'echo'],
    ]);
  });
});

describe('events from the main process', () => {
  it('reach listeners in order, until they are taken off', async () => {
    const heard = app.page.evaluate(
      () =>
        new Promise((resolve) => {
          const values: unknown[] = [];
          const stop = window.fixture.onNews((...news) => {
            values.push(news);
            if (news[0] === 'last') resolve(values);
            if (news[0] === 2) stop();
          });
          window.fixture.onNews((...news) => {
            if (news[0] === 'last') resolve(values);
          });
          document.body.dataset['listening'] = 'yes';
        }),
    );
    await app.page.waitForSelector('[data-listening=yes]');
    await app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      for (const news of [[1, { a: undefined }], [2], [3], ['last']]) contents?.send('news', ...news);
    }, undefined);
    expect(await heard).toEqual([[1, { a: undefined }], [2]]);
    const traffic = (await app.ipcTraffic()).filter(({ channel }) => channel === 'news');
    expect(traffic).toHaveLength(4);
    expect(traffic[0]?.direction).toBe('to page');
  });
});

describe('the worlds of the page', () => {
  it('share nothing but what the preload script exposes', async () => {
    const world = await app.page.evaluate(() => ({
      preloadOnly: 'preloadOnly' in globalThis,
      require: 'require' in globalThis,
      ours: Object.keys(globalThis).filter((name) => /standIn|electron|ipc/i.test(name)),
    }));
    expect(world).toEqual({ preloadOnly: false, require: false, ours: [] });
  });

  it('call each other at once, and pass on what is thrown', async () => {
    const results = await app.page.evaluate(() => {
      try {
        window.fixture.fail();
      } catch (error) {
        return { sum: window.fixture.sum(2, 3), thrown: (error as Error).message };
      }
    });
    expect(results).toEqual({ sum: 5, thrown: 'thrown in the preload script' });
  });

  it('let the page change nothing of what is exposed', async () => {
    const changed = await app.page.evaluate(() => {
      const exposed = window.fixture as { sum: unknown };
      const before = exposed.sum;
      Reflect.set(exposed, 'sum', () => 0);
      Reflect.set(window, 'fixture', {});
      return before !== window.fixture.sum;
    });
    expect(changed).toBe(false);
  });

  it('give the page scripts the bridge from the beginning', async () => {
    await expect(app.page.getAttribute('body', 'data-bridge')).resolves.toBe(
      'ask onNews sum fail callUnknown',
    );
  });
});

describe('what the stand-in does not implement', () => {
  it.each([
    ['app.setJumpList', (electron: typeof import('electron')) => electron.app.setJumpList(null)],
    ['app.getPath', (electron: typeof import('electron')) => electron.app.getPath('music')],
    [
      'WebContents.insertCSS',
      ({ webContents }: typeof import('electron')) => webContents.fromId(1)?.insertCSS(''),
    ],
    [
      'BrowserWindow.setKiosk',
      ({ BrowserWindow }: typeof import('electron')) => BrowserWindow.getAllWindows()[0]?.setKiosk(true),
    ],
    [
      "WebContents event 'found-in-page'",
      ({ webContents }: typeof import('electron')) =>
        webContents.fromId(1)?.on('found-in-page', () => undefined),
    ],
    ['Session.clearCache', ({ session }: typeof import('electron')) => session.defaultSession.clearCache()],
    [
      'webPreferences.sandbox',
      ({ BrowserWindow }: typeof import('electron')) =>
        new BrowserWindow({ webPreferences: { sandbox: false } }).id,
    ],
  ])('says so: %s', async (name, use) => {
    const asked = app.evaluate(use as (electron: typeof import('electron')) => unknown, undefined);
    await expect(asked).rejects.toThrow(`The stand-in for Electron does not implement ${name}`);
  });

  it('says so in the preload script too', async () => {
    const message = await app.page.evaluate(() => {
      try {
        return window.fixture.callUnknown();
      } catch (error) {
        return (error as Error).message;
      }
    });
    expect(message).toBe('The stand-in for Electron does not implement ipcRenderer.sendSync');
  });
});
