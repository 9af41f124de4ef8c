// Pure. What Tokendeck keeps: clients registered at authorization servers, accounts, and their tokens.
import type { Brand } from '../brand.ts';
import type { AppError } from '../errors.ts';
import type { RedirectTarget } from '../ports.ts';
import type { FlowKind, ProviderEndpoint } from '../providers/provider.ts';
import type { Secret } from '../secret.ts';

export type AccountId = Brand<string, 'AccountId'>;
export type ClientKey = Brand<string, 'ClientKey'>;

/** How the client proves itself at the token endpoint (RFC 6749 section 2.3.1). */
export type ClientAuthentication =
  | { readonly method: 'none' }
  | { readonly method: 'client_secret_post'; readonly secret: Secret }
  | { readonly method: 'client_secret_basic'; readonly secret: Secret; readonly encoding: 'form' | 'raw' };

/** Where the answer to an authorization request is taken. */
export type Redirect =
  | ({ readonly kind: 'loopback' } & RedirectTarget)
  /** The person pastes the address that the browser ended on. */
  | { readonly kind: 'pasted'; readonly uri: string };

/** Which server of a provider: what the person entered for the preset's parameters, and put in place of its endpoints. */
export interface ServerChoice {
  readonly parameters: Readonly<Record<string, string>>;
  /** An empty text: the preset's endpoint is not to be used. */
  readonly endpoints: { readonly [E in ProviderEndpoint]?: string };
}

/** A client registered at an authorization server, shared by all accounts that signed in through it. */
export interface Client {
  readonly key: ClientKey;
  readonly providerId: string;
  readonly server: ServerChoice;
  readonly issuer: string;
  /** Empty for tokens that were imported without a client. */
  readonly clientId: string;
  readonly authentication: ClientAuthentication;
  readonly redirect: Redirect;
  /** Plain http is accepted for endpoints on the loopback interface: for development servers only. */
  readonly dangerouslyAllowHttpOnLoopback: boolean;
  /**
   * Authorization server metadata as last discovered, or as the preset has it (RFC 8414 section 2), as JSON. Endpoints
   * that the RFC does not know are in `refresh_endpoint` and `validation_endpoint`.
   */
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** Who the account is, as far as the provider said. */
export interface Identity {
  /** `sub` claim. */
  readonly subject?: string;
  readonly name?: string;
  readonly username?: string;
  readonly email?: string;
}

export type Health =
  | { readonly kind: 'well' }
  /** Refresh failed for a passing reason; it is tried again. */
  | {
      readonly kind: 'failing';
      readonly error: AppError;
      readonly attempts: number;
      readonly retryAt: number;
    }
  /** The refresh token is dead: only the person can help. */
  | { readonly kind: 'sign_in_again'; readonly error: AppError; readonly since: number };

/** How the account came to its tokens. */
export type Origin = FlowKind | 'imported';

/** The texts in which an access token is copied. */
export type CopyFormat = 'token' | 'header' | 'curl' | 'env' | 'json';

/** What the person wishes for one account. */
export interface Preferences {
  /** Listed before others that are no more urgent. */
  readonly pinned: boolean;
  /** In what form its token is copied where nothing else is asked for. */
  readonly copyFormat: CopyFormat;
  /** Milliseconds before its expiry at which to warn; undefined: as in the settings, 0: not at all. */
  readonly warnBeforeMs: number | undefined;
}

export const usualPreferences: Preferences = { pinned: false, copyFormat: 'token', warnBeforeMs: undefined };

/** One signed-in account, without its tokens. Times are epoch milliseconds. */
export interface Account {
  readonly id: AccountId;
  readonly clientKey: ClientKey;
  readonly providerId: string;
  readonly providerName: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly origin: Origin;
  /** The redirect URI that it signed in with, which some providers want again; undefined without one. */
  readonly redirectUri: string | undefined;
  /** The person's own name for it: unique, ignoring case; the command line's NAME. */
  readonly label: string;
  readonly identity: Identity;
  readonly scopesAsked: readonly string[];
  readonly scopesGranted: readonly string[];
  readonly accessTokenFormat: 'jwt' | 'opaque';
  readonly tokenType: string;
  readonly hasRefreshToken: boolean;
  readonly createdAt: number;
  readonly issuedAt: number;
  /** Undefined: the provider did not say, which does not mean never. */
  readonly expiresAt: number | undefined;
  /** When the refresh token runs out; undefined where the provider did not say. */
  readonly refreshExpiresAt: number | undefined;
  /** The server's `Date` minus our clock at the last answer, in milliseconds; undefined when within 60 s. */
  readonly clockSkewMs: number | undefined;
  readonly autoRefresh: boolean;
  readonly preferences: Preferences;
  /** When its token was last copied in the window; undefined: not yet. */
  readonly lastCopiedAt: number | undefined;
  readonly health: Health;
}

export interface TokenSet {
  readonly accessToken: Secret;
  readonly refreshToken: Secret | undefined;
  readonly idToken: Secret | undefined;
}

export type EventKind =
  | 'signed_in'
  | 'refreshed'
  | 'refresh_failed'
  | 'refresh_interrupted'
  | 'copied'
  | 'renamed'
  | 'imported'
  | 'revoked'
  | 'token_rejected'
  | 'secret_replaced'
  | 'sign_in_needed';

export interface AccountEvent {
  readonly kind: EventKind;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly error?: AppError;
}
