// Taking in an export: nothing that is here is lost, and doing it twice is doing it once.
import { describe, expect, it } from 'vitest';
import type { Account, AccountEvent, ClientKey } from '../../../../main/core/accounts/account.ts';
import type { AccountService, Collected } from '../../../../main/core/accounts/service.ts';
import { appError } from '../../../../main/core/errors.ts';
import type { Progress } from '../../../../main/core/progress.ts';
import { Secret } from '../../../../main/core/secret.ts';
import type { Holding } from '../../../../main/core/transfer/content.ts';
import { fakeClock } from '../../../support/fake-clock.ts';
import { exampleTokens, revealed } from '../../../support/vault-examples.ts';
import { error, expired, gate, idOf, type Office, office, until, value } from './desk.ts';

function progress(): Progress & { readonly reports: (readonly [number, number])[]; abort(): void } {
  const cancelling = new AbortController();
  const reports: (readonly [number, number])[] = [];
  return {
    signal: cancelling.signal,
    report: (done, total) => void reports.push([done, total]),
    reports,
    abort: () => cancelling.abort(),
  };
}

const none = { added: 0, updated: 0, unchanged: 0, kept: 0, renamed: 0, unreadable: 0 };

/** At a server that has issued other tokens than that of the first. */
async function anotherOffice(): Promise<Office> {
  const there = await office();
  for (let count = 0; count < 20; count += 1) there.server.issue();
  return there;
}

/** All that is kept at another desk at the same server. */
async function exported(there: Office): Promise<Collected> {
  const { service } = await there.open('there');
  return value(await service.collect(progress()));
}

async function twoDesks() {
  const here = await office();
  const there = await anotherOffice();
  return { here, there };
}

/** The other desk's client and one account. */
async function oneAccount(members: Partial<Account> = {}, events: readonly AccountEvent[] = []) {
  const there = await anotherOffice();
  const account = there.seed('ada', members);
  const { clients, holdings } = await exported(there);
  const [first] = holdings;
  if (first === undefined) throw new Error('nothing was collected');
  return { clients, account, holding: { ...first, events } satisfies Holding };
}

const merge = async (service: AccountService, content: Pick<Collected, 'clients' | 'holdings'>) =>
  value(await service.merge(content, progress()));

