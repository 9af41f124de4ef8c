// Command line. inspect: what an account's access token says of itself, and what its provider says of it.
import type { Account } from '../core/accounts/account.ts';
import type { TokenReport } from '../core/accounts/service.ts';
import type { TokenContent, Verification } from '../core/oauth/inspection.ts';
import { ok, type Result } from '../core/result.ts';
import type { InspectCommand } from './command.ts';
import { type CommandParts, type Done, failed, failedFor, print } from './command-parts.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { plain } from './plain-text.ts';
import { missingScopes, neededScopes, type Scopes, scopesJson, scopesText } from './scope-text.ts';
import {
  contentJson,
  contentText,
  isTrustworthy,
  reportJson,
  reportText,
  verificationText,
} from './token-text.ts';

/** All that was found out about a token. */
export interface Findings {
  readonly content: TokenContent;
  readonly scopes: Scopes;
  readonly verification: Verification | undefined;
  readonly reports: readonly TokenReport[];
}

export function findingsText({ content, scopes, verification, reports }: Findings, now: number): string {
  return [
    contentText(content, now),
    ...(verification === undefined ? [] : [verificationText(verification)]),
    ...reports.map((report) => reportText(report, now)),
    scopesText(scopes),
  ].join('\n');
}

export function findingsJson(findings: Findings): Readonly<Record<string, unknown>> {
  const { content, scopes, verification, reports } = findings;
  return {
    ...contentJson(content),
    ...(verification === undefined ? {} : { verification }),
    ...Object.fromEntries(reports.map((report) => [report.source, reportJson(report)])),
    scopes: scopesJson(scopes),
  };
}

/** Distrust comes before missing scopes. */
export function exitCodeFor({ scopes, verification, reports }: Findings): ExitCode {
  const isDistrusted = verification !== undefined && !isTrustworthy(verification);
  if (isDistrusted || reports.some(({ active }) => !active)) return exitCodes.refused;
  return missingScopes(scopes).length > 0 ? exitCodes.scopesMissing : exitCodes.done;
}

async function reportsOf(
  { services }: CommandParts,
  { id }: Account,
  command: InspectCommand,
): Promise<Result<readonly TokenReport[]>> {
  const sources: readonly TokenReport['source'][] = [
    ...(command.introspect ? (['introspection'] as const) : []),
    ...(command.validate ? (['validation'] as const) : []),
  ];
  const reports: TokenReport[] = [];
  for (const source of sources) {
    const report = await services.accounts.askProvider(id, source);
    if (!report.ok) return report;
    reports.push(report.value);
  }
  return ok(reports);
}

/** Errors: those of the provider's answers. */
export async function inspect(parts: CommandParts, command: InspectCommand): Done {
  const { accounts } = parts.services;
  const found = accounts.find(command.name);
  if (!found.ok) return failed(found);
  const account = found.value;
  const content = await accounts.inspect(account.id);
  if (!content.ok) return failedFor(account, content);
  const verification = command.verify ? await accounts.verify(account.id) : ok(undefined);
  if (!verification.ok) return failedFor(account, verification);
  const reports = await reportsOf(parts, account, command);
  if (!reports.ok) return failedFor(account, reports);
  const findings: Findings = {
    content: content.value,
    scopes: {
      asked: account.scopesAsked,
      granted: account.scopesGranted,
      needed: neededScopes(command.needs, parts.providers.find(account.providerId)),
    },
    verification: verification.value,
    reports: reports.value,
  };
  const now = parts.clock.now();
  const value = { name: account.label, ...findingsJson(findings) };
  print(parts, command.json, value, `${plain(account.label)}: ${findingsText(findings, now)}`);
  return ok(exitCodeFor(findings));
}
