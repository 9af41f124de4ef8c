// What the command palette finds, and that ten thousand accounts cost little.
import { expect, test } from 'vitest';
import { type ActionId, byUse, find, limits, type Phrase, type Verb } from '../../renderer/state/palette.ts';
import { account, many } from '../support/gallery/fixtures.ts';

const verbs: readonly Phrase<Verb>[] = [
  { id: 'copy', text: 'Copy' },
  { id: 'refresh', text: 'Refresh' },
  { id: 'sign_in', text: 'Sign in again' },
];
const actions: readonly Phrase<ActionId>[] = [
  { id: 'refresh_all', text: 'Refresh all accounts' },
  { id: 'add', text: 'Add an account' },
];
const accounts = [
  account({ id: 'sub', label: 'prefresher', identity: 'x' }),
  account({ id: 'word', label: 'Daily refresh', identity: 'y' }),
  account({ id: 'start', label: 'Refresh gateway', identity: 'z' }),
];

function found(search: string, over = accounts) {
  return find(search, over, verbs, actions, () => true);
}

const copies = (search: string) =>
  found(search)
    .accounts.filter(({ verb }) => verb === 'copy')
    .map((hit) => hit.account.id);

test('a name that begins so, then words that do, then the rest', () => {
  expect(copies('refresh')).toEqual(['start', 'word', 'sub']);
});

test('a verb alone offers a few accounts, and with more words those that match them', () => {
  const alone = found('refr').accounts.filter(({ verb }) => verb === 'refresh');
  expect(alone).toHaveLength(limits.verb);
  const named = found('sign in again daily').accounts;
  expect(named.map(({ account: { id }, verb }) => [id, verb])).toEqual([['word', 'sign_in']]);
  expect(found('sign daily').accounts.map(({ account: { id } }) => id)).toEqual(['word']);
  // Any of its words names it, in any order, before or after the account.
  for (const search of ['again daily', 'daily again', 'daily in sign', 'again sign daily']) {
    expect(found(search).accounts.map(({ account: { id }, verb }) => [id, verb])).toEqual([
      ['word', 'sign_in'],
    ]);
  }
  expect(found('in daily').accounts).toEqual([]);
  // One letter is too little to mean a verb.
  expect(found('r daily').accounts.every(({ verb }) => verb === 'copy')).toBe(true);
});

test.each([
  ['refresh all', true],
  ['add', true],
  ['prefresher', false],
  ['', false],
])('whether the actions come first for “%s”: %s', (search, isFirst) => {
  expect(found(search).isActionsFirst).toBe(isFirst);
});

test('the same regardless of blanks and case, and nothing where nothing matches', () => {
  expect(copies('  DAILY   refresh ')).toEqual(['word']);
  expect(found('zebra')).toEqual({ accounts: [], actions: [], more: 0, isActionsFirst: false });
  expect(found('(.*').accounts).toEqual([]);
});

test('no more than fifty are listed, and the others counted', () => {
  const hits = found('account', [...many(120)]);
  expect(hits.accounts).toHaveLength(limits.accounts);
  expect(hits.more).toBe(120 - limits.accounts);
  expect(found('account 7', [...many(120)]).more).toBe(0);
});

test('those copied last come first, the others as they are listed', () => {
  const map = new Map(accounts.map((one) => [one.id, one]));
  map.set('word', { ...accounts[1], lastCopiedAt: 5 } as (typeof accounts)[number]);
  expect(byUse(['sub', 'word', 'start', 'gone'], map).map(({ id }) => id)).toEqual(['word', 'sub', 'start']);
});

test('a letter among ten thousand accounts is one pass, not a wait', () => {
  const all = [...many(10_000)];
  found('account 1', all);
  const begun = performance.now();
  for (let time = 0; time < 10; time += 1) found('copy account 99', all);
  // Some milliseconds each; the limit is for a machine with much else to do.
  expect((performance.now() - begun) / 10).toBeLessThan(200);
});
