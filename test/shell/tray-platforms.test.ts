// The tray on each system: which click does what, when its menu is made, and with which pictures. `tray.ts` itself runs
// here over the stand-in's models, within this process and told which system it is on.
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { AccountId } from '../../main/core/accounts/account.ts';
import type { AccountService } from '../../main/core/accounts/service.ts';
import { tokenStatus } from '../../main/core/accounts/status.ts';
import { usualSettings } from '../../main/core/settings/settings.ts';
import type { DeskView } from '../../main/shell/desk.ts';
import { setUpTray, type TrayHandle } from '../../main/shell/tray.ts';
import * as electron from '../support/electron/electron.ts';
import { untilReady } from '../support/electron/lifecycle.ts';
import { poppedUp } from '../support/electron/menu.ts';
import { trays } from '../support/electron/tray.ts';
import { fakeClock, settled } from '../support/fake-clock.ts';
import { account } from '../unit/shell/fixtures.ts';

vi.mock('electron', async () => await import('../support/electron/electron.ts'));

const hour = 3_600_000;
let handle: TrayHandle | undefined;

beforeAll(untilReady);

afterEach(() => {
  handle?.stop();
  handle = undefined;
  electron.nativeTheme.themeSource = 'system';
  vi.unstubAllEnvs();
});

function start(platform: NodeJS.Platform) {
  const clock = fakeClock();
  const done: string[] = [];
  const warned: string[] = [];
  const desk = {
    accounts: [account({ id: 'a', expiresAt: clock.now() + 1.5 * hour, hasRefreshToken: false })],
    isOnline: true,
    views: 0,
  };
  const source = {
    list: () => desk.accounts,
    status: (of) => tokenStatus(of, clock.now(), false),
    nextRefreshAt: () => undefined,
  } satisfies Partial<AccountService>;
  handle = setUpTray({
    platform,
    clock,
    log: { info: () => undefined, warn: (event) => warned.push(event) },
    view(): DeskView {
      desk.views += 1;
      return {
        accounts: source as unknown as AccountService,
        isLocked: false,
        lockedAccounts: [],
        isOnline: desk.isOnline,
        settings: usualSettings,
      };
    },
    actions: {
      copy: (id) => done.push(`copy ${id}`),
      open: (id) => done.push(`open ${id}`),
      signInAgain: (id) => done.push(`sign in ${id}`),
      refreshAll: () => done.push('refresh all'),
      lock: () => done.push('lock'),
      pauseNotifications: (until) => done.push(`pause ${until === 0 ? 0 : until - clock.now()}`),
    },
    quit: () => done.push('quit'),
  });
  const tray = trays.at(-1);
  if (tray === undefined) throw new Error('There is no tray.');
  return { clock, desk, done, warned, tray };
}

const popups = (): number => poppedUp.length;

describe('a click', () => {
  it.each([
    ['linux', 'click', 'open'],
    ['win32', 'click', 'open'],
    ['win32', 'right-click', 'menu'],
    ['darwin', 'click', 'menu'],
    ['darwin', 'right-click', 'menu'],
  ] as const)('on %s: %s brings up the %s', (platform, click, what) => {
    const { done, tray } = start(platform);
    const before = popups();
    tray.emit(click, {});
    expect([done, popups() - before]).toEqual(what === 'menu' ? [[], 1] : [['open undefined'], 0]);
  });

  it.each(['linux', 'win32', 'darwin'] as const)('on an item does it, on %s', (platform) => {
    const { done, tray } = start(platform);
    if (platform !== 'linux') tray.emit('right-click', {});
    const menu = platform === 'linux' ? tray.menu : poppedUp.at(-1);
    const items = menu?.items ?? [];
    for (const item of [...items, ...items.flatMap((one) => one.submenu?.items ?? [])]) item.click();
    expect(done).toEqual([
      'copy a',
      'refresh all',
      'lock',
      'open undefined',
      'quit',
      `pause ${hour}`,
      expect.stringMatching(/^pause \d+$/),
    ]);
  });
});

