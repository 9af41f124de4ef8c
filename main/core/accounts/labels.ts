// Pure. The person's names for accounts: plain text of 1 to 80 characters, unique ignoring case.
import { appError } from '../errors.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Identity } from './account.ts';

const longest = 80;

/** Control and format characters (bidirectional overrides among them), separators of lines, and broken surrogates. */
const unfit = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const unfitRuns = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\s]+/gu;

/** Equal for two names that differ in letter case or in the way their characters are composed only. */
export function foldLabel(label: string): string {
  return label.normalize('NFKC').toLowerCase();
}

/** A name that the person typed, trimmed. Errors: `invalid_name`. */
export function parseLabel(text: string): Result<string> {
  const label = text.trim();
  const length = Array.from(label).length;
  if (length < 1 || length > longest || unfit.test(label)) return fail(appError('invalid_name'));
  return ok(label);
}

/** Makes text from outside fit for a name; undefined where nothing is left of it. */
export function cleanLabel(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const label = cut(text.replaceAll(unfitRuns, ' ').trim(), longest);
  return label === '' ? undefined : label;
}

/** The best name that the provider gave for who it is; empty where it gave none. */
export function bestName({ name, username, email, subject }: Identity): string {
  return name ?? username ?? email ?? subject ?? '';
}

/** What to call an account whose person gave no name. */
export function labelFrom(identity: Identity, otherwise: string): string {
  const { name, username, email, subject } = identity;
  const first = [name, username, email, subject, otherwise]
    .map(cleanLabel)
    .find((label) => label !== undefined);
  return first ?? 'Account';
}

/** `wanted`, or with the first number from 2 that makes it differ from all labels of `taken`, ignoring case. */
export function uniqueLabel(wanted: string, taken: Iterable<string>): string {
  return labelTaker(taken)(wanted);
}

/** A function that finds a name as `uniqueLabel` does and takes it, so that each name that it gives is given once. */
export function labelTaker(taken: Iterable<string>): (wanted: string) => string {
  const folded = new Set(Array.from(taken, foldLabel));
  /** By folded name the number to go on with: of thousands that want one name, none tries all numbers again. */
  const next = new Map<string, number>();
  return (wanted) => {
    const key = foldLabel(wanted);
    let label = wanted;
    let number = next.get(key) ?? 2;
    for (; folded.has(foldLabel(label)); number += 1) {
      const suffix = ` ${number}`;
      label = `${cut(wanted, longest - suffix.length)}${suffix}`;
    }
    next.set(key, number);
    folded.add(foldLabel(label));
    return label;
  };
}

function cut(text: string, length: number): string {
  return Array.from(text).slice(0, length).join('').trim();
}
