// Pure. The providers that are offered: presets, and the person's own definitions, which come and go.
import type { AppError } from '../errors.ts';
import type { Result } from '../result.ts';
import type { Provider } from './provider.ts';
import type { Providers } from './registry.ts';

/** What is wrong with a definition, and what to do about it. */
export interface DefinitionProblem {
  /** Such as `endpoints.token` or `scopes.2.name`; empty for the whole. */
  readonly path: string;
  readonly problem: string;
  readonly remedy: string;
}

export interface ProviderBook extends Providers {
  /** Defined by the person, and not a preset. */
  isOwn(id: string): boolean;
  /** Keeps a definition. A preset's id cannot be taken; one's own with the same id is replaced where `replace`. */
  add(
    text: string,
    options: { readonly replace: boolean },
  ): Result<Provider, { readonly problems: readonly DefinitionProblem[] } | { readonly error: AppError }>;
  /** Errors: `provider_not_found` for a preset too, `provider_files`. */
  remove(id: string): Result<void>;
  /** The definition as indented JSON with a newline at its end. Errors: `provider_not_found`. */
  definition(id: string): Result<string>;
}
