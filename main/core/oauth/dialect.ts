// Pure. How a provider departs from the RFCs, as data. `dialect-request.ts` and `dialect-answer.ts` apply it around the
// library, so that the library always sees standard messages.

/** The requests to the token endpoint (or to one of its own for refreshing), by what is asked for. */
export const tokenPhases = ['token', 'device_token', 'refresh', 'client_credentials'] as const;
export type TokenPhase = (typeof tokenPhases)[number];

/** All requests whose parameters a provider may want otherwise. `device` is RFC 8628 section 3.1. */
export const requestPhases = ['authorize', 'device', ...tokenPhases, 'revoke'] as const;
export type RequestPhase = (typeof requestPhases)[number];

type ByPhase<T> = { readonly [P in RequestPhase]?: T };

/** A lifetime, or a moment. */
export type ExpiryForm = 'seconds' | 'milliseconds' | 'epoch_seconds' | 'epoch_milliseconds' | 'iso_date';

export interface ExpiryMember {
  readonly member: string;
  readonly form: ExpiryForm;
}

/** The error codes of RFC 6749 sections 4.1.2.1 and 5.2 and of RFC 8628 section 3.5 that a provider's words can mean. */
export const standardErrors = [
  'access_denied',
  'authorization_pending',
  'expired_token',
  'invalid_client',
  'invalid_grant',
  'invalid_request',
  'invalid_scope',
  'invalid_token',
  'server_error',
  'slow_down',
  'temporarily_unavailable',
  'unauthorized_client',
  'unsupported_grant_type',
] as const;
export type StandardError = (typeof standardErrors)[number];

/** Where an answer that is no RFC 6749 section 5.2 object says what is wrong; paths are member names joined by dots. */
export interface ErrorShape {
  /** A member that is `false` in a refusal and `true` otherwise, such as `ok`, whatever the HTTP status. */
  readonly successFlag?: string;
  readonly code?: string;
  readonly description?: string;
  /** What the provider's codes and descriptions mean, by their lower-case text. */
  readonly meanings?: Readonly<Record<string, StandardError>>;
}

/** How a provider departs from the RFCs. Whatever is not set is as the RFCs have it. */
export interface Dialect {
  /** How the parameters of token requests are sent; `query`: in the address, with an empty body. */
  readonly tokenRequest?: 'form' | 'json' | 'query';
  /** The provider's names for standard parameters, by phase. */
  readonly parameterNames?: ByPhase<Readonly<Record<string, string>>>;
  /** Extra parameters by phase. They never replace one that the flow itself sets. */
  readonly extraParameters?: ByPhase<Readonly<Record<string, string>>>;
  /** Extra headers by phase. They replace those that the flow sets. */
  readonly headers?: ByPhase<Readonly<Record<string, string>>>;
  /** Standard parameters that the provider wants again, where the RFCs do without them. */
  readonly resent?: {
    readonly token?: readonly 'scope'[];
    readonly device_token?: readonly 'scope'[];
    readonly refresh?: readonly ('scope' | 'redirect_uri')[];
  };
  /** Between the scopes of a request; a blank otherwise. */
  readonly scopeSeparator?: ',';
  /** Between the scopes of an answer; a blank otherwise. An array is always understood. */
  readonly grantedScopeSeparator?: ',';
  /** Path of the object in an answer that has the tokens; the answer itself where it is not there. */
  readonly answerPath?: string;
  /** Otherwise `expires_in`, or where that is missing `expires_at` in whatever form it has. */
  readonly expiry?: ExpiryMember;
  /** Otherwise `refresh_token_expires_in` or `refresh_expires_in`, in seconds. */
  readonly refreshExpiry?: ExpiryMember;
  /** Token types beside `bearer` that mean a bearer token. */
  readonly bearerTokenTypes?: readonly string[];
  /** Set where an answer without `token_type`, against RFC 6749 section 5.1, is known to mean a bearer token. */
  readonly bearerWithoutTokenType?: true;
  readonly errors?: ErrorShape;
  /** `hex`: the challenge is the hexadecimal digest. `none` only where the provider breaks on PKCE. */
  readonly pkce?: 'S256' | 'hex' | 'none';
  /** Set where a client without a secret proves itself by Basic with an empty one. */
  readonly basicWithEmptySecret?: true;
  /** Set where `offline_access` needs no `prompt=consent`, against OpenID Connect Core section 11. */
  readonly offlineAccessWithoutConsent?: true;
  readonly revocation?: {
    /** `bearer`: in the Authorization header and without parameters. */
    readonly tokenIn?: 'parameters' | 'bearer';
    readonly encoding?: 'form' | 'json' | 'query';
    /** `client_id`: sent with the client's ID alone; `none`: with the token alone. */
    readonly clientAuthentication?: 'as_registered' | 'client_id' | 'none';
    /** Which tokens the provider takes there; both otherwise. */
    readonly tokens?: 'access_token' | 'refresh_token';
  };
}
