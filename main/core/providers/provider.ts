// Pure. What a preset or a definition of one's own says about a provider. All of it is data; presets are one file each
// in `catalog/`, a definition is the same as JSON.

import type { Dialect } from '../oauth/dialect.ts';
import type { RedirectTarget } from '../ports.ts';

/** The ways to get a first token. Importing one that exists already is possible everywhere. */
export const flowKinds = ['authorization_code', 'device_code', 'client_credentials'] as const;
export type FlowKind = (typeof flowKinds)[number];

export interface ProviderFlow {
  readonly kind: FlowKind;
  /** Whether the client has a secret in this flow; `none`: the provider refuses one. */
  readonly clientSecret: 'none' | 'optional' | 'required';
}

export const providerEndpoints = [
  'authorization',
  'token',
  /** Only where refreshing has an address of its own. */
  'refresh',
  'device_authorization',
  'revocation',
  'introspection',
  /** Where the provider tells whether an access token is good, without the client proving itself. */
  'validation',
  'userinfo',
  'jwks',
] as const;
export type ProviderEndpoint = (typeof providerEndpoints)[number];

/** An address with places like `{tenant}` for parameters of the preset. */
export type Template = string;

/** What the person enters to say which tenant, host or realm is meant. */
export interface ProviderParameter {
  /** Lower-case letters, digits and `_`; the name of its place in templates. */
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  /** `url`: an address that templates begin with. `segment`: one part of a path. */
  readonly kind: 'url' | 'segment';
  readonly example?: string;
  readonly default?: string;
  /** An endpoint whose template has the place of an empty optional parameter is not there. */
  readonly optional?: true;
}

export interface ProviderScope {
  readonly name: string;
  /** One line. */
  readonly meaning: string;
  /** Asked for unless the person chooses otherwise. */
  readonly default?: true;
}

/** Where parts of an identity are found in a JSON answer: member names joined by dots, array places as numbers. */
export interface IdentityMembers {
  readonly subject: string;
  readonly name?: string;
  readonly username?: string;
  readonly email?: string;
}

/** The call that tells whose token it is, made with the Bearer header (RFC 6750 section 2.1). */
export interface WhoAmI {
  readonly method: 'GET' | 'POST';
  readonly url: Template;
  /** `{client_id}` stands for the client's ID. */
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, for POST. */
  readonly body?: string;
  readonly members: IdentityMembers;
}

/** How the `validation` endpoint is asked, and what its answer says. */
export interface Validation {
  readonly scheme: 'Bearer' | 'OAuth';
  /** Set where the provider demands to be asked at start and then as often. */
  readonly everyMinutes?: number;
  readonly members: {
    /** Seconds left. */
    readonly expiresIn?: string;
    readonly scopes?: string;
    readonly subject?: string;
    readonly username?: string;
  };
}

export type ProviderRedirect =
  | ({
      readonly kind: 'loopback';
      /** `any_port`: the provider takes every port of the registered address (RFC 8252 section 7.3). */
      readonly match: 'any_port' | 'exact';
    } & RedirectTarget)
  /** The provider cannot redirect to this computer: the person pastes the address of the page they end on. */
  | { readonly kind: 'pasted'; readonly uri: string };

export interface Provider {
  /** Lower-case letters, digits and `-`; kept with accounts, so it never changes. */
  readonly id: string;
  readonly name: string;
  /** One line for the person who chooses. */
  readonly summary: string;
  /** Drawn by us: an SVG path in a box of 24 by 24, filled by the even-odd rule, on one of 24 hues. */
  readonly mark: { readonly path: string; readonly hue: number };
  readonly parameters: readonly ProviderParameter[];
  /** `{issuer}` where the person enters it; empty: the origin of the endpoints. */
  readonly issuer: Template;
  /** Whether the server's metadata is read from its well-known address; `endpoints` then add to it. */
  readonly discovery: boolean;
  readonly endpoints: { readonly [E in ProviderEndpoint]?: Template };
  /** Where a client is registered, and what to enter there; shown as text. */
  readonly registration: { readonly url?: string; readonly advice: string };
  /** Where the person sees and removes what they have allowed. */
  readonly dashboard?: Template;
  readonly flows: readonly ProviderFlow[];
  /** How a client with a secret proves itself, the preferred way first. */
  readonly clientAuthentication: readonly ('client_secret_post' | 'client_secret_basic')[];
  readonly redirect: ProviderRedirect;
  readonly scopes: readonly ProviderScope[];
  /** What some of the provider's APIs need, by the name people know them by. */
  readonly apis?: readonly { readonly name: string; readonly scopes: readonly string[] }[];
  /** Whether a sign-in is expected to bring a refresh token, and what becomes of it when it is used. */
  readonly refreshTokens: 'rotating' | 'kept' | 'never' | 'unknown';
  /** Where the issuer in ID tokens differs from `issuer`: `{tid}` stands for the token's own claim of that name. */
  readonly idTokenIssuer?: Template;
  /** Undefined: from the ID token and userinfo (OpenID Connect Core sections 2 and 5.3). */
  readonly whoAmI?: WhoAmI;
  /** Where the token answer itself says who it is. Looked at before `whoAmI` is asked. */
  readonly identityInAnswer?: IdentityMembers;
  readonly validation?: Validation;
  readonly dialect: Dialect;
  /** Paths of members, such as `endpoints.revocation`, that nobody has confirmed with the provider yet. */
  readonly unconfirmed: readonly string[];
  /** What else a person should know, each one plain sentence. */
  readonly notes?: readonly string[];
}
