// Command line. Providers as text: the table of all, and everything about one. Pure.

import type { DefinitionProblem } from '../core/providers/definition-problem.ts';
import { type Provider, type ProviderFlow, providerEndpoints } from '../core/providers/provider.ts';
import { redirectText } from '../core/providers/redirect.ts';
import { dialectWords } from './dialect-text.ts';
import { flowWord } from './login-request.ts';
import { plain, table } from './plain-text.ts';

function unconfirmedCell({ unconfirmed }: Provider): string {
  return unconfirmed.length === 0 ? 'none' : unconfirmed.map(plain).join(', ');
}

function flowCell({ flows }: Provider): string {
  return flows.length === 0 ? 'import only' : flows.map(({ kind }) => flowWord(kind)).join(', ');
}

/** All providers as an aligned table with a heading. */
export function providerTable(providers: readonly Provider[]): string {
  const rows = providers.map((one) => [plain(one.id), plain(one.name), flowCell(one), unconfirmedCell(one)]);
  return table([['ID', 'NAME', 'FLOWS', 'UNCONFIRMED'], ...rows]);
}

/** One problem with its place and what to do. */
export function problemText({ path, problem, remedy }: DefinitionProblem): string {
  return `${path === '' ? '' : `${plain(path)}: `}${plain(problem)}\n  ${plain(remedy)}\n`;
}

const secretWords: Readonly<Record<ProviderFlow['clientSecret'], string>> = {
  none: 'without client secret',
  optional: 'with or without client secret',
  required: 'with client secret',
};

const refreshWords: Readonly<Record<Provider['refreshTokens'], string>> = {
  rotating: 'A refresh token is replaced each time it is used.',
  kept: 'A refresh token stays the same when it is used.',
  never: 'There are no refresh tokens: sign in again when the access token has run out.',
  unknown: 'Whether there are refresh tokens depends on the server.',
};

function redirectWords({ redirect }: Provider): string {
  const uri = redirectText(redirect);
  if (redirect.kind === 'pasted') return `${uri} (you paste the address of the page that you end on)`;
  return redirect.match === 'any_port' ? `${uri} (any port)` : `${uri} (exactly this)`;
}

/** Rows of two columns under a title; nothing where there are none. */
function section(title: string, rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const indented = table(rows.map((row) => row.map(plain)))
    .split('\n')
    .map((line) => (line === '' ? line : `  ${line}`))
    .join('\n');
  return `\n${title}\n${indented}`;
}

function sentences(title: string, lines: readonly string[]): string {
  return section(
    title,
    lines.map((line) => [line]),
  );
}

function parameterRows({ parameters }: Provider) {
  return parameters.map((one) => {
    const usual = one.default === undefined ? '' : ` Otherwise ${one.default}.`;
    const example = one.example === undefined ? '' : ` For example ${one.example}`;
    const optional = one.optional ? ' May be left out.' : '';
    return [`--param ${one.name}=VALUE`, `${one.label}: ${one.hint}${usual}${optional}${example}`];
  });
}

/** Every address that codes, tokens or a secret are sent to. */
function endpointRows({ endpoints, whoAmI, unconfirmed }: Provider) {
  const named = providerEndpoints.flatMap((name) => {
    const url = endpoints[name];
    const mark = unconfirmed.includes(`endpoints.${name}`) ? 'unconfirmed' : '';
    return url === undefined ? [] : [[name, url, mark]];
  });
  const isUnsure = unconfirmed.some((path) => /^whoAmI(\.url)?$/.test(path));
  return whoAmI === undefined
    ? named
    : [...named, ['test call (whoami)', whoAmI.url, isUnsure ? 'unconfirmed' : '']];
}

function scopeRows({ scopes }: Provider) {
  return scopes.map(({ name, meaning, default: usual }) => [
    name,
    `${meaning}${usual ? ' Asked for by default.' : ''}`,
  ]);
}

/** Everything that a person needs to know to sign in there. */
export function providerText(provider: Provider, isOwn: boolean): string {
  const { registration, clientAuthentication, unconfirmed, dashboard } = provider;
  const server = [
    ...(provider.discovery ? ['Endpoints are read from the server’s published configuration.'] : []),
    refreshWords[provider.refreshTokens],
  ];
  const methods = clientAuthentication.map((method) => (method === 'client_secret_post' ? 'post' : 'basic'));
  return [
    `${plain(provider.name)} (${plain(provider.id)}${isOwn ? ', your own definition' : ''})\n${plain(provider.summary)}\n`,
    section('Registering a client', [
      ...(registration.url === undefined ? [] : [['where', registration.url]]),
      ['how', registration.advice],
      ['redirect URI', redirectWords(provider)],
      ...(methods.length === 0 ? [] : [['secret sent by', methods.join(' or ')]]),
      ...(dashboard === undefined ? [] : [['taking access back', dashboard]]),
    ]),
    section(
      'Flows',
      provider.flows.map(({ kind, clientSecret }) => [`--flow ${flowWord(kind)}`, secretWords[clientSecret]]),
    ),
    section('Parameters', parameterRows(provider)),
    section('Endpoints', endpointRows(provider)),
    sentences('Server', server),
    section('Scopes', scopeRows(provider)),
    section('What APIs need', provider.apis?.map(({ name, scopes }) => [name, scopes.join(' ')]) ?? []),
    sentences('Departures from the standards', dialectWords(provider.dialect)),
    sentences('Notes', provider.notes ?? []),
    sentences('Not confirmed with the provider yet', unconfirmed),
  ].join('');
}
