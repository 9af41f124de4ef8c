// Test equipment. What the server knows: clients, codes, sign-ins and their tokens.
import { randomBytes } from 'node:crypto';
import { ada, type ProviderPerson } from './person.ts';
import type { ReceivedRequest } from './request.ts';
import type { Grant, ProviderRow } from './row.ts';
import type { Refusal } from './rules.ts';
import type { Signer } from './signing.ts';

export interface RegisteredClient {
  readonly id: string;
  /** Undefined: a public client. */
  readonly secret: string | undefined;
  readonly redirectUris: readonly string[];
}

/** All tokens that come from one consent. */
export interface Session {
  readonly client: RegisteredClient;
  readonly grant: Grant;
  readonly person: ProviderPerson;
  readonly scopes: readonly string[];
  readonly askedScope: string | null;
  readonly redirectUri: string | null;
  readonly nonce: string | null;
  isAlive: boolean;
  refreshToken: string | undefined;
  readonly spentRefreshTokens: Set<string>;
}

export interface IssuedCode {
  readonly session: Session;
  readonly redirectUri: string;
  readonly challenge: string | null;
  readonly until: number;
  isUsed: boolean;
}

export interface IssuedDeviceCode {
  readonly userCode: string;
  readonly client: RegisteredClient;
  readonly scope: string;
  readonly until: number;
  interval: number;
  polledAt: number;
  decision: 'pending' | 'allowed' | 'denied';
}

export interface State {
  readonly row: ProviderRow;
  readonly now: () => number;
  readonly signer: Signer;
  readonly clients: Map<string, RegisteredClient>;
  readonly codes: Map<string, IssuedCode>;
  readonly deviceCodes: Map<string, IssuedDeviceCode>;
  readonly sessions: Set<Session>;
  readonly accessTokens: Map<string, { readonly session: Session; readonly until: number; isAlive: boolean }>;
  readonly requests: ReceivedRequest[];
  readonly refusals: Refusal[];
  person: ProviderPerson;
  /** Scopes that the person does not tick. */
  unticked: readonly string[];
  readonly consented: Set<string>;
}

export function newState(row: ProviderRow, now: () => number, signer: Signer): State {
  return {
    row,
    now,
    signer,
    clients: new Map(),
    codes: new Map(),
    deviceCodes: new Map(),
    sessions: new Set(),
    accessTokens: new Map(),
    requests: [],
    refusals: [],
    person: ada,
    unticked: [],
    consented: new Set(),
  };
}

export function newToken(kind: string): string {
  return `${kind}-${randomBytes(18).toString('base64url')}`;
}

export function separated(text: string | null, separator: ' ' | ','): readonly string[] {
  return (text ?? '').split(separator).filter((one) => one !== '');
}
