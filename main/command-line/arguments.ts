// Command line. Judges the arguments: text from outside until it has passed here. Pure.
import { parseArgs } from 'node:util';
import { fail, ok, type Result } from '../core/result.ts';
import { type Command, type CommandName, commandNames, type SecretMethod } from './command.ts';

/** What is wrong with the arguments, in one sentence. Never quotes the value of an option. */
export type UsageProblem = string;

type OptionName = keyof typeof options;

const options = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'V' },
  json: { type: 'boolean' },
  'passphrase-stdin': { type: 'boolean' },
  passphrase: { type: 'boolean' },
  issuer: { type: 'string' },
  'client-id': { type: 'string' },
  'client-secret-stdin': { type: 'boolean' },
  'client-authentication': { type: 'string' },
  scope: { type: 'string' },
  'redirect-port': { type: 'string' },
  name: { type: 'string' },
  'dangerously-allow-http-on-loopback': { type: 'boolean' },
  'min-valid': { type: 'string' },
  force: { type: 'boolean' },
  'no-revoke': { type: 'boolean' },
} as const;

const everywhere: readonly OptionName[] = ['help', 'json', 'passphrase-stdin'];

/** Which options belong to a command, and whether it takes the name of an account. */
const shapes: Readonly<
  Record<CommandName, { readonly named: boolean; readonly takes: readonly OptionName[] }>
> = {
  login: {
    named: false,
    takes: [
      'issuer',
      'client-id',
      'client-secret-stdin',
      'client-authentication',
      'scope',
      'redirect-port',
      'name',
      'dangerously-allow-http-on-loopback',
    ],
  },
  list: { named: false, takes: [] },
  token: { named: true, takes: ['min-valid', 'force'] },
  refresh: { named: true, takes: [] },
  remove: { named: true, takes: ['no-revoke'] },
  init: { named: false, takes: ['passphrase'] },
};

interface Given {
  readonly words: readonly string[];
  readonly options: ReadonlyMap<OptionName, string | undefined>;
}

const longest = 4096;
const longestWait = 366 * 24 * 60 * 60;

function isOption(name: string): name is OptionName {
  return Object.hasOwn(options, name);
}

function isCommandName(word: string): word is CommandName {
  return commandNames.some((name) => name === word);
}

/** An argument as it can be shown: short, and without anything that a terminal would act on. */
function shown(argument: string): string {
  const plain = argument.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '�');
  return plain.length > 40 ? `${plain.slice(0, 40)}…` : plain;
}

/** Takes the arguments apart; knows all options, but not yet which belong together. */
function takeApart(argv: readonly string[]): Result<Given, UsageProblem> {
  const { tokens } = parseArgs({ args: [...argv], options, strict: false, tokens: true });
  const words: string[] = [];
  const given = new Map<OptionName, string | undefined>();
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, value, rawName } = token;
    if (name === 'client-secret')
      return fail(
        'A client secret is never an argument, where other programs can see it: use --client-secret-stdin.',
      );
    if (!isOption(name)) return fail(`There is no option ${shown(rawName)}.`);
    if (given.has(name)) return fail(`The option --${name} is given twice.`);
    if (options[name].type === 'string') {
      if (value === undefined || value === '') return fail(`The option --${name} needs a value.`);
      if (!token.inlineValue && value.startsWith('-'))
        return fail(`The option --${name} needs a value; one that begins with - is written --${name}=VALUE.`);
      if (value.length > longest) return fail(`The value of --${name} is too long.`);
      if (/\p{Cc}/u.test(value)) return fail(`The value of --${name} holds control characters.`);
    } else if (value !== undefined) {
      return fail(`The option --${name} takes no value.`);
    }
    given.set(name, value);
  }
  return ok({ words, options: given });
}

/** A whole number within bounds; undefined where the option is not given. */
function numberOf(given: Given, name: OptionName, most: number): Result<number | undefined, UsageProblem> {
  const text = given.options.get(name);
  if (text === undefined) return ok(undefined);
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  return value <= most ? ok(value) : fail(`The value of --${name} is a whole number from 0 to ${most}.`);
}

/** RFC 6749 section 3.3: scopes are separated by blanks and hold printable ASCII without quotes and backslashes. */
function scopesOf(text: string | undefined): Result<readonly string[] | undefined, UsageProblem> {
  if (text === undefined) return ok(undefined);
  const scopes = [...new Set(text.split(' ').filter((scope) => scope !== ''))];
  if (scopes.length === 0) return fail('The option --scope needs at least one scope.');
  return scopes.every((scope) => /^[\x21\x23-\x5B\x5D-\x7E]+$/.test(scope))
    ? ok(scopes)
    : fail('The value of --scope has characters that no scope may have.');
}

