import { describe, expect, it } from 'vitest';
import type { KeychainChoice, Services } from '../../../main/compose.ts';
import type { AccountService } from '../../../main/core/accounts/service.ts';
import { appError, type ErrorCode } from '../../../main/core/errors.ts';
import { fail, ok, type Result } from '../../../main/core/result.ts';
import { Secret } from '../../../main/core/secret.ts';
import type { Vault } from '../../../main/core/vault/vault.ts';
import { createVaultSession } from '../../../main/shell/vault-session.ts';
import type { VaultView } from '../../../preload/contract.ts';
import { fakeLog } from '../../support/fake-log.ts';

const shown = [{ id: 'a', label: 'Ada', providerId: 'p', providerName: 'P', expiresAt: 5 }];

/** Opening is scripted: each attempt gives the next of `outcomes`, an error's code or the kind of keychain. */
function setUp(
  outcomes: (ErrorCode | 'system' | 'passphrase')[],
  isNew = true,
  more: { onOpened?: () => void; onLocked?: () => void } = {},
) {
  const views: VaultView[] = [];
  const choices: KeychainChoice[] = [];
  let opened = 0;
  let closed = 0;
  let locked = 0;
  let closingTakes: Promise<void> = Promise.resolve();
  const log = fakeLog();
  /** What another process does to the vault that is open. */
  let changeKeyElsewhere = (): void => {};
  const services = (kind: Services['keychainKind']): Services => {
    let keychainKind = kind;
    return {
      accounts: {} as AccountService,
      vault: {
        onKeyChanged(listener: () => void) {
          changeKeyElsewhere = listener;
          return () => undefined;
        },
      } as Vault,
      get keychainKind() {
        return keychainKind;
      },
      prepareKeyChange: async ({ to, currentPassphrase }) =>
        currentPassphrase?.reveal() === 'wrong'
          ? fail(appError('passphrase_wrong'))
          : ok(async ({ signal }) => {
              if (signal.aborted) return fail(appError('cancelled'));
              keychainKind = to;
              return ok({ secretsKeptIn: to });
            }),
      async close() {
        await closingTakes;
        closed += 1;
      },
    };
  };
  const session = createVaultSession({
    log,
    onLocked: () => {
      locked += 1;
      more.onLocked?.();
    },
    shownWhileLocked: () => shown,
    async openServices(choice): Promise<Result<Services>> {
      choices.push(choice);
      const outcome = outcomes.shift();
      if (outcome === undefined) throw new Error('not expected to be opened again');
      return outcome === 'system' || outcome === 'passphrase'
        ? ok(services(outcome))
        : fail(appError(outcome));
    },
    isVaultNew: async () => isNew,
    onChange: (view) => views.push(view),
    onOpened: () => {
      opened += 1;
      more.onOpened?.();
    },
  });
  return {
    session,
    views,
    choices,
    log,
    opened: () => opened,
    closed: () => closed,
    locked: () => locked,
    changeKeyElsewhere: () => changeKeyElsewhere(),
    closingTakes(promise: Promise<void>) {
      closingTakes = promise;
    },
  };
}

const words = new Secret('four plain words here');

it('opens with the system’s keychain', async () => {
  const { session, views, opened } = setUp(['system']);
  expect(session.view()).toEqual({ kind: 'opening' });
  expect(session.accounts()).toMatchObject({ ok: false, error: { code: 'vault_locked' } });
  expect(await session.open()).toEqual({ kind: 'open', secretsKeptIn: 'system' });
  expect(views).toEqual([{ kind: 'open', secretsKeptIn: 'system' }]);
  expect(opened()).toBe(1);
  expect(session.accounts().ok).toBe(true);
});

it.each(['keychain_unavailable', 'keychain_locked', 'keychain_denied', 'keychain_timeout'] as const)(
  '%s asks what to do, and a second try may succeed',
  async (code) => {
    const { session } = setUp([code, 'system']);
    expect(await session.open()).toMatchObject({
      kind: 'keychain_missing',
      error: { code },
      mayChoosePassphrase: true,
    });
    expect(await session.open()).toEqual({ kind: 'open', secretsKeptIn: 'system' });
  },
);

it('tries the right passphrase after a wrong one that is still being tried', async () => {
  const { session } = setUp(['passphrase_wrong', 'passphrase']);
  const wrong = session.unlock(new Secret('some other words'));
  const right = session.unlock(words);
  expect(await wrong).toMatchObject({ kind: 'locked', error: { code: 'passphrase_wrong' } });
  expect(await right).toEqual({ kind: 'open', secretsKeptIn: 'passphrase' });
});