describe('what is not here', () => {
  it('is added with its client, its tokens, its history and its wishes', async () => {
    const here = await office();
    here.file.clients.clear();
    const { service, vault } = await here.open();
    const preferences = { pinned: true, copyFormat: 'env', warnBeforeMs: 1000 } as const;
    const { clients, holding, account } = await oneAccount({ preferences, autoRefresh: false }, [
      { kind: 'copied', at: 20 },
      { kind: 'signed_in', at: 10 },
    ]);
    expect(await merge(service, { clients, holdings: [holding] })).toEqual({ ...none, added: 1 });
    expect(service.list()).toEqual([account]);
    expect(revealed(here.file.tokens.get(account.id))).toEqual(revealed(holding.tokens));
    expect([...here.file.clients.values()]).toEqual(clients);
    expect(value(await vault.recentEvents(account.id, 9)).map(({ kind }) => kind)).toEqual([
      'imported',
      'copied',
      'signed_in',
    ]);
  });

  it('is refreshed by itself, as it was', async () => {
    const here = await office();
    const { service } = await here.open();
    const { clients, holding, account } = await oneAccount();
    const { accessToken, refreshToken } = here.server.issue({ sub: 'ada' });
    const tokens = {
      accessToken: new Secret(accessToken),
      refreshToken: new Secret(refreshToken),
      idToken: undefined,
    };
    service.startKeepingFresh();
    const due = { ...account, ...expired(here.clock) };
    await merge(service, { clients, holdings: [{ ...holding, account: due, tokens }] });
    await until(() => (service.get(account.id)?.issuedAt ?? 0) > due.issuedAt);
    expect(here.file.tokens.get(account.id)?.accessToken.reveal()).not.toBe(accessToken);
    await service.stop();
  });

  it('gets another name where its own is taken, ignoring case', async () => {
    const here = await office();
    here.seed('bob', { label: 'ADA' });
    const { service } = await here.open();
    const { clients, holding } = await oneAccount({ label: 'Ada' });
    expect(await merge(service, { clients, holdings: [holding] })).toEqual({ ...none, added: 1, renamed: 1 });
    expect(service.get(idOf('ada'))?.label).toBe('Ada 2');
    expect(service.get(idOf('bob'))?.label).toBe('ADA');
  });

  it('keeps a name that is free, also where another one’s new name would be the same', async () => {
    const here = await office();
    here.seed('bob', { label: 'ada' });
    const { service } = await here.open();
    const there = await anotherOffice();
    there.seed('one', { label: 'ada', identity: { subject: 'one' } });
    there.seed('two', { label: 'ada 2', identity: { subject: 'two' } });
    expect(await merge(service, await exported(there))).toEqual({ ...none, added: 2, renamed: 1 });
    expect(['one', 'two'].map((id) => service.get(idOf(id))?.label)).toEqual(['ada 3', 'ada 2']);
  });

  it('goes to the client that is here, whose secret stays', async () => {
    const here = await office();
    const ours = [...here.file.clients.values()][0];
    if (ours === undefined) throw new Error('no client');
    const post = (secret: string) =>
      ({ authentication: { method: 'client_secret_post', secret: new Secret(secret) } }) as const;
    here.file.clients.set(ours.key, { ...ours, ...post('ours') });
    const { service } = await here.open();
    const { clients, holding } = await oneAccount();
    const theirs = clients.map((client) => ({ ...client, ...post('theirs'), key: 'c9' as ClientKey }));
    const account = { ...holding.account, clientKey: 'c9' as ClientKey };
    await merge(service, { clients: theirs, holdings: [{ ...holding, account }] });
    expect(service.get(account.id)?.clientKey).toBe(ours.key);
    const [kept, ...others] = here.file.clients.values();
    expect(others).toEqual([]);
    expect(kept?.authentication.method === 'client_secret_post' && kept.authentication.secret.reveal()).toBe(
      'ours',
    );
  });

  it('is one more account where its id is that of somebody else', async () => {
    const here = await office();
    const ours = here.seed('ada');
    const { service } = await here.open();
    const { clients, holding } = await oneAccount({ identity: { subject: 'eve' } });
    const content = { clients, holdings: [holding] };
    expect(await merge(service, content)).toEqual({ ...none, added: 1, renamed: 1 });
    expect(service.get(ours.id)).toEqual(ours);
    expect(service.list()).toHaveLength(2);
    expect(await merge(service, content)).toEqual({ ...none, unchanged: 1 });
  });

  it('is one more account where the one of its id is just being removed, and cannot be had back', async () => {
    const here = await office();
    here.seed('ada');
    const { service } = await here.open();
    const { clients, holding } = await oneAccount();
    value(await service.removeLater(idOf('ada'), { revoke: true, graceMs: 1000 }, () => undefined));
    const answering = gate();
    let asked = false;
    here.server.ways.instead = async () => {
      asked = true;
      await answering.opened;
      return undefined;
    };
    await here.clock.advance(1000);
    await until(() => asked);
    expect(await merge(service, { clients, holdings: [holding] })).toEqual({ ...none, added: 1 });
    answering.open();
    await until(() => !here.file.accounts.has(idOf('ada')));
    expect(service.list().map(({ identity }) => identity.subject)).toEqual(['ada']);
    await service.stop();
  });

  it('is added where what was to be had back was removed by another process', async () => {
    const here = await office();
    here.seed('ada');
    const [window, shell] = [await here.open('window'), await here.open('shell')];
    const { clients, holding } = await oneAccount();
    value(await window.service.removeLater(idOf('ada'), { revoke: false, graceMs: 1000 }, () => undefined));
    value(await shell.service.remove(idOf('ada'), { revoke: false }));
    expect(await merge(window.service, { clients, holdings: [holding] })).toEqual({ ...none, added: 1 });
    await here.clock.advance(1000);
    expect(window.service.list()).toHaveLength(1);
    expect(here.file.accounts.size).toBe(1);
  });

  it('is left out and counted where it cannot be used', async () => {
    const here = await office();
    const { service } = await here.open();
    const { clients, holding } = await oneAccount();
    const strange = { ...holding, account: { ...holding.account, issuer: 'https://evil.example' } };
    expect(await merge(service, { clients, holdings: [strange] })).toEqual({ ...none, unreadable: 1 });
    expect(await merge(service, { clients: [], holdings: [holding] })).toEqual({ ...none, unreadable: 1 });
    expect(service.list()).toEqual([]);
  });
});

