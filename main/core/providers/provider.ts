// Pure. What a preset says about a provider. Presets are data, one file each, in `catalog/`.

import type { Dialect } from '../oauth/dialect.ts';
import type { RedirectTarget } from '../ports.ts';

export interface Provider {
  /** Lower-case letters, digits and `-`; kept with accounts, so it never changes. */
  readonly id: string;
  readonly name: string;
  /** One line for the person who chooses. */
  readonly summary: string;
  /** Undefined: the person enters the issuer. */
  readonly issuer: string | undefined;
  /** Where a client is registered, and what to enter there; shown as text. */
  readonly registration: { readonly url: string | undefined; readonly advice: string };
  readonly defaultScopes: readonly string[];
  readonly clientSecret: 'none' | 'optional' | 'required';
  /** Its path is the provider's own, so that the answer of one is never taken for another's (RFC 9700 section 4.4.2). */
  readonly redirect: RedirectTarget;
  readonly dialect: Dialect;
}
