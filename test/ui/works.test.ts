// Long work in the window: how far it is, cancelling, what came of it; export, import and the change of the key.
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { WorkReport } from '../../preload/contract.ts';
import { workSentence } from '../../renderer/text/works.ts';
import { error, everyday, fixture } from '../support/gallery/fixtures.ts';
import { answer, asked, emit, focused } from '../support/gallery/in-window.ts';
import { oneWindow } from '../support/gallery/one-window.ts';
import { imported, work } from '../support/gallery/settings-states.ts';

const open = oneWindow();
const said = (page: Page) => page.locator('#root > [aria-live="polite"]').textContent();
const works = (page: Page) => page.getByRole('region', { name: 'Work under way' });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const file = (page: Page) => page.getByLabel('Passphrase of the file');

async function openSecrets(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+,');
  await page.getByRole('tab', { name: 'Secrets and backup' }).click();
  await button(page, name).click();
  await page.getByRole('dialog').waitFor();
}

describe('the strip', () => {
  test('a work under way at the start is there, goes on, and says what came of it', async () => {
    const page = await open(fixture(everyday, { works: [work('refresh_all', { done: 3, total: 8 })] }));
    const bar = page.getByRole('progressbar', { name: 'Refreshing all accounts' });
    expect(await bar.getAttribute('aria-valuenow')).toBe('3');
    await works(page).getByText('3 of 8').waitFor();
    await emit(page, 'workChanged', work('refresh_all', { done: 5, total: 8 }));
    await works(page).getByText('5 of 8').waitFor();
    expect(await said(page)).toBe('');
    const report = { kind: 'refresh_all', refreshed: 6, failed: 1, skipped: 1 } as const;
    await emit(page, 'workChanged', work('refresh_all', { state: 'done', done: 8, total: 8, report }));
    const sentence = '6 accounts refreshed, 1 failed, 1 left, which only a new sign-in renews.';
    await works(page).getByText(sentence).waitFor();
    expect(await said(page)).toBe(sentence);
    await button(page, 'Put this message away').click();
    await works(page).waitFor({ state: 'detached' });
  });

  test('while nobody knows how much it is the bar has no number', async () => {
    const page = await open(fixture(everyday, { works: [work('export')] }));
    const bar = page.getByRole('progressbar', { name: 'Backing up' });
    expect(await bar.getAttribute('aria-valuenow')).toBeNull();
  });

  test('late news takes nothing back', async () => {
    const page = await open(fixture(everyday, { works: [work('refresh_all', { done: 5, total: 8 })] }));
    await emit(page, 'workChanged', work('refresh_all', { done: 4, total: 8 }));
    await works(page).getByText('5 of 8').waitFor();
    const report = { kind: 'refresh_all', refreshed: 7, failed: 1, skipped: 0 } as const;
    await emit(page, 'workChanged', work('refresh_all', { state: 'done', done: 8, total: 8, report }));
    await emit(page, 'workChanged', work('refresh_all', { done: 7, total: 8 }));
    await works(page).getByText('7 accounts refreshed, 1 failed.').waitFor();
  });

  test('it is cancelled, and waits for that to be done', async () => {
    const page = await open(fixture(everyday, { works: [work('refresh_all', { done: 3, total: 8 })] }));
    await button(page, 'Cancel refreshing all accounts').click();
    await works(page).getByText('Cancelling…').waitFor();
    expect(await asked(page, 'cancelWork')).toEqual([{ workId: 'refresh_all-1' }]);
    const report = { kind: 'refresh_all', refreshed: 3, failed: 0, skipped: 0 } as const;
    await emit(page, 'workChanged', work('refresh_all', { state: 'cancelled', done: 3, total: 8, report }));
    await works(page).getByText('Refreshing was cancelled. 3 accounts refreshed.').waitFor();
  });

  test('a cancellation that is refused says so, and it can be tried again', async () => {
    const answers = { cancelWork: { ok: false, error: error('internal') } } as const;
    const page = await open(fixture(everyday, { works: [work('export')] }, answers));
    await button(page, 'Cancel backing up').click();
    await page.getByText('It was not cancelled.').waitFor();
    await button(page, 'Cancel backing up').click();
    expect(await asked(page, 'cancelWork')).toHaveLength(2);
  });

  test('a failure says why and what to do, and its details are copied', async () => {
    const page = await open();
    const failure = error('file_unusable', { detail: 'no space left' });
    await emit(page, 'workChanged', work('export', { state: 'failed', error: failure }));
    await works(page).getByText(`Nothing was backed up. ${failure.what}`).waitFor();
    await works(page).getByText(failure.remedy).waitFor();
    await works(page).getByRole('button', { name: 'Copy details' }).click();
    expect((await asked(page, 'copyText'))[0]?.text).toContain('(file_unusable)');
  });

  test('a plain success goes by itself; what should be read stays', async () => {
    const page = await open(fixture(everyday), undefined, { clock: 'manual' });
    const refreshed = { kind: 'refresh_all', refreshed: 8, failed: 0, skipped: 0 } as const;
    await emit(page, 'workChanged', work('refresh_all', { state: 'done', report: refreshed }));
    await emit(page, 'workChanged', work('import', { state: 'done', report: imported }));
    const exported = { kind: 'export', accounts: 7, fileName: 'all.tokendeck' } as const;
    const partly = { ...exported, accounts: 6, fileName: 'most.tokendeck', unreadable: 1 };
    await emit(page, 'workChanged', { ...work('export', { state: 'done', report: exported }), id: 'all' });
    await works(page).getByText('8 accounts refreshed.').waitFor();
    await works(page).getByText('7 accounts written to all.tokendeck.').waitFor();
    await emit(page, 'workChanged', { ...work('export', { state: 'done', report: partly }), id: 'most' });
    await page.clock.runFor(60_000);
    expect(await works(page).textContent()).not.toMatch(/8 accounts|7 accounts/);
    await works(page)
      .getByText('6 accounts written to most.tokendeck. 1 was damaged and left out.')
      .waitFor();
    await works(page).getByText('3 accounts added, 1 updated, 2 unchanged.').waitFor();
  });
});

