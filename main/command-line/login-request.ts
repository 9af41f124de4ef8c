// Command line. The arguments of login as the core's request. Pure.
import type { Account, Client, Redirect } from '../core/accounts/account.ts';
import type { ClientEntry, SignInRequest } from '../core/accounts/sign-in.ts';
import {
  defaultScopes,
  entryOf,
  flowLastUsed,
  scopesLastAsked,
  usualFlow,
} from '../core/accounts/sign-in-request.ts';
import { appError } from '../core/errors.ts';
import type { FlowKind, Provider } from '../core/providers/provider.ts';
import { presetRedirect, redirectFrom } from '../core/providers/redirect.ts';
import { fail, ok, type Result } from '../core/result.ts';
import type { Secret } from '../core/secret.ts';
import type { ClientOptions, LoginCommand, SecretMethod } from './command.ts';
import type { Failure } from './failure.ts';
import { flowWords } from './login-arguments.ts';
import { inWords } from './options.ts';
import type { ChosenProvider } from './provider-choice.ts';

/** The words for flows, as `--flow` takes them. */
export function flowWord(flow: FlowKind): string {
  return Object.entries(flowWords).find(([, kind]) => kind === flow)?.[0] ?? flow;
}

/** The flow that is meant: the one asked for, the one last used through the client, or the provider's first. */
export function chosenFlow(
  provider: Provider,
  asked: FlowKind | undefined,
  remembered: Client | undefined,
  accounts: readonly Account[],
): Result<FlowKind, Failure> {
  const flow =
    asked ?? (remembered === undefined ? usualFlow(provider) : flowLastUsed(remembered, accounts, provider));
  if (provider.flows.some(({ kind }) => kind === flow)) return ok(flow);
  const words = inWords(provider.flows.map(({ kind }) => flowWord(kind)));
  return fail({
    error: appError('invalid_argument', { detail: 'flow' }),
    words: {
      what: `${provider.name} does not offer the flow ${flowWord(flow)}.`,
      remedy: words === '' ? 'It offers none: import a token.' : `Give --flow ${words}.`,
    },
  });
}

/** How a new client proves itself: as the person says, or as the flow demands. Undefined: it has no secret. */
export function methodFor(
  provider: Provider,
  flow: FlowKind,
  {
    clientAuthentication,
    clientSecretStdin,
  }: Pick<ClientOptions, 'clientAuthentication' | 'clientSecretStdin'>,
): SecretMethod | undefined {
  if (clientAuthentication !== undefined) return clientAuthentication;
  const demands = provider.flows.find(({ kind }) => kind === flow)?.clientSecret === 'required';
  // The body is understood by nearly every server that was tried; Basic is not (protocol.md).
  return clientSecretStdin || demands
    ? (provider.clientAuthentication[0] ?? 'client_secret_post')
    : undefined;
}

/** A client that is used for the first time. */
export function newEntry(
  { provider, server }: ChosenProvider,
  { clientId, dangerouslyAllowHttpOnLoopback }: ClientOptions,
  method: SecretMethod | undefined,
  clientSecret: Secret | undefined,
): ClientEntry {
  return {
    providerId: provider.id,
    server,
    clientId: clientId ?? '',
    clientSecret,
    clientAuthentication: method ?? 'none',
    dangerouslyAllowHttpOnLoopback,
  };
}

/** Where the answer is taken. Errors: `invalid_argument`. */
export function chosenRedirect(
  command: Pick<LoginCommand, 'redirectUri' | 'redirectPort' | 'formPost'>,
  provider: Provider,
  remembered: Redirect | undefined,
): Result<Redirect, Failure> {
  const { redirectUri: uri, redirectPort, formPost } = command;
  if (uri !== undefined) {
    const takesAny = provider.redirect.kind === 'loopback' && provider.redirect.match === 'any_port';
    const anyPort = takesAny && !/^http:\/\/[^/]+:\d+/i.test(uri.trim());
    const redirect = redirectFrom({ uri, anyPort, formPost });
    return redirect.ok ? redirect : fail({ error: redirect.error });
  }
  const usual = remembered ?? presetRedirect(provider);
  if (usual.kind === 'pasted') {
    if (redirectPort === undefined && !formPost) return ok(usual);
    const words = {
      what: `${provider.name} does not redirect to this computer.`,
      remedy: 'To have the answer taken here give the whole address with --redirect-uri.',
    };
    return fail({ error: appError('invalid_argument', { detail: 'redirect' }), words });
  }
  const redirect = redirectPort === undefined ? usual : { ...usual, port: redirectPort };
  return ok(formPost ? { ...redirect, responseMode: 'form_post' } : redirect);
}

export interface LoginParts {
  readonly command: LoginCommand;
  readonly chosen: ChosenProvider;
  readonly flow: FlowKind;
  /** The client used before that is meant. */
  readonly remembered: Client | undefined;
  /** Of a new client that has one. */
  readonly secret: Secret | undefined;
  readonly accounts: readonly Account[];
}

/** Those last asked for in the same way; the preset's are for people, not for a client that acts on its own behalf. */
function usualScopes({ chosen: { provider }, flow, remembered, accounts }: LoginParts): readonly string[] {
  if (remembered !== undefined && flow === flowLastUsed(remembered, accounts, provider))
    return scopesLastAsked(remembered, accounts, provider);
  return flow === 'client_credentials' ? [] : defaultScopes(provider);
}

/** The command as the core's request. Errors: `invalid_argument`. */
export function loginRequest(parts: LoginParts): Result<SignInRequest, Failure> {
  const { command, chosen, flow, remembered, secret } = parts;
  const { provider } = chosen;
  const redirect = chosenRedirect(command, provider, remembered?.redirect);
  if (!redirect.ok) return redirect;
  const entry =
    remembered === undefined
      ? newEntry(chosen, command, methodFor(provider, flow, command), secret)
      : entryOf(remembered);
  return ok({
    ...entry,
    flow,
    scopes: command.scopes ?? usualScopes(parts),
    redirect: redirect.value,
    label: command.name,
    dangerouslyAllowHttpOnLoopback:
      command.dangerouslyAllowHttpOnLoopback || entry.dangerouslyAllowHttpOnLoopback,
  });
}
