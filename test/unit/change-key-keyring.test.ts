// Changing the vault's key as the application does it, with a real keyring in a private session.
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { withKeyring } from '../support/keyring/keyring.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { exampleTokens, revealed } from '../support/vault-examples.ts';

const program = fileURLToPath(new URL('../support/keyring/change-key.ts', import.meta.url));

describe.runIf(process.platform === 'linux')('a real keyring', () => {
  test('has exactly the key in use after each change, and no file has any key', async () => {
    const home = temporaryDirectory();
    const ended = await withKeyring(process.execPath, [program], { ...process.env, TOKENDECK_HOME: home });
    expect(ended.code, ended.stderr).toBe(7);
    const { found, keys, leaks, bytes } = JSON.parse(ended.stdout.trim().split('\n').at(-1) ?? '');
    const tokens = revealed(exampleTokens('kept'))?.map((text) => text ?? null);
    const entry = expect.stringMatching(/^vault [0-9a-f]{32} [0-9a-f]{16}$/);
    const file = expect.stringMatching(/^vault-key\.[0-9a-f]{16}\.json$/);
    const inSystem = { kind: 'system', tokens, entries: [entry], files: [] };
    const underPassphrase = { kind: 'passphrase', tokens, entries: [], files: [file] };
    expect(found).toEqual([
      { ...inSystem, entries: [expect.stringMatching(/^vault [0-9a-f]{32}$/)] },
      'system',
      inSystem,
      'passphrase',
      underPassphrase,
      'passphrase_wrong',
      'passphrase_too_short',
      'passphrase',
      'passphrase_wrong',
      underPassphrase,
      'system',
      inSystem,
    ]);
    expect([keys, leaks]).toEqual([3, []]);
    expect(bytes).toBeGreaterThan(10_000);
  }, 120_000);
});
