// Each item of Electron's security checklist, by its number, and what stands beside the list in the threat model.
import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { openableUrl } from '../../main/core/addresses.ts';
import { answerAppRequest, contentSecurityPolicy } from '../../main/shell/app-files.ts';
import { windowUrl } from '../../main/shell/app-origin.ts';
import { guardContents, setUpContentsRules, setUpSessionRules } from '../../main/shell/security.ts';
import { webPreferences } from '../../main/shell/web-preferences.ts';
import { fakeLog } from '../support/fake-log.ts';
import { sourcesUnder, textOf } from './sources.ts';

const shellSources = [...sourcesUnder('main/shell'), ['main/index.ts', textOf('main/index.ts')] as const];
const allSources = [...sourcesUnder('main'), ...sourcesUnder('preload'), ...sourcesUnder('renderer')];

/** The sources in which a pattern occurs. */
function occurrences(sources: ReturnType<typeof sourcesUnder>, pattern: RegExp): readonly string[] {
  return sources.filter(([, text]) => pattern.test(text)).map(([path]) => path);
}

/** The session's handlers, as they were set. */
function sessionRules() {
  const set: Record<string, (...args: unknown[]) => unknown> = {};
  const values: Record<string, unknown> = {};
  const keep = (name: string) => (handler: unknown) => {
    set[name] = handler as (typeof set)[string];
    values[name] = handler;
  };
  setUpSessionRules({
    setPermissionRequestHandler: keep('request'),
    setPermissionCheckHandler: keep('check'),
    setDevicePermissionHandler: keep('device'),
    setDisplayMediaRequestHandler: keep('display'),
    setSpellCheckerEnabled: keep('spelling'),
  });
  return { set, values };
}

/** Contents of which only the events and the window handler matter here. */
function guarded() {
  const log = fakeLog();
  const emitter = new EventEmitter();
  let openHandler: ((details: { url: string }) => { action: string }) | undefined;
  const contents = Object.assign(emitter, {
    setWindowOpenHandler(handler: unknown) {
      openHandler = handler as typeof openHandler;
    },
  });
  const happens = (name: string, ...more: unknown[]): boolean => {
    let prevented = false;
    emitter.emit(
      name,
      {
        url: 'https://evil.example/?token=MARKED',
        preventDefault: () => {
          prevented = true;
        },
      },
      ...more,
    );
    return !prevented;
  };
  return {
    contents: contents as unknown as Parameters<typeof guardContents>[0],
    log,
    happens,
    open: () => openHandler,
  };
}