test('what came of a work gives way to the next of its kind', async () => {
  const page = await open();
  const report = { kind: 'refresh_all', refreshed: 2, failed: 1, skipped: 0 } as const;
  await emit(page, 'workChanged', { ...work('refresh_all', { state: 'done', report }), id: 'first' });
  await works(page).getByText('2 accounts refreshed, 1 failed.').waitFor();
  const failed = { ...work('export', { state: 'failed', error: error('file_unusable') }), id: 'other' };
  await emit(page, 'workChanged', failed);
  const better = { ...report, refreshed: 3, failed: 0 };
  await emit(page, 'workChanged', {
    ...work('refresh_all', { state: 'done', report: better }),
    id: 'second',
  });
  await works(page).getByText('3 accounts refreshed.').waitFor();
  expect(await works(page).textContent()).not.toContain('1 failed');
  await works(page).getByText('Nothing was backed up.').waitFor();
});

const nothing = {
  kind: 'import',
  added: 0,
  updated: 0,
  unchanged: 0,
  kept: 0,
  renamed: 0,
  providersAdded: 0,
  providersKept: 0,
} as const;

test.each<[Partial<Extract<WorkReport, { kind: 'import' }>>, string]>([
  [{}, 'The file held nothing to restore.'],
  [{ added: 1, renamed: 1 }, '1 account added. 1 was renamed, because the name was taken.'],
  [{ kept: 2 }, '2 accounts kept, because what is here is newer or of more use.'],
  [
    { unchanged: 3, providersAdded: 2, providersKept: 1 },
    '3 accounts unchanged. 2 providers added. 1 provider differs from the file and stayed.',
  ],
])('an import of %j is told as: %s', (report, sentence) => {
  expect(workSentence(work('import', { state: 'done', report: { ...nothing, ...report } }))).toBe(sentence);
});

