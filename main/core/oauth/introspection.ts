// Pure. Token introspection (RFC 7662).
import * as oauth from 'oauth4webapi';
import type { TokenReport } from '../accounts/service.ts';
import { appError } from '../errors.ts';
import { fail, type Result } from '../result.ts';
import type { Secret } from '../secret.ts';
import { isShallow, nestedTooDeep } from '../shallow.ts';
import { momentOf } from './claims.ts';
import { clientAuth } from './client-authentication.ts';
import { requiredEndpoint } from './endpoints.ts';
import { attempt, orFail } from './errors.ts';
import type { JsonObject } from './json.ts';
import { insecureOption, libraryClient, libraryServer } from './library.ts';
import { plainText } from './plain-text.ts';
import { type Redaction, redaction } from './redaction.ts';
import { type ClientAtServer, clientSecret, type OAuthPorts } from './server.ts';
import { explainedAnswer, reportedScopes } from './token-report.ts';
import { fetchThrough } from './transport.ts';
import { identityFrom } from './userinfo.ts';

/**
 * Asks what the server says of the access token. Errors: `unsupported_by_server` without an endpoint, and where the
 * answer is a JWT (RFC 9701), which was not asked for; `malformed_response`, `invalid_client`, the network's.
 */
export function introspect(
  ports: OAuthPorts,
  client: ClientAtServer,
  token: Secret,
): Promise<Result<TokenReport>> {
  const secret = clientSecret(client);
  return attempt('introspect', [secret, token], async () => {
    const url = orFail(requiredEndpoint(client, 'introspection_endpoint'));
    const server = libraryServer(client.metadata);
    const asking = libraryClient(client);
    const response = await oauth.introspectionRequest(server, asking, clientAuth(client), token.reveal(), {
      additionalParameters: { token_type_hint: 'access_token' },
      [oauth.customFetch]: fetchThrough(ports),
      ...insecureOption(url),
    });
    if (/^application\/token-introspection\+jwt\b/i.test(response.headers.get('content-type') ?? '')) {
      orFail(fail(appError('unsupported_by_server', { detail: 'introspection without signed answers' })));
    }
    const answer = (await oauth.processIntrospectionResponse(server, asking, response)) as JsonObject;
    if (!isShallow(answer)) orFail(fail(appError('malformed_response', { detail: nestedTooDeep })));
    return reportFrom(answer, client, redaction([token, secret]));
  });
}

/**
 * Whether there is anybody to ask. RFC 7662 section 2.1: whoever asks has to prove, or at least say, who it is, and tokens
 * without a client have nobody who could.
 */
export function hasIntrospection({
  metadata,
  clientId,
}: Pick<ClientAtServer, 'metadata' | 'clientId'>): boolean {
  return typeof metadata['introspection_endpoint'] === 'string' && clientId !== '';
}

function reportFrom(answer: JsonObject, { dialect }: ClientAtServer, hide: Redaction): TokenReport {
  const username = plainText(answer['username'], 255);
  return {
    source: 'introspection',
    active: answer['active'] === true,
    expiresAt: momentOf(answer['exp']),
    scopes: reportedScopes(answer['scope'], dialect.grantedScopeSeparator),
    identity: { ...identityFrom(answer), ...(username === undefined ? {} : { username }) },
    members: explainedAnswer(answer, hide),
  };
}
