// Window. Judges what was entered for a client before it is sent. Pure.
import type { FlowKindView, ProviderView } from '../../preload/contract.ts';
import { formWords } from '../text/form.ts';
import type { Draft } from './app-state.ts';

/** How a client proves itself, as far as a person chooses it. */
export type Method = 'client_secret_basic' | 'client_secret_post';

/** The client and its server as they are typed: everything but the secret, which stays in its field. */
export interface EnteredClient {
  /** By the names of the provider's parameters. */
  readonly parameters: Readonly<Record<string, string>>;
  /** By name, as they are shown: the preset's own text where nothing was changed. */
  readonly endpoints: Readonly<Record<string, string>>;
  readonly clientId: string;
  readonly method: Method;
  readonly allowHttp: boolean;
}

/** Which scopes to ask for: those of the provider's list that are ticked, and others as they are typed. */
export interface EnteredScopes {
  readonly ticked: readonly string[];
  readonly others: string;
}

export interface Entered extends EnteredClient, EnteredScopes {
  readonly flow: FlowKindView;
  readonly label: string;
  readonly redirectUri: string;
  readonly anyPort: boolean;
  readonly formPost: boolean;
}

/** What is wrong, by field; those of parameters and endpoints begin with `parameter.` and `endpoint.`. */
export type Wrong = Readonly<Record<string, string>>;

/** What the form shows first: all that the preset knows. */
export function draftFor(provider: ProviderView): Draft {
  const [flow] = provider.flows;
  const kind = flow?.kind ?? 'authorization_code';
  return {
    provider,
    answers: {
      parameters: Object.fromEntries(provider.parameters.map((one) => [one.name, one.default])),
      endpoints: {},
      clientId: provider.clientId ?? '',
      clientAuthentication: 'none',
      dangerouslyAllowHttpOnLoopback: provider.dangerouslyAllowHttpOnLoopback,
      flow: kind,
      scopes: usualScopes(provider, kind),
      redirectUri: provider.redirect.uri,
      anyPort: provider.redirect.anyPort,
      formPost: false,
      label: '',
    },
  };
}

/** The scopes to begin with. Those that say who somebody is mean nothing where nobody signs in. */
export function usualScopes(provider: ProviderView, flow: FlowKindView): readonly string[] {
  if (flow === 'client_credentials') return [];
  return provider.scopes.filter(({ isDefault }) => isDefault).map(({ name }) => name);
}

export function secretOf(provider: ProviderView, flow: FlowKindView): 'none' | 'optional' | 'required' {
  return provider.flows.find(({ kind }) => kind === flow)?.clientSecret ?? 'none';
}

export function enteredFrom({ provider, answers }: Draft): Entered {
  return {
    ...scopesFrom(provider, answers.scopes),
    flow: answers.flow,
    parameters: answers.parameters,
    endpoints: { ...presetEndpoints(provider), ...answers.endpoints },
    clientId: answers.clientId,
    label: answers.label,
    redirectUri: answers.redirectUri,
    anyPort: answers.anyPort,
    formPost: answers.formPost,
    method: methodOf(provider, answers.clientAuthentication),
    allowHttp: answers.dangerouslyAllowHttpOnLoopback,
  };
}

/** `scopes` as ticks in the provider's list and, for those that are not in it, as text. */
export function scopesFrom({ scopes: known }: ProviderView, scopes: readonly string[]): EnteredScopes {
  const isKnown = (scope: string) => known.some(({ name }) => name === scope);
  return {
    ticked: scopes.filter(isKnown),
    others: scopes.filter((scope) => !isKnown(scope)).join(' '),
  };
}

/** All scopes to ask for: the ticked ones in the provider's order, then the others, none twice. */
export function scopesOf(
  { scopes: known }: ProviderView,
  { ticked, others }: EnteredScopes,
): readonly string[] {
  const inOrder = known.map(({ name }) => name).filter((name) => ticked.includes(name));
  return [...new Set([...inOrder, ...words(others)])];
}

/** Words between blanks or commas. */
export function words(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}

function presetEndpoints({ endpoints }: ProviderView): Readonly<Record<string, string>> {
  return Object.fromEntries(endpoints.map(({ name, url }) => [name, url]));
}

function methodOf(provider: ProviderView, chosen: string): Method {
  if (chosen === 'client_secret_basic' || chosen === 'client_secret_post') return chosen;
  return provider.clientAuthentication[0] ?? 'client_secret_basic';
}

/** Whether the answer comes back by hand: nothing on this computer can be reached under such an address. */
export function isPasted({ redirectUri }: Pick<Entered, 'redirectUri'>): boolean {
  return /^https:/i.test(redirectUri.trim());
}

export type Parameter = ProviderView['parameters'][number];

