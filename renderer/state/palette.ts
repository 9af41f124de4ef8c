// Window. What the command palette finds: accounts with what to do with them, and actions. Pure.
import type { AccountView } from '../../preload/contract.ts';
import type { ShortcutId } from '../text/shortcuts.ts';
import type { SettingsSection } from './app-state.ts';
import { byRecency, folded, searchText, wordsOf } from './order.ts';
import type { Pause } from './pause.ts';

/** What is done with an account. `copy` copies in the form chosen for it, and is meant where no verb is given. */
export type Verb =
  | 'copy'
  | 'copy_token'
  | 'copy_header'
  | 'copy_curl'
  | 'copy_env'
  | 'copy_json'
  | 'show'
  | 'refresh'
  | 'sign_in'
  | 'rename'
  | 'pin'
  | 'unpin'
  | 'keep_fresh'
  | 'let_run_out'
  | 'revoke'
  | 'remove';

export type ActionId =
  | Extract<ShortcutId, 'undo' | 'add' | 'refresh_all' | 'settings' | 'lock' | 'help'>
  | `settings_${SettingsSection}`
  | `theme_${'system' | 'light' | 'dark'}`
  | 'import_token'
  | 'define_provider'
  | 'group'
  | 'ungroup'
  | 'sort_recent'
  | 'sort_name'
  | `pause_${Pause}`
  | 'resume'
  | 'change_key'
  | 'export'
  | 'import';

export interface AccountHit {
  readonly account: AccountView;
  readonly verb: Verb;
}

export interface Found {
  readonly accounts: readonly AccountHit[];
  readonly actions: readonly ActionId[];
  /** How many more accounts match than are listed. */
  readonly more: number;
  /** The actions are the better hits, and come first. */
  readonly isActionsFirst: boolean;
}

/** Words by which a verb or an action is found. */
export interface Phrase<T> {
  readonly id: T;
  readonly text: string;
}

/** As many accounts as are listed at most, and where nothing or only a verb was entered. */
export const limits = { accounts: 50, recent: 8, verb: 3 } as const;

/** 0: the text begins so; 1: each word begins one of it; 2: each occurs. */
type Score = 0 | 1 | 2;

/** All accounts as the palette offers them: those copied last first, the others as they are listed. */
export function byUse(
  order: readonly string[],
  accounts: ReadonlyMap<string, AccountView>,
): readonly AccountView[] {
  return order.flatMap((id) => accounts.get(id) ?? []).sort(byRecency);
}

export function find(
  search: string,
  accounts: readonly AccountView[],
  verbs: readonly Phrase<Verb>[],
  actions: readonly Phrase<ActionId>[],
  isPossible: (verb: Verb, account: AccountView) => boolean,
): Found {
  const words = wordsOf(search);
  if (words.length === 0) {
    const recent = accounts.slice(0, limits.recent).map((account) => ({ account, verb: 'copy' as const }));
    return { accounts: recent, actions: actions.map(({ id }) => id), more: 0, isActionsFirst: false };
  }
  const plain = matching(words, accounts, 'copy', isPossible);
  const withVerb = verbs.flatMap(({ id, text }) => {
    const rest = restAfter(words, wordsOf(text));
    if (rest === undefined) return [];
    const { hits, total, best } = matching(rest, accounts, id, isPossible);
    if (rest.length > 0) return [{ hits, total, best }];
    const few = hits.slice(0, limits.verb);
    return [{ hits: few, total: few.length, best }];
  });
  const matchings = [plain, ...withVerb];
  const listed = matchings.flatMap(({ hits }) => hits).slice(0, limits.accounts);
  const scored = actions.flatMap(({ id, text }) => {
    const score = scoreOf(words, folded(text));
    return score === undefined ? [] : [{ id, score }];
  });
  scored.sort((a, b) => a.score - b.score);
  return {
    accounts: listed,
    actions: scored.map(({ id }) => id),
    more: matchings.reduce((sum, { total }) => sum + total, 0) - listed.length,
    isActionsFirst: (scored[0]?.score ?? 3) < (plain.best ?? 3),
  };
}

interface Matching {
  readonly hits: readonly AccountHit[];
  readonly total: number;
  readonly best: Score | undefined;
}

/** One pass over all accounts; of equally good hits those that come first. */
function matching(
  words: readonly string[],
  accounts: readonly AccountView[],
  verb: Verb,
  isPossible: (verb: Verb, account: AccountView) => boolean,
): Matching {
  const buckets: readonly AccountHit[][] = [[], [], []];
  let total = 0;
  for (const account of accounts) {
    const score = scoreOf(words, searchText(account));
    if (score === undefined || !isPossible(verb, account)) continue;
    total += 1;
    const bucket = buckets[score];
    if (bucket !== undefined && bucket.length < limits.accounts) bucket.push({ account, verb });
  }
  const best = ([0, 1, 2] as const).find((score) => (buckets[score]?.length ?? 0) > 0);
  return { hits: buckets.flat().slice(0, limits.accounts), total, best };
}

function scoreOf(words: readonly string[], text: string): Score | undefined {
  if (!words.every((word) => text.includes(word))) return undefined;
  if (text.startsWith(words.join(' '))) return 0;
  return words.every((word) => beginsWord(text, word)) ? 1 : 2;
}

const partOfWord = /[\p{L}\p{N}]/u;

/** Whether `word` occurs in `text` where a word begins. */
function beginsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !partOfWord.test(text.charAt(at - 1))) return true;
  }
  return false;
}

/**
 * What is left of the words once some of them, in any order, have named a verb by the beginnings of its words; undefined:
 * none does. Its first word is named by two letters, any other alone by three: fewer are too often meant otherwise.
 */
function restAfter(words: readonly string[], verb: readonly string[]): readonly string[] | undefined {
  const free = [...verb];
  let isNamed = false;
  const rest = words.filter((word) => {
    const at = free.findIndex((part) => part.startsWith(word));
    if (at < 0) return true;
    const isFirst = free[at] === verb[0];
    if (word.length >= (isFirst ? 2 : 3)) isNamed = true;
    free.splice(at, 1);
    return false;
  });
  return isNamed ? rest : undefined;
}
