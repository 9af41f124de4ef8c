// Pure. Signing in, from the request to the committed account.
import type { AppError } from '../errors.ts';
import type { RedirectTarget } from '../ports.ts';
import type { Secret } from '../secret.ts';
import type { Account, AccountId } from './account.ts';

export interface SignInRequest {
  readonly providerId: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: Secret | undefined;
  readonly clientAuthentication: 'none' | 'client_secret_post' | 'client_secret_basic';
  readonly scopes: readonly string[];
  readonly redirect: RedirectTarget;
  /** Undefined: named after the identity. */
  readonly label: string | undefined;
  readonly dangerouslyAllowHttpOnLoopback: boolean;
  /** The account that signs in again, which keeps its id, label and settings. */
  readonly again?: AccountId;
}

export type SignInState =
  | { readonly kind: 'preparing' }
  /** `deadline` in epoch milliseconds. `browserError` when no browser opened: the link can still be copied. */
  | {
      readonly kind: 'waiting';
      readonly url: string;
      readonly redirectUri: string;
      readonly deadline: number;
      readonly browserError: AppError | undefined;
    }
  | { readonly kind: 'exchanging' }
  | { readonly kind: 'done'; readonly account: Account }
  | { readonly kind: 'failed'; readonly error: AppError };

export interface SignIn {
  readonly id: string;
  readonly state: SignInState;
  /** Resolves with the last state, `done` or `failed`. */
  readonly finished: Promise<Extract<SignInState, { kind: 'done' | 'failed' }>>;
  /** Opens the address again; only while waiting. */
  openAgain(): Promise<void>;
  cancel(): void;
}