describe('what is here', () => {
  it('is updated by newer tokens, and keeps its name and the person’s wishes', async () => {
    const { here, there } = await twoDesks();
    const before = here.seed('ada', { label: 'Mine', autoRefresh: false, lastCopiedAt: 5 });
    const { service, vault } = await here.open();
    const after = there.seed('ada', {
      label: 'Theirs',
      issuedAt: before.issuedAt + 1000,
      expiresAt: before.issuedAt + 9000,
    });
    const content = await exported(there);
    expect(await merge(service, content)).toEqual({ ...none, updated: 1 });
    expect(service.list()).toEqual([{ ...before, issuedAt: after.issuedAt, expiresAt: after.expiresAt }]);
    expect(revealed(here.file.tokens.get(before.id))).toEqual(revealed(content.holdings[0]?.tokens));
    expect(value(await vault.recentEvents(before.id, 9)).map(({ kind }) => kind)).toEqual(['imported']);
  });

  it.each<readonly [what: string, theirs: Partial<Account>]>([
    ['older', { issuedAt: 1000 }],
    ['newer without a refresh token', { hasRefreshToken: false, issuedAt: fakeClock().now() + 1000 }],
    ['of a clock that was ahead', { issuedAt: 8e15 }],
    [
      'newer with a dead refresh token',
      {
        issuedAt: fakeClock().now() + 1000,
        health: { kind: 'sign_in_again', error: appError('invalid_grant'), since: 1 },
      },
    ],
  ])('is kept where the export’s tokens are %s', async (_what, theirs) => {
    const { here, there } = await twoDesks();
    const before = here.seed('ada');
    const tokens = revealed(here.file.tokens.get(before.id));
    const { service } = await here.open();
    there.seed('ada', theirs);
    const commits = here.file.commits.length;
    expect(await merge(service, await exported(there))).toEqual({ ...none, kept: 1 });
    expect(service.list()).toEqual([before]);
    expect(revealed(here.file.tokens.get(before.id))).toEqual(tokens);
    expect(here.file.commits.length).toBe(commits);
  });

  describe('but is just leaving', () => {
    const leaver = async (revoke: boolean) => {
      const here = await office();
      here.seed('ada');
      here.seed('bob');
      const { service } = await here.open();
      const { clients, holdings } = value(await service.collect(progress()));
      const ended: unknown[] = [];
      for (const id of [idOf('ada'), idOf('bob')]) {
        value(await service.removeLater(id, { revoke, graceMs: 1000 }, ({ label }) => ended.push(label)));
      }
      const content = { clients, holdings: holdings.filter(({ account }) => account.id === idOf('ada')) };
      return { here, service, content, ended };
    };

    it('stays with its tokens unrevoked, and what is not of the export goes', async () => {
      const { here, service, content, ended } = await leaver(true);
      expect(await merge(service, content)).toEqual({ ...none, unchanged: 1 });
      expect(service.list().map(({ id }) => id)).toEqual(['ada']);
      await here.clock.advance(1000);
      await until(() => ended.length > 0);
      expect([ended, service.list().map(({ id }) => id)]).toEqual([['bob'], ['ada']]);
      const kept = revealed(here.file.tokens.get(idOf('ada')));
      expect(here.server.revoked.some((token) => kept?.includes(token))).toBe(false);
      expect((await service.refresh(idOf('ada'))).ok).toBe(true);
    });

    it('is one account also after an undo that comes too late', async () => {
      const { here, service, content } = await leaver(false);
      await merge(service, content);
      expect(error(await service.undoRemoval(idOf('ada'))).code).toBe('account_not_found');
      await here.clock.advance(1000);
      expect(service.list()).toHaveLength(1);
    });

    it('is updated under its own id and name where the export knows the same person by another id', async () => {
      const { here, service, content } = await leaver(true);
      await here.clock.advance(500);
      const holdings = content.holdings.map(({ account }) => ({
        account: { ...account, id: idOf('other'), label: 'Theirs', issuedAt: account.issuedAt + 100 },
        tokens: exampleTokens('newer'),
        events: [],
      }));
      expect(await merge(service, { ...content, holdings })).toEqual({ ...none, updated: 1 });
      await here.clock.advance(1000);
      expect(service.list().map(({ id, label }) => [id, label])).toEqual([['ada', 'ada']]);
      expect(revealed(here.file.tokens.get(idOf('ada')))).toEqual(revealed(exampleTokens('newer')));
    });
  });

  it('takes from an older export what it has none of any more', async () => {
    const here = await office();
    const account = here.seed('ada');
    const { service } = await here.open();
    const content = value(await service.collect(progress()));
    here.file.tokens.delete(account.id);
    expect(await merge(service, content)).toEqual({ ...none, updated: 1 });
    expect(value(await service.tokenFor(account.id)).accessToken).toBeInstanceOf(Secret);
  });

  it('gets the later part of a history, once and in order', async () => {
    const { here, there } = await twoDesks();
    const account = here.seed('ada');
    const { service, vault } = await here.open();
    value(
      await vault.commit([
        { op: 'append_event', accountId: account.id, event: { kind: 'signed_in', at: 10 } },
        { op: 'append_event', accountId: account.id, event: { kind: 'copied', at: 20 } },
      ]),
    );
    there.seed('ada');
    const { clients, holdings } = await exported(there);
    const events = [
      { kind: 'renamed', at: 40 },
      { kind: 'refreshed', at: 30 },
      { kind: 'copied', at: 20 },
      { kind: 'signed_in', at: 5 },
    ] as const;
    const content = {
      clients,
      holdings: holdings.map((one) => ({ ...one, tokens: exampleTokens('x'), events })),
    };
    for (let time = 0; time < 2; time += 1) {
      expect(await merge(service, content)).toEqual({ ...none, kept: 1 });
      expect(value(await vault.recentEvents(account.id, 9)).map(({ at }) => at)).toEqual([40, 30, 20, 10]);
    }
  });

  it('is not touched by doing the same once more', async () => {
    const { here, there } = await twoDesks();
    here.seed('bob');
    const { service } = await here.open();
    there.seed('ada');
    there.seed('bob', { issuedAt: there.clock.now() + 1000 });
    const content = await exported(there);
    expect(await merge(service, content)).toEqual({ ...none, added: 1, updated: 1 });
    const commits = here.file.commits.length;
    const accounts = service.list();
    expect(await merge(service, content)).toEqual({ ...none, unchanged: 2 });
    expect(here.file.commits.length).toBe(commits);
    expect(service.list()).toEqual(accounts);
    const back = value(await service.collect(progress()));
    expect(await merge(service, back)).toEqual({ ...none, unchanged: 2 });
  });

  it('is not given older tokens than those that a refresh under way is about to bring', async () => {
    const { here, there } = await twoDesks();
    const account = here.seed('ada', expired(here.clock));
    const { service } = await here.open();
    const held = gate();
    let asked = false;
    here.server.ways.instead = async () => {
      asked = true;
      await held.opened;
      return undefined;
    };
    const refreshing = service.refresh(account.id);
    await until(() => asked);
    // Newer than what is in the vault now, older than what the server is answering.
    there.seed('ada', { issuedAt: here.clock.now() - 1000 });
    const merging = merge(service, await exported(there));
    await here.clock.advance(5000);
    held.open();
    const refreshed = value(await refreshing);
    expect(await merging).toEqual({ ...none, kept: 1 });
    expect(service.get(account.id)).toEqual(refreshed);
  });

  it('is decided anew where another process was faster', async () => {
    const { here, there } = await twoDesks();
    const account = here.seed('ada');
    const { service, vault } = await here.open('window');
    const other = await here.open('cli');
    there.seed('ada', { issuedAt: account.issuedAt + 1000 });
    const content = await exported(there);
    await here.clock.advance(5000);
    const newer = { ...account, issuedAt: here.clock.now() };
    vault.beforeNextCommit(async () =>
      other.vault.commit([
        { op: 'put_account', account: newer },
        { op: 'put_tokens', accountId: account.id, tokens: exampleTokens('newest') },
      ]),
    );
    expect(await merge(service, content)).toEqual({ ...none, kept: 1 });
    expect(revealed(here.file.tokens.get(account.id))).toEqual(revealed(exampleTokens('newest')));
  });
});

