// Pure. Signing in, from the request to the committed account.
import type { AppError } from '../errors.ts';
import type { FlowKind } from '../providers/provider.ts';
import type { Result } from '../result.ts';
import type { Secret } from '../secret.ts';
import type { Account, AccountId, Redirect, ServerChoice } from './account.ts';

/** The client that is used, as the person entered it. */
export interface ClientEntry {
  readonly providerId: string;
  readonly server: ServerChoice;
  readonly clientId: string;
  readonly clientSecret: Secret | undefined;
  readonly clientAuthentication: 'none' | 'client_secret_post' | 'client_secret_basic';
  readonly dangerouslyAllowHttpOnLoopback: boolean;
}

export interface SignInRequest extends ClientEntry {
  readonly flow: FlowKind;
  readonly scopes: readonly string[];
  /** Used by the authorization code flow alone. */
  readonly redirect: Redirect;
  /** Undefined: named after the identity. */
  readonly label: string | undefined;
  /** The account that signs in again, which keeps its id, label and settings. */
  readonly again?: AccountId;
}

/** Tokens that the person has from elsewhere. At least one of the two is there. */
export interface ImportRequest extends ClientEntry {
  readonly accessToken: Secret | undefined;
  /** Needs a client. Without an access token, or with an expired one, it is used at once. */
  readonly refreshToken: Secret | undefined;
  /** Of the access token, epoch milliseconds; undefined: the provider or the token itself is asked. */
  readonly expiresAt: number | undefined;
  readonly scopes: readonly string[];
  readonly label: string | undefined;
}

export type SignInState =
  | { readonly kind: 'preparing' }
  /**
   * `deadline` in epoch milliseconds. `browserError` when no browser opened: the link can still be copied. `isPasted`:
   * nothing listens, the person pastes the address that the browser ends on; otherwise they may.
   */
  | {
      readonly kind: 'waiting';
      readonly url: string;
      readonly redirectUri: string;
      readonly isPasted: boolean;
      readonly deadline: number;
      readonly browserError: AppError | undefined;
    }
  /** The person enters the code at the address (RFC 8628 section 3.3). */
  | {
      readonly kind: 'device';
      readonly userCode: string;
      readonly verificationUri: string;
      /** The address with the code in it; undefined where the server gave none. */
      readonly verificationUriComplete: string | undefined;
      readonly deadline: number;
      /** The last time the server was asked it could not be reached; it is asked again. */
      readonly pollError: AppError | undefined;
    }
  | { readonly kind: 'exchanging' }
  | { readonly kind: 'done'; readonly account: Account }
  | { readonly kind: 'failed'; readonly error: AppError };

export interface SignIn {
  readonly id: string;
  readonly state: SignInState;
  /** Resolves with the last state, `done` or `failed`. */
  readonly finished: Promise<Extract<SignInState, { kind: 'done' | 'failed' }>>;
  /** Opens the address again; only while waiting for the browser or for a device code. */
  openAgain(): Promise<void>;
  /**
   * Takes the address that the browser ended on, judged as a redirect is; a wrong one does not end the sign-in.
   * Errors: `not_allowed` while nothing is waited for, `state_mismatch`.
   */
  paste(address: string): Result<void>;
  cancel(): void;
}
