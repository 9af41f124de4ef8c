// Pure. Redirect URIs as the person writes them and as sign-ins use them (RFC 8252 section 7).
import type { Redirect } from '../accounts/account.ts';
import { appError } from '../errors.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Provider } from './provider.ts';

export interface RedirectWish {
  readonly uri: string;
  /** The provider takes any port of the address (RFC 8252 section 7.3). */
  readonly anyPort: boolean;
  /** The answer is to come as a form in a POST. */
  readonly formPost: boolean;
}

/**
 * A redirect for an address on this computer (http, `127.0.0.1` or `localhost`), or one that is pasted for any https
 * address. Errors: `invalid_argument`.
 */
export function redirectFrom({ uri, anyPort, formPost }: RedirectWish): Result<Redirect> {
  const url = URL.parse(uri.trim());
  if (url === null || url.username !== '' || url.password !== '' || url.hash !== '') return unusable();
  if (url.protocol === 'https:') return ok({ kind: 'pasted', uri: uri.trim() });
  const { hostname } = url;
  const isHere = url.protocol === 'http:' && (hostname === '127.0.0.1' || hostname === 'localhost');
  if (!isHere || url.search !== '') return unusable();
  const port = anyPort ? 0 : Number(url.port || '80');
  const common = { kind: 'loopback', hostname, port, path: url.pathname } as const;
  return ok(formPost ? { ...common, responseMode: 'form_post' } : common);
}

function unusable(): Result<never> {
  return fail(
    appError('invalid_argument', {
      detail: 'the redirect URI (http://127.0.0.1 or http://localhost with a path, or an https address)',
    }),
  );
}

/** The provider's redirect without what it says of matching. */
export function presetRedirect({ redirect }: Provider): Redirect {
  if (redirect.kind === 'pasted') return redirect;
  const { match: _match, ...target } = redirect;
  return target;
}

/** The address as it is registered; without a port where any is taken. */
export function redirectText(redirect: Redirect): string {
  if (redirect.kind === 'pasted') return redirect.uri;
  const { hostname, port, path } = redirect;
  return `http://${hostname}${port === 0 || port === 80 ? '' : `:${port}`}${path}`;
}
