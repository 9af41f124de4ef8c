// Pure. New identifiers, and chance as a number.
import type { Random } from './ports.ts';

/** 128 random bits in hexadecimal: no letter case to lose, and never taken for an option on a command line. */
export function newIdentifier(random: Random): string {
  return Array.from(random.bytes(16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A number from 0 to just under 1. */
export function chance(random: Random): number {
  return random.bytes(4).reduce((sum, byte) => sum * 256 + byte, 0) / 2 ** 32;
}
