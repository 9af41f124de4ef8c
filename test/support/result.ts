// Test equipment. The value of a result that must be good, and the code of one that must not.
import type { Result } from '../../main/core/result.ts';

export function okValue<T>(result: Result<T>): T {
  if (!result.ok) {
    throw new Error(`unexpected error: ${JSON.stringify(result.error)}`);
  }
  return result.value;
}

export function errorCode(result: Result<unknown>): string {
  return result.ok ? 'no error' : result.error.code;
}
