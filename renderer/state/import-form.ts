// Window. Judges what was entered for tokens from elsewhere before it is sent. Pure.
import type { ProviderView } from '../../preload/contract.ts';
import { formWords } from '../text/form.ts';
import { importWords } from '../text/import.ts';
import type { ImportDraft } from './app-state.ts';
import {
  changedEndpoints,
  draftFor,
  type EnteredClient,
  enteredFrom,
  present,
  trimmed,
  type Wrong,
  words,
  wrongServer,
} from './form.ts';

export type Expiry = 'unknown' | 'within' | 'moment';

/** The form as it is typed: everything but tokens and secret, which stay in their fields. */
export interface EnteredImport extends EnteredClient {
  readonly expiry: Expiry;
  readonly hours: string;
  /** As the field for date and time has it: local time. */
  readonly moment: string;
  readonly scopes: string;
  readonly label: string;
}

/** Which of the fields that are not kept hold something. */
export interface HasSecrets {
  readonly accessToken: boolean;
  readonly refreshToken: boolean;
  readonly clientSecret: boolean;
}

export function importFor(provider: ProviderView): EnteredImport {
  const { parameters, endpoints, clientId, method, allowHttp } = enteredFrom(draftFor(provider));
  const client = { parameters, endpoints, clientId, method, allowHttp };
  return { ...client, expiry: 'unknown', hours: '1', moment: '', scopes: '', label: '' };
}

/** The client and server of another provider, and the rest as it was entered. */
export function importAt(provider: ProviderView, before: EnteredImport): EnteredImport {
  const { expiry, hours, moment, scopes, label } = before;
  return { ...importFor(provider), expiry, hours, moment, scopes, label };
}

/** The provider to begin with: the one that is meant, else one that stands for any server. */
export function importProvider(
  providers: readonly ProviderView[],
  wanted: string | undefined,
): ProviderView | undefined {
  const generic = ['oauth2', 'oauth', 'openid'];
  return [wanted, ...generic]
    .map((id) => providers.find((provider) => provider.id === id))
    .concat(providers[0])
    .find((provider) => provider !== undefined);
}

/** What is wrong with the entries, field by field; empty when nothing is. */
export function wrongImport(
  entered: EnteredImport,
  provider: ProviderView,
  has: HasSecrets,
  now: number,
): Wrong {
  const noToken = !has.accessToken && !has.refreshToken;
  return present({
    ...wrongServer(entered, provider, has.refreshToken ? 'renewed_import' : 'import'),
    accessToken: noToken ? importWords.tokenMissing : undefined,
    ...wrongExpiry(entered, now),
    clientId: has.refreshToken && entered.clientId.trim() === '' ? formWords.clientIdMissing : undefined,
  });
}

function wrongExpiry(entered: EnteredImport, now: number): Readonly<Record<string, string | undefined>> {
  const at = expiryOf(entered, now);
  switch (entered.expiry) {
    case 'unknown':
      return {};
    case 'within':
      return { hours: at === undefined ? importWords.hoursWrong : undefined };
    case 'moment':
      if (at === undefined) return { moment: importWords.atWrong };
      return { moment: at <= now ? importWords.atPast : undefined };
  }
}

/** Epoch milliseconds; 0: not known; undefined: what is entered is no time. */
function expiryOf({ expiry, hours, moment }: EnteredImport, now: number): number | undefined {
  switch (expiry) {
    case 'unknown':
      return 0;
    case 'within': {
      const count = /^\d{1,6}([.,]\d{1,3})?$/.test(hours.trim()) ? Number(hours.replace(',', '.')) : 0;
      return count > 0 ? now + Math.round(count * 3_600_000) : undefined;
    }
    case 'moment': {
      const at = new Date(moment).getTime();
      return Number.isNaN(at) ? undefined : at;
    }
  }
}

/** The entries as they are sent. Call it only when nothing is wrong with them. */
export function importFrom(
  provider: ProviderView,
  entered: EnteredImport,
  has: HasSecrets,
  now: number,
): ImportDraft {
  return {
    provider,
    answers: {
      parameters: trimmed(entered.parameters),
      endpoints: changedEndpoints(entered, provider),
      // Without a refresh token there is nothing that the client would be needed for.
      clientId: has.refreshToken ? entered.clientId.trim() : '',
      clientAuthentication: has.refreshToken && has.clientSecret ? entered.method : 'none',
      dangerouslyAllowHttpOnLoopback: entered.allowHttp,
      expiresAt: expiryOf(entered, now) ?? 0,
      scopes: words(entered.scopes),
      label: entered.label.trim(),
    },
  };
}
