// Window. The words of the command palette: what can be done with an account, and what else.
import type { AccountView } from '../../preload/contract.ts';
import { settingsSections } from '../state/app-state.ts';
import type { ActionId, Phrase, Verb } from '../state/palette.ts';
import { pauses } from '../state/pause.ts';
import { copyFormats } from './common.ts';
import { defineWords } from './define.ts';
import { detailWords } from './detail.ts';
import { importWords } from './import.ts';
import { listWords } from './list.ts';
import { sectionNames, settingsWords } from './settings.ts';
import { type ShortcutId, shortcuts } from './shortcuts.ts';
import { counted } from './time.ts';

export const paletteWords = {
  title: 'Find an account or an action',
  search: 'Account or action',
  hits: 'Hits',
  accounts: 'Accounts',
  actions: 'Actions',
  none: (search: string) => `Nothing matches “${search}”`,
  noneHint: 'Accounts are found by name, person and provider; actions by what they do.',
  more: (count: number) => `${counted(count, 'more account')} found: go on typing to narrow it down.`,
  runs: 'run',
  shows: 'shows the account',
  closes: 'closes',
  found: (count: number) => counted(count, 'hit'),
} as const;

/** By which verbs are found, and what is done then. */
export const verbs: readonly Phrase<Verb>[] = [
  { id: 'copy', text: 'Copy' },
  { id: 'copy_token', text: `Copy ${copyFormats.token.thing}` },
  { id: 'copy_header', text: `Copy ${copyFormats.header.thing}` },
  { id: 'copy_curl', text: `Copy ${copyFormats.curl.thing}` },
  { id: 'copy_env', text: `Copy ${copyFormats.env.thing}` },
  { id: 'copy_json', text: 'Copy JSON' },
  { id: 'show', text: 'Show' },
  { id: 'refresh', text: 'Refresh' },
  { id: 'sign_in', text: detailWords.signInAgain },
  { id: 'rename', text: 'Rename' },
  { id: 'pin', text: 'Pin' },
  { id: 'unpin', text: 'Unpin' },
  { id: 'keep_fresh', text: detailWords.keepFresh },
  { id: 'let_run_out', text: 'Do not keep fresh' },
  { id: 'revoke', text: 'Revoke the tokens' },
  { id: 'remove', text: 'Remove' },
];

/** What Enter will do with the account. */
export function verbSentence(verb: Verb, { preferences }: AccountView): string {
  if (verb === 'copy') return copyFormats[preferences.copyFormat].copy;
  return verbs.find(({ id }) => id === verb)?.text ?? '';
}

const settingsActions = settingsSections.map((section) => ({
  id: `settings_${section}` as const,
  says: `${settingsWords.title}: ${sectionNames[section]}`,
}));

export interface ActionWords {
  readonly id: ActionId;
  readonly says: string;
  /** Other words by which it is looked for. */
  readonly also?: string;
  /** Its keys are shown beside it. */
  readonly shortcut?: ShortcutId;
}

/** One that has keys is called as in the list of shortcuts. */
function withKeys(id: ActionId & ShortcutId): ActionWords {
  return { id, says: shortcuts.find((one) => one.id === id)?.says ?? '', shortcut: id };
}

export const actionWords: readonly ActionWords[] = [
  withKeys('undo'),
  withKeys('add'),
  { id: 'import_token', says: importWords.title },
  { id: 'define_provider', says: defineWords.title },
  withKeys('refresh_all'),
  withKeys('lock'),
  withKeys('settings'),
  ...(['system', 'light', 'dark'] as const).map((theme) => ({
    id: `theme_${theme}` as const,
    says: `${settingsWords.theme}: ${settingsWords.themes[theme]}`,
  })),
  { id: 'group', says: `${listWords.list}: ${listWords.groupByProvider}` },
  { id: 'ungroup', says: `${listWords.list}: ${listWords.ungroup}` },
  { id: 'sort_recent', says: `${listWords.list}: ${listWords.sortBy}: ${listWords.sortOrders.recent}` },
  { id: 'sort_name', says: `${listWords.list}: ${listWords.sortBy}: ${listWords.sortOrders.name}` },
  ...pauses.map((pause) => ({
    id: `pause_${pause}` as const,
    says: settingsWords.pauseNotifications[pause],
  })),
  { id: 'resume', says: settingsWords.resumeNotifications },
  { id: 'change_key', says: settingsWords.changeKey, also: 'passphrase keychain' },
  { id: 'export', says: settingsWords.export, also: `export ${settingsWords.backup}` },
  { id: 'import', says: settingsWords.import, also: `import ${settingsWords.backup}` },
  ...settingsActions,
  withKeys('help'),
];
