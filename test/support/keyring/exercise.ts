// Test equipment, run as a command within a keyring session: one scenario with the real keychain; prints its outcome as
// JSON on the last line.
import { execFileSync } from 'node:child_process';
import { exitDespiteKeychain, keytarKeychain } from '../../../main/adapters/keytar-keychain.ts';
import type { Result } from '../../../main/core/result.ts';
import { lockKeyring } from './lock.ts';

const key = new Uint8Array(32).map((_, index) => index * 5);
const keychain = (vaultId: string, timeoutMs = 5000) => keytarKeychain({ vaultId, timeoutMs });

function shown(result: Result<unknown>): unknown {
  if (!result.ok) {
    return result.error;
  }
  return result.value instanceof Uint8Array ? Buffer.from(result.value).toString('hex') : 'nothing';
}

const scenarios: Readonly<Record<string, () => Promise<unknown>>> = {
  async keeps() {
    const before = shown(await keychain('one').read());
    const written = shown(await keychain('one').write(key.slice()));
    return [before, written, shown(await keychain('one').read()), shown(await keychain('two').read())];
  },
  async lockedWithKey() {
    await keychain('one').write(key.slice());
    lockKeyring();
    return shown(await keychain('one').read());
  },
  async lockedWithout() {
    lockKeyring();
    return [shown(await keychain('one').read()), shown(await keychain('one').write(key.slice()))];
  },
  async overwritten() {
    execFileSync('secret-tool', ['store', '--label=x', 'service', 'Tokendeck', 'account', 'vault one'], {
      input: 'not a key',
    });
    return shown(await keychain('one').read());
  },
  async stopped() {
    process.kill(Number(process.env['TEST_KEYRING_PID']), 'SIGSTOP');
    return shown(await keychain('one', 500).read());
  },
};

const outcome = await scenarios[process.argv[2] ?? '']?.();
console.log(JSON.stringify(outcome));
exitDespiteKeychain(7);