/** What the server is entered for: a sign-in, or tokens that are there already and may have to be renewed. */
export type Purpose = FlowKindView | 'renewed_import' | 'import';

const neededEndpoints: Readonly<Record<Purpose, readonly string[]>> = {
  authorization_code: ['authorization', 'token'],
  device_code: ['device_authorization', 'token'],
  client_credentials: ['token'],
  renewed_import: ['token'],
  import: [],
};

/** Whether it cannot go without the parameter: also where it is optional, but stands for an endpoint that is used. */
export function isNeeded(
  { endpoints, isDiscovered }: ProviderView,
  { name, isRequired }: Parameter,
  purpose: Purpose,
): boolean {
  if (isRequired) return true;
  if (isDiscovered) return false;
  return endpoints.some(
    (one) => neededEndpoints[purpose].includes(one.name) && one.url.includes(`{${name}}`),
  );
}

/** What is wrong with the entries, field by field; empty when nothing is. */
export function wrongWith(entered: Entered, provider: ProviderView, hasSecret: boolean): Wrong {
  const isBrowser = entered.flow === 'authorization_code';
  return present({
    ...wrongServer(entered, provider, entered.flow),
    clientId: entered.clientId.trim() === '' ? formWords.clientIdMissing : undefined,
    secret:
      secretOf(provider, entered.flow) === 'required' && !hasSecret ? formWords.secretMissing : undefined,
    redirectUri: isBrowser ? wrongRedirect(entered.redirectUri) : undefined,
  });
}

/** Only what is wrong. */
export function present(judged: Readonly<Record<string, string | undefined>>): Wrong {
  return Object.fromEntries(
    Object.entries(judged).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** What is wrong with the entries that say which server is meant. */
export function wrongServer(
  entered: EnteredClient,
  provider: ProviderView,
  purpose: Purpose,
): Readonly<Record<string, string | undefined>> {
  const parameters = provider.parameters.map((parameter) => {
    const { name, kind } = parameter;
    const text = (entered.parameters[name] ?? '').trim();
    if (text === '') {
      return [`parameter.${name}`, isNeeded(provider, parameter, purpose) ? missing(kind) : undefined];
    }
    return [`parameter.${name}`, kind === 'url' ? wrongAddress(text, entered.allowHttp) : undefined];
  });
  const endpoints = Object.entries(changedEndpoints(entered, provider)).map(([name, url]) => [
    `endpoint.${name}`,
    url === '' ? undefined : wrongAddress(url, entered.allowHttp),
  ]);
  return Object.fromEntries([...parameters, ...endpoints]);
}

function missing(kind: 'url' | 'segment'): string {
  return kind === 'url' ? formWords.addressMissing : formWords.segmentMissing;
}

function wrongAddress(text: string, allowHttp: boolean): string | undefined {
  if (/[{}]/.test(text)) return formWords.addressWithPlaces;
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return formWords.addressWrong;
  return url.protocol === 'http:' && !allowHttp ? formWords.addressPlain : undefined;
}

/** As main judges it: http on this computer, or any https address, which is pasted back. */
function wrongRedirect(text: string): string | undefined {
  const url = URL.parse(text.trim());
  if (url === null || url.hash !== '' || url.username !== '') return formWords.redirectWrong;
  if (url.protocol === 'https:') return undefined;
  const isHere = url.protocol === 'http:' && /^(127\.0\.0\.1|localhost)$/.test(url.hostname);
  return isHere && url.search === '' ? undefined : formWords.redirectWrong;
}

/** The endpoints that differ from the preset's; an empty text says that one is not to be used. */
export function changedEndpoints(
  { endpoints }: EnteredClient,
  { endpoints: preset }: ProviderView,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    preset.flatMap(({ name, url }) => {
      const text = (endpoints[name] ?? url).trim();
      return text === url ? [] : [[name, text]];
    }),
  );
}

export function trimmed(texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, text.trim()]));
}

/** The entries as they are sent. Call it only when nothing is wrong with them. */
export function draftFrom(provider: ProviderView, entered: Entered, hasSecret: boolean): Draft {
  return {
    provider,
    answers: {
      parameters: trimmed(entered.parameters),
      endpoints: changedEndpoints(entered, provider),
      clientId: entered.clientId.trim(),
      clientAuthentication: hasSecret ? entered.method : 'none',
      dangerouslyAllowHttpOnLoopback: entered.allowHttp,
      flow: entered.flow,
      scopes: scopesOf(provider, entered),
      redirectUri: entered.redirectUri.trim(),
      anyPort: entered.anyPort && !isPasted(entered),
      formPost: entered.formPost && !isPasted(entered),
      label: entered.label.trim(),
    },
  };
}
