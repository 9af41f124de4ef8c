// Test equipment. What a provider does, as data: one row of the table in providers.md, with what its documents add.
// Nothing here is taken from the presets: a preset is right when it gets along with the row.

/** A JSON answer as the provider's documents print it, with places such as `{access_token}`: see `template.ts`. */
export type Template = Readonly<Record<string, unknown>>;

export type Encoding = 'form' | 'json' | 'query';
export type Grant = 'authorization_code' | 'refresh_token' | 'client_credentials' | 'device_code';
export type SecretIn = 'post' | 'basic';

/** Host and path, as in `api.start.gg/oauth/refresh`. */
export type Address = string;

export interface AuthorizeRule {
  readonly at: Address;
  /** `scope` unless named otherwise; a provider without scopes ignores them. */
  readonly scopes: { readonly separator: ' ' | ','; readonly parameter?: string; readonly required?: true };
  readonly redirect: {
    /** `any_port`: the registered address with whatever port (RFC 8252 section 7.3). */
    readonly match: 'any_port' | 'exact';
    /** Host names accepted with plain http; none: https alone. */
    readonly http: readonly string[];
  };
  /** `ignored`: neither kept nor asked for; `refused`: a token request with a verifier is. */
  readonly pkce: 'required' | 'required_for_public' | 'optional' | 'ignored' | 'refused';
  readonly required?: Readonly<Record<string, string>>;
  /** RFC 9207: the issuer is in the redirect. */
  readonly iss?: string;
  /** The redirect says which scopes were granted. */
  readonly scopeInRedirect?: true;
}

export interface TokenRule {
  readonly at: Address;
  readonly body: readonly Encoding[];
  /** Further parameters without which the grant is refused. */
  readonly required?: { readonly [G in Grant]?: Readonly<Record<string, string>> };
  /** Where refreshing has an address of its own it is not done at the other, and the other way round. */
  readonly refreshAt?: Address;
  /** Refreshing needs no `grant_type`. */
  readonly refreshWithoutGrantType?: true;
  /** Parameters of the authorization request that must come again. */
  readonly again?: { readonly [G in Grant]?: readonly ('scope' | 'scopes' | 'redirect_uri')[] };
}

export interface RefreshRule {
  /** Always, never, or only where the authorization request has this scope or this parameter. */
  readonly given:
    | 'always'
    | 'never'
    | { readonly scope: string }
    | { readonly parameter: readonly [string, string] };
  /** Unless the consent is asked for anew, the second sign-in of a person brings none. */
  readonly onlyOnFirstConsent?: true;
  /** `rotates`: one use, and a second one ends all tokens of the sign-in (RFC 9700 section 4.14.2). */
  readonly onUse: 'rotates' | 'same' | 'absent';
  /** Where public clients are treated otherwise. */
  readonly onUseByPublic?: 'rotates' | 'same' | 'absent';
  readonly endsOldAccessToken?: true;
}

export interface IdentityRule {
  readonly at: readonly Address[];
  readonly method: 'GET' | 'POST';
  /** `*`: whatever is in it. */
  readonly headers?: Readonly<Record<string, string>>;
  /** POST with JSON in which `query` asks for this; otherwise a POST must be without a body, or with `null`. */
  readonly graphql?: string;
  readonly answer: Template;
}

export interface ErrorRule {
  readonly status?: number;
  /** Undefined: nothing at all. */
  readonly body: Template | undefined;
  /** The provider's own words for standard error codes. */
  readonly words?: Readonly<Record<string, string>>;
}

export interface ProviderRow {
  /** That of the preset. */
  readonly id: string;
  /** What a person enters for parameters of the preset, by their kind. */
  readonly entered?: {
    readonly url?: string;
    readonly segment?: string;
    readonly endpoints?: Readonly<Record<string, string>>;
  };
  readonly clients: {
    /** Where a client with a secret may send it; none: no client has one. */
    readonly confidential?: readonly SecretIn[];
    /** Public clients are registered here; a secret of theirs is refused. */
    readonly public?: {
      readonly grants: readonly Grant[];
      /** They prove themselves by Basic with an empty secret all the same. */
      readonly byEmptyBasic?: true;
    };
  };
  readonly authorize: AuthorizeRule;
  readonly token: TokenRule;
  /** Of the code, in seconds. */
  readonly codeLife?: number;
  /** Of the access token, in seconds; undefined: it does not end. */
  readonly life?: number;
  readonly answers: {
    readonly authorization_code: Template;
    readonly refresh_token?: Template;
    readonly client_credentials?: Template;
    readonly device_code?: Template;
  };
  readonly refresh: RefreshRule;
  readonly errors?: ErrorRule;
  /** Of refreshing, where they are otherwise. */
  readonly refreshErrors?: ErrorRule;
  /** Of calls with an access token, where they are otherwise. */
  readonly callErrors?: ErrorRule;
  /** Without this header to the token endpoint the answer is form-encoded. */
  readonly jsonOnlyWhenAccepted?: true;
  /** A User-Agent that names no program and version of its own is answered by 429. */
  readonly ownUserAgent?: true;
  readonly device?: {
    readonly at: Address;
    readonly scopeParameter: 'scope' | 'scopes';
    readonly answer: Template;
    /** Seconds. */
    readonly interval: number;
    readonly life: number;
  };
  readonly revoke?: {
    readonly at: Address;
    readonly tokenIn: 'parameters' | 'bearer';
    /** `token` unless named otherwise. */
    readonly parameter?: string;
    readonly body: readonly Encoding[];
    /** `client`: as at the token endpoint; `client_id`: by its ID alone. */
    readonly authentication: 'client' | 'client_id' | 'none';
    readonly takes: 'access_token' | 'refresh_token' | 'both';
    readonly answer?: Template;
    readonly status?: number;
  };
  readonly introspect?: {
    readonly at: Address;
    readonly body: readonly Encoding[];
    /** `bearer`: by the access token that is asked about. */
    readonly authentication: 'client' | 'bearer';
    readonly answer: Template;
  };
  readonly validate?: {
    readonly at: Address;
    readonly scheme: 'OAuth' | 'Bearer';
    readonly answer: Template;
  };
  readonly identity: readonly IdentityRule[];
  readonly openid?: {
    readonly issuer: string;
    /** In ID tokens, where it is another. */
    readonly tokenIssuer?: string;
    readonly alg: 'RS256' | 'ES256';
    readonly jwks: Address;
    readonly userinfo?: Address;
    /** Metadata that it publishes beside its endpoints; undefined: it publishes none. */
    readonly discovery?: Template;
    readonly claims: Template;
    /** ID tokens do not repeat the nonce. */
    readonly dropsNonce?: true;
  };
}
