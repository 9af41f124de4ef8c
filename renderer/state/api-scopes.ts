// Window. Asking for what a known API needs, and for less again. Pure.
import type { ApiView, ProviderView } from '../../preload/contract.ts';

export function hasAll(asked: readonly string[], { scopes }: ApiView): boolean {
  return scopes.every((scope) => asked.includes(scope));
}

export function withApi(asked: readonly string[], { scopes }: ApiView): readonly string[] {
  return [...new Set([...asked, ...scopes])];
}

/** Without what the API needs, but with what is asked for by default or is needed by another API that is on. */
export function withoutApi(
  { apis, scopes }: ProviderView,
  asked: readonly string[],
  api: ApiView,
): readonly string[] {
  const others = apis.filter((other) => other.name !== api.name && hasAll(asked, other));
  const stays = new Set([
    ...scopes.filter(({ isDefault }) => isDefault).map(({ name }) => name),
    ...others.flatMap((other) => other.scopes),
  ]);
  return asked.filter((scope) => stays.has(scope) || !api.scopes.includes(scope));
}
