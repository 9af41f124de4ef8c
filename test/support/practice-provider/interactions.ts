// Test and demonstration. What a person does at the practice provider: choose who they are, allow or deny.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { InteractionDetails, Provider } from 'oidc-provider';
import { consentPage, errorPage, personPage } from './pages.ts';
import { people, personOf } from './people.ts';

function show(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  });
  response.end(html);
}

function pageFor(details: InteractionDetails): string {
  const action = `/interaction/${details.uid}`;
  const client = String(details.params['client_id']);
  if (details.prompt.name === 'login') return personPage(action, client, people);
  const { missingOIDCScope = [], missingResourceScopes = {} } = details.prompt.details;
  const scopes = new Set([...missingOIDCScope, ...Object.values(missingResourceScopes).flat()]);
  const person = personOf(details.session?.accountId ?? '');
  return consentPage(action, client, person?.name ?? 'somebody', [...scopes]);
}

async function grantFor(provider: Provider, details: InteractionDetails): Promise<string> {
  const known = details.grantId === undefined ? undefined : await provider.Grant.find(details.grantId);
  const grant =
    known ??
    new provider.Grant({
      accountId: details.session?.accountId ?? '',
      clientId: String(details.params['client_id']),
    });
  const { missingOIDCScope, missingOIDCClaims, missingResourceScopes = {} } = details.prompt.details;
  if (missingOIDCScope !== undefined) grant.addOIDCScope(missingOIDCScope.join(' '));
  if (missingOIDCClaims !== undefined) grant.addOIDCClaims(missingOIDCClaims);
  for (const [resource, scopes] of Object.entries(missingResourceScopes))
    grant.addResourceScope(resource, scopes.join(' '));
  return await grant.save();
}

/** What the submitted form means; undefined for a form that none of our pages sends. */
async function resultOf(
  provider: Provider,
  details: InteractionDetails,
  form: URLSearchParams,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  if (form.get('decision') === 'deny')
    return { error: 'access_denied', error_description: 'The person said no' };
  const person = personOf(form.get('person') ?? '');
  if (details.prompt.name === 'login' && person !== undefined) return { login: { accountId: person.id } };
  if (details.prompt.name === 'consent' && form.get('decision') === 'allow')
    return { consent: { grantId: await grantFor(provider, details) } };
  return undefined;
}

/** Answers requests below `/interaction/`. */
export async function interact(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const details = await provider.interactionDetails(request, response);
    if (request.method !== 'POST') return show(response, 200, pageFor(details));
    const result = await resultOf(provider, details, new URLSearchParams(await text(request)));
    if (result === undefined) return show(response, 400, errorPage('Nothing was chosen', undefined));
    // The login must stay known while the consent is asked for, but a refusal replaces everything.
    await provider.interactionFinished(request, response, result, {
      mergeWithLastSubmission: result['consent'] !== undefined,
    });
  } catch (error) {
    show(
      response,
      400,
      errorPage('This sign-in is over', error instanceof Error ? error.message : undefined),
    );
  }
}
