// Pure. What the registered names in tokens mean: JWT claims, JOSE header parameters and introspection members, as the
// IANA registries list them, each in one line with where it is defined.

const core = 'OpenID Connect Core';
const assurance = 'OpenID Connect for Identity Assurance';

/** Claims of JWTs, and members of introspection answers, which share their registry. */
const claims: Readonly<Record<string, readonly [meaning: string, source: string]>> = {
  // RFC 7519
  iss: ['Who issued it', 'RFC 7519 section 4.1.1'],
  sub: ['Whom it is about: an account at the issuer, or a client', 'RFC 7519 section 4.1.2'],
  aud: ['Whom it is meant for; others must refuse it', 'RFC 7519 section 4.1.3'],
  exp: ['When it expires', 'RFC 7519 section 4.1.4'],
  nbf: ['Before this time it is not valid', 'RFC 7519 section 4.1.5'],
  iat: ['When it was issued', 'RFC 7519 section 4.1.6'],
  jti: ['Its own identifier, so that a second use can be noticed', 'RFC 7519 section 4.1.7'],
  // OpenID Connect Core section 2
  auth_time: ['When the person last proved who they are', `${core} section 2`],
  nonce: ['A random value that ties it to one request', `${core} section 2`],
  acr: ['How strongly the person was authenticated', `${core} section 2`],
  amr: ['The ways in which the person was authenticated', `${core} section 2, RFC 8176`],
  azp: ['The client that it was issued to', `${core} section 2`],
  at_hash: ['Ties it to an access token by its hash', `${core} section 3.1.3.6`],
  c_hash: ['Ties it to an authorization code by its hash', `${core} section 3.3.2.11`],
  s_hash: ['Ties it to the state of the request by its hash', 'FAPI 1.0 Advanced'],
  sub_jwk: ['The public key of an issuer that is the person’s own', `${core} section 7.4`],
  // OpenID Connect Core section 5.1
  name: ['Full name', `${core} section 5.1`],
  given_name: ['Given names', `${core} section 5.1`],
  family_name: ['Family names', `${core} section 5.1`],
  middle_name: ['Middle names', `${core} section 5.1`],
  nickname: ['Casual name', `${core} section 5.1`],
  preferred_username: [
    'The name that the person wants to be called by; it may change',
    `${core} section 5.1`,
  ],
  profile: ['Address of the profile page', `${core} section 5.1`],
  picture: ['Address of the profile picture', `${core} section 5.1`],
  website: ['Address of a page or blog', `${core} section 5.1`],
  email: ['E-mail address', `${core} section 5.1`],
  email_verified: ['Whether the issuer has made sure of the e-mail address', `${core} section 5.1`],
  gender: ['Gender', `${core} section 5.1`],
  birthdate: ['Date of birth', `${core} section 5.1`],
  zoneinfo: ['Time zone', `${core} section 5.1`],
  locale: ['Language and region', `${core} section 5.1`],
  phone_number: ['Telephone number', `${core} section 5.1`],
  phone_number_verified: ['Whether the issuer has made sure of the telephone number', `${core} section 5.1`],
  address: ['Postal address', `${core} section 5.1.1`],
  updated_at: ['When what is said of the person last changed', `${core} section 5.1`],
  _claim_names: ['Claims that are found elsewhere, and where', `${core} section 5.6.2`],
  _claim_sources: ['The places where further claims are found', `${core} section 5.6.2`],
  // OpenID Connect: sessions, logout, assurance, federation, self-issued
  sid: ['The session at the issuer', 'OpenID Connect Front-Channel Logout section 3'],
  verified_claims: ['Claims that were verified, and how', assurance],
  place_of_birth: ['Place of birth', assurance],
  nationalities: ['Nationalities', assurance],
  birth_family_name: ['Family names at birth', assurance],
  birth_given_name: ['Given names at birth', assurance],
  birth_middle_name: ['Middle names at birth', assurance],
  salutation: ['Salutation', assurance],
  title: ['Title', assurance],
  msisdn: ['Mobile telephone number', assurance],
  also_known_as: ['Stage name or other name', assurance],
  txn: ['The transaction that it belongs to', 'RFC 8417 section 2.2'],
  jwks: ['Public keys of whom it is about', 'OpenID Federation'],
  metadata: ['Metadata of whom it is about', 'OpenID Federation'],
  authority_hints: ['The authorities above in the federation', 'OpenID Federation'],
  trust_marks: ['Marks of trust', 'OpenID Federation'],
  // RFC 8693, RFC 9068, RFC 9396, RFC 7643
  act: ['Who acts for whom it is about', 'RFC 8693 section 4.1'],
  scope: ['What it allows', 'RFC 8693 section 4.2'],
  client_id: ['The client that it was issued to', 'RFC 8693 section 4.3'],
  may_act: ['Who may act for whom it is about', 'RFC 8693 section 4.4'],
  authorization_details: ['What it allows, in detail', 'RFC 9396 section 9.1'],
  roles: ['Roles of the person', 'RFC 9068 section 2.2.3.1, RFC 7643 section 4.1.2'],
  groups: ['Groups that the person is in', 'RFC 9068 section 2.2.3.1, RFC 7643 section 4.1.2'],
  entitlements: ['What the person is entitled to', 'RFC 9068 section 2.2.3.1, RFC 7643 section 4.1.2'],
  // proof of possession
  cnf: ['The key that its user must have: without it, it is of no use', 'RFC 7800 section 3.1'],
  htm: ['The HTTP method of the request that it proves', 'RFC 9449 section 4.2'],
  htu: ['The address of the request that it proves', 'RFC 9449 section 4.2'],
  ath: ['Ties a proof to an access token by its hash', 'RFC 9449 section 4.2'],
  ace_profile: ['The ACE profile to be used with it', 'RFC 9200 section 5.10'],
  cnonce: ['A nonce that the server gave to the client', 'RFC 9200 section 5.10'],
  exi: ['Seconds that it lives from its first use', 'RFC 9200 section 5.10.3'],
  // security events, subject identifiers
  events: ['What has happened, by the kind of event', 'RFC 8417 section 2.2'],
  toe: ['When the event happened', 'RFC 8417 section 2.2'],
  sub_id: ['Whom it is about, in more detail than one text', 'RFC 9493 section 4.1'],
  vot: ['How far the identity is to be trusted', 'RFC 8485'],
  vtm: ['Where the trust marks are explained', 'RFC 8485'],
  token_introspection: ['The answer about another token', 'RFC 9701 section 5'],
  // selective disclosure, verifiable credentials, status lists
  _sd: ['Hashes of claims that are disclosed one by one', 'RFC 9901 section 4.2.4.1'],
  _sd_alg: ['The hash for claims that are disclosed one by one', 'RFC 9901 section 4.1.1'],
  sd_hash: ['Ties a key binding to what was disclosed', 'RFC 9901 section 4.3'],
  vc: ['A verifiable credential', 'W3C Verifiable Credentials Data Model 1.1 section 6.3.1'],
  vp: ['A verifiable presentation', 'W3C Verifiable Credentials Data Model 1.1 section 6.3.1'],
  status: ['Where it can be looked up whether it was taken back', 'Token Status List section 6'],
  // telephony and other uses that the registry knows
  orig: ['Where a call comes from', 'RFC 8225 section 5.2.1'],
  dest: ['Where a call goes to', 'RFC 8225 section 5.2.1'],
  mky: ['Key fingerprints of the media of a call', 'RFC 8225 section 5.2.2'],
  attest: ['How sure the carrier is of the caller', 'RFC 8588'],
  origid: ['An identifier of a call’s origin', 'RFC 8588'],
  cdniv: ['The version of a delivery network’s claims', 'RFC 9246 section 2.1.8'],
  cdniuc: ['The addresses that a delivery network may serve', 'RFC 9246 section 2.1.10'],
  // introspection (RFC 7662 section 2.2)
  active: ['Whether the provider accepts the token now', 'RFC 7662 section 2.2'],
  username: ['The name of the account at the provider', 'RFC 7662 section 2.2'],
  token_type: ['How the token is used', 'RFC 7662 section 2.2'],
  expires_in: ['Seconds until it expires', 'RFC 6749 section 5.1'],
};