describe('the checklist', () => {
  it('1: only own content is loaded, never remote content', async () => {
    expect(windowUrl).toBe('app://tokendeck/index.html');
    expect(occurrences(shellSources, /loadURL\((?!windowUrl\))/)).toEqual([]);
    expect(occurrences(sourcesUnder('renderer'), /(src|href)=["'](https?:)?\/\//)).toEqual([]);
    const remote = await answerAppRequest(new Map(), new Request('https://evil.example/index.html'));
    expect(remote.status).toBe(403);
  });

  it.each([true, false])('2: no Node integration anywhere, packaged %s', (packaged) => {
    expect(webPreferences('/preload.cjs', packaged)).toMatchObject({
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
    });
  });

  it.each([true, false])('3: contexts are isolated, packaged %s', (packaged) => {
    expect(webPreferences('/preload.cjs', packaged).contextIsolation).toBe(true);
  });

  it('4: every process of a page is in the sandbox', () => {
    expect(webPreferences('/preload.cjs', true).sandbox).toBe(true);
    expect(textOf('main/index.ts')).toMatch(/^\s*app\.enableSandbox\(\);$/m);
    // An AppImage adds the switch by itself, and the command line takes it out of its arguments; nothing else knows it.
    expect(occurrences(allSources, /no-sandbox/)).toEqual(['main/command-line/launched.ts']);
  });

  it.each([
    'media',
    'geolocation',
    'notifications',
    'midi',
    'midiSysex',
    'pointerLock',
    'fullscreen',
    'openExternal',
    'clipboard-read',
    'clipboard-sanitized-write',
    'display-capture',
    'idle-detection',
    'hid',
    'serial',
    'usb',
    'fileSystem',
    'storage-access',
    'window-management',
    'a permission yet to be invented',
  ])(
    '5: the permission %s is denied, asked for or checked, also for devices and the screen',
    (permission) => {
      const { set } = sessionRules();
      const answers: unknown[] = [];
      set['request']?.({}, permission, (answer: unknown) => answers.push(answer), {});
      set['display']?.({}, (answer: unknown) => answers.push(answer));
      expect(answers).toEqual([false, null]);
      expect(set['check']?.({}, permission, 'app://tokendeck', {})).toBe(false);
      expect(set['device']?.({ deviceType: permission })).toBe(false);
    },
  );

  it.each([true, false])('6: web security is on, packaged %s', (packaged) => {
    expect(webPreferences('/preload.cjs', packaged).webSecurity).toBe(true);
    expect(occurrences(allSources, /disable-web-security|webSecurity: (?!true)/)).toEqual([]);
  });

  it('7: every answer has the policy, and the policy is the strict one', async () => {
    expect(contentSecurityPolicy).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
        "connect-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-src 'none'; " +
        "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    );
    const answer = await answerAppRequest(new Map(), new Request('app://tokendeck/nothing'));
    expect(answer.headers.get('content-security-policy')).toBe(contentSecurityPolicy);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('8: insecure content is not allowed', () => {
    expect(webPreferences('/preload.cjs', false).allowRunningInsecureContent).toBe(false);
    expect(occurrences(allSources, /allow-running-insecure-content|ignore-certificate-errors/)).toEqual([]);
  });

  it('9: experimental features are off', () => {
    expect(webPreferences('/preload.cjs', false).experimentalFeatures).toBe(false);
  });

  it('10: no Blink features are enabled', () => {
    expect(webPreferences('/preload.cjs', false)).not.toHaveProperty('enableBlinkFeatures');
    expect(occurrences(allSources, /enable-blink-features|enableBlinkFeatures/)).toEqual([]);
  });

  it('11: pages cannot have <webview>', () => {
    expect(webPreferences('/preload.cjs', false).webviewTag).toBe(false);
    expect(occurrences(allSources, /<webview[ >](?!`)/)).toEqual([]);
  });

  it('12: attaching a <webview> is prevented all the same', () => {
    const { contents, log, happens } = guarded();
    guardContents(contents, log);
    expect(happens('will-attach-webview', {}, {})).toBe(false);
  });

  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('13: %s is prevented', (event) => {
    const { contents, log, happens } = guarded();
    expect(happens(event)).toBe(true);
    guardContents(contents, log);
    expect(happens(event)).toBe(false);
    expect(JSON.stringify(log.entries)).not.toContain('MARKED');
  });

  it('14: no window is opened', () => {
    const { contents, log, open } = guarded();
    guardContents(contents, log);
    expect(open()?.({ url: windowUrl })).toEqual({ action: 'deny' });
  });

  it('14: contents are guarded from their creation on', () => {
    const app = new EventEmitter();
    const { contents, log, happens } = guarded();
    setUpContentsRules(app as unknown as Parameters<typeof setUpContentsRules>[0], log);
    app.emit('web-contents-created', {}, contents);
    expect(happens('will-navigate')).toBe(false);
  });

  it('15: the system opens only judged addresses, from one place, and the window passes none', () => {
    expect(openableUrl('file:///etc/passwd')).toBeUndefined();
    expect(openableUrl('http://login.example.com/')).toBeUndefined();
    expect(openableUrl('https://user:secret@login.example.com/')).toBeUndefined();
    expect(occurrences(allSources, /openExternal\(/)).toEqual(['main/shell/open-external.ts']);
    expect(textOf('preload/parse.ts')).not.toMatch(/\burl: (?!2048)/);
  });

  it('16: Electron has an exact version', () => {
    const manifest = JSON.parse(textOf('package.json')) as { devDependencies: Record<string, string> };
    expect(manifest.devDependencies['electron']).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('17: ipcMain and its kin are named in one file; the rest is proved by unit/shell/ipc-call', () => {
    expect(occurrences(allSources, /\bipcMain\b/)).toEqual(['main/shell/ipc.ts']);
    expect(occurrences(allSources, /\bipcRenderer\b/)).toEqual(['preload/index.ts']);
    expect(occurrences(allSources, /ipcMain\.(?!handle\()/)).toEqual([]);
    expect(occurrences(allSources, /MessageChannelMain|'ipc-message'|\.ipc\b/)).toEqual([]);
  });

  it('18: own scheme instead of file://', () => {
    expect(occurrences(allSources, /loadFile\(|file:\/\//)).toEqual([]);
    expect(textOf('main/shell/app-protocol.ts')).toContain('privileges: { standard: true, secure: true }');
  });

  it('19: the fuses', () => {
    const block = /^electronFuses:\n((?: {2}.+\n)+)/m.exec(textOf('electron-builder.yml'))?.[1] ?? '';
    const fuses = Object.fromEntries(
      block
        .trimEnd()
        .split('\n')
        .map((line) => line.trim().split(': ') as [string, string]),
    );
    expect(fuses).toMatchObject({
      runAsNode: 'false',
      enableNodeOptionsEnvironmentVariable: 'false',
      enableNodeCliInspectArguments: 'false',
      enableCookieEncryption: 'true',
      enableEmbeddedAsarIntegrityValidation: 'true',
      onlyLoadAppFromAsar: 'true',
      grantFileProtocolExtraPrivileges: 'false',
    });
  });

  it('20: one bridge, of named functions; the rest is proved by unit/preload/bridge', () => {
    expect(textOf('preload/index.ts').match(/exposeIn\w+\(.*/g)).toEqual([
      "exposeInMainWorld('tokendeck', bridge);",
    ]);
  });
});

describe('beside the checklist', () => {
  it('developer tools are only for unpackaged runs', () => {
    expect(webPreferences('/preload.cjs', true).devTools).toBe(false);
    expect(webPreferences('/preload.cjs', false).devTools).toBe(true);
    expect(occurrences(allSources, /openDevTools/)).toEqual([]);
  });

  it('nothing that is typed goes to a spelling service', () => {
    expect(webPreferences('/preload.cjs', false).spellcheck).toBe(false);
    expect(sessionRules().values['spelling']).toBe(false);
  });

  it('a certificate that Chromium refuses is never accepted', () => {
    const app = new EventEmitter();
    setUpContentsRules(app as unknown as Parameters<typeof setUpContentsRules>[0], fakeLog());
    const answers: boolean[] = [];
    let prevented = false;
    app.emit(
      'certificate-error',
      {
        preventDefault: () => {
          prevented = true;
        },
      },
      {},
      'https://evil.example/',
      'net::ERR',
      {},
      (answer: boolean) => answers.push(answer),
    );
    expect(prevented).toBe(true);
    expect(answers).toEqual([false]);
  });
});