const methods: Readonly<Record<string, SecretMethod>> = {
  post: 'client_secret_post',
  basic: 'client_secret_basic',
};

function methodOf(given: Given): Result<SecretMethod | undefined, UsageProblem> {
  const text = given.options.get('client-authentication');
  // The body is understood by every server that was tried; Basic is not (protocol.md).
  if (text === undefined)
    return ok(given.options.has('client-secret-stdin') ? 'client_secret_post' : undefined);
  return Object.hasOwn(methods, text)
    ? ok(methods[text])
    : fail('The value of --client-authentication is post or basic.');
}

type Opening = { readonly json: boolean; readonly passphraseStdin: boolean };

function login(given: Given, opening: Opening): Result<Command, UsageProblem> {
  const issuer = given.options.get('issuer');
  const clientId = given.options.get('client-id');
  if (issuer === undefined || clientId === undefined) {
    const missing = [
      ...(issuer === undefined ? ['--issuer'] : []),
      ...(clientId === undefined ? ['--client-id'] : []),
    ];
    return fail(`login needs ${missing.join(' and ')}.`);
  }
  const method = methodOf(given);
  if (!method.ok) return method;
  const scopes = scopesOf(given.options.get('scope'));
  if (!scopes.ok) return scopes;
  const port = numberOf(given, 'redirect-port', 65_535);
  if (!port.ok) return port;
  return ok({
    kind: 'login',
    ...opening,
    issuer,
    clientId,
    clientAuthentication: method.value,
    clientSecretStdin: given.options.has('client-secret-stdin'),
    scopes: scopes.value,
    redirectPort: port.value,
    name: given.options.get('name'),
    dangerouslyAllowHttpOnLoopback: given.options.has('dangerously-allow-http-on-loopback'),
  });
}

function commandOf(kind: CommandName, name: string, given: Given): Result<Command, UsageProblem> {
  const has = (option: OptionName) => given.options.has(option);
  const opening: Opening = { json: has('json'), passphraseStdin: has('passphrase-stdin') };
  switch (kind) {
    case 'login':
      return login(given, opening);
    case 'list':
      return ok({ kind, ...opening });
    case 'refresh':
      return ok({ kind, name, ...opening });
    case 'remove':
      return ok({ kind, name, revoke: !has('no-revoke'), ...opening });
    case 'token': {
      const seconds = numberOf(given, 'min-valid', longestWait);
      if (!seconds.ok) return seconds;
      const minValidMs = seconds.value === undefined ? undefined : seconds.value * 1000;
      return ok({ kind, name, minValidMs, force: has('force'), ...opening });
    }
    case 'init':
      return has('passphrase')
        ? ok({ kind, ...opening })
        : fail('init needs --passphrase: without it there is nothing to choose.');
  }
}

/** Whether the arguments ask for JSON, also where they are wrong, so that the problem can be told as JSON. */
export function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return argv.slice(0, end < 0 ? argv.length : end).includes('--json');
}

/** The command that `argv`, without program and script, asks for; otherwise what is wrong with it. */
export function parseArguments(argv: readonly string[]): Result<Command, UsageProblem> {
  const apart = takeApart(argv);
  if (!apart.ok) return apart;
  const given = apart.value;
  const [kind, name = '', ...others] = given.words;
  if (given.options.has('help') || kind === 'help') return ok({ kind: 'help' });
  if (kind === undefined && given.options.has('version')) return ok({ kind: 'version' });
  if (kind === undefined) return fail('Nothing is asked for.');
  if (!isCommandName(kind)) return fail(`There is no command ${shown(kind)}.`);

  const { named, takes } = shapes[kind];
  const foreign = [...given.options.keys()].find((option) => ![...everywhere, ...takes].includes(option));
  if (foreign !== undefined) return fail(`The option --${foreign} does not belong to ${kind}.`);
  if (named && (name === '' || others.length > 0)) return fail(`${kind} needs the name of one account.`);
  if (!named && given.words.length > 1) return fail(`${kind} takes no further words.`);
  if (name.length > longest) return fail('The name is too long.');
  return commandOf(kind, name, given);
}
