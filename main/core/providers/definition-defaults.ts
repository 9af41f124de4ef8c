// Pure. What a definition by hand may leave out, filled in.
import type { Provider, ProviderFlow } from './provider.ts';
import type { shapeOf } from './schema.ts';

type Definition = Extract<ReturnType<typeof shapeOf>, { readonly definition: unknown }>['definition'];

/** The provider that a definition of the right shape means. */
export function completed({ $schema: _forEditors, ...definition }: Definition): Provider {
  const { id } = definition;
  const flows: readonly ProviderFlow[] = definition.flows ?? [
    { kind: 'authorization_code', clientSecret: 'optional' },
  ];
  return {
    summary: '',
    mark: { path: 'M12 2 22 12 12 22 2 12Zm0 5-5 5 5 5 5-5Z', hue: hueOf(id) },
    parameters: [],
    issuer: '',
    discovery: false,
    endpoints: {},
    registration: {
      advice: 'Register a native or desktop application with this redirect URI.',
    },
    flows,
    clientAuthentication: flows.every(({ clientSecret }) => clientSecret === 'none')
      ? []
      : ['client_secret_post', 'client_secret_basic'],
    redirect: {
      kind: 'loopback',
      match: 'any_port',
      hostname: '127.0.0.1',
      port: 0,
      path: `/callback/${id}`,
    },
    scopes: [],
    refreshTokens: 'unknown',
    dialect: {},
    unconfirmed: [],
    ...definition,
  };
}

/** One of 24 hues, always the same for an id, so that marks that nobody drew still differ. */
function hueOf(id: string): number {
  return [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7) % 24;
}
