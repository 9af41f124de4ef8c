// Pure. Refreshing an access token (RFC 6749 section 6, OpenID Connect Core section 12).
import * as oauth from 'oauth4webapi';
import { fail, type Result } from '../result.ts';
import type { Secret } from '../secret.ts';
import { clientAuth } from './client-authentication.ts';
import { refreshTokenLost } from './dialect-answer.ts';
import { attempt, orFail } from './errors.ts';
import type { IdTokenClaims, TokenGrant } from './grant.ts';
import { checkSuccession, checkTimes, invalid, judgingIdToken } from './id-token.ts';
import { decodeJwt } from './jwt.ts';
import { judgeSignature, wrongSignature } from './keys.ts';
import { libraryClient, libraryServer } from './library.ts';
import { type ClientAtServer, clientSecret, type OAuthPorts } from './server.ts';
import { askTokenEndpoint, grantFrom, type TokenEndpointAnswer, tokenEndpoint } from './token-endpoint.ts';
import { identityFrom } from './userinfo.ts';

/** What an account holds when it is refreshed. */
interface HeldForRefresh {
  readonly refreshToken: Secret;
  readonly idToken: Secret | undefined;
  /** Whose account it is, where that is known: an ID token must say so too, also the first. */
  readonly subject?: string | undefined;
  /** Those granted, for providers that want them again (RFC 6749 section 6). */
  readonly scopes?: readonly string[] | undefined;
  /** That of the sign-in, for providers that want it again. */
  readonly redirectUri?: string | undefined;
}

/**
 * Asks for new tokens. Where the answer has no refresh token, or no ID token, the grant holds the old one.
 * Errors: `invalid_grant` (the refresh token is dead), `refresh_token_lost` (it was replaced by one that could not be
 * taken), `invalid_id_token`, the others of the token endpoint, the network's.
 */
export function refreshTokens(
  ports: OAuthPorts,
  client: ClientAtServer,
  held: HeldForRefresh,
): Promise<Result<TokenGrant>> {
  return attempt('refresh', [clientSecret(client), held.refreshToken], async () => {
    const url = orFail(tokenEndpoint(client, 'refresh'));
    const server = libraryServer({ ...client.metadata, token_endpoint: url.href }, client);
    const asking = libraryClient(client);
    const auth = clientAuth(client);
    const answer = await askTokenEndpoint(
      ports,
      client,
      'refresh',
      (options) => oauth.refreshTokenGrantRequest(server, asking, auth, held.refreshToken.reveal(), options),
      undefined,
      held,
    );
    const judged = await attempt('refresh', [], () =>
      judgingIdToken(() => oauth.processRefreshTokenResponse(server, asking, answer.response)),
    );
    if (!judged.ok && judged.error.code === 'malformed_response' && answer.hasRefreshToken) {
      return orFail(fail(refreshTokenLost(answer.response.status)));
    }
    const tokens = orFail(judged);
    const claims = oauth.getValidatedIdTokenClaims(tokens);
    const accepted = claims && (await acceptedClaims(ports, client, answer, claims, held));
    return grantFrom(answer, tokens, accepted, held);
  });
}

/**
 * The claims of the new ID token, or undefined where its signature cannot be verified now: no keys can be had, or the
 * server signs with one that was published after they were last fetched. That is no reason to lose the other tokens,
 * which the server has perhaps just rotated: the old ID token stays then.
 */
async function acceptedClaims(
  ports: OAuthPorts,
  client: ClientAtServer,
  answer: TokenEndpointAnswer,
  claims: IdTokenClaims,
  { idToken, subject }: HeldForRefresh,
): Promise<IdTokenClaims | undefined> {
  orFail(checkTimes(claims, answer.receivedAt + (answer.clockSkewMs ?? 0)));
  if (subject !== undefined && identityFrom(claims).subject !== subject) {
    return orFail(fail(invalid('it names another person')));
  }
  const earlierJwt = idToken && decodeJwt(idToken.reveal());
  if (earlierJwt) orFail(checkSuccession(earlierJwt.claims, claims));
  const judged = await judgeSignature(ports, client, answer.response);
  if (judged.ok && judged.value === 'wrong') return orFail(fail(wrongSignature()));
  return judged.ok && judged.value === 'right' ? claims : undefined;
}
