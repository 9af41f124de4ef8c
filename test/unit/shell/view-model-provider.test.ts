import { describe, expect, it } from 'vitest';
import type { Provider } from '../../../main/core/providers/provider.ts';
import { Secret } from '../../../main/core/secret.ts';
import { providerView, rememberedClientView } from '../../../main/shell/view-model-provider.ts';
import { exampleClient } from '../../support/vault-examples.ts';

const provider: Provider = {
  id: 'example',
  name: 'Example',
  summary: 'An example.',
  mark: { path: 'M0 0h24v24H0Z', hue: 3 },
  parameters: [
    { name: 'host', label: 'Host', hint: 'Where it is.', kind: 'url', default: 'https://as.example' },
    { name: 'realm', label: 'Realm', hint: 'Which one.', kind: 'segment', optional: true },
  ],
  issuer: '{host}',
  discovery: false,
  endpoints: { token: '{host}/token', revocation: '{host}/revoke' },
  registration: { url: 'https://as.example/clients', advice: 'Register a client.' },
  flows: [{ kind: 'device_code', clientSecret: 'none' }],
  clientAuthentication: [],
  redirect: { kind: 'loopback', match: 'exact', hostname: 'localhost', port: 3000, path: '/success' },
  scopes: [
    { name: 'public', meaning: 'What everybody sees.', default: true },
    { name: 'chat', meaning: 'Chatting.' },
  ],
  refreshTokens: 'unknown',
  dialect: {},
  unconfirmed: ['endpoints.revocation'],
};

describe('a provider', () => {
  it('is shown with all that adding an account needs', () => {
    expect(providerView(provider)).toEqual({
      id: 'example',
      name: 'Example',
      summary: 'An example.',
      mark: { path: 'M0 0h24v24H0Z', hue: 3 },
      isOwn: false,
      parameters: [
        {
          name: 'host',
          label: 'Host',
          hint: 'Where it is.',
          kind: 'url',
          example: '',
          default: 'https://as.example',
          isRequired: true,
        },
        {
          name: 'realm',
          label: 'Realm',
          hint: 'Which one.',
          kind: 'segment',
          example: '',
          default: '',
          isRequired: false,
        },
      ],
      registrationAdvice: 'Register a client.',
      hasRegistrationPage: true,
      flows: [{ kind: 'device_code', clientSecret: 'none' }],
      clientAuthentication: [],
      scopes: [
        { name: 'public', meaning: 'What everybody sees.', isDefault: true },
        { name: 'chat', meaning: 'Chatting.', isDefault: false },
      ],
      apis: [],
      redirect: { kind: 'loopback', uri: 'http://localhost:3000/success', anyPort: false },
      endpoints: [
        { name: 'token', url: '{host}/token', isUnconfirmed: false },
        { name: 'revocation', url: '{host}/revoke', isUnconfirmed: true },
      ],
      isDiscovered: false,
      unconfirmed: ['endpoints.revocation'],
      notes: [],
      clientId: undefined,
      dangerouslyAllowHttpOnLoopback: false,
    });
  });

  it.each([
    [
      { kind: 'loopback', match: 'any_port', hostname: '127.0.0.1', port: 0, path: '/cb' },
      'http://127.0.0.1/cb',
      true,
    ],
    [
      { kind: 'loopback', match: 'any_port', hostname: '127.0.0.1', port: 8080, path: '/cb' },
      'http://127.0.0.1:8080/cb',
      false,
    ],
    [
      { kind: 'loopback', match: 'exact', hostname: 'localhost', port: 80, path: '/' },
      'http://localhost/',
      false,
    ],
    [{ kind: 'pasted', uri: 'https://example.com/cb' }, 'https://example.com/cb', false],
  ] as const)('with the redirect %j shows %s', (redirect, uri, anyPort) => {
    expect(providerView({ ...provider, redirect }).redirect).toMatchObject({ uri, anyPort });
  });
});

describe('a remembered client', () => {
  const client = exampleClient('k1', {
    providerId: 'gone',
    authentication: { method: 'client_secret_post', secret: new Secret('MARKED') },
  });

  it('is shown without its secret, and by its issuer where its provider is gone', () => {
    expect(rememberedClientView(client, 'device_code', undefined)).toEqual({
      key: 'k1',
      providerId: 'gone',
      providerName: 'https://as.example',
      issuer: 'https://as.example',
      clientId: 'deck',
      hasSecret: true,
      flow: 'device_code',
    });
  });

  it('is shown by the name of its provider', () => {
    expect(rememberedClientView(client, 'device_code', provider).providerName).toBe('Example');
  });
});
