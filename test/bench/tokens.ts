// Benchmark. Handing out and refreshing tokens: the service over a vault on disk and a token endpoint on loopback.
import { request } from 'undici';
import { okValue } from '../support/result.ts';
import { makeDeck } from './deck.ts';
import { median, printRow, timed } from './rows.ts';
import { startTokenServer } from './token-server.ts';

async function cachedCalls(): Promise<void> {
  const deck = await makeDeck({ accounts: 100 });
  const { accounts, close } = await deck.openService();
  const vault = await deck.openVault();
  const calls = 5_000;
  const perSecond = (time: number) => (calls / time) * 1000;
  const ask = async (one: (index: number) => Promise<unknown>) => {
    for (let call = 0; call < calls; call += 1) await one(call % deck.ids.length);
  };
  const id = (index: number) => deck.ids[index] ?? deck.ids[0];
  const read = async (index: number) => {
    const accountId = id(index);
    if (accountId) okValue(await vault.tokens(accountId));
  };
  const tokenFor = async (index: number) => {
    const accountId = id(index);
    if (accountId) okValue(await accounts.tokenFor(accountId));
  };
  const times = { served: [] as number[], floor: [] as number[] };
  for (let run = 0; run < 5; run += 1) {
    times.floor.push(await timed(() => ask(read)));
    times.served.push(await timed(() => ask(tokenFor)));
  }
  vault.close();
  await close();
  deck.remove();
  printRow({
    name: 'tokenFor, served from the vault',
    value: perSecond(median(times.served)),
    unit: 'calls/s',
    against: { what: 'only reading and opening the sealed tokens', value: perSecond(median(times.floor)) },
  });
}

async function sixteenAtOnce(): Promise<void> {
  const server = await startTokenServer();
  const deck = await makeDeck({ accounts: 1, expired: true, issuer: server.issuer });
  const { accounts, close } = await deck.openService();
  const [id] = deck.ids;
  if (id === undefined) throw new Error('The deck is empty.');
  const answers = await Promise.all(Array.from({ length: 16 }, () => accounts.tokenFor(id)));
  const tokens = new Set(answers.map((answer) => okValue(answer).accessToken.reveal()));
  if (tokens.size !== 1) throw new Error('Sixteen callers got different tokens.');
  printRow({
    name: 'tokenFor, sixteen at once on an expired account',
    value: server.requests(),
    unit: 'requests',
    against: { what: 'the fewest possible', value: 1 },
  });
  await close();
  deck.remove();
  await server.close();
}

async function hundredExpired(): Promise<void> {
  const server = await startTokenServer();
  const form = 'grant_type=refresh_token&refresh_token=refresh&client_id=deck';
  const bare = async () => {
    const answer = await request(`${server.issuer}/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: form,
    });
    await answer.body.json();
  };
  await bare();
  const bareTime = await timed(() => Promise.all(Array.from({ length: 100 }, bare)));

  const deck = await makeDeck({ accounts: 100, expired: true, issuer: server.issuer });
  const { accounts, close } = await deck.openService();
  const before = server.requests();
  const time = await timed(() =>
    Promise.all(deck.ids.map(async (id) => okValue(await accounts.tokenFor(id)))),
  );
  const requests = server.requests() - before;
  await close();
  deck.remove();
  await server.close();
  printRow({
    name: '100 accounts expired at once, requests',
    value: requests,
    unit: 'requests',
    against: { what: 'the fewest possible', value: 100 },
  });
  printRow({
    name: '100 accounts expired at once, all refreshed and stored',
    value: time,
    unit: 'ms',
    against: { what: '100 bare token requests', value: bareTime },
  });
}

export async function benchTokens(): Promise<void> {
  await cachedCalls();
  await sixteenAtOnce();
  await hundredExpired();
}
