// Pure. Asking an account's provider: what it says of the access token, and a call made with it.
import { introspect } from '../oauth/introspection.ts';
import { validate } from '../oauth/validation.ts';
import { hasWhoAmI, whoAmI } from '../oauth/who-am-i.ts';
import type { Clock, Http } from '../ports.ts';
import type { Result } from '../result.ts';
import type { Secret } from '../secret.ts';
import type { AccountId } from './account.ts';
import type { Reached } from './reach.ts';
import type { AccountService, TokenReport } from './service.ts';

type Asking = Pick<AccountService, 'askProvider' | 'whoAmI'>;

export function createAsking(parts: {
  readonly http: Http;
  readonly clock: Clock;
  readonly reach: (id: AccountId) => Promise<Result<Reached>>;
  readonly tokenFor: AccountService['tokenFor'];
  readonly goBy: (id: AccountId, asked: Secret, report: TokenReport) => Promise<void>;
}): Asking {
  const { http, clock, reach, tokenFor, goBy } = parts;
  const ports = { http, clock };
  return {
    async askProvider(id, source) {
      const reached = await reach(id);
      if (!reached.ok) return reached;
      const { client, tokens } = reached.value;
      const ask = source === 'introspection' ? introspect : validate;
      const report = await ask(ports, client, tokens.accessToken);
      if (report.ok) await goBy(id, tokens.accessToken, report.value);
      return report;
    },
    async whoAmI(id) {
      const reached = await reach(id);
      if (!reached.ok) return reached;
      const { client, tokens } = reached.value;
      // A token that cannot be renewed is tried as it is: the provider's own words tell more than ours.
      const valid = hasWhoAmI(client) ? await tokenFor(id) : undefined;
      return whoAmI(ports, client, valid?.ok ? valid.value.accessToken : tokens.accessToken);
    },
  };
}
