// Pure. What is in an account's access token, whether it is genuine, and what its provider can be asked.
import { inspectToken } from '../oauth/inspection.ts';
import { hasIntrospection } from '../oauth/introspection.ts';
import { hasKeys } from '../oauth/server.ts';
import { hasValidation } from '../oauth/validation.ts';
import { verifyToken } from '../oauth/verification.ts';
import { hasWhoAmI } from '../oauth/who-am-i.ts';
import type { Clock, Http } from '../ports.ts';
import { ok, type Result } from '../result.ts';
import type { Vault } from '../vault/vault.ts';
import type { AccountId } from './account.ts';
import { type Reached, tokensOf } from './reach.ts';
import type { Abilities, AccountService } from './service.ts';

type Inspecting = Pick<AccountService, 'abilities' | 'inspect' | 'verify'>;

/** What can be done where the definition of the provider is gone. */
const nothing: Abilities = {
  revocation: false,
  introspection: false,
  validation: false,
  whoAmI: false,
  keys: false,
};

export function createInspecting(parts: {
  readonly vault: Vault;
  readonly http: Http;
  readonly clock: Clock;
  readonly reach: (id: AccountId) => Promise<Result<Reached>>;
}): Inspecting {
  const { vault, http, clock, reach } = parts;
  return {
    async abilities(id) {
      const reached = await reach(id);
      if (!reached.ok) return reached.error.code === 'provider_not_found' ? ok(nothing) : reached;
      const { client } = reached.value;
      return ok({
        revocation: typeof client.metadata['revocation_endpoint'] === 'string',
        introspection: hasIntrospection(client),
        validation: hasValidation(client),
        whoAmI: hasWhoAmI(client),
        keys: hasKeys(client),
      });
    },
    async inspect(id) {
      const tokens = await tokensOf(vault, id);
      return tokens.ok ? ok(inspectToken(tokens.value.accessToken.reveal())) : tokens;
    },
    async verify(id) {
      const reached = await reach(id);
      if (!reached.ok) return reached;
      const { client, tokens } = reached.value;
      return verifyToken({ http, clock }, client, tokens.accessToken.reveal());
    },
  };
}
