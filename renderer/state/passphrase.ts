// Window. Judges a new passphrase before it is sent. Pure.
import { passphraseLength } from '../text/vault.ts';

/** Characters are counted as the main process counts them: composed (Unicode NFKC), each code point as one. */
export function isTooShort(passphrase: string): boolean {
  return [...passphrase.normalize('NFKC')].length < passphraseLength;
}