/** Parameters of JOSE headers; those that are claims too mean the same there. */
const header: typeof claims = {
  alg: ['The algorithm that it is signed or encrypted with', 'RFC 7515 section 4.1.1'],
  jku: ['An address of keys; it is never fetched from here', 'RFC 7515 section 4.1.2'],
  jwk: ['A key that the token brings along; it is never trusted here', 'RFC 7515 section 4.1.3'],
  kid: ['Which of the keys it is signed or encrypted with', 'RFC 7515 section 4.1.4'],
  x5u: ['An address of a certificate; it is never fetched from here', 'RFC 7515 section 4.1.5'],
  x5c: ['Certificates that the token brings along; they are never trusted here', 'RFC 7515 section 4.1.6'],
  x5t: ['The SHA-1 fingerprint of the certificate', 'RFC 7515 section 4.1.7'],
  'x5t#S256': ['The SHA-256 fingerprint of the certificate', 'RFC 7515 section 4.1.8'],
  typ: ['What kind of token it is', 'RFC 7515 section 4.1.9'],
  cty: ['What kind of content it has; JWT where another token is inside', 'RFC 7515 section 4.1.10'],
  crit: ['Parameters that must be understood, or the token refused', 'RFC 7515 section 4.1.11'],
  enc: ['How its content is encrypted', 'RFC 7516 section 4.1.2'],
  zip: ['How its content is compressed', 'RFC 7516 section 4.1.3'],
  epk: ['The sender’s passing key of the key agreement', 'RFC 7518 section 4.6.1.1'],
  apu: ['The sender’s part in the key agreement', 'RFC 7518 section 4.6.1.2'],
  apv: ['The addressee’s part in the key agreement', 'RFC 7518 section 4.6.1.3'],
  iv: ['Initialization vector of the encrypted key', 'RFC 7518 section 4.7.1.1'],
  tag: ['Authentication tag of the encrypted key', 'RFC 7518 section 4.7.1.2'],
  p2s: ['Salt of the password that encrypts the key', 'RFC 7518 section 4.8.1.1'],
  p2c: ['Rounds of the password that encrypts the key', 'RFC 7518 section 4.8.1.2'],
  b64: ['Whether its content is in base64url', 'RFC 7797 section 3'],
  url: ['The address of the request that it signs', 'RFC 8555 section 6.4.1'],
  ppt: ['The kind of telephony token', 'RFC 8225 section 8.1'],
  svt: ['A token about the validity of the signature', 'RFC 9321'],
  iheSSId: ['The submission set of a medical document', 'IHE DSG'],
  trust_chain: ['The chain of statements up to the federation’s anchor', 'OpenID Federation'],
};

