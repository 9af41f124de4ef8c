// Pure. The settings as they are now, kept in a file.
import { appError, kindOfThrown } from '../errors.ts';
import type { Log, TextFile } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';
import { settingRules } from './setting-rules.ts';
import { type Settings, usualSettings } from './settings.ts';
import { parseSettings, type SettingsMembers, settingsText } from './settings-file.ts';

/** Judges a new value by what it leads to outside, and may bring that about. Errors: any; its detail is shown. */
export type SettingGuard<K extends keyof Settings> = (value: Settings[K]) => Result<void>;

type Guards = { [K in keyof Settings]?: SettingGuard<K> };

export interface SettingsStore {
  get(): Settings;
  /** What was wrong with the file when it was read, in plain sentences. */
  problems(): readonly string[];
  /** Errors: `invalid_setting` with its name, and nothing is changed; `settings_not_kept`, and it holds until the end. */
  change(changes: Partial<Settings>): Result<Settings>;
  /** Asks before this setting is changed: where the answer is an error, it becomes `invalid_setting`. */
  guard<K extends keyof Settings>(name: K, guard: SettingGuard<K>): void;
  /** Calls back after each change. Returns the way to stop. */
  onChange(listener: (settings: Settings, before: Settings) => void): () => void;
}

export interface SettingsStoreParts {
  readonly file: TextFile;
  readonly log: Log;
}

interface Start {
  readonly settings: Settings;
  readonly members: SettingsMembers;
  readonly problems: readonly string[];
  /** A file that could neither be read nor set aside is left as it is: nothing is written over it. */
  readonly mayWrite: boolean;
}

/** Reads the settings once. What cannot be used has its usual value. */
export function createSettingsStore({ file, log }: SettingsStoreParts): SettingsStore {
  const start = readSettings(file, log);
  let { settings, members } = start;
  const guards: Guards = {};
  const listeners = new Set<(settings: Settings, before: Settings) => void>();

  function write(): Result<void> {
    if (!start.mayWrite) return fail(appError('settings_not_kept'));
    const written = file.write(settingsText(members));
    if (written.ok) return written;
    const { detail } = written.error;
    log.warn('settings.not_kept', { detail });
    return fail(appError('settings_not_kept', detail === undefined ? {} : { detail }));
  }

  /** One that fails unforeseen refuses: nobody knows what it has brought about. */
  function askGuard(name: keyof Settings, value: unknown): Result<void> {
    const guard = guards[name] as ((value: unknown) => Result<void>) | undefined;
    try {
      return guard?.(value) ?? ok();
    } catch (thrown) {
      log.warn('settings.guard_failed', { setting: name, name: kindOfThrown(thrown) });
      return fail(appError('internal'));
    }
  }

  function tell(before: Settings): void {
    for (const listener of [...listeners]) {
      try {
        listener(settings, before);
      } catch (thrown) {
        log.warn('settings.listener_failed', { name: kindOfThrown(thrown) });
      }
    }
  }

  return {
    get: () => settings,
    problems: () => start.problems,
    change(changes) {
      const judged = judge(changes, settings, askGuard);
      if (!judged.ok) return judged;
      if (Object.keys(judged.value).length === 0) return ok(settings);
      const before = settings;
      settings = { ...settings, ...judged.value };
      members = { ...members, ...judged.value };
      const written = write();
      tell(before);
      return written.ok ? ok(settings) : written;
    },
    guard(name, guard) {
      Object.assign(guards, { [name]: guard });
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** All of them, or the first that is refused. Guards are asked last, since they may already act. */
function judge(
  changes: Readonly<Record<string, unknown>>,
  now: Settings,
  askGuard: (name: keyof Settings, value: unknown) => Result<void>,
): Result<Partial<Settings>> {
  const values: Partial<Record<keyof Settings, unknown>> = {};
  for (const [name, given] of Object.entries(changes)) {
    if (!isSetting(name)) return refused('there is no such setting');
    const value = settingRules[name].parse(given);
    if (value === undefined) return refused(settingRules[name].demand);
    values[name] = value;
  }
  for (const [name, value] of Object.entries(values)) {
    if (!isSetting(name) || value === now[name]) continue;
    const answer = askGuard(name, value);
    if (!answer.ok) return refused(answer.error.detail ?? settingRules[name].demand);
  }
  return ok(values as Partial<Settings>);
}

function isSetting(name: string): name is keyof Settings {
  return Object.hasOwn(settingRules, name);
}

function refused(detail: string): Result<never> {
  return fail(appError('invalid_setting', { detail }));
}

function readSettings(file: TextFile, log: Log): Start {
  const usual = { settings: usualSettings, members: {}, problems: [], mayWrite: true };
  const text = file.read();
  if (!text.ok) {
    const { detail } = text.error;
    log.warn('settings.unreadable', { detail });
    const which = detail === undefined ? '' : `: ${detail}`;
    const problem = `The settings cannot be read${which}. The usual ones hold, and changes are not kept.`;
    return { ...usual, problems: [problem], mayWrite: false };
  }
  if (text.value === undefined) return usual;
  const read = parseSettings(text.value);
  if (read === undefined) return { ...usual, ...setAside(file, log) };
  for (const name of read.unusable) log.warn('settings.unusable', { setting: name });
  const problems = read.unusable.map(
    (name) =>
      `The setting ${name} in the settings file cannot be used: ${settingRules[name].demand}. The usual value holds.`,
  );
  return { ...usual, settings: read.settings, members: read.members, problems };
}

function setAside(file: TextFile, log: Log): Pick<Start, 'problems' | 'mayWrite'> {
  const aside = file.setAside();
  log.warn('settings.damaged', { setAside: aside.ok });
  return aside.ok
    ? {
        problems: [`The settings were damaged. They were kept as ${aside.value}, and the usual ones hold.`],
        mayWrite: true,
      }
    : {
        problems: [
          'The settings are damaged and could not be set aside. The usual ones hold, and changes are not kept.',
        ],
        mayWrite: false,
      };
}