describe('many accounts', () => {
  const many = async (count: number) => {
    const { clients, holding } = await oneAccount();
    const holdings = Array.from({ length: count }, (_, index) => ({
      ...holding,
      account: {
        ...holding.account,
        id: idOf(`a${index}`),
        label: 'Same',
        identity: { subject: `s${index}` },
      },
    }));
    return { clients, holdings };
  };

  it('take few commits, tell how far it is, and get a name each', async () => {
    const here = await office();
    const { service } = await here.open();
    const content = await many(2000);
    const told = progress();
    const before = here.file.commits.length;
    expect(value(await service.merge(content, told))).toEqual({ ...none, added: 2000, renamed: 1999 });
    expect(here.file.commits.length - before).toBeLessThan(20);
    expect(told.reports.at(-1)).toEqual([2000, 2000]);
    expect(new Set(service.list().map(({ label }) => label)).size).toBe(2000);
  });

  it('stay as far as they came where it is cancelled, and the rest comes later', async () => {
    const here = await office();
    const { service } = await here.open();
    const content = await many(1000);
    const told = progress();
    const stopping = { ...told, report: (done: number) => (done >= 300 ? told.abort() : undefined) };
    const first = value(await service.merge(content, stopping));
    expect(first.added).toBeGreaterThanOrEqual(300);
    expect(first.added).toBeLessThan(1000);
    expect(service.list()).toHaveLength(first.added);
    expect(await merge(service, content)).toMatchObject({
      added: 1000 - first.added,
      unchanged: first.added,
    });
  });

  it('are an error where the vault cannot be written, and nothing is told that is not so', async () => {
    const here = await office();
    const { service, vault } = await here.open();
    vault.failCommits(appError('vault_unreadable'));
    expect(error(await service.merge(await many(3), progress())).code).toBe('vault_unreadable');
    expect(service.list()).toEqual([]);
  });
});

