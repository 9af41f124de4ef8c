// Pure. What of an export may be let into the vault: whatever was sealed may have been put together by anybody.
import type { Client, ClientKey } from '../accounts/account.ts';
import { isShallow } from '../shallow.ts';
import type { Holding } from './content.ts';
import { tidied } from './tidying.ts';

/** Identifiers go into logs and names of leases, and on command lines. */
const identifier = /^[0-9a-z][0-9a-z-]{0,63}$/i;

/** The largest moment that JavaScript can name, in milliseconds. */
const lastMoment = 8.64e15;

/** Clients that can be kept, one for each key. */
export function soundClients(clients: readonly Client[]): ReadonlyMap<ClientKey, Client> {
  const sound = new Map<ClientKey, Client>();
  for (const client of clients) {
    const isSound = identifier.test(client.key) && isShallow(client.metadata) && !sound.has(client.key);
    if (isSound) sound.set(client.key, client);
  }
  return sound;
}

/** Holdings that can be kept, one for each id, as far as their clients are there. */
export function soundHoldings(
  holdings: readonly Holding[],
  clients: ReadonlyMap<ClientKey, Client>,
): readonly Holding[] {
  const seen = new Set<string>();
  return holdings.flatMap((holding) => {
    const { id, clientKey } = holding.account;
    const client = clients.get(clientKey);
    if (client === undefined || seen.has(id) || !isSound(holding, client)) return [];
    seen.add(id);
    return [tidied(holding)];
  });
}

/** An account that names another server than its client would be shown as one and used as the other. */
function isSound({ account, events }: Holding, client: Client): boolean {
  const { health, expiresAt, refreshExpiresAt, lastCopiedAt } = account;
  const moments = [
    account.createdAt,
    account.issuedAt,
    expiresAt ?? 0,
    refreshExpiresAt ?? 0,
    lastCopiedAt ?? 0,
    health.kind === 'failing' ? health.retryAt : 0,
    health.kind === 'sign_in_again' ? health.since : 0,
    ...events.map(({ at }) => at),
  ];
  return (
    identifier.test(account.id) &&
    account.providerId === client.providerId &&
    account.issuer === client.issuer &&
    account.clientId === client.clientId &&
    moments.every((moment) => Math.abs(moment) <= lastMoment) &&
    // The vault keeps them as whole numbers: one that is not would make it refuse all that is written with it.
    events.every(({ at }) => Number.isInteger(at))
  );
}
