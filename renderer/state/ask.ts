// Window. Asks the main process; whatever goes wrong on the way becomes a coded error as well.
import type { ErrorView, Outcome } from '../../preload/contract.ts';
import { fatalWords } from '../text/vault.ts';

/** The answer of the main process. A call that is rejected is a fault of this program. */
export async function ask<T>(call: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await call();
  } catch (cause) {
    return { ok: false, error: unexpected(cause) };
  }
}

/** A fault of this program as an error view. */
export function unexpected(cause: unknown): ErrorView {
  const detail = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  return {
    code: 'internal',
    what: `${fatalWords.what} (${detail})`,
    remedy: fatalWords.remedy,
    providerSaid: undefined,
  };
}
