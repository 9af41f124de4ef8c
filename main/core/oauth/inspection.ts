// Pure. What can be said of a token by looking at it: nothing here is verified (RFC 7519, RFC 7515, RFC 7516).
import { fromBase64url } from './base64url.ts';
import { type JsonObject, jsonObject } from './json.ts';

export type TokenContent =
  /** A signed JWT with JSON claims. */
  | { readonly kind: 'signed'; readonly header: JsonObject; readonly claims: JsonObject }
  /** `alg` is `none`: anybody could have written it (RFC 7519 section 6). */
  | { readonly kind: 'unsigned'; readonly header: JsonObject; readonly claims: JsonObject }
  /** A signed JWT whose content is another JWT (RFC 7519 section 5.2). */
  | { readonly kind: 'nested'; readonly header: JsonObject; readonly inner: TokenContent }
  /** Only the addressee can read more than the header (RFC 7516). */
  | { readonly kind: 'encrypted'; readonly header: JsonObject }
  /** Looks like a JWT and is none; `problem` says why in a few words. */
  | { readonly kind: 'malformed'; readonly problem: string }
  | { readonly kind: 'opaque' };

/** One header parameter or claim in words. */
export interface ExplainedClaim {
  readonly name: string;
  /** Display text, shortened where absurdly long. */
  readonly value: string;
  /** What the registered name means, with where it is defined; undefined for a name that is not registered. */
  readonly meaning: string | undefined;
  /** Epoch milliseconds where the value is a time. */
  readonly at: number | undefined;
}

/** What was found when a token was held against its provider. */
export interface Verification {
  /**
   * `unknown_key`: the published keys are not those that it was signed with; `unknown_algorithm`: one that cannot be
   * checked here; `none`: it is not signed; `unreadable`: it is encrypted, nested too deep or no JWT at all.
   */
  readonly signature: 'right' | 'wrong' | 'unknown_key' | 'unknown_algorithm' | 'none' | 'unreadable';
  readonly algorithm: string | undefined;
  readonly keyId: string | undefined;
  readonly issuer: 'expected' | 'other' | 'absent';
  /** `client`: it names this client; `others`: it is meant for others, such as an API. */
  readonly audience: 'client' | 'others' | 'absent';
  readonly time: 'valid' | 'expired' | 'not_yet' | 'unlimited';
}

/** No server takes a longer one in a header. */
const longest = 256 * 1024;
/** RFC 7519 names no limit; nobody is known to nest more than one token in another. */
const deepestNesting = 3;

/** Looks at any text whatever. */
export function inspectToken(text: string): TokenContent {
  return contentOf(text, 0);
}

function contentOf(text: string, depth: number): TokenContent {
  const parts = text.length > longest ? [] : text.split('.', 6);
  const [first = ''] = parts;
  const header = parts.length === 3 || parts.length === 5 ? objectIn(first) : undefined;
  if (header === undefined) return withoutHeader(text);
  if (typeof header['alg'] !== 'string') return malformed('its header names no algorithm');
  return parts.length === 5 ? encryptedIn(parts, header) : signedIn(parts, header, depth);
}

/** What base64url makes of a text that begins with a brace, as every JWT does. */
const bracedPart = /^e[w-z0-9_-]/;

function withoutHeader(text: string): TokenContent {
  if (!bracedPart.test(text)) return { kind: 'opaque' };
  const dots = text.slice(0, longest).match(/\./g)?.length ?? 0;
  if (text.length > longest) return dots === 0 ? { kind: 'opaque' } : malformed('it is too long');
  if (dots !== 2 && dots !== 4) return { kind: 'opaque' };
  return malformed('its header is not a JSON object in base64url');
}

/** A length that no signature has is left to verification: tokens in documents often end in a word. */
const base64urlLetters = /^[\w-]*$/;

function signedIn(parts: readonly string[], header: JsonObject, depth: number): TokenContent {
  const [, content = '', signature = ''] = parts;
  const isUnsigned = header['alg'] === 'none';
  if (isUnsigned && signature !== '') return malformed('it says that it is not signed, yet has a signature');
  if (!isUnsigned && signature === '') return malformed('its signature is missing');
  if (!base64urlLetters.test(signature)) return malformed('its signature is not base64url');
  const bytes = fromBase64url(content);
  if (bytes === undefined) return malformed('its content is not base64url');
  const claims = jsonObject(bytes);
  if (claims !== undefined) return { kind: isUnsigned ? 'unsigned' : 'signed', header, claims };
  return innerOf(bytes, header, depth) ?? malformed('its content is not a JSON object');
}

/** RFC 7519 section 5.2: `cty` says that there is a JWT inside; some leave it out. */
function innerOf(
  bytes: Uint8Array<ArrayBuffer>,
  header: JsonObject,
  depth: number,
): TokenContent | undefined {
  const text = new TextDecoder().decode(bytes);
  const { cty } = header;
  const isDeclared = typeof cty === 'string' && /^(application\/)?jwt$/i.test(cty);
  if (!isDeclared && !bracedPart.test(text)) return undefined;
  if (depth === deepestNesting) return malformed('too many tokens are nested in it');
  const inner = contentOf(text, depth + 1);
  if (inner.kind !== 'opaque') return { kind: 'nested', header, inner };
  return isDeclared ? malformed('its content is not the token that it announces') : undefined;
}

function encryptedIn(parts: readonly string[], header: JsonObject): TokenContent {
  if (typeof header['enc'] !== 'string') return malformed('its header does not say how it is encrypted');
  const isWhole = parts.every((part) => fromBase64url(part) !== undefined);
  return isWhole ? { kind: 'encrypted', header } : malformed('a part of it is not base64url');
}

/** An object that nests absurdly deep counts as none. */
function objectIn(part: string): JsonObject | undefined {
  const bytes = fromBase64url(part);
  return bytes && jsonObject(bytes);
}

function malformed(problem: string): TokenContent {
  return { kind: 'malformed', problem };
}