describe('collecting', () => {
  it('is ended by cancelling', async () => {
    const here = await office();
    here.seed('ada');
    const { service } = await here.open();
    const told = progress();
    told.abort();
    expect(error(await service.collect(told)).code).toBe('cancelled');
  });

  it('takes an account and its tokens as they belong together', async () => {
    const here = await office();
    const account = here.seed('ada');
    const { service, vault } = await here.open();
    const newer = { ...account, issuedAt: account.issuedAt + 1 };
    const reading = vault.recentEvents;
    vault.recentEvents = async (id, limit) => {
      vault.recentEvents = reading;
      value(
        await vault.commit([
          { op: 'put_account', account: newer },
          { op: 'put_tokens', accountId: account.id, tokens: exampleTokens('new') },
        ]),
      );
      return reading(id, limit);
    };
    const [one] = value(await service.collect(progress())).holdings;
    expect(one?.account).toEqual(newer);
    expect(revealed(one?.tokens)).toEqual(revealed(exampleTokens('new')));
  });

  it('leaves out and counts what is damaged, and fails where nothing can be read', async () => {
    const here = await office();
    here.seed('ada');
    here.seed('bob');
    const { service, vault } = await here.open();
    const reading = vault.tokens;
    vault.tokens = async (id) =>
      id === idOf('ada') ? { ok: false, error: appError('vault_corrupt') } : reading(id);
    const collected = value(await service.collect(progress()));
    expect(collected.holdings.map(({ account }) => account.id)).toEqual(['bob']);
    expect(collected.unreadable).toBe(1);
    vault.failReads(appError('vault_unreadable'));
    expect(error(await service.collect(progress())).code).toBe('vault_unreadable');
  });
});
