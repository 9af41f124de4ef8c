// Tests how settings are read, changed and kept, with files of every kind.
import { describe, expect, test } from 'vitest';
import { appError } from '../../../../main/core/errors.ts';
import { fail, ok } from '../../../../main/core/result.ts';
import { type Settings, usualSettings } from '../../../../main/core/settings/settings.ts';
import { createSettingsStore } from '../../../../main/core/settings/settings-store.ts';
import { wordingOf } from '../../../../main/core/wording.ts';
import { deepJson } from '../../../support/deep-json.ts';
import { fakeLog } from '../../../support/fake-log.ts';
import { type FakeTextFile, fakeTextFile } from '../../../support/fake-text-file.ts';
import { errorCode, okValue } from '../../../support/result.ts';

function storeWith(text?: string, file = fakeTextFile(text)) {
  const log = fakeLog();
  return { file, log, store: createSettingsStore({ file, log }) };
}

const json = (members: unknown) => JSON.stringify(members);
const written = (file: FakeTextFile): unknown => JSON.parse(file.text() ?? 'null');

describe('reading', () => {
  test('without a file everything is as usual, and none is made by looking', () => {
    const { file, log, store } = storeWith();
    expect(store.get()).toEqual(usualSettings);
    expect(store.problems()).toEqual([]);
    expect(file.text()).toBeUndefined();
    expect(log.entries).toEqual([]);
  });

  test('what was set is read back, the rest is as usual', () => {
    const set = { theme: 'dark', notifyKinds: ['expired'], proxy: 'http://proxy.example:3128' };
    const { store } = storeWith(`\uFEFF${json(set)}`);
    expect(store.get()).toEqual({ ...usualSettings, ...set });
    expect(store.problems()).toEqual([]);
  });

  test.each<[keyof Settings, unknown]>([
    ['theme', 'sepia'],
    ['theme', null],
    ['theme', ['dark']],
    ['startAtLogin', 1],
    ['startAtLogin', 'true'],
    ['startHidden', null],
    ['closeToTray', {}],
    ['groupByProvider', 'yes'],
    ['sortBy', 'NAME'],
    ['notifyKinds', 'expired'],
    ['notifyKinds', { 0: 'expired', length: 1 }],
    ['notifyKinds', ['expired', 'spam']],
    ['notifyKinds', [['expired']]],
    ['notifyBeforeMs', -1],
    ['notifyBeforeMs', 1.5],
    ['notifyBeforeMs', '300000'],
    ['notifyBeforeMs', 24 * 3_600_000 + 1],
    ['notifyBeforeMs', 1e300],
    ['notifyPausedUntil', 8.64e15 + 2],
    ['notifyPausedUntil', -1],
    ['clipboardClearMs', 1],
    ['clipboardClearMs', 4_999],
    ['clipboardClearMs', 600_001],
    ['lockAfterIdleMs', 59_999],
    ['lockAfterIdleMs', 24 * 3_600_000 + 1],
    ['lockWithScreen', 'false'],
    ['showNamesWhileLocked', 0],
    ['contentProtection', []],
    ['proxy', 'proxy.example:3128'],
    ['proxy', 'socks5://proxy.example'],
    ['proxy', 'http://ada:MARKED@proxy.example'],
    ['proxy', 'http://ada@proxy.example'],
    ['proxy', 'http://proxy.example/path'],
    ['proxy', 'http://proxy.example/?q'],
    ['proxy', 'http://proxy.example/#f'],
    ['proxy', 'http://'],
    ['proxy', 'http:proxy.example'],
    ['proxy', 'http://proxy.example:99999'],
    ['proxy', 'javascript:alert(1)'],
    ['proxy', `http://${'a'.repeat(300)}`],
    ['proxy', 8080],
    ['caFile', 7],
    ['caFile', '/etc/ca\0.pem'],
    ['caFile', 'a'.repeat(4097)],
  ])('%s = %j cannot be used: it has its usual value, and that is said', (name, value) => {
    const { file, log, store } = storeWith(json({ sortBy: 'name', [name]: value }));
    const others = name === 'sortBy' ? {} : { sortBy: 'name' };
    expect(store.get()).toEqual({ ...usualSettings, ...others });
    expect(store.problems()).toHaveLength(1);
    expect(store.problems()[0]).toContain(name);
    expect(log.entries).toEqual([{ level: 'warn', event: 'settings.unusable', fields: { setting: name } }]);
    expect(JSON.stringify([store.problems(), log.entries])).not.toContain('MARKED');
    expect(file.aside).toEqual([]);
  });

  test.each([
    ['nothing', ''],
    ['half of it', '{"theme": "dark"'],
    ['a list', '[]'],
    ['null', 'null'],
    ['a text', '"dark"'],
    ['a number', '1'],
    ['something else', 'theme: dark\n'],
    ['binary', '\u0000\u0001\uFFFD'],
    ['JSON with something after it', '{} {}'],
    ['nested beyond measure', '['.repeat(200_000)],
    ['a member of no version that nests too deep', `{"theme":"light","x":${deepJson(33)}}`],
    ['the same beyond measure', `{"theme":"light","x":${deepJson(100_000)}}`],
    ['objects beyond measure', `{"theme":"light","x":${deepJson(50_000, 'object')}}`],
    ['a setting that nests too deep', `{"notifyKinds":${deepJson(100_000)}}`],
  ])('a file with %s is set aside whole, which is said', (_what, text) => {
    const { file, log, store } = storeWith(text);
    expect(store.get()).toEqual(usualSettings);
    expect(file.aside).toEqual([text]);
    expect(store.problems()).toEqual([
      'The settings were damaged. They were kept as /home/it.damaged-1, and the usual ones hold.',
    ]);
    expect(log.entries.map(({ event }) => event)).toEqual(['settings.damaged']);
    okValue(store.change({ theme: 'dark' }));
    expect(written(file)).toEqual({ theme: 'dark' });
  });

  test.each(['read', 'setAside'] as const)('where %s fails, the file is left as it is', (what) => {
    const file = fakeTextFile('{');
    file.broken.add(what);
    const { store } = storeWith(undefined, file);
    expect(store.get()).toEqual(usualSettings);
    expect(store.problems()).toHaveLength(1);
    expect(errorCode(store.change({ theme: 'dark' }))).toBe('settings_not_kept');
    expect(store.get().theme).toBe('dark');
    expect(file.text()).toBe('{');
  });

  test('names of every object are no settings', () => {
    const { file, store } = storeWith('{"__proto__": {"theme": "dark"}, "constructor": 1, "toString": 2}');
    expect(store.get()).toEqual(usualSettings);
    expect(({} as Record<string, unknown>)['theme']).toBeUndefined();
    okValue(store.change({ sortBy: 'name' }));
    expect(file.text()).toContain('"__proto__"');
  });
});

