// Pure. What the outside of something sealed looks like, for whoever seals it and whoever stores it: a version, the nonce,
// then the content with its tag.
import type { SealedRow } from '../ports.ts';

/** The first byte of each sealed record, and part of its associated data. */
export const formatVersion = 1;
/** Where the nonce begins. Also the length of what stands before it, in bytes. */
export const nonceAt = 1;
/** In bytes. A random nonce of 96 bits may serve 2^32 records under one key (NIST SP 800-38D section 8.3). */
export const nonceLength = 12;
/** Where the sealed content begins. */
export const contentAt = nonceAt + nonceLength;

/** Different for each row of a store. */
export function rowName(row: SealedRow): string {
  return row.kind === 'event' ? `event ${row.row}` : `${row.kind} ${row.id}`;
}