test.each<[WorkReport | undefined, 'export' | 'change_key', string]>([
  [undefined, 'change_key', 'Changing the key was cancelled; the old key still holds.'],
  [
    { kind: 'change_key', secretsKeptIn: 'passphrase' },
    'change_key',
    'It was too late to cancel. The key is changed. The vault is sealed under your new passphrase.',
  ],
  [undefined, 'export', 'Backing up was cancelled; no file was written.'],
  [
    { kind: 'export', accounts: 3, fileName: 'a.tokendeck' },
    'export',
    'It was too late to cancel. 3 accounts written to a.tokendeck.',
  ],
])('a cancellation that reports %o of %s', (report, kind, sentence) => {
  expect(workSentence(work(kind, { state: 'cancelled', report }))).toBe(sentence);
});

describe('export', () => {
  test.each([
    ['short', 'short', 'Use at least 8 characters.'],
    ['long enough', 'long enougg', 'The two are not the same.'],
  ])('%s and %s are refused, and not kept', async (first, second, why) => {
    const page = await open();
    await openSecrets(page, 'Back up…');
    await file(page).fill(first);
    await page.getByLabel('Repeat it').fill(second);
    await page.getByRole('dialog').getByRole('button', { name: 'Back up…' }).click();
    await page.getByText(why).waitFor();
    expect(await file(page).inputValue()).toBe('');
    expect(await page.getByLabel('Repeat it').inputValue()).toBe('');
    expect(await asked(page, 'exportAll')).toEqual([]);
  });

  async function submit(page: Page): Promise<void> {
    await openSecrets(page, 'Back up…');
    await file(page).fill('correct horse');
    await page.getByLabel('Repeat it').fill('correct horse');
    await page.keyboard.press('Enter');
  }

  test('the passphrase goes out once, the dialog closes when the work is well on its way', async () => {
    const page = await open();
    await submit(page);
    await expect.poll(() => asked(page, 'exportAll')).toEqual([{ passphrase: 'correct horse' }]);
    expect(await page.getByRole('dialog').count()).toBe(1);
    await emit(page, 'workChanged', { ...work('export', { done: 1, total: 8 }), id: 'work-1' });
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await works(page).getByText('1 of 8').waitFor();
    expect(await page.content()).not.toContain('correct horse');
  });

  test('closing the dialog before the work has begun cancels it as soon as it begins', async () => {
    const page = await open(fixture(everyday, {}, { exportAll: 'late' }));
    await submit(page);
    await expect.poll(() => asked(page, 'exportAll')).toHaveLength(1);
    await button(page, 'Cancel').click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await asked(page, 'cancelWork')).toEqual([]);
    await answer(page, 'exportAll');
    await expect.poll(() => asked(page, 'cancelWork')).toEqual([{ workId: 'work-1' }]);
  });

  test('where no place was chosen it says so', async () => {
    const page = await open(fixture(everyday, {}, { exportAll: { ok: true, value: null } }));
    await submit(page);
    await page.getByText('No place was chosen, and nothing was written.').waitFor();
    expect(await file(page).inputValue()).toBe('');
  });

  test('an error is said in the dialog alone', async () => {
    const page = await open(
      fixture(everyday, {}, { exportAll: { ok: false, error: error('file_unusable') } }),
    );
    await submit(page);
    await page.getByRole('alert').getByText(error('file_unusable').what).waitFor();
    expect(await page.getByText('No place was chosen').count()).toBe(0);
  });
});

