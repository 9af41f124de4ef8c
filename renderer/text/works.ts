// Window. The words of long work: what is under way, and what came of it.
import type { WorkKind, WorkReport, WorkView } from '../../preload/contract.ts';
import { counted } from './time.ts';

export const worksWords = {
  pane: 'Work under way',
  running: {
    refresh_all: 'Refreshing all accounts',
    export: 'Backing up',
    import: 'Restoring',
    change_key: 'Changing the key',
  },
  cancel: 'Cancel',
  cancelOf: {
    refresh_all: 'Cancel refreshing all accounts',
    export: 'Cancel backing up',
    import: 'Cancel restoring',
    change_key: 'Cancel changing the key',
  },
  cancelling: 'Cancelling…',
  notCancelled: (what: string) => `It was not cancelled. ${what}`,
} as const;

/** `3 of 12`; empty while it is not known how many there are. */
export function progressText({ done, total }: WorkView): string {
  return total === 0 ? '' : `${done} of ${total}`;
}

/** What came of a work that has ended, in one text. */
export function workSentence(view: WorkView): string {
  switch (view.state) {
    case 'running':
      return worksWords.running[view.kind];
    case 'failed':
      return view.error === undefined ? failed[view.kind] : `${failed[view.kind]} ${view.error.what}`;
    case 'cancelled':
      return cancelledSentence(view);
    case 'done':
      return view.report === undefined ? done[view.kind] : doneSentence(view.report);
  }
}

/** Begins what is said of a work that failed. */
const failed: Readonly<Record<WorkKind, string>> = {
  refresh_all: 'Not all accounts were refreshed.',
  export: 'Nothing was backed up.',
  import: 'The backup was not restored.',
  change_key: 'The key was not changed.',
};

const done: Readonly<Record<WorkKind, string>> = {
  refresh_all: 'All accounts were refreshed.',
  export: 'The backup is written.',
  import: 'The backup is restored.',
  change_key: 'The key is changed.',
};

const cancelled: Readonly<Record<WorkKind, string>> = {
  refresh_all: 'Refreshing was cancelled.',
  export: 'Backing up was cancelled; no file was written.',
  import: 'Restoring was cancelled.',
  change_key: 'Changing the key was cancelled; the old key still holds.',
};

function doneSentence(report: WorkReport): string {
  switch (report.kind) {
    case 'refresh_all':
      return refreshedSentence(report) ?? 'There was nothing to refresh.';
    case 'import':
      return importedSentence(report) ?? 'The file held nothing to restore.';
    case 'export':
      return [
        `${counted(report.accounts, 'account')} written to ${report.fileName}.`,
        sentences([[], [unreadablePart(report)]]),
      ]
        .filter(Boolean)
        .join(' ');
    case 'change_key':
      return keptIn[report.secretsKeptIn];
  }
}

/** What stays of a work that was cancelled. Of what is done wholly or not at all, a report says that it was too late. */
function cancelledSentence({ kind, report }: WorkView): string {
  switch (report?.kind) {
    case 'refresh_all':
      return [cancelled[kind], refreshedSentence(report)].filter(Boolean).join(' ');
    case 'import':
      return `${cancelled[kind]} ${importedSentence(report) ?? 'Nothing was changed.'}`;
    case 'export':
    case 'change_key':
      return `It was too late to cancel. ${doneSentence(report)}`;
    case undefined:
      return cancelled[kind];
  }
}

const keptIn = {
  system: 'The key is changed. It is kept in the system’s keychain.',
  passphrase: 'The key is changed. The vault is sealed under your new passphrase.',
} as const;

type Report<K extends WorkReport['kind']> = Extract<WorkReport, { kind: K }>;

function refreshedSentence({ refreshed, failed, skipped }: Report<'refresh_all'>): string | undefined {
  return sentences([
    [
      [refreshed, 'refreshed'],
      [failed, 'failed'],
      [skipped, 'left, which only a new sign-in renews'],
    ],
  ]);
}

function importedSentence(report: Report<'import'>): string | undefined {
  return sentences([
    [
      [report.added, 'added'],
      [report.updated, 'updated'],
      [report.unchanged, 'unchanged'],
      [report.kept, 'kept, because what is here is newer or of more use'],
    ],
    [[report.renamed, `${one(report.renamed, 'was', 'were')} renamed, because the name was taken`]],
    [[report.providersAdded, `${one(report.providersAdded, 'provider', 'providers')} added`]],
    [
      [
        report.providersKept,
        `${one(report.providersKept, 'provider differs', 'providers differ')} from the file and stayed`,
      ],
    ],
    [unreadablePart(report)],
  ]);
}

/** Records that were damaged: they are no reason to leave the others behind, and should be known. */
function unreadablePart({ unreadable = 0 }: { readonly unreadable?: number }): Part {
  return [unreadable, `${one(unreadable, 'was', 'were')} damaged and left out`];
}

type Part = readonly [count: number, what: string];

/**
 * `3 accounts added, 1 updated. 1 was renamed.`: of each number only what is not 0; undefined where nothing is left. The
 * first group is about accounts, and says so.
 */
function sentences(groups: readonly (readonly Part[])[]): string | undefined {
  const said = groups.flatMap((parts, group) => {
    const [first, ...more] = parts.filter(([count]) => count > 0);
    if (first === undefined) return [];
    const [count, what] = first;
    const begin = group === 0 ? counted(count, 'account') : String(count);
    return [`${[`${begin} ${what}`, ...more.map((part) => part.join(' '))].join(', ')}.`];
  });
  return said.length === 0 ? undefined : said.join(' ');
}

function one(count: number, singular: string, plural: string): string {
  return count === 1 ? singular : plural;
}
