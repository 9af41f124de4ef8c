// Pure. The settings as a JSON file: what a text says, member by member, and what is written again.
import { settingNames, settingRules } from './setting-rules.ts';
import { type Settings, usualSettings } from './settings.ts';

/** Everything that stands in the file, also what this version does not know. */
export type SettingsMembers = Readonly<Record<string, unknown>>;

export interface ReadSettings {
  readonly settings: Settings;
  readonly members: SettingsMembers;
  /** The names of those that cannot be used. They have their usual values. */
  readonly unusable: readonly (keyof Settings)[];
}

/** Undefined where it is no JSON text of an object. Not judged: whether the files that it names are there. */
export function parseSettings(text: string): ReadSettings | undefined {
  const members = objectOf(text);
  if (members === undefined) return undefined;
  const unusable: (keyof Settings)[] = [];
  const read: Partial<Record<keyof Settings, unknown>> = {};
  for (const name of settingNames) {
    if (!Object.hasOwn(members, name)) continue;
    const value = settingRules[name].parse(members[name]);
    if (value === undefined) unusable.push(name);
    else read[name] = value;
  }
  return { settings: { ...usualSettings, ...(read as Partial<Settings>) }, members, unusable };
}

/** Only what was ever changed is written, so that the rest follows the usual values of later versions. */
export function settingsText(members: SettingsMembers): string {
  return `${JSON.stringify(members, null, 2)}\n`;
}

function objectOf(text: string): SettingsMembers | undefined {
  try {
    // Some editors begin a file with a byte order mark, which JSON does not allow.
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as SettingsMembers)
      : undefined;
  } catch {
    return undefined;
  }
}
