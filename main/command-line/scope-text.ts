// Command line. Scopes: what was asked for, what was granted, and what an API needs of it. Pure.
import type { TokenContent } from '../core/oauth/inspection.ts';
import { scopesIn } from '../core/oauth/scope.ts';
import { claimedScopes } from '../core/oauth/token-report.ts';
import type { Provider } from '../core/providers/provider.ts';
import { plain } from './plain-text.ts';

export interface Scopes {
  /** Undefined where it is not known what was asked for. */
  readonly asked: readonly string[] | undefined;
  readonly granted: readonly string[];
  /** What was asked about; undefined where nothing was. */
  readonly needed: { readonly by: string | undefined; readonly scopes: readonly string[] } | undefined;
}

/** Scopes, or the name of one of the provider's APIs, in whatever case. */
export function neededScopes(needs: string | undefined, provider: Provider | undefined): Scopes['needed'] {
  if (needs === undefined) return undefined;
  const api = provider?.apis?.find(({ name }) => name.toLowerCase() === needs.trim().toLowerCase());
  return api === undefined
    ? { by: undefined, scopes: scopesIn(needs) ?? [] }
    : { by: api.name, scopes: api.scopes };
}

/** What a JWT itself says was granted; of a nested one the innermost. */
export function scopesInClaims(content: TokenContent): readonly string[] {
  if (content.kind === 'nested') return scopesInClaims(content.inner);
  return 'claims' in content ? (claimedScopes(content.claims) ?? []) : [];
}

/** Those needed that were not granted. */
export function missingScopes({ needed, granted }: Scopes): readonly string[] {
  return needed?.scopes.filter((scope) => !granted.includes(scope)) ?? [];
}

function listed(scopes: readonly string[]): string {
  return scopes.length === 0 ? 'none' : scopes.map(plain).join(' ');
}

export function scopesText(scopes: Scopes): string {
  const { asked, granted, needed } = scopes;
  const missing = missingScopes(scopes);
  const verdict = missing.length === 0 ? 'Nothing is missing.' : `MISSING: ${listed(missing)}`;
  return [
    'Scopes',
    ...(asked === undefined ? [] : [`  asked for  ${listed(asked)}`]),
    `  granted    ${granted.length === 0 ? 'none named' : listed(granted)}`,
    ...(needed === undefined
      ? []
      : [
          `  needed     ${listed(needed.scopes)}${needed.by === undefined ? '' : ` (${plain(needed.by)})`}`,
          `  ${verdict}`,
        ]),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

export function scopesJson(scopes: Scopes): Readonly<Record<string, unknown>> {
  const { asked, granted, needed } = scopes;
  return {
    asked: asked ?? null,
    granted,
    ...(needed === undefined ? {} : { needed: needed.scopes, missing: missingScopes(scopes) }),
  };
}