describe('changing', () => {
  test('a file that is close is written close again where it is long, so that it does not outgrow itself', () => {
    const compact = `{"theme":"light","x":[${'1,'.repeat(400_000)}1]}`;
    const { file, store } = storeWith(compact);
    okValue(store.change({ theme: 'dark' }));
    expect(file.text()).toBe(`${compact.replace('light', 'dark')}\n`);
  });

  test('what is short is written for people to read', () => {
    const { file, store } = storeWith('{"x":{"y":1}}');
    okValue(store.change({ theme: 'dark' }));
    expect(file.text()).toBe('{\n  "x": {\n    "y": 1\n  },\n  "theme": "dark"\n}\n');
  });

  test('is written at once, and only what was ever changed', () => {
    const { file, store } = storeWith();
    expect(okValue(store.change({ theme: 'dark' }))).toEqual({ ...usualSettings, theme: 'dark' });
    okValue(store.change({ sortBy: 'name', clipboardClearMs: 0 }));
    expect(written(file)).toEqual({ theme: 'dark', sortBy: 'name', clipboardClearMs: 0 });
    expect(createSettingsStore({ file, log: fakeLog() }).get()).toEqual(store.get());
  });

  test('loses nothing that a newer version has written', () => {
    const newer = { theme: 'sepia', sounds: { volume: 3 }, notifyBeforeMs: 60_000 };
    const { file, store } = storeWith(json(newer));
    okValue(store.change({ closeToTray: false }));
    expect(written(file)).toEqual({ ...newer, closeToTray: false });
    okValue(store.change({ theme: 'system' }));
    expect(written(file)).toEqual({ ...newer, closeToTray: false, theme: 'system' });
  });

  test.each<[string, unknown, unknown]>([
    ['proxy', ' http://proxy.example:3128/ ', 'http://proxy.example:3128'],
    ['proxy', 'HTTPS://Proxy.Example', 'https://proxy.example'],
    ['proxy', 'http://[::1]:8080', 'http://[::1]:8080'],
    ['proxy', '  ', ''],
    ['notifyKinds', ['expired', 'expiring', 'expired'], ['expiring', 'expired']],
    ['notifyKinds', [], []],
    ['clipboardClearMs', 5_000, 5_000],
    ['clipboardClearMs', 600_000, 600_000],
    ['lockAfterIdleMs', 60_000, 60_000],
    ['notifyBeforeMs', 0, 0],
  ])('%s = %j is taken as %j', (name, given, taken) => {
    const { store } = storeWith();
    expect(okValue(store.change({ [name]: given }))).toMatchObject({ [name]: taken });
  });

  test.each<[string, unknown]>([
    ['clipboardClearMs', 4_999],
    ['lockAfterIdleMs', 1],
    ['notifyBeforeMs', Number.NaN],
    ['notifyBeforeMs', Number.POSITIVE_INFINITY],
    ['theme', undefined],
    ['proxy', 'http://ada:MARKED@proxy.example'],
    ['sounds', true],
    ['toString', true],
    ['__proto__', {}],
  ])('%s = %j is refused, and nothing of the change is done', (name, value) => {
    const { file, store } = storeWith();
    const heard: unknown[] = [];
    store.onChange((now) => heard.push(now));
    const changes = Object.fromEntries([
      ['theme', 'dark'],
      [name, value],
    ]) as Partial<Settings>;
    const answer = store.change(changes);
    expect(errorCode(answer)).toBe('invalid_setting');
    expect(JSON.stringify(answer)).not.toContain('MARKED');
    expect(!answer.ok && wordingOf(answer.error).what).toMatch(/^A setting is not valid: .+\.$/);
    expect(store.get()).toEqual(usualSettings);
    expect(file.text()).toBeUndefined();
    expect(heard).toEqual([]);
  });

  test('that cannot be written holds for this run, and is written with the next', () => {
    const { file, store, log } = storeWith(json({ sortBy: 'name' }));
    const heard: string[] = [];
    store.onChange((now, before) => heard.push(`${before.theme} ${now.theme}`));
    file.broken.add('write');
    expect(errorCode(store.change({ theme: 'dark' }))).toBe('settings_not_kept');
    expect(store.get().theme).toBe('dark');
    expect(heard).toEqual(['system dark']);
    expect(written(file)).toEqual({ sortBy: 'name' });
    expect(log.entries.map(({ event }) => event)).toEqual(['settings.not_kept']);
    file.broken.clear();
    okValue(store.change({ closeToTray: false }));
    expect(written(file)).toEqual({ sortBy: 'name', theme: 'dark', closeToTray: false });
  });

  test('is told to each listener until it stops', () => {
    const { store } = storeWith();
    const heard: string[] = [];
    const stop = store.onChange((now) => heard.push(now.theme));
    okValue(store.change({}));
    okValue(store.change({ theme: 'dark' }));
    stop();
    okValue(store.change({ theme: 'light' }));
    expect(heard).toEqual(['dark']);
  });
});

