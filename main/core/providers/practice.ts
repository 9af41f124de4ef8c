// Pure. The practice provider of development runs: one that runs on this computer, for trying things out.
import type { Provider } from './provider.ts';

export interface PracticeProvider {
  readonly provider: Provider;
  /** The client to offer with it. */
  readonly clientId: string;
}

/** The practice provider, where the environment names one. */
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
      mark: { path: 'M12 2 3 7v10l9 5 9-5V7Zm0 4 5 3v6l-5 3-5-3V9Z', hue: 19 },
      parameters: [],
      issuer,
      discovery: true,
      endpoints: {},
      registration: { advice: 'Nothing to register: its client is filled in.' },
      flows: [
        { kind: 'authorization_code', clientSecret: 'none' },
        { kind: 'device_code', clientSecret: 'none' },
      ],
      clientAuthentication: [],
      redirect: {
        kind: 'loopback',
        match: 'any_port',
        hostname: '127.0.0.1',
        port: 0,
        path: '/callback/practice',
      },
      scopes: [
        { name: 'openid', meaning: 'Who you are, as an ID token.', default: true },
        { name: 'profile', meaning: 'Your name.', default: true },
        { name: 'email', meaning: 'Your e-mail address.', default: true },
        { name: 'offline_access', meaning: 'A refresh token, so that access lasts.', default: true },
        { name: 'api.read', meaning: 'Reading from the practice API.' },
        { name: 'api.write', meaning: 'Writing to the practice API.' },
      ],
      apis: [
        { name: 'Practice API, reading', scopes: ['api.read'] },
        { name: 'Practice API, everything', scopes: ['api.read', 'api.write'] },
      ],
      refreshTokens: 'rotating',
      dialect: {},
      unconfirmed: [],
    },
    clientId,
  };
}