describe('the menu', () => {
  it('is kept ready on Linux, and made anew only when something of it has changed', async () => {
    const { clock, desk, tray } = start('linux');
    expect(tray.menusSet).toBe(1);
    await clock.advance(59_000);
    for (let change = 0; change < 1_000; change += 1) handle?.update();
    await settled();
    // A minute has begun to pass: the time left is told anew, once.
    expect(tray.menusSet).toBe(2);
    for (let change = 0; change < 1_000; change += 1) handle?.update();
    await clock.advance(3_000);
    expect(tray.menusSet).toBe(2);
    desk.accounts = [];
    handle?.update();
    await clock.advance(1_000);
    expect(tray.menusSet).toBe(3);
  });

  it.each(['win32', 'darwin'] as const)('is made when it is opened on %s, as things are then', (platform) => {
    const { desk, tray } = start(platform);
    expect(tray.menu).toBe(null);
    tray.emit('right-click', {});
    expect(poppedUp.at(-1)?.items[0]?.label).toBe('Ada  ·  1 h 30 min');
    desk.accounts = [account({ id: 'b', label: 'Ben', expiresAt: undefined })];
    tray.emit('right-click', {});
    expect(poppedUp.at(-1)?.items[0]?.label).toBe('Ben');
    expect(tray.menusSet).toBe(0);
  });
});

describe('the icon', () => {
  it.each([
    ['linux', 22, [1, 2], false],
    ['win32', 16, [1], false],
    ['darwin', 16, [1, 2], true],
  ] as const)('has the sizes of %s', (platform, width, scales, isTemplate) => {
    const { image } = start(platform).tray;
    expect(image.getSize().width).toBe(width);
    expect(image.getScaleFactors()).toEqual(expect.arrayContaining([...scales]));
    expect(image.isTemplateImage()).toBe(isTemplate);
  });

  it('is on Windows the one for the screen’s scale, given as the one for scale 1', () => {
    const { getPrimaryDisplay } = electron.screen;
    const display = { ...getPrimaryDisplay(), scaleFactor: 1.5 };
    vi.spyOn(electron.screen, 'getPrimaryDisplay').mockReturnValue(display);
    const { image } = start('win32').tray;
    vi.restoreAllMocks();
    expect(image.getScaleFactors()).toEqual([1]);
    expect(image.getSize().width).toBe(24);
  });

  it('becomes another when the state does, and is not drawn anew when that is over', async () => {
    const { clock, desk, tray } = start('linux');
    const before = tray.image;
    desk.isOnline = false;
    handle?.update();
    await clock.advance(1_000);
    expect(tray.image.toPNG().equals(before.toPNG())).toBe(false);
    desk.isOnline = true;
    handle?.update();
    await clock.advance(1_000);
    expect(tray.image).toBe(before);
  });

  it('follows the theme where the panel does', () => {
    vi.stubEnv('XDG_CURRENT_DESKTOP', 'KDE');
    const { tray } = start('linux');
    const light = tray.image.toPNG();
    electron.nativeTheme.themeSource = 'dark';
    expect(tray.image.toPNG().equals(light)).toBe(false);
    electron.nativeTheme.themeSource = 'light';
    expect(tray.image.toPNG().equals(light)).toBe(true);
  });

  it('stays where the panel is always dark', () => {
    vi.stubEnv('XDG_CURRENT_DESKTOP', 'ubuntu:GNOME');
    const { tray } = start('linux');
    const before = tray.image;
    electron.nativeTheme.themeSource = 'dark';
    expect(tray.image).toBe(before);
  });
});

it('ends with nothing left behind', async () => {
  const { clock, desk, tray } = start('linux');
  const listeners = electron.nativeTheme.listenerCount('updated');
  handle?.update();
  handle?.stop();
  handle = undefined;
  expect(tray.isDestroyed()).toBe(true);
  expect(electron.nativeTheme.listenerCount('updated')).toBe(listeners - 1);
  desk.views = 0;
  await settled();
  await clock.advance(hour);
  expect(desk.views).toBe(0);
  expect(clock.timers()).toEqual([]);
});

it('opens nothing but what it was asked for: an account that only a sign-in helps', () => {
  const { clock, desk, done, tray } = start('darwin');
  desk.accounts = [account({ id: 'c', expiresAt: clock.now() - 1, hasRefreshToken: false })];
  tray.emit('click', {});
  poppedUp.at(-1)?.items[0]?.click();
  expect(done).toEqual([`sign in ${'c' as AccountId}`]);
});

it('does without where there can be no tray, and notes that', () => {
  const broken = vi.spyOn(electron.nativeImage, 'createEmpty').mockImplementation(() => {
    throw new Error('no tray here');
  });
  try {
    const before = trays.length;
    expect(() => start('linux')).not.toThrow();
    expect(trays.length).toBe(before);
    expect(handle).toBeUndefined();
  } finally {
    broken.mockRestore();
  }
});
