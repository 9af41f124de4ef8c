// Test equipment. Bytes that look random, never repeat within a run and are the same in every run.
import { createHash } from 'node:crypto';
import type { Random } from '../../main/core/ports.ts';

export function fakeRandom(seed = 'seed'): Random {
  let calls = 0;
  return {
    bytes(length) {
      calls += 1;
      const bytes = new Uint8Array(length);
      for (let at = 0; at < length; at += 32) {
        const block = createHash('sha256').update(`${seed} ${calls} ${at}`).digest();
        bytes.set(block.subarray(0, Math.min(32, length - at)), at);
      }
      return bytes;
    },
  };
}
