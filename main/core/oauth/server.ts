// Pure. What every request to an authorization server needs.

import type { ClientAuthentication } from '../accounts/account.ts';
import type { Clock, Http } from '../ports.ts';
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
  readonly dangerouslyAllowHttpOnLoopback: boolean;
}

/** The client's secret, or undefined for a public client. */
export function clientSecret({ authentication }: ClientAtServer): Secret | undefined {
  return authentication.method === 'none' ? undefined : authentication.secret;
}

export interface OAuthPorts {
  readonly http: Http;
  readonly clock: Clock;
}
