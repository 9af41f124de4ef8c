// Test equipment of this folder. Signing in at a practice provider over bare HTTP, as far as the tokens.
import { randomBytes } from 'node:crypto';
import type { ClientAuthentication } from '../../../main/core/accounts/account.ts';
import { exchangeCode } from '../../../main/core/oauth/authorization-code.ts';
import { authorizationRequest } from '../../../main/core/oauth/authorization-request.ts';
import { discover } from '../../../main/core/oauth/discovery.ts';
import type { TokenGrant } from '../../../main/core/oauth/grant.ts';
import { judgeRedirect } from '../../../main/core/oauth/judge-redirect.ts';
import type { ClientAtServer, OAuthPorts } from '../../../main/core/oauth/server.ts';
import { signInOverHttp } from '../../support/person-over-http.ts';
import type { PersonId } from '../../support/practice-provider/people.ts';
import type { PracticeProvider } from '../../support/practice-provider/provider.ts';
import { expectValue } from './at-server.ts';

const random = { bytes: (length: number) => new Uint8Array(randomBytes(length)) };
const scopes = ['openid', 'profile', 'email', 'offline_access'];

export async function clientOf(
  ports: OAuthPorts,
  provider: PracticeProvider,
  clientId = provider.publicClientId,
  authentication: ClientAuthentication = { method: 'none' },
): Promise<ClientAtServer> {
  const options = { dangerouslyAllowHttpOnLoopback: true };
  const metadata = expectValue(await discover(ports, provider.issuer, options));
  return { clientId, authentication, metadata, dialect: {}, ...options };
}

export async function signIn(
  ports: OAuthPorts,
  client: ClientAtServer,
  person: PersonId = 'ada',
): Promise<TokenGrant> {
  const redirectUri = 'http://127.0.0.1:45123/callback';
  const pending = expectValue(await authorizationRequest(random, client, { redirectUri, scopes }, ports));
  const answer = judgeRedirect(pending, await signInOverHttp(pending.url, person));
  if (answer.kind === 'ignored') throw new Error('the answer was ignored');
  return expectValue(await exchangeCode(ports, client, pending, answer.parameters));
}
