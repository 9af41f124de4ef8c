// Window. Finding a provider among many. Pure.
import type { ProviderView, RememberedClientView } from '../../preload/contract.ts';
import { folded } from './order.ts';

/** The providers in whose name, id or summary every word of the search occurs; those meant by their name come first. */
export function providersFor(search: string, providers: readonly ProviderView[]): readonly ProviderView[] {
  const wanted = folded(search.trim());
  if (wanted === '') return providers;
  return providers
    .filter(({ id, name, summary }) => hasWords(wanted, `${name} ${id} ${summary}`))
    .toSorted((a, b) => distance(wanted, a) - distance(wanted, b));
}

/** 0: the id or the name itself; 1: the name begins so; 2: the name has it; 3: only the rest does. */
function distance(wanted: string, { id, name }: ProviderView): number {
  const text = folded(name);
  if (id === wanted || text === wanted) return 0;
  if (text.startsWith(wanted) || id.startsWith(wanted)) return 1;
  return text.includes(wanted) ? 2 : 3;
}

/** The remembered clients in whose provider, issuer or client ID every word of the search occurs. */
export function clientsFor(
  search: string,
  clients: readonly RememberedClientView[],
): readonly RememberedClientView[] {
  const wanted = folded(search.trim());
  return clients.filter(({ clientId, issuer, providerId, providerName }) =>
    hasWords(wanted, `${providerName} ${providerId} ${issuer} ${clientId}`),
  );
}

function hasWords(wanted: string, text: string): boolean {
  const inText = folded(text);
  return wanted.split(/\s+/).every((word) => inText.includes(word));
}
