// Pure. How long tokens are good for, from every form in which providers say so.
import type { ExpiryForm, ExpiryMember } from './dialect.ts';
import { memberAt } from './member-path.ts';

const hundredYears = 100 * 365.25 * 24 * 60 * 60;
const aDay = 24 * 60 * 60;

/** What an answer says of an expiry; `unusable` names the member that says something else. */
type Lifetime =
  | { readonly kind: 'said'; readonly seconds: number }
  | { readonly kind: 'silent' }
  | { readonly kind: 'unusable'; readonly member: string };

const silent: Lifetime = { kind: 'silent' };

/**
 * The lifetime of the access token. `places` are the objects that may hold the member, the likeliest first; `now` is the
 * server's time in epoch milliseconds.
 */
export function accessLifetime(
  places: readonly unknown[],
  expiry: ExpiryMember | undefined,
  now: number,
): Lifetime {
  if (expiry !== undefined) return lifetimeIn(places, expiry, now);
  const regular = lifetimeIn(places, { member: 'expires_in', form: 'seconds' }, now);
  if (regular.kind !== 'silent') return regular;
  // Nobody has promised that this one is an expiry, so it is believed only where it looks like one.
  const moment = momentOfAnyForm(firstOf(places, 'expires_at'));
  return moment === undefined ? silent : (lifetimeUntil(moment, now) ?? silent);
}

/** The lifetime of the refresh token in seconds; undefined where the answer names none, or says that it has no end. */
export function refreshLifetime(
  places: readonly unknown[],
  expiry: ExpiryMember | undefined,
  now: number,
): number | undefined {
  const members = expiry === undefined ? usualRefreshMembers : [expiry];
  for (const member of members) {
    const said = lifetimeIn(places, member, now);
    // Some servers say with 0 that there is no end.
    if (said.kind === 'said' && said.seconds > 0) return said.seconds;
  }
  return undefined;
}

const usualRefreshMembers: readonly ExpiryMember[] = [
  { member: 'refresh_token_expires_in', form: 'seconds' },
  { member: 'refresh_expires_in', form: 'seconds' },
];

function lifetimeIn(places: readonly unknown[], { member, form }: ExpiryMember, now: number): Lifetime {
  const value = firstOf(places, member);
  if (value === undefined) return silent;
  return readLifetime(value, form, now) ?? { kind: 'unusable', member };
}

/** Members that are null or empty are as good as absent. */
function firstOf(places: readonly unknown[], path: string): unknown {
  return places
    .map((place) => memberAt(place, path))
    .find((value) => value !== undefined && value !== null && value !== '');
}

function readLifetime(value: unknown, form: ExpiryForm, now: number): Lifetime | undefined {
  switch (form) {
    case 'seconds':
      return lifetimeOf(numberIn(value));
    case 'milliseconds':
      return lifetimeOf(scaled(numberIn(value), 1 / 1000));
    case 'epoch_seconds':
      return lifetimeUntil(scaled(numberIn(value), 1000), now);
    case 'epoch_milliseconds':
      return lifetimeUntil(numberIn(value), now);
    case 'iso_date':
      return lifetimeUntil(isoMoment(value), now);
  }
}

function lifetimeOf(seconds: number | undefined): Lifetime | undefined {
  const isUsable = seconds !== undefined && seconds >= 0 && seconds <= hundredYears;
  return isUsable ? { kind: 'said', seconds } : undefined;
}

/** A token that was just issued cannot have run out a day ago: such a moment is none of its expiry. */
function lifetimeUntil(moment: number | undefined, now: number): Lifetime | undefined {
  const seconds = moment === undefined ? undefined : (moment - now) / 1000;
  return seconds === undefined || seconds < -aDay ? undefined : lifetimeOf(Math.max(0, seconds));
}

function scaled(value: number | undefined, factor: number): number | undefined {
  return value === undefined ? undefined : value * factor;
}

/** A number, also one written as a string (RFC 6749 section 5.1 has numbers, but not everybody sends them). */
function numberIn(value: unknown): number | undefined {
  if (typeof value === 'string' && /^\d{1,20}(\.\d{1,20})?$/.test(value)) return Number(value);
  return typeof value === 'number' ? value : undefined;
}

/** As seconds this is the year 5138, as milliseconds 1973. */
const secondsEnd = 100_000_000_000;

function momentOfAnyForm(value: unknown): number | undefined {
  const number = numberIn(value);
  if (number === undefined) return isoMoment(value);
  return number < secondsEnd ? number * 1000 : number;
}

const isoDate = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?) ?(Z|UTC|[+-]\d\d:?\d\d)?$/i;

/** Epoch milliseconds of an ISO 8601 date with a time; without a zone it is taken for UTC, wherever this computer is. */
function isoMoment(value: unknown): number | undefined {
  const [, date, time, zone = 'Z'] = (typeof value === 'string' && isoDate.exec(value)) || [];
  if (date === undefined || time === undefined) return undefined;
  const offset = /^[+-]/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(-2)}` : 'Z';
  const moment = Date.parse(`${date}T${time}${offset}`);
  return Number.isNaN(moment) ? undefined : moment;
}
