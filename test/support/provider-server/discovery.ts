// Test equipment. What a provider publishes about itself (OpenID Connect Discovery section 3).
import type { Address, ProviderRow } from './row.ts';

/** OpenID Connect Discovery section 4.1. */
export function wellKnown(issuer: string): Address {
  return `${issuer.replace(/^https:\/\//, '').replace(/\/$/, '')}/.well-known/openid-configuration`;
}

/** The document there. */
export function metadata({ openid, authorize: { at }, token: { at: tokenAt }, ...row }: ProviderRow) {
  const url = (address: Address | undefined) => (address === undefined ? undefined : `https://${address}`);
  return {
    issuer: openid?.issuer,
    authorization_endpoint: url(at),
    token_endpoint: url(tokenAt),
    userinfo_endpoint: url(openid?.userinfo),
    jwks_uri: url(openid?.jwks),
    revocation_endpoint: url(row.revoke?.at),
    introspection_endpoint: url(row.introspect?.at),
    device_authorization_endpoint: url(row.device?.at),
    response_types_supported: ['code'],
    id_token_signing_alg_values_supported: [openid?.alg],
    subject_types_supported: ['public'],
    ...openid?.discovery,
  };
}
