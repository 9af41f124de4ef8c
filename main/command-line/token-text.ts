// Command line. What is known of a token, as text and as JSON: its content, whether its signature is right, what the
// provider says of it. Never the token itself. Pure.
import { bestName } from '../core/accounts/labels.ts';
import type { TokenReport } from '../core/accounts/service.ts';
import { explainContent } from '../core/oauth/claims.ts';
import type { ExplainedClaim, TokenContent, Verification } from '../core/oauth/inspection.ts';
import { plain, widthOf } from './plain-text.ts';
import { isoTime, moment } from './time-text.ts';

/** What kind of token it is, in one line. */
function kindWords(content: TokenContent): string {
  switch (content.kind) {
    case 'signed':
      return 'A signed JWT. What it says is verified only where its signature is checked.';
    case 'unsigned':
      return 'A JWT without signature: anybody could have written it.';
    case 'nested':
      return 'A signed JWT with another JWT in it, whose claims are shown.';
    case 'encrypted':
      return 'An encrypted JWT: only the one it is for can read more than its header.';
    case 'malformed':
      return `It looks like a JWT and is none: ${content.problem}.`;
    case 'opaque':
      return 'An opaque token: it says nothing by itself; its provider can be asked about it.';
  }
}

function lines(claims: readonly ExplainedClaim[], now: number): string {
  const width = Math.max(0, ...claims.map(({ name }) => widthOf(plain(name))));
  return claims
    .map(({ name, value, meaning, at }) => {
      const label = plain(name);
      const time = at === undefined ? '' : ` (${moment(at, now)})`;
      const first = `  ${label}${' '.repeat(width - widthOf(label))}  ${plain(value)}${time}\n`;
      return meaning === undefined ? first : `${first}  ${' '.repeat(width)}  ${plain(meaning)}\n`;
    })
    .join('');
}

function section(title: string, claims: readonly ExplainedClaim[], now: number): string {
  return claims.length === 0 ? '' : `\n${title}\n${lines(claims, now)}`;
}

export function contentText(content: TokenContent, now: number): string {
  const { header, claims } = explainContent(content);
  return `${plain(kindWords(content))}\n${section('Header', header, now)}${section('Claims', claims, now)}`;
}

function claimsJson(claims: readonly ExplainedClaim[]) {
  return claims.map(({ name, value, meaning, at }) => ({ name, value, meaning, at: isoTime(at) }));
}

export function contentJson(content: TokenContent): Readonly<Record<string, unknown>> {
  const { header, claims } = explainContent(content);
  return {
    kind: content.kind,
    ...(content.kind === 'malformed' ? { problem: content.problem } : {}),
    header: claimsJson(header),
    claims: claimsJson(claims),
  };
}

const signatureWords: Readonly<Record<Verification['signature'], string>> = {
  right: 'right: the provider has signed the token',
  wrong: 'WRONG: the provider has not signed this token, or it was changed since',
  unknown_key: 'not checked: the provider publishes no key that it was made with',
  unknown_algorithm: 'not checked: it is of a kind that cannot be checked here',
  none: 'none: anybody could have written the token',
  unreadable: 'not checked: the token cannot be read here, so it shows none',
};

const issuerWords: Readonly<Record<Verification['issuer'], string>> = {
  expected: 'the expected one',
  other: 'ANOTHER than the expected one',
  absent: 'not named in the token',
};

const audienceWords: Readonly<Record<Verification['audience'], string>> = {
  client: 'this client',
  others: 'others than this client, such as an API',
  absent: 'not named in the token',
};

const timeWords: Readonly<Record<Verification['time'], string>> = {
  valid: 'within its time',
  expired: 'EXPIRED',
  not_yet: 'NOT VALID YET',
  unlimited: 'the token does not say when it ends',
};

export function verificationText(verification: Verification): string {
  const { signature, algorithm, keyId, issuer, audience, time } = verification;
  const by = [
    ...(algorithm === undefined ? [] : [algorithm]),
    ...(keyId === undefined ? [] : [`key ${keyId}`]),
  ];
  const how = by.length === 0 ? '' : ` (${by.join(', ')})`;
  const first = plain(`Signature: ${signatureWords[signature]}${how}`);
  // Of a token that cannot be read nothing else is known either.
  if (signature === 'unreadable') return `${first}\n`;
  return first.concat(
    `\nIssuer:    ${issuerWords[issuer]}\nAudience:  ${audienceWords[audience]}\nTime:      ${timeWords[time]}\n`,
  );
}

/** Whether the token deserves trust, as far as was looked. */
export function isTrustworthy({ signature, issuer, time }: Verification): boolean {
  return signature === 'right' && issuer !== 'other' && (time === 'valid' || time === 'unlimited');
}

const sourceWords: Readonly<Record<TokenReport['source'], string>> = {
  introspection: 'Introspection',
  validation: 'Validation',
};

export function reportText(
  { source, active, identity, members, expiresAt }: TokenReport,
  now: number,
): string {
  const name = bestName(identity);
  const of = name === '' ? '' : ` of ${plain(name)}`;
  const until = expiresAt === undefined ? '' : `, until ${moment(expiresAt, now)}`;
  const verdict = active
    ? `the provider accepts the token${of}${until}`
    : 'the provider does NOT accept the token';
  return `${sourceWords[source]}: ${verdict}.\n${lines(members, now)}`;
}

export function reportJson(report: TokenReport): Readonly<Record<string, unknown>> {
  const { active, expiresAt, scopes, identity, members } = report;
  return {
    active,
    expiresAt: isoTime(expiresAt),
    scopes: scopes ?? null,
    subject: identity.subject ?? null,
    who: bestName(identity),
    members: claimsJson(members),
  };
}
