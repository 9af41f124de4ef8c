// The channels of exports: who is asked what and when, what is kept, and what is told.
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createExportSealer } from '../../../main/adapters/export-sealing.ts';
import type { AccountService } from '../../../main/core/accounts/service.ts';
import { appError } from '../../../main/core/errors.ts';
import type { ExportSealer } from '../../../main/core/ports.ts';
import { createProviderBook } from '../../../main/core/providers/provider-book.ts';
import { fail, ok, type Result } from '../../../main/core/result.ts';
import { createTransfer } from '../../../main/core/transfer/transfer.ts';
import { createChosenImport } from '../../../main/shell/chosen-import.ts';
import { type ExportFiles, exportName } from '../../../main/shell/export-files.ts';
import { createTransferHandlers } from '../../../main/shell/transfer-handlers.ts';
import { createWorks } from '../../../main/shell/works.ts';
import type { WorkView } from '../../../preload/contract.ts';
import { fakeLog } from '../../support/fake-log.ts';
import { fakeProviderFiles } from '../../support/fake-provider-files.ts';
import { fakeRandom } from '../../support/fake-random.ts';
import { errorCode, okValue } from '../../support/result.ts';
import { office } from '../core/accounts/desk.ts';

const passphrase = 'correct horse battery';

/** Seals in no time, and is as strict. */
function quickSealer(): ExportSealer {
  const real = createExportSealer();
  const join = (bytes: Uint8Array, text: string) => new Uint8Array(Buffer.concat([Buffer.from(text), bytes]));
  return {
    judgePassphrase: real.judgePassphrase,
    seal: async (content, _passphrase, createdAt) => ok(join(content, `${createdAt}|`)),
    judge: (file) =>
      Buffer.from(file).includes('tokendeck content')
        ? ok({ createdAt: Number(/(\d+)\|/.exec(Buffer.from(file).toString())?.[1]) })
        : fail(appError('not_a_backup')),
    open: async (file, given) =>
      given.reveal() === passphrase
        ? ok(file.slice(Buffer.from(file).indexOf('|') + 1))
        : fail(appError('backup_passphrase_wrong')),
  };
}

async function setUp() {
  const { clock, file, seed, open } = await office();
  const account = seed('ada');
  const { service } = await open();
  const log = fakeLog();
  const told: WorkView[] = [];
  const works = createWorks({ clock, random: fakeRandom(), log, onChange: (view) => told.push(view) });
  const asked: string[] = [];
  const disk = new Map<string, Uint8Array<ArrayBuffer>>();
  const person: { target: string | undefined; source: string | undefined; meanwhile: () => void } = {
    target: '/home/ada/Backup.tokendeck',
    source: '/home/ada/Backup.tokendeck',
    meanwhile: () => undefined,
  };
  const files: ExportFiles = {
    async chooseTarget(name) {
      asked.push(`target ${name}`);
      person.meanwhile();
      return person.target;
    },
    async chooseSource() {
      asked.push('source');
      person.meanwhile();
      return person.source;
    },
    async write(path, content) {
      disk.set(path, content);
      return ok();
    },
    async read(path) {
      const content = disk.get(path);
      return content === undefined ? fail(appError('file_unusable')) : ok(content);
    },
  };
  let vault: Result<AccountService> = ok(service);
  const chosenImport = createChosenImport();
  const providers = createProviderBook({ files: fakeProviderFiles(), extra: [], log });
  const handlers = createTransferHandlers({
    vault: { accounts: () => vault },
    works,
    files,
    transfer: createTransfer({ sealer: quickSealer(), providers, clock }),
    chosenImport,
    clock,
    onImported: () => asked.push('imported'),
  });
  async function ended(view: WorkView | null): Promise<WorkView> {
    if (view === null) throw new Error('nothing was begun');
    for (;;) {
      const last = told.find(({ id, state }) => id === view.id && state !== 'running');
      if (last !== undefined) return last;
      await setImmediate();
    }
  }
  const lock = () => {
    vault = fail(appError('vault_locked'));
    chosenImport.clear();
  };
  return { account, service, file, handlers, asked, disk, person, works, ended, lock, chosenImport, files };
}

