// Test equipment of this folder. What is offered by the presets, and what a server of a row leads one to expect.
import { expect } from 'vitest';
import type { Identity } from '../../../main/core/accounts/account.ts';
import type { FlowKind, Provider } from '../../../main/core/providers/provider.ts';
import { fixedProviders } from '../../../main/core/providers/registry.ts';
import { ada } from '../../support/provider-server/person.ts';
import type { ProviderRow } from '../../support/provider-server/row.ts';
import { rows } from '../../support/provider-server/rows.ts';
import type { ClientKind, Desk } from './desk.ts';

export const presets = fixedProviders().all();

/** The ways to register a client that the preset offers for a flow. */
export function clientKinds(
  { flows, clientAuthentication }: Provider,
  kind: FlowKind,
): readonly ClientKind[] {
  const secret = flows.find((flow) => flow.kind === kind)?.clientSecret;
  if (secret === undefined) return [];
  const withSecret = clientAuthentication.map((method) =>
    method === 'client_secret_post' ? 'post' : 'basic',
  );
  return [...(secret === 'none' ? [] : withSecret), ...(secret === 'required' ? [] : (['public'] as const))];
}

export function rowOf({ id }: Provider): ProviderRow {
  const row = rows.find((one) => one.id === id);
  if (row === undefined) throw new Error(`no row for the preset ${id}`);
  return row;
}

/** What the server said that it granted. */
export function saidScopes({ server }: Desk): readonly string[] {
  const { scopes = [] } = server.sessions.at(-1) ?? {};
  const withheld = JSON.stringify(server.row.answers).includes('scopes_without_offline');
  return withheld ? scopes.filter((one) => one !== 'offline_access') : scopes;
}

export function expectAda({ subject, username, name, email }: Identity): void {
  expect([ada.subject, ada.username, `bot-of-${ada.subject}`]).toContain(subject ?? username);
  expect([undefined, ada.username, ada.email, ada.name, `user/${ada.username}`]).toContain(username);
  expect([undefined, ada.name, ada.username, 'Ada']).toContain(name);
  expect([undefined, ada.email]).toContain(email);
}
