// Command line. The table of options, and the arguments taken apart by it: nothing is known yet of what belongs
// together. No problem quotes the value of an option. Pure.
import { parseArgs } from 'node:util';
import { fail, ok, type Result } from '../core/result.ts';

/** What is wrong with the arguments, in one sentence. Never quotes the value of an option. */
export type UsageProblem = string;

const options = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'V' },
  json: { type: 'boolean' },
  'passphrase-stdin': { type: 'boolean' },
  passphrase: { type: 'boolean' },
  again: { type: 'string' },
  flow: { type: 'string' },
  param: { type: 'string', multiple: true },
  issuer: { type: 'string' },
  endpoint: { type: 'string', multiple: true },
  'client-id': { type: 'string' },
  'client-secret-stdin': { type: 'boolean' },
  'client-authentication': { type: 'string' },
  'dangerously-allow-http-on-loopback': { type: 'boolean' },
  scope: { type: 'string' },
  'redirect-uri': { type: 'string' },
  'redirect-port': { type: 'string' },
  'response-mode': { type: 'string' },
  paste: { type: 'boolean' },
  name: { type: 'string' },
  'access-token-stdin': { type: 'boolean' },
  'refresh-token-stdin': { type: 'boolean' },
  'backup-passphrase-stdin': { type: 'boolean' },
  'expires-in': { type: 'string' },
  'expires-at': { type: 'string' },
  'min-valid': { type: 'string' },
  force: { type: 'boolean' },
  verify: { type: 'boolean' },
  introspect: { type: 'boolean' },
  validate: { type: 'boolean' },
  needs: { type: 'string' },
  replace: { type: 'boolean' },
  'no-revoke': { type: 'boolean' },
} as const;

export type OptionName = keyof typeof options;

/** Options that are refused because other programs can see arguments, and what to use instead. */
const secretOptions: Readonly<Record<string, string>> = {
  'client-secret':
    'A client secret is never an argument, where other programs can see it: use --client-secret-stdin.',
  'access-token': 'A token is never an argument, where other programs can see it: use --access-token-stdin.',
  'refresh-token':
    'A token is never an argument, where other programs can see it: use --refresh-token-stdin.',
};

/** The words and options that were given. */
export interface Given {
  readonly words: readonly string[];
  /** In the order of the arguments; undefined for an option without value. */
  readonly options: ReadonlyMap<OptionName, readonly (string | undefined)[]>;
}

const longest = 4096;

export function isTooLong(text: string): boolean {
  return text.length > longest;
}

function isOption(name: string): name is OptionName {
  return Object.hasOwn(options, name);
}

function mayRepeat(name: OptionName): boolean {
  return 'multiple' in options[name];
}

/** An argument as it can be shown: short, and without anything that a terminal would act on. */
export function shown(argument: string): string {
  const plain = argument.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '\uFFFD');
  return plain.length > 40 ? `${plain.slice(0, 40)}…` : plain;
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

function judged({ name, rawName, value, inlineValue }: OptionToken): Result<OptionName, UsageProblem> {
  if (Object.hasOwn(secretOptions, name)) return fail(secretOptions[name] ?? '');
  if (!isOption(name)) return fail(`There is no option ${shown(rawName)}.`);
  if (options[name].type === 'boolean') {
    return value === undefined ? ok(name) : fail(`The option --${name} takes no value.`);
  }
  if (value === undefined || value === '') return fail(`The option --${name} needs a value.`);
  if (!inlineValue && value.startsWith('-'))
    return fail(`The option --${name} needs a value; one that begins with - is written --${name}=VALUE.`);
  if (isTooLong(value)) return fail(`The value of --${name} is too long.`);
  if (/\p{Cc}/u.test(value)) return fail(`The value of --${name} holds control characters.`);
  return ok(name);
}

/** Takes the arguments apart; knows all options, but not yet which belong together. */
export function takeApart(argv: readonly string[]): Result<Given, UsageProblem> {
  const { tokens } = parseArgs({ args: [...argv], options, strict: false, tokens: true });
  const words: string[] = [];
  const given = new Map<OptionName, readonly (string | undefined)[]>();
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const name = judged(token);
    if (!name.ok) return name;
    const before = given.get(name.value) ?? [];
    if (before.length > 0 && !mayRepeat(name.value))
      return fail(`The option --${name.value} is given twice.`);
    given.set(name.value, [...before, token.value]);
  }
  return ok({ words, options: given });
}

export function has({ options: given }: Given, name: OptionName): boolean {
  return given.has(name);
}

/** The value of an option that is given at most once. */
export function textOf({ options: given }: Given, name: OptionName): string | undefined {
  return given.get(name)?.[0];
}

/** A whole number within bounds; undefined where the option is not given. */
export function numberOf(
  given: Given,
  name: OptionName,
  most: number,
): Result<number | undefined, UsageProblem> {
  const text = textOf(given, name);
  if (text === undefined) return ok(undefined);
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  return value <= most ? ok(value) : fail(`The value of --${name} is a whole number from 0 to ${most}.`);
}

/** One of some words, as what it stands for; undefined where the option is not given. */
export function choiceOf<T>(
  given: Given,
  name: OptionName,
  choices: Readonly<Record<string, T>>,
): Result<T | undefined, UsageProblem> {
  const text = textOf(given, name);
  if (text === undefined) return ok(undefined);
  if (Object.hasOwn(choices, text)) return ok(choices[text]);
  return fail(`The value of --${name} is ${inWords(Object.keys(choices))}.`);
}

/** `a`, `a or b`, `a, b or c`. */
export function inWords(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}

/**
 * RFC 6749 section 3.3: scopes are separated by blanks and hold printable ASCII without quotes and backslashes.
 * Undefined where the option is not given.
 */
export function scopesOf(given: Given): Result<readonly string[] | undefined, UsageProblem> {
  const text = textOf(given, 'scope');
  if (text === undefined) return ok(undefined);
  const scopes = [...new Set(text.split(' ').filter((scope) => scope !== ''))];
  if (scopes.length === 0) return fail('The option --scope needs at least one scope.');
  return scopes.every((scope) => /^[\x21\x23-\x5B\x5D-\x7E]+$/.test(scope))
    ? ok(scopes)
    : fail('The value of --scope has characters that no scope may have.');
}

/** Pairs such as `tenant=common`, by name. An empty value is allowed. */
export function pairsOf(
  given: Given,
  name: OptionName,
): Result<Readonly<Record<string, string>>, UsageProblem> {
  const pairs = new Map<string, string>();
  for (const text of given.options.get(name) ?? []) {
    const [, key = '', value = ''] = /^([A-Za-z][\w-]{0,63})=(.*)$/s.exec(text ?? '') ?? [];
    if (key === '') return fail(`The value of --${name} is a name, = and a value.`);
    const member = key.toLowerCase().replaceAll('-', '_');
    if (pairs.has(member)) return fail(`The option --${name} is given twice for ${member}.`);
    pairs.set(member, value);
  }
  return ok(Object.fromEntries(pairs));
}