describe('import', () => {
  async function chooseFile(page: Page): Promise<void> {
    await openSecrets(page, 'Restore a backup…');
    await button(page, 'Choose a file…').click();
    await page.getByText('tokendeck-2026-03-01.tokendeck').waitFor();
  }

  async function submit(page: Page): Promise<void> {
    await file(page).fill('correct horse');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await asked(page, 'importAll')).length).toBeGreaterThan(0);
  }

  test('the file is named with its date before its passphrase is asked for', async () => {
    const page = await open();
    await chooseFile(page);
    await page.getByText('yesterday 14:30').waitFor();
    await button(page, 'Restore').click();
    await page.getByText('Enter the passphrase.').waitFor();
    expect(await asked(page, 'importAll')).toEqual([]);
  });

  test.each(['not_a_backup', 'backup_damaged', 'backup_newer', 'backup_too_large'] as const)(
    'a file that is refused as %s is not asked about further',
    async (code) => {
      const page = await open(fixture(everyday, {}, { chooseImport: { ok: false, error: error(code) } }));
      await openSecrets(page, 'Restore a backup…');
      await button(page, 'Choose a file…').click();
      await page.getByRole('alert').getByText(error(code).what).waitFor();
      expect(await file(page).count()).toBe(0);
    },
  );

  test('once it is restored the focus is where it was begun', async () => {
    const page = await open();
    await openSecrets(page, 'Restore a backup…');
    await button(page, 'Choose a file…').click();
    await submit(page);
    const done = work('import', { state: 'done', report: imported });
    await emit(page, 'workChanged', { ...done, id: 'work-1' });
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => focused(page)).toBe('Restore a backup…');
  });

  test('where no file is chosen nothing changes', async () => {
    const page = await open(fixture(everyday, {}, { chooseImport: { ok: true, value: null } }));
    await openSecrets(page, 'Restore a backup…');
    await button(page, 'Choose a file…').click();
    expect(await page.getByRole('alert').count()).toBe(0);
    await button(page, 'Choose a file…').waitFor();
  });

  test('a wrong passphrase that shows only in the work is said in the dialog, and may be entered again', async () => {
    const page = await open();
    await chooseFile(page);
    await submit(page);
    const wrong = work('import', { state: 'failed', error: error('backup_passphrase_wrong') });
    await emit(page, 'workChanged', { ...wrong, id: 'work-1' });
    await page.getByRole('alert').getByText(error('backup_passphrase_wrong').what).waitFor();
    await expect.poll(() => works(page).count()).toBe(0);
    expect(await file(page).inputValue()).toBe('');
    await submit(page);
    const done = work('import', { state: 'done', report: imported });
    await emit(page, 'workChanged', { ...done, id: 'work-2' });
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await works(page).getByText('3 accounts added, 1 updated, 2 unchanged.').waitFor();
  });

  test('closing the dialog before the file is open cancels', async () => {
    const page = await open();
    await chooseFile(page);
    await submit(page);
    await button(page, 'Cancel').click();
    await expect.poll(() => asked(page, 'cancelWork')).toEqual([{ workId: 'work-1' }]);
  });
});

describe('the change of the key', () => {
  test('to a passphrase, entered twice', async () => {
    const page = await open();
    await openSecrets(page, 'Change the key…');
    expect(await page.getByLabel('Current passphrase').count()).toBe(0);
    await page.getByRole('radio', { name: 'Under a passphrase' }).check({ force: true });
    await page.getByLabel('New passphrase').fill('correct horse');
    await page.getByLabel('Repeat it').fill('correct horse');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => asked(page, 'changeKey'))
      .toEqual([{ to: 'passphrase', passphrase: 'correct horse', currentPassphrase: '' }]);
  });

  test('Escape before it has begun cancels it as soon as it begins, and the dialog can be had again', async () => {
    const page = await open(fixture(everyday, {}, { changeKey: 'late' }));
    await openSecrets(page, 'Change the key…');
    await button(page, 'Change the key').click();
    await expect.poll(() => asked(page, 'changeKey')).toHaveLength(1);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await button(page, 'Change the key…').click();
    await button(page, 'Change the key').click();
    await expect.poll(() => asked(page, 'changeKey')).toHaveLength(2);
    await answer(page, 'changeKey');
    await expect.poll(() => asked(page, 'cancelWork')).toEqual([{ workId: 'work-1' }]);
    await answer(page, 'changeKey');
    await emit(page, 'workChanged', { ...work('change_key', { state: 'done' }), id: 'work-2' });
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await asked(page, 'cancelWork')).toHaveLength(1);
  });

  test('from a passphrase, which is asked for', async () => {
    const page = await open(fixture(everyday, { vault: { kind: 'open', secretsKeptIn: 'passphrase' } }));
    await openSecrets(page, 'Change the key…');
    await page.getByRole('radio', { name: 'In the system’s keychain' }).check({ force: true });
    await button(page, 'Change the key').click();
    await page.getByText('Enter the passphrase.').waitFor();
    expect(await asked(page, 'changeKey')).toEqual([]);
    await page.getByLabel('Current passphrase').fill('old horse');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => asked(page, 'changeKey'))
      .toEqual([{ to: 'system', passphrase: '', currentPassphrase: 'old horse' }]);
  });
});
