// Test equipment. A keychain in memory that several "processes" can share, slow or failing at will.
import { setTimeout as sleep } from 'node:timers/promises';
import type { AppError } from '../../main/core/errors.ts';
import type { Keychain } from '../../main/core/ports.ts';
import { fail, ok } from '../../main/core/result.ts';

export interface FakeKeychain extends Keychain {
  /** What is stored, for looking at. */
  stored: Uint8Array<ArrayBuffer> | undefined;
  readonly calls: { read: number; write: number };
  /** Every following call fails so, until it is set back to undefined. */
  error: AppError | undefined;
}

export function fakeKeychain(
  options: {
    readonly kind?: Keychain['kind'];
    readonly key?: Uint8Array<ArrayBuffer>;
    readonly delayMs?: number;
  } = {},
): FakeKeychain {
  const keychain: FakeKeychain = {
    kind: options.kind ?? 'system',
    stored: options.key,
    calls: { read: 0, write: 0 },
    error: undefined,
    async read() {
      keychain.calls.read += 1;
      await sleep(options.delayMs ?? 0);
      // A copy: the caller may wipe what it gets.
      return keychain.error === undefined ? ok(keychain.stored?.slice()) : fail(keychain.error);
    },
    async write(key) {
      keychain.calls.write += 1;
      const copy = key.slice();
      await sleep(options.delayMs ?? 0);
      if (keychain.error !== undefined) {
        return fail(keychain.error);
      }
      keychain.stored = copy;
      return ok();
    },
    async remove() {
      await sleep(options.delayMs ?? 0);
      if (keychain.error !== undefined) {
        return fail(keychain.error);
      }
      keychain.stored = undefined;
      return ok();
    },
  };
  return keychain;
}
