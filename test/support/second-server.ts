// Test equipment. A real authorization server by other authors than the practice provider's: @jmondi/oauth2-server, with
// everything it keeps in memory. It knows no OpenID and publishes no metadata.
import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  AuthorizationServer,
  type OAuthAuthCode,
  type OAuthClient,
  OAuthRequest,
  type OAuthResponse,
  type OAuthScope,
  type OAuthToken,
  type OAuthUser,
} from '@jmondi/oauth2-server';
import { handleVanillaError } from '@jmondi/oauth2-server/vanilla';

const anHour = () => new Date(Date.now() + 60 * 60 * 1000);
const ada: OAuthUser = { id: 'ada' };

export interface SecondServer {
  readonly origin: string;
  readonly publicClientId: string;
  readonly confidential: { readonly id: string; readonly secret: string };
  /** Clients may be redirected here from now on. */
  allowRedirect(uri: string): void;
  close(): Promise<void>;
}

/** Scopes are `contacts.read` and `contacts.write`; `ada` allows everything that is asked for. */
export async function startSecondServer(): Promise<SecondServer> {
  const redirectUris: string[] = [];
  const scopes: OAuthScope[] = [{ name: 'contacts.read' }, { name: 'contacts.write' }];
  const confidential = { id: 'second-confidential', secret: randomBytes(24).toString('base64url') };
  const publicClientId = 'second-public';
  const common = { redirectUris, scopes };
  const clients: OAuthClient[] = [
    {
      ...common,
      id: publicClientId,
      name: 'Public',
      allowedGrants: ['authorization_code', 'refresh_token'],
    },
    {
      ...common,
      ...confidential,
      name: 'Confidential',
      allowedGrants: ['authorization_code', 'refresh_token', 'client_credentials'],
    },
  ];
  const tokens: OAuthToken[] = [];
  const codes = new Map<string, OAuthAuthCode>();
  const ended = new Set<string>();

  function tokenBy(member: 'accessToken' | 'refreshToken', text: string): OAuthToken {
    const found = tokens.find((token) => token[member] === text);
    if (found === undefined) throw new Error('no such token');
    return found;
  }

  const authorization = new AuthorizationServer(
    {
      getByIdentifier: async (id) => {
        const found = clients.find((client) => client.id === id);
        if (found === undefined) throw new Error('no such client');
        return found;
      },
      isClientValid: async (grant, client, secret) =>
        client.allowedGrants.includes(grant) && (client.secret ?? undefined) === secret,
    },
    {
      issueToken: async (client, granted, user) => ({
        accessToken: randomUUID(),
        accessTokenExpiresAt: anHour(),
        client,
        user: user ?? null,
        scopes: granted,
      }),
      issueRefreshToken: async (token) => {
        token.refreshToken = randomUUID();
        token.refreshTokenExpiresAt = anHour();
        return token;
      },
      persist: async (token) => void tokens.push(token),
      revoke: async (token) => {
        token.accessTokenExpiresAt = new Date(0);
        token.refreshTokenExpiresAt = new Date(0);
      },
      isRefreshTokenRevoked: async ({ refreshTokenExpiresAt }) =>
        Date.now() > (refreshTokenExpiresAt?.getTime() ?? 0),
      getByRefreshToken: async (text) => tokenBy('refreshToken', text),
      getByAccessToken: async (text) => tokenBy('accessToken', text),
    },
    {
      getAllByIdentifiers: async (names) => scopes.filter(({ name }) => names.includes(name)),
      finalize: async (asked) => asked,
    },
    randomBytes(32).toString('base64url'),
    { requiresPKCE: true, requiresS256: true, useOpaqueAuthorizationCodes: true },
  );
  authorization.enableGrantTypes('client_credentials', 'refresh_token', {
    grant: 'authorization_code',
    authCodeRepository: {
      getByIdentifier: async (code) => {
        const found = codes.get(code);
        if (found === undefined) throw new Error('no such code');
        return found;
      },
      issueAuthCode: (client, user, granted) => ({
        code: randomUUID(),
        expiresAt: anHour(),
        client,
        user: user ?? null,
        scopes: granted,
      }),
      persist: async (code) => void codes.set(code.code, code),
      isRevoked: async (code) => ended.has(code),
      revoke: async (code) => void ended.add(code),
    },
    userRepository: { getUserByCredentials: async () => ada },
  });

  async function answer(path: string, request: OAuthRequest): Promise<OAuthResponse> {
    switch (path) {
      case '/authorize': {
        const asked = await authorization.validateAuthorizationRequest(request);
        asked.user = ada;
        asked.isAuthorizationApproved = true;
        return authorization.completeAuthorizationRequest(asked);
      }
      case '/token':
        return authorization.respondToAccessTokenRequest(request);
      case '/revoke':
        return authorization.revoke(request);
      case '/introspect':
        return authorization.introspect(request);
      default:
        throw new Error(`nothing is at ${path}`);
    }
  }

  const server = createServer((incoming, outgoing) => {
    const url = new URL(incoming.url ?? '/', 'http://loopback');
    void read(incoming, url)
      .then((request) => answer(url.pathname, request))
      .catch(handleVanillaError)
      .then(({ status, headers, body }) => {
        for (const [name, value] of Object.entries(headers)) outgoing.setHeader(name, String(value));
        outgoing.writeHead(status);
        outgoing.end(status === 302 ? '' : JSON.stringify(body));
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    publicClientId,
    confidential,
    allowRedirect: (uri) => void redirectUris.push(uri),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function read(incoming: IncomingMessage, url: URL): Promise<OAuthRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return new OAuthRequest({
    query: Object.fromEntries(url.searchParams),
    headers: Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
    ),
    body: Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString('utf8'))),
  });
}
