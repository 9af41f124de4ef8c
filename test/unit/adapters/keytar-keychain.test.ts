// The system keychain: a real keyring in a private session, and stand-ins for what a real one does on a bad day.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type KeytarKeychainOptions, keytarKeychain } from '../../../main/adapters/keytar-keychain.ts';
import { exitCodeOf, withKeyring } from '../../support/keyring/keyring.ts';
import { errorCode, okValue } from '../../support/result.ts';

const exercise = fileURLToPath(new URL('../../support/keyring/exercise.ts', import.meta.url));
const key = () => new Uint8Array(32).map((_, index) => index * 3);
const keyText = Buffer.from(key()).toString('base64');

let vaults = 0;

function keychain(keytar: unknown, options: Partial<KeytarKeychainOptions> = {}) {
  vaults += 1;
  return keytarKeychain({
    vaultId: String(vaults),
    platform: 'darwin',
    load: async () => keytar,
    ...options,
  });
}

function failing(message: string) {
  const refuse = () => Promise.reject(new Error(message));
  return { getPassword: refuse, setPassword: refuse, deletePassword: refuse };
}

function holding(value: unknown) {
  return { getPassword: async () => value, setPassword: async () => {}, deletePassword: async () => true };
}

describe.runIf(process.platform === 'linux')('a real keyring', () => {
  async function outcomeOf(scenario: string): Promise<unknown> {
    const ended = await withKeyring(process.execPath, [exercise, scenario]);
    expect(ended.code, ended.stderr).toBe(7);
    return JSON.parse(ended.stdout.trim().split('\n').at(-1) ?? '');
  }

  test('keeps a key for each vault', async () => {
    const hex = '00050a0f14191e23282d32373c41464b50555a5f64696e73787d82878c91969b';
    expect(await outcomeOf('keeps')).toEqual(['nothing', 'nothing', hex, 'nothing']);
  });

  test('that is locked is not taken for one without a key', async () => {
    expect(await outcomeOf('lockedWithKey')).toEqual({ code: 'keychain_locked' });
  });

  test('that is locked and has no key is locked, for reading and writing', async () => {
    const locked = { code: 'keychain_locked' };
    expect(await outcomeOf('lockedWithout')).toEqual([locked, locked]);
  });

  test('with something else in the entry is refused', async () => {
    expect(await outcomeOf('overwritten')).toEqual({ code: 'vault_wrong_key' });
  });

  test('that does not answer ends in time, and the process can end with its exit code', async () => {
    const start = performance.now();
    expect(await outcomeOf('stopped')).toEqual({ code: 'keychain_timeout' });
    // A D-Bus call gives up after 25 s; the process must not have waited for that.
    expect(performance.now() - start).toBeLessThan(20_000);
  });

  test.each([
    ['no session bus', {}],
    ['a session bus that is gone', { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' }],
  ])('is missing: %s', async (_what, more) => {
    const { DBUS_SESSION_BUS_ADDRESS: _bus, DISPLAY: _display, ...environment } = process.env;
    const child = spawn(process.execPath, [exercise, 'keeps'], {
      env: { ...environment, XDG_RUNTIME_DIR: '/nonexistent', ...more },
    });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    expect(await exitCodeOf(child)).toBe(7);
    expect(JSON.parse(output)[0].code).toBe('keychain_unavailable');
  });
});

describe('what a keychain says', () => {
  test.each([
    ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'keychain_unavailable'],
    ['The name org.freedesktop.secrets was not provided by any .service files', 'keychain_unavailable'],
    ['Object does not exist at path “/org/freedesktop/secrets/collection/login”', 'keychain_unavailable'],
    ['Cannot create an item in a locked collection', 'keychain_locked'],
    ['GDBus.Error:org.freedesktop.Secret.Error.IsLocked: locked', 'keychain_locked'],
    ['User interaction is not allowed.', 'keychain_locked'],
    ['The prompt was dismissed', 'keychain_denied'],
    ['GDBus.Error:org.freedesktop.DBus.Error.AccessDenied: no', 'keychain_denied'],
    ['The user name or passphrase you entered is not correct.', 'keychain_denied'],
    ['User canceled the operation.', 'keychain_denied'],
    ['Access is denied.', 'keychain_denied'],
    ['Timeout was reached', 'keychain_timeout'],
    ['', 'keychain_unavailable'],
  ])('%o means %s', async (message, code) => {
    expect(errorCode(await keychain(failing(message)).read())).toBe(code);
    expect(errorCode(await keychain(failing(message)).write(key()))).toBe(code);
  });

  test('is passed on short, on one line, and without the key', async () => {
    const long = await keychain(failing(`a\nb ${'x'.repeat(5000)}`)).read();
    expect(long.ok === false && long.error.detail).toHaveLength(200);
    expect(JSON.stringify(long)).not.toContain('\\n');
    const telling = await keychain(failing(`could not store ${keyText}`)).write(key());
    expect(telling).toEqual({ ok: false, error: { code: 'keychain_unavailable' } });
  });
});

describe('keytar', () => {
  test.each<readonly [what: string, load: () => Promise<unknown>]>([
    ['not installed', () => Promise.reject(new Error("Cannot find package 'keytar'"))],
    [
      'without libsecret',
      () => Promise.reject(new Error('libsecret-1.so.0: cannot open shared object file')),
    ],
    ['something else', async () => ({ getPassword: 'no' })],
    ['nothing', async () => undefined],
  ])('%s', async (_what, load) => {
    expect(errorCode(await keychain(undefined, { load }).read())).toBe('keychain_unavailable');
  });

  test('may be on the default export', async () => {
    expect(okValue(await keychain({ default: holding(keyText) }).read())).toEqual(key());
  });
});

test.each([
  ['text', 'hello'],
  ['a short key', Buffer.alloc(16).toString('base64')],
  ['a long key', Buffer.alloc(33).toString('base64')],
  ['base64 with a line break', `${keyText.slice(0, 20)}\n${keyText.slice(20)}`],
  ['nothing', ''],
  ['a number', 42],
])('an entry with %s is not taken for a key', async (_what, value) => {
  expect(errorCode(await keychain(holding(value)).read())).toBe('vault_wrong_key');
});

test('a missing entry is no error', async () => {
  expect(okValue(await keychain(holding(null)).read())).toBeUndefined();
});

test('a slow keychain is given up, and asked only once', async () => {
  let calls = 0;
  let answer: (value: string) => void = () => {};
  const slow = {
    ...holding(null),
    getPassword: () => {
      calls += 1;
      return new Promise((resolve) => {
        answer = resolve;
      });
    },
  };
  const asked = keychain(slow, { timeoutMs: 30 });
  expect(errorCode(await asked.read())).toBe('keychain_timeout');
  expect(errorCode(await asked.read())).toBe('keychain_timeout');
  const third = asked.read();
  answer(keyText);
  expect(okValue(await third)).toEqual(key());
  expect(calls).toBe(1);
});

describe('forgetting a key', () => {
  /** A keychain in memory, of which it can be said what its deleting does. */
  function memory(entries: Map<string, string>, deletes = true) {
    return {
      getPassword: async (_service: string, account: string) => entries.get(account) ?? null,
      setPassword: async (_service: string, account: string, password: string) =>
        void entries.set(account, password),
      deletePassword: async (_service: string, account: string) => deletes && entries.delete(account),
    };
  }

  test.each(['linux', 'darwin'] as const)('takes its entry and no other, on %s', async (platform) => {
    const entries = new Map([['vault x', keyText]]);
    const keytar = memory(entries);
    const changed = keychain(keytar, { vaultId: 'x', keyId: '0123456789abcdef', platform });
    okValue(await changed.write(key()));
    expect([...entries.keys()]).toEqual(['vault x', 'vault x 0123456789abcdef']);
    okValue(await keychain(keytar, { vaultId: 'x', platform }).remove());
    expect([...entries.keys()]).toEqual(['vault x 0123456789abcdef']);
    okValue(await changed.remove());
    expect([...entries.keys()]).toEqual([]);
    okValue(await changed.remove());
  });

  test('is not believed where the entry is still there', async () => {
    const entries = new Map([['vault y', keyText]]);
    expect(errorCode(await keychain(memory(entries, false), { vaultId: 'y' }).remove())).toBe(
      'keychain_denied',
    );
  });

  test('that fails says why', async () => {
    expect(errorCode(await keychain(failing('The prompt was dismissed')).remove())).toBe('keychain_denied');
  });

  test('waits for a later time while the key may still be on its way into the keychain', async () => {
    let arrive = (): void => {};
    const entries = new Map<string, string>();
    const slow = {
      ...memory(entries),
      setPassword: (_service: string, account: string, password: string) =>
        new Promise<void>((resolve) => {
          arrive = () => {
            entries.set(account, password);
            resolve();
          };
        }),
    };
    const asked = keychain(slow, { timeoutMs: 30 });
    expect(errorCode(await asked.write(key()))).toBe('keychain_timeout');
    expect(errorCode(await asked.remove())).toBe('keychain_timeout');
    arrive();
    await expect.poll(async () => errorCode(await asked.remove())).toBe('no error');
    expect(entries.size).toBe(0);
  });
});
