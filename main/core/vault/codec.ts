// Pure. What the vault keeps, as bytes and back. Bytes are trusted no further than a parser accepts them.
import {
  type Account,
  type AccountEvent,
  type AccountId,
  type Client,
  type ClientAuthentication,
  type ClientKey,
  type Health,
  type Identity,
  type Origin,
  type Preferences,
  type Redirect,
  type ServerChoice,
  type TokenSet,
  usualPreferences,
} from '../accounts/account.ts';
import { type AppError, type ErrorCode, errorCodes, type ProviderWords } from '../errors.ts';
import { Secret } from '../secret.ts';
import {
  branded,
  either,
  finite,
  flag,
  invalid,
  listOf,
  object,
  oneOf,
  optional,
  orElse,
  orUndefined,
  type Parser,
  plainObject,
  recordOf,
  text,
} from './parsers.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

function toBytes(value: unknown): Uint8Array<ArrayBuffer> {
  return encoder.encode(JSON.stringify(value));
}

function fromBytes<T>(parser: Parser<T>, bytes: Uint8Array<ArrayBuffer>): T | undefined {
  try {
    const parsed = parser(JSON.parse(decoder.decode(bytes)));
    return parsed === invalid ? undefined : parsed;
  } catch {
    return undefined;
  }
}

const secret: Parser<Secret> = (value) => (typeof value === 'string' ? new Secret(value) : invalid);

/** A code that only a later version knows must not make the whole record unreadable. */
const errorCode: Parser<ErrorCode> = (value) =>
  typeof value === 'string' ? (errorCodes.find((code) => code === value) ?? 'internal') : invalid;

const providerWords = object<ProviderWords>({
  error: text,
  description: optional(text),
  uri: optional(text),
});

const error = object<AppError>({
  code: errorCode,
  detail: optional(text),
  provider: optional(providerWords),
  status: optional(finite),
  retryAfterMs: optional(finite),
});

const health = either<Health>(
  object<Extract<Health, { kind: 'well' }>>({ kind: oneOf('well') }),
  object<Extract<Health, { kind: 'failing' }>>({
    kind: oneOf('failing'),
    error,
    attempts: finite,
    retryAt: finite,
  }),
  object<Extract<Health, { kind: 'sign_in_again' }>>({ kind: oneOf('sign_in_again'), error, since: finite }),
);

const preferences = object<Preferences>({
  pinned: flag,
  copyFormat: oneOf('token', 'header', 'curl', 'env', 'json'),
  warnBeforeMs: orUndefined(finite),
});

const account = object<Account>({
  id: branded<AccountId>(),
  clientKey: branded<ClientKey>(),
  providerId: text,
  providerName: text,
  issuer: text,
  clientId: text,
  origin: orElse(
    oneOf<Origin>('authorization_code', 'device_code', 'client_credentials', 'imported'),
    'authorization_code',
  ),
  redirectUri: orUndefined(text),
  label: text,
  identity: object<Identity>({
    subject: optional(text),
    name: optional(text),
    username: optional(text),
    email: optional(text),
  }),
  scopesAsked: listOf(text),
  scopesGranted: listOf(text),
  accessTokenFormat: oneOf('jwt', 'opaque'),
  tokenType: text,
  hasRefreshToken: flag,
  createdAt: finite,
  issuedAt: finite,
  expiresAt: orUndefined(finite),
  refreshExpiresAt: orUndefined(finite),
  clockSkewMs: orUndefined(finite),
  autoRefresh: flag,
  preferences: orElse(preferences, usualPreferences),
  lastCopiedAt: orUndefined(finite),
  health,
});

const authentication = either<ClientAuthentication>(
  object<Extract<ClientAuthentication, { method: 'none' }>>({ method: oneOf('none') }),
  object<Extract<ClientAuthentication, { method: 'client_secret_post' }>>({
    method: oneOf('client_secret_post'),
    secret,
  }),
  object<Extract<ClientAuthentication, { method: 'client_secret_basic' }>>({
    method: oneOf('client_secret_basic'),
    secret,
    encoding: oneOf('form', 'raw'),
  }),
);

/** A record written before there was a choice is about a loopback redirect. */
const redirect = either<Redirect>(
  object<Extract<Redirect, { kind: 'pasted' }>>({ kind: oneOf('pasted'), uri: text }),
  object<Extract<Redirect, { kind: 'loopback' }>>({
    kind: orElse(oneOf('loopback'), 'loopback'),
    hostname: oneOf('127.0.0.1', 'localhost'),
    port: finite,
    path: text,
    responseMode: optional(oneOf('form_post')),
  }),
);

const server = object<ServerChoice>({
  parameters: recordOf(text),
  endpoints: recordOf(text) as Parser<ServerChoice['endpoints']>,
});

const clientNow = object<Client>({
  key: branded<ClientKey>(),
  providerId: text,
  server,
  issuer: text,
  clientId: text,
  authentication,
  redirect,
  dangerouslyAllowHttpOnLoopback: flag,
  metadata: plainObject,
});

/** A record written when the issuer was all that could be entered. */
const client: Parser<Client> = (value) =>
  clientNow(
    isObject(value) && !('server' in value)
      ? { ...value, server: { parameters: { issuer: value['issuer'] }, endpoints: {} } }
      : value,
  );

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

const tokens = object<TokenSet>({
  accessToken: secret,
  refreshToken: orUndefined(secret),
  idToken: orUndefined(secret),
});

const event = object<AccountEvent>({
  kind: oneOf(
    'signed_in',
    'refreshed',
    'refresh_failed',
    'refresh_interrupted',
    'copied',
    'renamed',
    'imported',
    'revoked',
    'token_rejected',
    'secret_replaced',
    'sign_in_needed',
  ),
  at: finite,
  error: optional(error),
});

function encodeAuthentication(value: ClientAuthentication): unknown {
  return value.method === 'none' ? value : { ...value, secret: value.secret.reveal() };
}

export function encodeAccount(value: Account): Uint8Array<ArrayBuffer> {
  return toBytes(value);
}

export function encodeClient(value: Client): Uint8Array<ArrayBuffer> {
  return toBytes({ ...value, authentication: encodeAuthentication(value.authentication) });
}

export function encodeTokens(value: TokenSet): Uint8Array<ArrayBuffer> {
  return toBytes({
    accessToken: value.accessToken.reveal(),
    refreshToken: value.refreshToken?.reveal(),
    idToken: value.idToken?.reveal(),
  });
}

export function encodeEvent(value: AccountEvent): Uint8Array<ArrayBuffer> {
  return toBytes(value);
}

/** Each decoder gives undefined for bytes that are not such a record. */
export function decodeAccount(bytes: Uint8Array<ArrayBuffer>): Account | undefined {
  return fromBytes(account, bytes);
}

export function decodeClient(bytes: Uint8Array<ArrayBuffer>): Client | undefined {
  return fromBytes(client, bytes);
}

export function decodeTokens(bytes: Uint8Array<ArrayBuffer>): TokenSet | undefined {
  return fromBytes(tokens, bytes);
}

export function decodeEvent(bytes: Uint8Array<ArrayBuffer>): AccountEvent | undefined {
  return fromBytes(event, bytes);
}