describe('a passphrase', () => {
  it('may be chosen for a new vault, after it was asked, never by itself', async () => {
    const { session, choices } = setUp(['keychain_unavailable', 'passphrase']);
    await session.open();
    expect(choices).toEqual([{ kind: 'as_before', passphrase: undefined }]);
    expect(await session.choosePassphrase(words)).toEqual({
      ok: true,
      value: { kind: 'open', secretsKeptIn: 'passphrase' },
    });
    expect(choices[1]).toEqual({ kind: 'new_passphrase', passphrase: words });
  });

  it('may not be chosen for a vault that has a key elsewhere', async () => {
    const { session, choices } = setUp(['keychain_needed'], false);
    expect(await session.open()).toMatchObject({ kind: 'keychain_missing', mayChoosePassphrase: false });
    expect(await session.choosePassphrase(words)).toMatchObject({
      ok: false,
      error: { code: 'not_allowed' },
    });
    expect(choices).toHaveLength(1);
  });

  it.each([[[]], [['system']], [['passphrase_needed']], [['vault_corrupt']]] as [ErrorCode[]][])(
    'may not be chosen unasked, after %j',
    async (before) => {
      const { session, choices } = setUp([...before]);
      if (before.length > 0) await session.open();
      expect(await session.choosePassphrase(words)).toMatchObject({
        ok: false,
        error: { code: 'not_allowed' },
      });
      expect(choices).toHaveLength(before.length);
    },
  );

  it('that is too short leaves the question as it was', async () => {
    const { session, views } = setUp(['keychain_unavailable', 'passphrase_too_short', 'passphrase']);
    const asked = await session.open();
    expect(await session.choosePassphrase(new Secret('x'))).toMatchObject({
      ok: false,
      error: { code: 'passphrase_too_short' },
    });
    expect(session.view()).toEqual(asked);
    expect(views).toHaveLength(1);
    expect(await session.choosePassphrase(words)).toMatchObject({ ok: true });
  });

  it('chosen before is asked for, a wrong one is said, the right one opens', async () => {
    const { session, choices } = setUp(['passphrase_needed', 'passphrase_wrong', 'passphrase']);
    const question = { kind: 'locked', unlocksWith: 'passphrase', error: undefined, accounts: [] };
    expect(await session.open()).toEqual(question);
    expect(await session.unlock(new Secret('wrong'))).toMatchObject({
      ...question,
      error: { code: 'passphrase_wrong' },
    });
    expect(await session.unlock(words)).toEqual({ kind: 'open', secretsKeptIn: 'passphrase' });
    expect(choices[2]).toEqual({ kind: 'as_before', passphrase: words });
  });
});

it.each([
  'vault_corrupt',
  'vault_newer',
  'vault_wrong_key',
  'vault_key_missing',
  'vault_unreadable',
] as const)('%s is a failure that is shown, and may be tried again', async (code) => {
  const { session } = setUp([code, 'system']);
  expect(await session.open()).toMatchObject({ kind: 'failed', error: { code } });
  expect(await session.open()).toMatchObject({ kind: 'open' });
});

it('a mistake of this program while opening is shown as one', async () => {
  const { session } = setUp([]);
  expect(await session.open()).toMatchObject({ kind: 'failed', error: { code: 'internal' } });
});

it('opens once, however often it is asked at the same time or later', async () => {
  const { session, choices, opened } = setUp(['system']);
  await Promise.all([session.open(), session.open(), session.unlock(words)]);
  await session.open();
  expect(choices).toHaveLength(1);
  expect(opened()).toBe(1);
});

it('closes what is open', async () => {
  const { session, closed } = setUp(['system']);
  await session.open();
  await session.close();
  expect(closed()).toBe(1);
  const never = setUp([]);
  await never.session.close();
  expect(never.closed()).toBe(0);
});

it('ends without waiting for a keychain that takes its time, and undoes what comes of it', async () => {
  const { session, closed, opened, views } = setUp(['system']);
  const opening = session.open();
  await session.close();
  expect(closed()).toBe(0);
  await opening;
  expect([closed(), opened(), views]).toEqual([1, 0, []]);
});

