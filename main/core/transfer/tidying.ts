// Pure. What of an account in an export is made fit to be shown and changed: as short and plain as if it had come about here.
import type { Account, AccountEvent, Health, Identity, Preferences } from '../accounts/account.ts';
import { cleanLabel, labelFrom } from '../accounts/labels.ts';
import type { AppError, ProviderWords } from '../errors.ts';
import { plainText } from '../oauth/plain-text.ts';
import type { Holding } from './content.ts';

/** The limits of what is entered in the window; a server may grant more scopes than anybody would ask for. */
const longest = {
  name: 255,
  warningMs: 366 * 24 * 3_600_000,
  scope: 1024,
  scopesAsked: 200,
  scopesGranted: 1000,
  /** A computer whose battery is empty believes that it is 1970. */
  skewMs: 100 * 366 * 24 * 3_600_000,
} as const;

export function tidied({ account, tokens, events }: Holding): Holding {
  const providerName = plainText(account.providerName, longest.name) ?? account.providerId;
  const identity = tidyIdentity(account.identity);
  const { clockSkewMs } = account;
  const tidy: Account = {
    ...account,
    providerName,
    identity,
    label: cleanLabel(account.label) ?? labelFrom(identity, providerName),
    scopesAsked: tidyScopes(account.scopesAsked, longest.scopesAsked),
    scopesGranted: tidyScopes(account.scopesGranted, longest.scopesGranted),
    hasRefreshToken: tokens.refreshToken !== undefined,
    clockSkewMs: isWithin(clockSkewMs, -longest.skewMs, longest.skewMs) ? clockSkewMs : undefined,
    preferences: tidyPreferences(account.preferences),
    health: tidyHealth(account.health),
  };
  return { account: tidy, tokens, events: events.map(tidyEvent) };
}

function isWithin(value: number | undefined, least: number, most: number): boolean {
  return value !== undefined && value >= least && value <= most;
}

function tidyPreferences(preferences: Preferences): Preferences {
  const { warnBeforeMs } = preferences;
  const isUsable = Number.isInteger(warnBeforeMs) && isWithin(warnBeforeMs, 0, longest.warningMs);
  return { ...preferences, warnBeforeMs: isUsable ? warnBeforeMs : undefined };
}

function tidyIdentity({ subject, name, username, email }: Identity): Identity {
  return given({
    subject: plainText(subject, longest.name),
    name: plainText(name, longest.name),
    username: plainText(username, longest.name),
    email: plainText(email, longest.name),
  });
}

/** One that is cut would be another one. */
function tidyScopes(scopes: readonly string[], most: number): readonly string[] {
  return scopes.filter((scope) => plainText(scope, longest.scope) === scope).slice(0, most);
}

function tidyHealth(health: Health): Health {
  return health.kind === 'well' ? health : { ...health, error: tidyError(health.error) };
}

function tidyEvent(event: AccountEvent): AccountEvent {
  return event.error === undefined ? event : { ...event, error: tidyError(event.error) };
}

function tidyError({ detail, provider, ...others }: AppError): AppError {
  return { ...others, ...given({ detail: plainText(detail), provider: provider && tidyWords(provider) }) };
}

function tidyWords({ error, description, uri }: ProviderWords): ProviderWords | undefined {
  const words = plainText(error);
  if (words === undefined) return undefined;
  return { error: words, ...given({ description: plainText(description), uri: plainText(uri) }) };
}

/** Without the members that are undefined. */
function given<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
