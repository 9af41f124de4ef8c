import { describe, expect, it } from 'vitest';
import type { KeychainChoice, Services } from '../../../main/compose.ts';
import type { AccountService } from '../../../main/core/accounts/service.ts';
import { appError, type ErrorCode } from '../../../main/core/errors.ts';
import { fail, ok, type Result } from '../../../main/core/result.ts';
import { Secret } from '../../../main/core/secret.ts';
import type { Vault } from '../../../main/core/vault/vault.ts';
import { createVaultSession } from '../../../main/shell/vault-session.ts';
import type { VaultView } from '../../../preload/contract.ts';

/** Opening is scripted: each attempt gives the next of `outcomes`, an error's code or the kind of keychain. */
function setUp(outcomes: (ErrorCode | 'system' | 'passphrase')[], isNew = true) {
  const views: VaultView[] = [];
  const choices: KeychainChoice[] = [];
  let opened = 0;
  let closed = 0;
  const services = (keychainKind: Services['keychainKind']): Services => ({
    accounts: {} as AccountService,
    vault: {} as Vault,
    keychainKind,
    async close() {
      closed += 1;
    },
  });
  const session = createVaultSession({
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
    },
  });
  return { session, views, choices, opened: () => opened, closed: () => closed };
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
    expect(await session.open()).toEqual({ kind: 'passphrase_needed', error: undefined });
    expect(await session.unlock(new Secret('wrong'))).toMatchObject({
      kind: 'passphrase_needed',
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
