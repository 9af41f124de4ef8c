// Pure. Who has signed in, asked where it is answered: the ID token, the token answer, userinfo, the preset's call.
import { identityAt } from '../oauth/answered-identity.ts';
import type { TokenGrant } from '../oauth/grant.ts';
import type { ClientAtServer, OAuthPorts } from '../oauth/server.ts';
import { identityFrom, userinfo } from '../oauth/userinfo.ts';
import { whoAmI } from '../oauth/who-am-i.ts';
import type { Log } from '../ports.ts';
import type { Provider } from '../providers/provider.ts';
import { ok, type Result } from '../result.ts';
import type { Identity } from './account.ts';
import { cancellable } from './token-facts.ts';

/**
 * Each place is asked for what is missing after those before it. That one fails is only logged: it does not undo a
 * sign-in.
 */
export async function whoIs(
  parts: OAuthPorts & { readonly log: Log },
  provider: Provider,
  client: ClientAtServer,
  grant: TokenGrant,
  signal?: AbortSignal,
): Promise<Identity> {
  const { clock, log } = parts;
  const ports = { http: cancellable(parts.http, signal), clock };
  const { accessToken } = grant.tokens;

  function heard(where: string, answer: Result<Identity | undefined>): Identity {
    if (answer.ok) return answer.value ?? {};
    log.warn('sign_in.identity_failed', { where, code: answer.error.code, status: answer.error.status });
    return {};
  }

  const claimed = grant.idTokenClaims === undefined ? {} : identityFrom(grant.idTokenClaims);
  const answered = provider.identityInAnswer ? identityAt(grant.answer, provider.identityInAnswer) : {};
  let identity: Identity = { ...answered, ...claimed };
  if (isComplete(identity)) return identity;
  const asked = await userinfo(ports, client, accessToken, claimed.subject);
  identity = { ...heard('userinfo', asked), ...identity };
  if (client.whoAmI === undefined || (identity.subject !== undefined && isNamed(identity))) return identity;
  const told = await whoAmI(ports, client, accessToken);
  return { ...heard('whoami', told.ok ? ok(told.value.identity) : told), ...identity };
}

function isNamed({ name, username }: Identity): boolean {
  return name !== undefined || username !== undefined;
}

function isComplete(identity: Identity): boolean {
  return identity.subject !== undefined && isNamed(identity) && identity.email !== undefined;
}
