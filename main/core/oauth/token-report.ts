// Pure. Reading what a provider says of a token, under whatever names it says it.
import { explain } from './claims.ts';
import type { ExplainedClaim } from './inspection.ts';
import type { JsonObject } from './json.ts';
import type { Redaction } from './redaction.ts';
import { scopesIn } from './scope.ts';

/** Scopes as a text or a list (RFC 7662 section 2.2 has a text); undefined for anything else. */
export function reportedScopes(value: unknown, separator: string | undefined): readonly string[] | undefined {
  const texts = [value].flat();
  if (value === undefined || !texts.every((text) => typeof text === 'string')) return undefined;
  const text = texts.join(' ');
  return scopesIn(separator === undefined ? text : text.replaceAll(separator, ' ')) ?? [];
}

/** What a JWT says was granted: `scope` (RFC 9068 section 2.2.3), or `scp` as some providers call it; what is no text is left out. */
export function claimedScopes({ scope, scp }: JsonObject): readonly string[] | undefined {
  const texts = (claim: unknown) =>
    Array.isArray(claim) ? claim.filter((one) => typeof one === 'string') : (claim ?? undefined);
  return reportedScopes(texts(scope), undefined) ?? reportedScopes(texts(scp), undefined);
}

/** The whole answer in words, without what is to be hidden. */
export function explainedAnswer(answer: JsonObject, hide: Redaction): readonly ExplainedClaim[] {
  return explain(hide.json(answer) as JsonObject);
}
