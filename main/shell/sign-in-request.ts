// Main process. The window's forms as the core's requests. Pure.
import type { ClientArguments, ImportArguments, SignInArguments } from '../../preload/contract.ts';
import type { ClientEntry, ImportRequest, SignInRequest } from '../core/accounts/sign-in.ts';
import { appError } from '../core/errors.ts';
import { providerEndpoints } from '../core/providers/provider.ts';
import { redirectFrom } from '../core/providers/redirect.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { Secret } from '../core/secret.ts';

/** What fits together is judged by the core. Errors: `invalid_argument` with the field as detail. */
export function signInRequest(args: SignInArguments): Result<SignInRequest> {
  const entry = clientEntry(args);
  if (!entry.ok) return entry;
  const redirect = redirectFrom({ uri: args.redirectUri, anyPort: args.anyPort, formPost: args.formPost });
  // The other flows have none, so whatever stands in the field does not matter to them.
  if (!redirect.ok && args.flow === 'authorization_code') return redirect;
  return ok({
    ...entry.value,
    flow: args.flow,
    scopes: args.scopes,
    redirect: redirect.ok ? redirect.value : { kind: 'pasted', uri: '' },
    label: labelOf(args),
  });
}

export function importRequest(args: ImportArguments): Result<ImportRequest> {
  const entry = clientEntry(args);
  if (!entry.ok) return entry;
  return ok({
    ...entry.value,
    accessToken: secretOf(args.accessToken),
    refreshToken: secretOf(args.refreshToken),
    expiresAt: args.expiresAt === 0 ? undefined : args.expiresAt,
    scopes: args.scopes,
    label: labelOf(args),
  });
}

function clientEntry(args: ClientArguments): Result<ClientEntry> {
  const known: readonly string[] = providerEndpoints;
  const strange = Object.keys(args.endpoints).find((name) => !known.includes(name));
  if (strange !== undefined) return fail(appError('invalid_argument', { detail: 'endpoint' }));
  return ok({
    providerId: args.providerId,
    server: { parameters: args.parameters, endpoints: args.endpoints },
    clientId: args.clientId,
    clientSecret: secretOf(args.clientSecret),
    clientAuthentication: args.clientAuthentication,
    dangerouslyAllowHttpOnLoopback: args.dangerouslyAllowHttpOnLoopback,
  });
}

function secretOf(text: string): Secret | undefined {
  return text === '' ? undefined : new Secret(text);
}

function labelOf({ label }: { readonly label: string }): string | undefined {
  return label.trim() === '' ? undefined : label;
}
