// Pure. What every request to an authorization server needs.

import type { ClientAuthentication } from '../accounts/account.ts';
import type { Clock, Http } from '../ports.ts';
import type { Validation, WhoAmI } from '../providers/provider.ts';
import type { Secret } from '../secret.ts';
import type { Dialect } from './dialect.ts';

/** Authorization server metadata (RFC 8414 section 2), validated. */
export type ServerMetadata = Readonly<Record<string, unknown>> & { readonly issuer: string };

/** A client at its authorization server: everything a token request needs. */
export interface ClientAtServer {
  readonly clientId: string;
  readonly authentication: ClientAuthentication;
  readonly metadata: ServerMetadata;
  readonly dialect: Dialect;
  /** The issuer in ID tokens where it is not that of the metadata; `{claim}` stands for the token's own claim. */
  readonly idTokenIssuer?: string;
  /** How the `validation_endpoint` of the metadata is asked. */
  readonly validation?: Validation;
  /** The call that tells whose token it is; its address has no places left. */
  readonly whoAmI?: WhoAmI;
  readonly dangerouslyAllowHttpOnLoopback: boolean;
}

/** The client's secret, or undefined for a public client. */
export function clientSecret({ authentication }: ClientAtServer): Secret | undefined {
  return authentication.method === 'none' ? undefined : authentication.secret;
}

/** Whether ID tokens can be verified. Where they cannot they are not asked for, and ignored if they come. */
export function hasKeys({ metadata }: Pick<ClientAtServer, 'metadata'>): boolean {
  return typeof metadata['jwks_uri'] === 'string';
}

export interface OAuthPorts {
  readonly http: Http;
  readonly clock: Clock;
}
