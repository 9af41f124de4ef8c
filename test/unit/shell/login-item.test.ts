// Tests how the setting and the system's login item are kept the same.
import { expect, test } from 'vitest';
import { appError } from '../../../main/core/errors.ts';
import { fail, ok } from '../../../main/core/result.ts';
import { createSettingsStore } from '../../../main/core/settings/settings-store.ts';
import { setUpStartAtLogin, startsHidden } from '../../../main/shell/login-item.ts';
import { fakeLog } from '../../support/fake-log.ts';
import { fakeTextFile } from '../../support/fake-text-file.ts';
import { okValue } from '../../support/result.ts';

function setUp(isSet: boolean, isOn: boolean) {
  const log = fakeLog();
  const settings = createSettingsStore({ file: fakeTextFile(`{"startAtLogin": ${isSet}}`), log });
  const system = { isOn, takes: true, asked: [] as boolean[] };
  const item = {
    isOn: () => system.isOn,
    set(on: boolean) {
      system.asked.push(on);
      if (!system.takes) return fail(appError('not_allowed', { detail: 'the system says no' }));
      system.isOn = on;
      return ok();
    },
  };
  setUpStartAtLogin(settings, item, log);
  return { settings, system, log };
}

test.each([
  ['off in both', false, false, []],
  ['switched off in the system', true, false, []],
  ['switched on in the system', false, true, []],
  ['on in both, and written anew', true, true, [true]],
])('at start, %s: the system has the last word', (_what, isSet, isOn, asked) => {
  const { settings, system } = setUp(isSet, isOn);
  expect(settings.get().startAtLogin).toBe(isOn);
  expect(system.isOn).toBe(isOn);
  expect(system.asked).toEqual(asked);
});

test('a change reaches the system at once', () => {
  const { settings, system } = setUp(false, false);
  okValue(settings.change({ startAtLogin: true }));
  expect(system.isOn).toBe(true);
  okValue(settings.change({ startAtLogin: false }));
  expect(system.isOn).toBe(false);
  okValue(settings.change({ theme: 'dark' }));
  expect(system.asked).toEqual([true, false]);
});

test('a change that the system does not take is refused in its words', () => {
  const { settings, system } = setUp(false, false);
  system.takes = false;
  expect(settings.change({ startAtLogin: true })).toEqual(
    fail(appError('invalid_setting', { detail: 'the system says no' })),
  );
  expect(settings.get().startAtLogin).toBe(false);
});

test.each([
  [['tokendeck', '--hidden'], false, true, true, true],
  [['tokendeck'], true, true, true, true],
  [['tokendeck'], false, true, true, false],
  [['tokendeck', '--hidden'], false, false, true, false],
  [['tokendeck', '--hidden'], false, true, false, false],
  [['tokendeck', 'x--hidden'], false, true, true, false],
])('%j, at login %s, tray %s, set %s: hidden %s', (argv, wasOpenedAtLogin, hasTray, startHidden, hidden) => {
  expect(startsHidden({ argv, wasOpenedAtLogin, hasTray }, { startHidden })).toBe(hidden);
});