describe('exporting', () => {
  it('asks where to, works, and tells how many accounts are in which file', async () => {
    const { handlers, asked, disk, ended } = await setUp();
    const view = okValue(await handlers.exportAll({ passphrase }));
    expect(view).toMatchObject({ kind: 'export', state: 'running' });
    expect(await ended(view)).toMatchObject({
      state: 'done',
      report: { kind: 'export', accounts: 1, fileName: 'Backup.tokendeck', unreadable: 0 },
    });
    expect(asked).toEqual([expect.stringMatching(/^target tokendeck-\d{4}-\d\d-\d\d\.tokendeck$/)]);
    expect([...disk.keys()]).toEqual(['/home/ada/Backup.tokendeck']);
  });

  it('judges the passphrase before it asks for anything', async () => {
    const { handlers, asked } = await setUp();
    expect(errorCode(await handlers.exportAll({ passphrase: 'short' }))).toBe('passphrase_too_short');
    expect(asked).toEqual([]);
  });

  it('does nothing where no place was chosen', async () => {
    const { handlers, person, works, disk } = await setUp();
    person.target = undefined;
    expect(okValue(await handlers.exportAll({ passphrase }))).toBeNull();
    expect(works.running()).toEqual([]);
    expect(disk.size).toBe(0);
  });

  it('does nothing while the vault is locked, nor where it was locked meanwhile', async () => {
    const { handlers, person, lock, asked, works } = await setUp();
    person.meanwhile = lock;
    expect(errorCode(await handlers.exportAll({ passphrase }))).toBe('vault_locked');
    expect(errorCode(await handlers.exportAll({ passphrase }))).toBe('vault_locked');
    expect(asked).toHaveLength(1);
    expect(works.running()).toEqual([]);
  });

  it('writes nothing where it is cancelled', async () => {
    const { handlers, works, disk, ended } = await setUp();
    const view = okValue(await handlers.exportAll({ passphrase }));
    works.cancel(view?.id ?? '');
    expect(await ended(view)).toMatchObject({ state: 'cancelled', report: undefined });
    expect(disk.size).toBe(0);
  });

  it('says that the file could not be written', async () => {
    const { handlers, files, ended } = await setUp();
    files.write = async () => fail(appError('file_unusable', { detail: '/x (ENOSPC)' }));
    const view = okValue(await handlers.exportAll({ passphrase }));
    expect(await ended(view)).toMatchObject({ state: 'failed', error: { code: 'file_unusable' } });
  });

  it('is refused while another is under way, which may be sealed under another passphrase', async () => {
    const { handlers, asked, works } = await setUp();
    okValue(await handlers.exportAll({ passphrase }));
    expect(errorCode(await handlers.exportAll({ passphrase }))).toBe('work_under_way');
    expect(asked).toHaveLength(1);
    await works.stop();
  });

  it('is named after the day where the person is', () => {
    expect(exportName(new Date(2026, 10, 21, 23, 59).getTime())).toBe('tokendeck-2026-11-21.tokendeck');
    expect(exportName(new Date(2026, 0, 2, 0, 0).getTime())).toBe('tokendeck-2026-01-02.tokendeck');
  });
});

describe('importing', () => {
  async function withFile() {
    const all = await setUp();
    await all.ended(okValue(await all.handlers.exportAll({ passphrase })));
    return all;
  }

  it('tells which file it is, and merges it for its passphrase', async () => {
    const { handlers, ended, service, account, chosenImport, asked } = await withFile();
    okValue(await service.remove(account.id, { revoke: false }));
    expect(okValue(await handlers.chooseImport({}))).toEqual({
      fileName: 'Backup.tokendeck',
      createdAt: expect.any(Number),
    });
    const view = okValue(await handlers.importAll({ passphrase }));
    expect(await ended(view)).toMatchObject({
      state: 'done',
      report: { kind: 'import', added: 1, updated: 0, unchanged: 0, kept: 0, renamed: 0, providersAdded: 0 },
    });
    expect(service.get(account.id)).toEqual(account);
    expect(asked.at(-1)).toBe('imported');
    expect(chosenImport.get()).toBeUndefined();
    expect(errorCode(await handlers.importAll({ passphrase }))).toBe('invalid_argument');
  });

  it('may be tried again with another passphrase', async () => {
    const { handlers, ended } = await withFile();
    okValue(await handlers.chooseImport({}));
    expect(await ended(okValue(await handlers.importAll({ passphrase: 'wrong' })))).toMatchObject({
      state: 'failed',
      error: { code: 'backup_passphrase_wrong' },
    });
    expect(await ended(okValue(await handlers.importAll({ passphrase })))).toMatchObject({ state: 'done' });
  });

  it('needs a file that was chosen, which a lock forgets', async () => {
    const { handlers, lock, chosenImport } = await withFile();
    expect(errorCode(await handlers.importAll({ passphrase }))).toBe('invalid_argument');
    okValue(await handlers.chooseImport({}));
    lock();
    expect(errorCode(await handlers.importAll({ passphrase }))).toBe('vault_locked');
    expect(chosenImport.get()).toBeUndefined();
  });

  it('keeps no file that was read while the vault was being locked', async () => {
    const { handlers, person, lock, chosenImport } = await withFile();
    person.meanwhile = lock;
    expect(errorCode(await handlers.chooseImport({}))).toBe('vault_locked');
    expect(chosenImport.get()).toBeUndefined();
  });

  it('goes on with the file chosen before where none is chosen now', async () => {
    const { handlers, person, ended } = await withFile();
    okValue(await handlers.chooseImport({}));
    person.source = undefined;
    expect(okValue(await handlers.chooseImport({}))).toBeNull();
    expect(await ended(okValue(await handlers.importAll({ passphrase })))).toMatchObject({ state: 'done' });
  });

  it('says what is wrong with a file at once, and forgets the one chosen before', async () => {
    const { handlers, person, disk } = await withFile();
    okValue(await handlers.chooseImport({}));
    disk.set('/other', new Uint8Array([1, 2, 3]));
    person.source = '/other';
    expect(errorCode(await handlers.chooseImport({}))).toBe('not_a_backup');
    person.source = '/missing';
    expect(errorCode(await handlers.chooseImport({}))).toBe('file_unusable');
    expect(errorCode(await handlers.importAll({ passphrase }))).toBe('invalid_argument');
  });

  it('can be begun again where it was cancelled', async () => {
    const { handlers, works, ended } = await withFile();
    okValue(await handlers.chooseImport({}));
    const view = okValue(await handlers.importAll({ passphrase }));
    works.cancel(view.id);
    expect(await ended(view)).toMatchObject({ state: 'cancelled' });
    expect(await ended(okValue(await handlers.importAll({ passphrase })))).toMatchObject({ state: 'done' });
  });
});
