// Main process. Providers and remembered clients as the window sees them.
import type {
  DefinitionProblemView,
  ProviderView,
  RememberedClientView,
  ScopeView,
} from '../../preload/contract.ts';
import type { Client } from '../core/accounts/account.ts';
import type { DefinitionProblem } from '../core/providers/definition-problem.ts';
import type { FlowKind, Provider } from '../core/providers/provider.ts';
import { redirectText } from '../core/providers/redirect.ts';

/** What is offered beside a provider. Only the practice provider brings a client. */
export interface ProviderOffer {
  readonly isOwn: boolean;
  readonly clientId: string | undefined;
}

export function providerView(
  provider: Provider,
  { isOwn, clientId }: ProviderOffer = { isOwn: false, clientId: undefined },
): ProviderView {
  const { redirect, unconfirmed } = provider;
  return {
    id: provider.id,
    name: provider.name,
    summary: provider.summary,
    mark: provider.mark,
    isOwn,
    parameters: provider.parameters.map((parameter) => ({
      name: parameter.name,
      label: parameter.label,
      hint: parameter.hint,
      kind: parameter.kind,
      example: parameter.example ?? '',
      default: parameter.default ?? '',
      isRequired: parameter.optional !== true,
    })),
    registrationAdvice: provider.registration.advice,
    hasRegistrationPage: provider.registration.url !== undefined,
    flows: provider.flows,
    clientAuthentication: provider.clientAuthentication,
    scopes: scopeViews(provider),
    apis: provider.apis ?? [],
    redirect: {
      kind: redirect.kind,
      uri: redirectText(redirect),
      anyPort: redirect.kind === 'loopback' && redirect.match === 'any_port' && redirect.port === 0,
    },
    endpoints: Object.entries(provider.endpoints).map(([name, url]) => ({
      name,
      url,
      isUnconfirmed: unconfirmed.includes(`endpoints.${name}`),
    })),
    isDiscovered: provider.discovery,
    unconfirmed,
    notes: provider.notes ?? [],
    clientId,
    dangerouslyAllowHttpOnLoopback: clientId !== undefined,
  };
}

export function scopeViews({ scopes }: Provider): readonly ScopeView[] {
  return scopes.map(({ name, meaning, default: isDefault }) => ({
    name,
    meaning,
    isDefault: isDefault === true,
  }));
}

/** A client whose provider is gone is named by its issuer. */
export function rememberedClientView(
  client: Client,
  flow: FlowKind,
  provider: Provider | undefined,
): RememberedClientView {
  return {
    key: client.key,
    providerId: client.providerId,
    providerName: provider?.name ?? client.issuer,
    issuer: client.issuer,
    clientId: client.clientId,
    hasSecret: client.authentication.method !== 'none',
    flow,
  };
}

export function problemView({ path, problem, remedy }: DefinitionProblem): DefinitionProblemView {
  return { path, problem, remedy };
}
