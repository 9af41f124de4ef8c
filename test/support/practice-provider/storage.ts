// Test and demonstration. Where one practice provider keeps its sessions, grants and tokens: in memory.

interface Payload {
  readonly grantId?: string;
  readonly uid?: string;
  readonly userCode?: string;
  readonly accountId?: string;
  consumed?: number;
}

interface Entry {
  readonly payload: Payload;
  readonly expiresAt: number;
}

/** One model's storage in the shape that oidc-provider asks for. */
interface Adapter {
  upsert(id: string, payload: Payload, expiresIn: number | undefined): Promise<void>;
  find(id: string | undefined): Promise<Payload | undefined>;
  findByUid(uid: string): Promise<Payload | undefined>;
  findByUserCode(userCode: string): Promise<Payload | undefined>;
  consume(id: string): Promise<void>;
  destroy(id: string): Promise<void>;
  revokeByGrantId(grantId: string): Promise<void>;
}

export interface Storage {
  readonly adapter: (model: string) => Adapter;
  /** The ids of all grants that a person has given. */
  grantsOf(personId: string): readonly string[];
}

export function createStorage(): Storage {
  const models = new Map<string, Map<string, Entry>>();
  const entriesOf = (model: string): Map<string, Entry> => {
    const entries = models.get(model) ?? new Map<string, Entry>();
    models.set(model, entries);
    return entries;
  };

  const adapter = (model: string): Adapter => {
    const entries = entriesOf(model);
    const alive = (entry: Entry | undefined) =>
      entry !== undefined && entry.expiresAt > Date.now() ? entry.payload : undefined;
    const search = (fits: (payload: Payload) => boolean) =>
      [...entries.values()].find((entry) => fits(entry.payload) && alive(entry) !== undefined)?.payload;
    return {
      async upsert(id, payload, expiresIn) {
        const lifetime = expiresIn === undefined ? Number.POSITIVE_INFINITY : expiresIn * 1000;
        entries.set(id, { payload, expiresAt: Date.now() + lifetime });
      },
      async find(id) {
        return id === undefined ? undefined : alive(entries.get(id));
      },
      async findByUid(uid) {
        return search((payload) => payload.uid === uid);
      },
      async findByUserCode(userCode) {
        return search((payload) => payload.userCode === userCode);
      },
      async consume(id) {
        const entry = entries.get(id);
        if (entry !== undefined) entry.payload.consumed = Math.floor(Date.now() / 1000);
      },
      async destroy(id) {
        entries.delete(id);
      },
      async revokeByGrantId(grantId) {
        for (const [id, { payload }] of entries) if (payload.grantId === grantId) entries.delete(id);
      },
    };
  };

  return {
    adapter,
    grantsOf: (personId) =>
      [...entriesOf('Grant')].filter(([, { payload }]) => payload.accountId === personId).map(([id]) => id),
  };
}