describe('a guard', () => {
  test('is asked for a new value only, and refuses the whole change in its words', () => {
    const { file, store } = storeWith(json({ caFile: '/there.pem' }));
    const asked: string[] = [];
    store.guard('caFile', (path) => {
      asked.push(path);
      return path === '' ? ok() : fail(appError('invalid_argument', { detail: `${path} cannot be read` }));
    });
    okValue(store.change({ caFile: '/there.pem', theme: 'light' }));
    expect(asked).toEqual([]);
    expect(store.change({ theme: 'dark', caFile: '/gone.pem' })).toEqual(
      fail(appError('invalid_setting', { detail: '/gone.pem cannot be read' })),
    );
    expect(store.get()).toMatchObject({ theme: 'light', caFile: '/there.pem' });
    expect(written(file)).toEqual({ caFile: '/there.pem', theme: 'light' });
    okValue(store.change({ caFile: '' }));
    expect(asked).toEqual(['/gone.pem', '']);
  });

  test('that throws refuses, and nothing is thrown on', () => {
    const { file, store, log } = storeWith();
    store.guard('startAtLogin', () => {
      throw new TypeError('no login items here');
    });
    expect(errorCode(store.change({ startAtLogin: true }))).toBe('invalid_setting');
    expect(store.get().startAtLogin).toBe(false);
    expect(file.text()).toBeUndefined();
    expect(log.entries.map(({ event }) => event)).toEqual(['settings.guard_failed']);
  });

  test('that acts is not asked where another member is refused', () => {
    const { store } = storeWith();
    let acted = 0;
    store.guard('startAtLogin', () => {
      acted += 1;
      return ok();
    });
    expect(errorCode(store.change({ startAtLogin: true, clipboardClearMs: 1 }))).toBe('invalid_setting');
    expect(acted).toBe(0);
    okValue(store.change({ startAtLogin: true }));
    expect(acted).toBe(1);
  });
});
