// Main process and command line. An Http port whose client can be exchanged while requests are under way.
import type { Http } from '../core/ports.ts';
import type { Result } from '../core/result.ts';

type Closable = Http & { close(): Promise<void> };

export interface ReplaceableHttp extends Closable {
  /** Later requests go through the next client; those under way end as they began. */
  replace(next: Result<Closable>): void;
}

interface Client {
  readonly http: Result<Closable>;
  underWay: number;
}

/** Where there is an error in place of a client, requests fail with it until it is replaced. Closes what it was given. */
export function createReplaceableHttp(first: Result<Closable>): ReplaceableHttp {
  let current: Client = { http: first, underWay: 0 };
  const retired = new Set<Client>();

  async function end(client: Client): Promise<void> {
    retired.delete(client);
    if (client.http.ok) await client.http.value.close();
  }

  return {
    async send(request) {
      const client = current;
      if (!client.http.ok) return client.http;
      client.underWay += 1;
      try {
        return await client.http.value.send(request);
      } finally {
        client.underWay -= 1;
        if (client.underWay === 0 && retired.has(client)) await end(client);
      }
    },
    replace(next) {
      const before = current;
      current = { http: next, underWay: 0 };
      retired.add(before);
      if (before.underWay === 0) void end(before);
    },
    async close() {
      await Promise.all([end(current), ...[...retired].map(end)]);
    },
  };
}
