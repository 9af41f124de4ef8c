// Main process. The Random port: the system's cryptographic random numbers.
import { randomFillSync } from 'node:crypto';
import type { Random } from '../core/ports.ts';

export function createSystemRandom(): Random {
  return { bytes: (length) => randomFillSync(new Uint8Array(length)) };
}
