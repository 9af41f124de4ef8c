// Main process. The providers that the window offers, and the practice provider of development runs.
import type { ProviderView } from '../../preload/contract.ts';
import type { Provider } from '../core/providers/provider.ts';
import { type ProviderOffer, providerView } from './view-model.ts';

export interface PracticeProvider {
  readonly provider: Provider;
  readonly offer: ProviderOffer;
}

/** A provider that runs on this computer for trying things out, where the environment names one. */
export function practiceProvider(
  environment: Readonly<Record<string, string | undefined>>,
): PracticeProvider | undefined {
  const issuer = environment['TOKENDECK_PRACTICE_ISSUER'];
  const clientId = environment['TOKENDECK_PRACTICE_CLIENT_ID'];
  if (!issuer || !clientId) return undefined;
  return {
    provider: {
      id: 'practice',
      name: 'Practice provider',
      summary: 'Runs on this computer, for trying things out.',
      issuer,
      registration: { url: undefined, advice: 'Nothing to register: its client is filled in.' },
      defaultScopes: ['openid', 'profile', 'email', 'offline_access'],
      clientSecret: 'none',
      redirect: { hostname: '127.0.0.1', port: 0, path: '/callback/practice' },
      dialect: {},
    },
    offer: { clientId, dangerouslyAllowHttpOnLoopback: true },
  };
}

export interface Offers {
  readonly providers: readonly Provider[];
  views(): readonly ProviderView[];
}

export function createOffers(providers: readonly Provider[], practice: PracticeProvider | undefined): Offers {
  return {
    providers,
    views: () =>
      providers.map((provider) =>
        providerView(provider, provider.id === practice?.provider.id ? practice.offer : undefined),
      ),
  };
}
