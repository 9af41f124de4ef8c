// Test equipment. The rules that a client can break, and how the server says so in the provider's own way.
import type { ErrorRule, ProviderRow } from './row.ts';
import { fill } from './template.ts';

export type Rule =
  | 'address'
  | 'method'
  | 'encoding'
  | 'repeated_parameter'
  | 'required_parameter'
  | 'required_header'
  | 'accept'
  | 'user_agent'
  | 'grant_type'
  | 'client'
  | 'client_authentication'
  | 'basic_encoding'
  | 'secret_forbidden'
  | 'secret_in_browser'
  | 'redirect_uri'
  | 'redirect_host'
  | 'redirect_uri_again'
  | 'scope'
  | 'scope_separator'
  | 'scope_again'
  | 'pkce'
  | 'code'
  | 'refresh_token'
  | 'device_code'
  | 'polled_too_fast'
  | 'token_in_query'
  | 'access_token'
  | 'token_kind';

export interface Refusal {
  readonly rule: Rule;
  readonly address: string;
  readonly detail: string;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; undefined: nothing. */
  readonly body?: unknown;
}

/** Which of the provider's ways to refuse is due. */
export type RefusalPhase = 'token' | 'refresh' | 'call';

export interface Broken {
  /** Undefined: nothing is wrong with the client, such as while a device code has not been entered. */
  readonly rule: Rule | undefined;
  /** Standard code (RFC 6749 section 5.2 and its relatives), which the row puts into the provider's words. */
  readonly error: string;
  readonly detail: string;
  readonly phase: RefusalPhase;
  readonly status: number | undefined;
}

const brokenMark = Symbol('broken');

/** Ends the handling of a request; it is turned into the provider's refusal at the door. */
export function refuse(
  rule: Rule | undefined,
  error: string,
  detail: string,
  { phase = 'token', status }: { readonly phase?: RefusalPhase; readonly status?: number } = {},
): never {
  throw Object.assign(new Error(detail), { [brokenMark]: { rule, error, detail, phase, status } });
}

export function brokenBy(thrown: unknown): Broken | undefined {
  return (thrown as { readonly [brokenMark]?: Broken })[brokenMark];
}

const standard: ErrorRule = { body: { error: '{error}', error_description: '{description}' } };

export function refusalReply(row: ProviderRow, broken: Broken): Reply {
  const rule = errorRule(row, broken.phase);
  const status = broken.status ?? rule.status ?? (broken.error === 'invalid_client' ? 401 : 400);
  const words = rule.words?.[broken.error];
  const values = { error: words ?? broken.error, description: words ?? broken.detail, status };
  return {
    status,
    headers: status === 401 && broken.phase === 'call' ? { 'www-authenticate': 'Bearer' } : {},
    ...(rule.body ? { body: fill(rule.body, values) } : {}),
  };
}

function errorRule({ errors, refreshErrors, callErrors }: ProviderRow, phase: RefusalPhase): ErrorRule {
  const usual = errors ?? standard;
  if (phase === 'refresh') return refreshErrors ?? usual;
  return phase === 'call' ? (callErrors ?? usual) : usual;
}
