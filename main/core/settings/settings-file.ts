// Pure. The settings as a JSON file: what a text says, member by member, and what is written again.
import { isShallow } from '../shallow.ts';
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

/** Undefined where it is no JSON text of an object, or nested absurdly deep. Not judged: whether the files that it names are there. */
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

/** What is longer nobody reads, and with the spaces it could be too large for the file that it came from. */
const longestIndented = 100_000;

/** Only what was ever changed is written, so that the rest follows the usual values of later versions. */
export function settingsText(members: SettingsMembers): string {
  const indented = JSON.stringify(members, null, 2);
  return `${indented.length > longestIndented ? JSON.stringify(members) : indented}\n`;
}

function objectOf(text: string): SettingsMembers | undefined {
  try {
    // Some editors begin a file with a byte order mark, which JSON does not allow.
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return typeof value === 'object' && value !== null && !Array.isArray(value) && isShallow(value)
      ? (value as SettingsMembers)
      : undefined;
  } catch {
    return undefined;
  }
}
