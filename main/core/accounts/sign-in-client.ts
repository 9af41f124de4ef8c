// Pure. The client at its server, as the person entered both, with what the server publishes about itself.
import { appError } from '../errors.ts';
import { discover } from '../oauth/discovery.ts';
import { acceptableUrl } from '../oauth/endpoints.ts';
import type { OAuthPorts, ServerMetadata } from '../oauth/server.ts';
import type { Provider } from '../providers/provider.ts';
import { presetRedirect } from '../providers/redirect.ts';
import type { Providers } from '../providers/registry.ts';
import { type ChosenServer, chosenServer, endpointMetadata } from '../providers/server-choice.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Client, ClientAuthentication, Redirect } from './account.ts';
import type { ClientEntry } from './sign-in.ts';
import { providerOf } from './sign-in-request.ts';

export interface PreparedClient {
  readonly provider: Provider;
  readonly client: Omit<Client, 'key'>;
}

/** Errors: `invalid_argument`, `invalid_url` and `insecure_url` of an endpoint, `cancelled`, those of discovery. */
export async function prepareClient(
  parts: OAuthPorts & { readonly providers: Providers },
  entry: ClientEntry,
  authentication: Result<ClientAuthentication>,
  redirect: Redirect | undefined,
  signal?: AbortSignal,
): Promise<Result<PreparedClient>> {
  const found = providerOf(entry, parts.providers);
  if (!found.ok) return found;
  const provider = found.value;
  if (!authentication.ok) return authentication;
  const problem = redirect && redirectProblem(provider, redirect);
  if (problem !== undefined) return fail(appError('invalid_argument', { detail: problem }));
  const chosen = chosenServer(provider, entry.server);
  if (!chosen.ok) return chosen;
  if (signal?.aborted) return fail(appError('cancelled'));
  const { dangerouslyAllowHttpOnLoopback } = entry;
  // They may be used much later, when nobody remembers what was entered.
  for (const address of Object.values(chosen.value.endpoints)) {
    const judged = acceptableUrl(address, entry);
    if (!judged.ok) return judged;
  }
  const metadata = await metadataOf(parts, chosen.value, dangerouslyAllowHttpOnLoopback, signal);
  if (!metadata.ok) return metadata;
  return ok({
    provider,
    client: {
      providerId: provider.id,
      server: entry.server,
      issuer: metadata.value.issuer,
      clientId: entry.clientId.trim(),
      authentication: authentication.value,
      // What has not been redirected to yet is remembered as the preset has it.
      redirect: redirect ?? presetRedirect(provider),
      dangerouslyAllowHttpOnLoopback,
      metadata: metadata.value,
    },
  });
}

/** Only where the provider takes any port may the system choose one (RFC 8252 section 7.3). */
function redirectProblem({ redirect: registered }: Provider, redirect: Redirect): string | undefined {
  if (redirect.kind === 'pasted') {
    return URL.parse(redirect.uri)?.protocol === 'https:' ? undefined : 'the redirect URI';
  }
  const takesAny = registered.kind === 'loopback' && registered.match === 'any_port';
  return redirect.port === 0 && !takesAny ? 'the port of the redirect URI' : undefined;
}

async function metadataOf(
  ports: OAuthPorts,
  { issuer, discovery, endpoints }: ChosenServer,
  dangerouslyAllowHttpOnLoopback: boolean,
  signal: AbortSignal | undefined,
): Promise<Result<ServerMetadata>> {
  const own = endpointMetadata(endpoints);
  if (!discovery) return ok({ ...own, issuer });
  const options = { dangerouslyAllowHttpOnLoopback, ...(signal ? { signal } : {}) };
  const found = await discover(ports, issuer, options);
  return found.ok ? ok({ ...found.value, ...own }) : found;
}