describe('locking', () => {
  const lockedWith = (unlocksWith: 'system' | 'passphrase', code?: ErrorCode) => ({
    kind: 'locked',
    unlocksWith,
    error: code === undefined ? undefined : expect.objectContaining({ code }),
    accounts: shown,
  });

  it('hands nothing out from that moment on, closes, and shows what may be seen', async () => {
    const { session, views, closed, locked } = setUp(['system']);
    await session.open();
    expect(session.lock()).toEqual(lockedWith('system'));
    expect(session.accounts()).toMatchObject({ ok: false, error: { code: 'vault_locked' } });
    expect(views.at(-1)).toEqual(lockedWith('system'));
    await session.close();
    expect([locked(), closed()]).toEqual([1, 1]);
  });

  it('closes the vault also where one that is told of it fails', async () => {
    const { session, closed, log } = setUp(['system'], true, {
      onLocked() {
        throw new Error('a notification');
      },
    });
    await session.open();
    expect(session.lock()).toEqual(lockedWith('system'));
    await session.close();
    expect(closed()).toBe(1);
    expect(log.entries.map(({ event }) => event)).toEqual(['vault.lock_not_told']);
  });

  it('does nothing where the vault is not open', () => {
    const { session, views, locked } = setUp([]);
    expect(session.lock()).toEqual({ kind: 'opening' });
    expect([views, locked()]).toEqual([[], 0]);
  });

  it('is undone by the keychain alone, or by the passphrase', async () => {
    const withKeychain = setUp(['system', 'system']);
    await withKeychain.session.open();
    withKeychain.session.lock();
    expect(await withKeychain.session.unlock(undefined)).toEqual({ kind: 'open', secretsKeptIn: 'system' });
    expect(withKeychain.opened()).toBe(2);

    const withPassphrase = setUp(['passphrase', 'passphrase_wrong', 'passphrase']);
    await withPassphrase.session.unlock(words);
    expect(withPassphrase.session.lock()).toEqual(lockedWith('passphrase'));
    expect(await withPassphrase.session.unlock(new Secret('wrong'))).toEqual(
      lockedWith('passphrase', 'passphrase_wrong'),
    );
    expect(await withPassphrase.session.unlock(words)).toMatchObject({ kind: 'open' });
  });

  it('waits with unlocking until what was under way has ended', async () => {
    const { session, choices, closed, closingTakes } = setUp(['system', 'system']);
    await session.open();
    let end = (): void => {};
    closingTakes(
      new Promise((resolve) => {
        end = resolve;
      }),
    );
    session.lock();
    const unlocking = session.unlock(undefined);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([closed(), choices.length]).toEqual([0, 1]);
    end();
    expect(await unlocking).toMatchObject({ kind: 'open' });
    expect(closed()).toBe(1);
  });

  it('by another process’s change of the key opens by itself where the keychain has the new one', async () => {
    const { session, views, changeKeyElsewhere, locked, closed, choices } = setUp(['system', 'system']);
    await session.open();
    changeKeyElsewhere();
    expect(session.accounts()).toMatchObject({ ok: false, error: { code: 'vault_locked' } });
    await expect.poll(() => session.view()).toEqual({ kind: 'open', secretsKeptIn: 'system' });
    expect(views.map(({ kind }) => kind)).toEqual(['open', 'locked', 'open']);
    expect([locked(), closed(), choices.length]).toEqual([1, 1, 2]);
  });

  it('by a change of the key that comes with the opening opens it again', async () => {
    const hooks = { onOpened: (): void => undefined };
    const { session, changeKeyElsewhere, choices } = setUp(['system', 'system'], true, hooks);
    let isFirst = true;
    hooks.onOpened = () => {
      if (isFirst) changeKeyElsewhere();
      isFirst = false;
    };
    await session.open();
    await expect.poll(() => session.view()).toEqual({ kind: 'open', secretsKeptIn: 'system' });
    expect(choices).toHaveLength(2);
  });

  it('by another process’s change of the key asks for the passphrase and says why', async () => {
    const { session, changeKeyElsewhere } = setUp(['system', 'passphrase_needed', 'passphrase']);
    await session.open();
    changeKeyElsewhere();
    await expect.poll(() => session.view()).toEqual(lockedWith('passphrase', 'vault_key_changed'));
    expect(await session.unlock(words)).toEqual({ kind: 'open', secretsKeptIn: 'passphrase' });
  });

  it('is not undone by a change of the key that is heard of afterwards', async () => {
    const { session, changeKeyElsewhere, choices } = setUp(['system']);
    await session.open();
    session.lock();
    changeKeyElsewhere();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(session.view()).toEqual(lockedWith('system'));
    expect(choices).toHaveLength(1);
  });
});

describe('changing the key', () => {
  const to = { to: 'passphrase', passphrase: words } as const;
  const progress = { signal: new AbortController().signal, report: () => undefined };

  it('is told as a change of the vault, once it is done', async () => {
    const { session, views } = setUp(['system']);
    await session.open();
    const task = await session.prepareKeyChange({ ...to, currentPassphrase: undefined });
    expect(views).toHaveLength(1);
    expect(task.ok && (await task.value(progress))).toEqual({
      ok: true,
      value: { secretsKeptIn: 'passphrase' },
    });
    expect(views.slice(1)).toEqual([{ kind: 'open', secretsKeptIn: 'passphrase' }]);
  });

  it.each([['passphrase_wrong', 'wrong', false] as const, ['cancelled', '', true] as const])(
    'that ends with %s is not told',
    async (code, current, isCancelled) => {
      const { session, views } = setUp(['system']);
      await session.open();
      const task = await session.prepareKeyChange({ ...to, currentPassphrase: new Secret(current) });
      const cancelled = { ...progress, signal: AbortSignal.abort() };
      const outcome = task.ok ? await task.value(isCancelled ? cancelled : progress) : task;
      expect(outcome).toMatchObject({ ok: false, error: { code } });
      expect(views).toHaveLength(1);
    },
  );

  it('needs an open vault', async () => {
    const { session } = setUp([]);
    expect(await session.prepareKeyChange({ ...to, currentPassphrase: undefined })).toMatchObject({
      ok: false,
      error: { code: 'vault_locked' },
    });
  });
});
