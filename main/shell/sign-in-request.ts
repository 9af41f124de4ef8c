// Main process. The window's sign-in form as the core's request. Pure.
import type { SignInArguments } from '../../preload/contract.ts';
import type { SignInRequest } from '../core/accounts/sign-in.ts';
import { appError } from '../core/errors.ts';
import type { Provider } from '../core/providers/provider.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { Secret } from '../core/secret.ts';

/**
 * The redirect's host and path are the preset's; its port is the person's. A preset with an issuer takes no other. What
 * else must fit together is judged by the core. Errors: `invalid_argument` with the field as detail.
 */
export function signInRequest(args: SignInArguments, provider: Provider | undefined): Result<SignInRequest> {
  if (provider === undefined) return fail(appError('invalid_argument', { detail: 'provider' }));
  if (provider.issuer !== undefined && provider.issuer !== args.issuer) {
    return fail(appError('invalid_argument', { detail: 'issuer' }));
  }
  return ok({
    providerId: provider.id,
    issuer: args.issuer,
    clientId: args.clientId,
    clientSecret: args.clientSecret === '' ? undefined : new Secret(args.clientSecret),
    clientAuthentication: args.clientAuthentication,
    scopes: args.scopes,
    redirect: { ...provider.redirect, port: args.redirectPort },
    label: args.label.trim() === '' ? undefined : args.label,
    dangerouslyAllowHttpOnLoopback: args.dangerouslyAllowHttpOnLoopback,
  });
}
