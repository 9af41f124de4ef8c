// Pure. What of an export is here already: the same clients, and the same accounts.
import type { Account, AccountId, Client, ClientKey } from '../accounts/account.ts';
import { isSameClient } from '../accounts/clients.ts';
import { personKey } from '../accounts/same-account.ts';
import { newIdentifier } from '../identifiers.ts';
import type { Random } from '../ports.ts';
import type { Holding } from './content.ts';

export interface MatchedClients {
  /** The client that each of the export's clients is here, by its key there. */
  readonly here: ReadonlyMap<ClientKey, Client>;
  /** Those that are not here yet. */
  readonly added: readonly Client[];
}

/**
 * A client that is here stays as it is, also its secret: it may have been replaced since, and accounts here depend on it.
 * One whose key is taken by another registration gets a new key.
 */
export function matchClients(
  theirs: Iterable<Client>,
  ours: readonly Client[],
  random: Random,
): MatchedClients {
  const byKey = new Map(ours.map((client) => [client.key, client]));
  const byRegistration = Map.groupBy(ours, registrationOf);
  const here = new Map<ClientKey, Client>();
  const added: Client[] = [];
  for (const client of theirs) {
    const namesake = byKey.get(client.key);
    const known =
      namesake !== undefined && registrationOf(namesake) === registrationOf(client)
        ? namesake
        : byRegistration.get(registrationOf(client))?.find((one) => isSameClient(one, client));
    if (known !== undefined) {
      here.set(client.key, known);
      continue;
    }
    const key = namesake === undefined ? client.key : (newIdentifier(random) as ClientKey);
    const kept = { ...client, key };
    here.set(client.key, kept);
    added.push(kept);
  }
  return { here, added };
}

function registrationOf({ providerId, issuer, clientId }: Client): string {
  return JSON.stringify([providerId, issuer, clientId]);
}

/**
 * For each holding, the account here that it is: by its id, else the same person asked for the same scopes through the same
 * client. Each account here is at most one of theirs, or the tokens of the other would be lost. The holdings are those of
 * `matchClients`, with the keys that their clients have here.
 */
export function matchAccounts(
  holdings: readonly Holding[],
  ours: readonly Account[],
): ReadonlyMap<AccountId, AccountId> {
  const byId = new Map(ours.map((account) => [account.id, account]));
  const matches = new Map<AccountId, AccountId>();
  for (const { account } of holdings) {
    const namesake = byId.get(account.id);
    if (namesake !== undefined && isSameOne(namesake, account)) matches.set(account.id, namesake.id);
  }
  const free = Map.groupBy(
    ours.filter(({ id }) => !matches.has(id)),
    personKey,
  );
  free.delete(undefined);
  for (const { account } of holdings) {
    if (matches.has(account.id)) continue;
    const alike = free.get(personKey(account)) ?? [];
    const same = alike.find(({ label }) => label === account.label) ?? alike[0];
    if (same === undefined) continue;
    matches.set(account.id, same.id);
    free.set(
      personKey(account),
      alike.filter((one) => one !== same),
    );
  }
  return matches;
}

/** Whether an account of the same id is the same: of the same client at the same server, and of nobody else. */
function isSameOne(ours: Account, theirs: Account): boolean {
  const { subject } = ours.identity;
  const theirSubject = theirs.identity.subject;
  return (
    ours.providerId === theirs.providerId &&
    ours.issuer === theirs.issuer &&
    ours.clientId === theirs.clientId &&
    (subject === undefined || theirSubject === undefined || subject === theirSubject)
  );
}