const meanings: ReadonlyMap<string, string> = new Map(
  Object.entries({ ...claims, ...header }).map(([name, [meaning, source]]) => [
    name,
    `${meaning} (${source}).`,
  ]),
);

/** What a registered name means; undefined for others. */
export function meaningOf(name: string): string | undefined {
  return meanings.get(name);
}

/** Names whose value is a time in seconds since 1970 (RFC 7519 section 2). */
export const timeNames: ReadonlySet<string> = new Set([
  'exp',
  'nbf',
  'iat',
  'auth_time',
  'updated_at',
  'toe',
]);

const hashes = { '256': 'SHA-256', '384': 'SHA-384', '512': 'SHA-512' } as const;
type Bits = keyof typeof hashes;

const families = {
  HS: 'a shared secret (HMAC) with',
  RS: 'RSA with',
  PS: 'RSA (PSS) with',
  ES: 'an elliptic curve (ECDSA) with',
} as const;
type Family = keyof typeof families;

const otherAlgorithms: ReadonlyMap<string, string> = new Map([
  ['none', 'no signature at all'],
  ['EdDSA', 'an Edwards curve (EdDSA)'],
  ['Ed25519', 'the Edwards curve Ed25519'],
  ['Ed448', 'the Edwards curve Ed448'],
  ['ES256K', 'the elliptic curve secp256k1 with SHA-256'],
  ['ML-DSA-44', 'ML-DSA-44, meant to withstand quantum computers'],
  ['ML-DSA-65', 'ML-DSA-65, meant to withstand quantum computers'],
  ['ML-DSA-87', 'ML-DSA-87, meant to withstand quantum computers'],
  ['dir', 'a shared key, used directly'],
  ['RSA1_5', 'RSA (PKCS #1 1.5)'],
  ['RSA-OAEP', 'RSA (OAEP) with SHA-1'],
  ['RSA-OAEP-256', 'RSA (OAEP) with SHA-256'],
  ['ECDH-ES', 'a key agreement on an elliptic curve'],
]);

/** An `alg` value in words (RFC 7518 sections 3.1 and 4.1, RFC 8037, RFC 8812, RFC 9864); undefined for others. */
export function algorithmInWords(alg: string): string | undefined {
  const [, family, bits] = /^(HS|RS|PS|ES)(256|384|512)$/.exec(alg) ?? [];
  if (family !== undefined && bits !== undefined) {
    return `${families[family as Family]} ${hashes[bits as Bits]}`;
  }
  return otherAlgorithms.get(alg);
}
