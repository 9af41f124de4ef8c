// Pure. The outcome of everything that can fail for a reason outside this program.
import type { AppError } from './errors.ts';

export type Ok<T> = { readonly ok: true; readonly value: T };
export type Failed<E = AppError> = { readonly ok: false; readonly error: E };
export type Result<T, E = AppError> = Ok<T> | Failed<E>;

export function ok(): Ok<void>;
export function ok<T>(value: T): Ok<T>;
export function ok<T>(value?: T): Ok<T | undefined> {
  return { ok: true, value };
}

export function fail<E>(error: E): Failed<E> {
  return { ok: false, error };
}
