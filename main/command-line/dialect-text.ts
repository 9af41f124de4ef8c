// Command line. How a provider departs from the standards, each departure as a sentence. Pure.
import type { Dialect, ExpiryMember } from '../core/oauth/dialect.ts';

const bodies = { form: undefined, json: 'JSON', query: 'parameters of the address' } as const;

const forms: Readonly<Record<ExpiryMember['form'], string>> = {
  seconds: 'seconds',
  milliseconds: 'milliseconds',
  epoch_seconds: 'seconds since 1970',
  epoch_milliseconds: 'milliseconds since 1970',
  iso_date: 'a date',
};

const pkceWords = {
  S256: undefined,
  hex: 'PKCE challenges are hexadecimal digests.',
  none: 'PKCE is not used: the provider breaks on it.',
} as const;

type Texts = Readonly<Record<string, string>>;

function perPhase(
  byPhase: Readonly<Record<string, Texts | undefined>> | undefined,
  sentence: (phase: string, pairs: readonly (readonly [string, string])[]) => string,
): readonly string[] {
  return Object.entries(byPhase ?? {}).flatMap(([phase, texts]) =>
    texts === undefined ? [] : [sentence(phase, Object.entries(texts))],
  );
}

function pairs(all: readonly (readonly [string, string])[], between: string): string {
  return all.map(([name, value]) => `${name}${between}${value}`).join(', ');
}

function expiry(what: string, member: ExpiryMember | undefined): string | undefined {
  return member === undefined ? undefined : `${what} is in ${member.member}, as ${forms[member.form]}.`;
}

function resent({ resent: again }: Dialect): readonly string[] {
  return Object.entries(again ?? {}).map(
    ([phase, names]) => `Sent again in ${phase} requests: ${names.join(', ')}.`,
  );
}

/** What is said in the standard's own word needs no telling. */
function ownMeanings(meanings: Texts): readonly (readonly [string, string])[] {
  return Object.entries(meanings).filter(([word, meaning]) => word !== meaning);
}

function errors({ errors: shape }: Dialect): readonly (string | undefined)[] {
  if (shape === undefined) return [];
  return [
    shape.successFlag &&
      `Whether a request was refused is told by ${shape.successFlag}, whatever the HTTP status.`,
    shape.code && `The error code is in ${shape.code}.`,
    shape.description && `The reason of an error is in ${shape.description}.`,
    shape.meanings && `Its own errors mean: ${pairs(ownMeanings(shape.meanings), ' = ')}.`,
  ];
}

function revocation({ revocation: way }: Dialect): readonly (string | undefined)[] {
  if (way === undefined) return [];
  const { tokenIn, encoding, clientAuthentication, tokens } = way;
  return [
    tokenIn === 'bearer' ? 'To be revoked, a token is sent in the Authorization header.' : undefined,
    encoding === 'json' || encoding === 'query'
      ? `Revocation requests are sent as ${bodies[encoding]}.`
      : undefined,
    clientAuthentication === 'none' ? 'Revocation requests do not name the client.' : undefined,
    clientAuthentication === 'client_id' ? 'Revocation requests have the client ID alone.' : undefined,
    tokens === undefined ? undefined : `Only the ${tokens.replace('_', ' ')} can be revoked.`,
  ];
}

/** One sentence for each departure; none where the provider keeps to the standards. */
export function dialectWords(dialect: Dialect): readonly string[] {
  const body = bodies[dialect.tokenRequest ?? 'form'];
  const all: readonly (string | undefined)[] = [
    body && `Token requests are sent as ${body}.`,
    ...perPhase(
      dialect.parameterNames,
      (phase, names) => `Parameters of ${phase} requests are called otherwise: ${pairs(names, ' is ')}.`,
    ),
    ...perPhase(
      dialect.extraParameters,
      (phase, more) => `Further parameters of ${phase} requests: ${pairs(more, '=')}.`,
    ),
    ...perPhase(
      dialect.headers,
      (phase, headers) => `Headers of ${phase} requests: ${pairs(headers, ': ')}.`,
    ),
    ...resent(dialect),
    dialect.scopeSeparator && 'Scopes are asked for with commas between them.',
    dialect.grantedScopeSeparator && 'Granted scopes have commas between them.',
    dialect.answerPath && `The tokens are in ${dialect.answerPath} of the answer.`,
    expiry('The expiry of access tokens', dialect.expiry),
    expiry('The expiry of refresh tokens', dialect.refreshExpiry),
    dialect.bearerTokenTypes &&
      `Token types that mean a bearer token: ${dialect.bearerTokenTypes.join(', ')}.`,
    dialect.bearerWithoutTokenType && 'Answers have no token_type: bearer is meant.',
    ...errors(dialect),
    pkceWords[dialect.pkce ?? 'S256'],
    dialect.basicWithEmptySecret && 'A client without a secret sends an empty one as Basic.',
    dialect.offlineAccessWithoutConsent && 'A refresh token needs no new consent.',
    ...revocation(dialect),
  ];
  return all.flatMap((sentence) => (sentence ? [sentence] : []));
}
