// Command line. inspect -: a token from standard input, looked at without vault and keychain.
import { appError } from '../core/errors.ts';
import { inspectToken, type Verification } from '../core/oauth/inspection.ts';
import { verifyText } from '../core/oauth/verification.ts';
import type { Clock, Http } from '../core/ports.ts';
import { fail, ok, type Result } from '../core/result.ts';
import type { InspectInputCommand } from './command.ts';
import { type Done, failed, print } from './command-parts.ts';
import { exitCodeFor, type Findings, findingsJson, findingsText } from './inspect.ts';
import { neededScopes, scopesInClaims } from './scope-text.ts';
import type { Terminal } from './terminal.ts';

export interface InspectInputParts {
  readonly terminal: Terminal;
  readonly clock: Clock;
  /** For the provider's keys. Errors: `invalid_argument` for an unusable TOKENDECK_CA_FILE. */
  readonly openHttp: () => Result<Http & { close(): Promise<void> }>;
}

async function verificationOf(
  { openHttp, clock }: InspectInputParts,
  token: string,
  { verifyWith, dangerouslyAllowHttpOnLoopback }: InspectInputCommand,
): Promise<Result<Verification | undefined>> {
  if (verifyWith === undefined) return ok(undefined);
  const http = openHttp();
  if (!http.ok) return http;
  try {
    return await verifyText({ http: http.value, clock }, token, verifyWith, {
      dangerouslyAllowHttpOnLoopback,
    });
  } finally {
    await http.value.close();
  }
}

/** Errors: `invalid_argument` without a token; those of fetching the provider's keys. */
export async function inspectInput(parts: InspectInputParts, command: InspectInputCommand): Done {
  const { terminal, clock } = parts;
  const line = await terminal.readLine();
  // As it is often copied: with the name of its scheme.
  const token = line?.trim().replace(/^Bearer +/i, '') ?? '';
  if (token === '') {
    const words = { remedy: 'Give it as a line of standard input.' };
    return fail({ error: appError('invalid_argument', { detail: 'no token was given' }), words });
  }
  const content = inspectToken(token);
  const verification = await verificationOf(parts, token, command);
  if (!verification.ok) return failed(verification);
  const findings: Findings = {
    content,
    scopes: {
      asked: undefined,
      granted: scopesInClaims(content),
      needed: neededScopes(command.needs, undefined),
    },
    verification: verification.value,
    reports: [],
  };
  print({ terminal }, command.json, findingsJson(findings), findingsText(findings, clock.now()));
  return ok(exitCodeFor(findings));
}
