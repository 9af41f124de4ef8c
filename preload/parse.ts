// Main process. Judges the arguments of every channel: `unknown` in, typed arguments or undefined out.
// Written without dependencies, so that the preload room stays self-contained.
import type {
  Channel,
  Channels,
  ClientArguments,
  CopyFormat,
  ImportArguments,
  PreferencesView,
  SettingsView,
  SignInArguments,
} from './contract.ts';

/** Undefined: refused. */
type Parse<T> = (value: unknown) => T | undefined;

const longest = {
  id: 128,
  clientKey: 4096,
  label: 200,
  url: 2048,
  clientId: 1024,
  clientSecret: 8192,
  scope: 1024,
  scopes: 200,
  passphrase: 1024,
  address: 16_384,
  parameters: 32,
  token: 65_536,
  definition: 262_144,
  path: 4096,
  span: 366 * 24 * 3_600_000,
  moment: 8.64e15,
} as const;

/** A string of `least` to `most` UTF-16 code units. */
function text(most: number, least = 0): Parse<string> {
  return (value) =>
    typeof value === 'string' && value.length >= least && value.length <= most ? value : undefined;
}

function bool(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function wholeNumber(least: number, most: number): Parse<number> {
  return (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
      ? value
      : undefined;
}

function oneOf<const T extends string>(...allowed: readonly T[]): Parse<T> {
  return (value) => allowed.find((one) => one === value);
}

function listOf<T>(item: Parse<T>, most: number): Parse<readonly T[]> {
  return (value) => {
    if (!Array.isArray(value) || value.length > most) return undefined;
    const items: T[] = [];
    for (const one of value) {
      const parsed = item(one);
      if (parsed === undefined) return undefined;
      items.push(parsed);
    }
    return items;
  };
}

function orNull<T>(parse: Parse<T>): Parse<T | null> {
  return (value) => (value === null ? null : parse(value));
}

type Fields<T> = { readonly [K in keyof T]-?: Parse<T[K]> };

/** The own members of a plain object that are values, by name; undefined for anything else. */
function membersOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return undefined;
  const members = new Map<string, unknown>();
  for (const name of Reflect.ownKeys(value)) {
    const property = Object.getOwnPropertyDescriptor(value, name);
    if (typeof name !== 'string' || property === undefined || !('value' in property)) return undefined;
    members.set(name, property.value);
  }
  return members;
}

/** Exactly these keys, all own, on a plain object. The answer is a fresh object. */
function exactly<T>(fields: Fields<T>): Parse<T> {
  const names = Object.keys(fields);
  return (value) => {
    const given = membersOf(value);
    if (given?.size !== names.length) return undefined;
    const parsed: Record<string, unknown> = {};
    for (const name of names) {
      const one: unknown = fields[name as keyof T](given.get(name));
      if (one === undefined) return undefined;
      parsed[name] = one;
    }
    return parsed as T;
  };
}

/** Some of these keys, all own, on a plain object. The answer is a fresh object. */
function some<T>(fields: Fields<T>): Parse<Partial<T>> {
  return (value) => {
    const given = membersOf(value);
    if (given === undefined) return undefined;
    const parsed: Record<string, unknown> = {};
    for (const [name, member] of given) {
      const one: unknown = Object.hasOwn(fields, name) ? fields[name as keyof T](member) : undefined;
      if (one === undefined) return undefined;
      parsed[name] = one;
    }
    return parsed as Partial<T>;
  };
}

/** A plain object of a few short texts under names of any kind. */
function texts(value: unknown): Readonly<Record<string, string>> | undefined {
  const given = membersOf(value);
  if (given === undefined || given.size > longest.parameters) return undefined;
  const entries: [string, string][] = [];
  for (const [name, member] of given) {
    const one = text(longest.url)(member);
    if (one === undefined || !/^[a-z][a-z0-9_]{0,63}$/.test(name)) return undefined;
    entries.push([name, one]);
  }
  return Object.fromEntries(entries);
}

const id = text(longest.id, 1);
const nothing = exactly<Record<never, never>>({});
const account = exactly<{ readonly accountId: string }>({ accountId: id });
const signIn = exactly<{ readonly signInId: string }>({ signInId: id });
const passphrase = exactly<{ readonly passphrase: string }>({ passphrase: text(longest.passphrase) });

const scopes = listOf(text(longest.scope, 1), longest.scopes);

const clientFields: Fields<ClientArguments> = {
  providerId: id,
  parameters: texts,
  endpoints: texts,
  clientId: text(longest.clientId),
  clientSecret: text(longest.clientSecret),
  clientAuthentication: oneOf('none', 'client_secret_post', 'client_secret_basic'),
  dangerouslyAllowHttpOnLoopback: bool,
};

const signInArguments = exactly<SignInArguments>({
  ...clientFields,
  flow: oneOf('authorization_code', 'device_code', 'client_credentials'),
  scopes,
  redirectUri: text(longest.url),
  anyPort: bool,
  formPost: bool,
  label: text(longest.label),
});

const importArguments = exactly<ImportArguments>({
  ...clientFields,
  accessToken: text(longest.token),
  refreshToken: text(longest.token),
  expiresAt: wholeNumber(0, longest.moment),
  scopes,
  label: text(longest.label),
});

const copyFormat = oneOf('token', 'header', 'curl', 'env', 'json');
const span = wholeNumber(0, longest.span);

const preferences = exactly<PreferencesView>({
  pinned: bool,
  copyFormat,
  warnBeforeMs: orNull(span),
});

const settings = some<SettingsView>({
  theme: oneOf('system', 'light', 'dark'),
  startAtLogin: bool,
  startHidden: bool,
  closeToTray: bool,
  groupByProvider: bool,
  sortBy: oneOf('recent', 'name'),
  notifyKinds: listOf(oneOf('expiring', 'expired', 'sign_in_needed', 'refresh_failing'), 4),
  notifyBeforeMs: span,
  notifyPausedUntil: wholeNumber(0, longest.moment),
  clipboardClearMs: span,
  lockAfterIdleMs: span,
  lockWithScreen: bool,
  showNamesWhileLocked: bool,
  contentProtection: bool,
  proxy: text(longest.url),
  caFile: text(longest.path),
});

/** One parser for each channel of the contract: a channel without one does not compile. */
export const parsers: { readonly [C in Channel]: Parse<Channels[C]['args']> } = {
  getApp: nothing,
  getAccount: account,
  copyToken: exactly<{ readonly accountId: string; readonly format: CopyFormat }>({
    accountId: id,
    format: copyFormat,
  }),
  refreshAccount: account,
  renameAccount: exactly<Channels['renameAccount']['args']>({ accountId: id, label: text(longest.label) }),
  setAutoRefresh: exactly<Channels['setAutoRefresh']['args']>({ accountId: id, on: bool }),
  setPreferences: exactly<Channels['setPreferences']['args']>({ accountId: id, preferences }),
  removeAccount: exactly<Channels['removeAccount']['args']>({ accountId: id, revoke: bool }),
  undoRemoval: account,
  refreshAll: nothing,
  cancelWork: exactly<Channels['cancelWork']['args']>({ workId: id }),
  startSignIn: signInArguments,
  startSignInWithClient: exactly<Channels['startSignInWithClient']['args']>({
    clientKey: text(longest.clientKey, 1),
  }),
  startSignInAgain: exactly<Channels['startSignInAgain']['args']>({ accountId: id, scopes }),
  pasteRedirect: exactly<Channels['pasteRedirect']['args']>({
    signInId: id,
    address: text(longest.address, 1),
  }),
  importAccount: importArguments,
  replaceClientSecret: exactly<Channels['replaceClientSecret']['args']>({
    clientKey: text(longest.clientKey, 1),
    clientSecret: text(longest.clientSecret, 1),
    clientAuthentication: oneOf('client_secret_post', 'client_secret_basic'),
  }),
  revokeTokens: account,
  verifyToken: account,
  askProvider: exactly<Channels['askProvider']['args']>({
    accountId: id,
    source: oneOf('introspection', 'validation'),
  }),
  whoAmI: account,
  openDashboard: account,
  saveProvider: exactly<Channels['saveProvider']['args']>({
    definition: text(longest.definition, 1),
    replace: bool,
  }),
  removeProvider: exactly<Channels['removeProvider']['args']>({ providerId: id }),
  getDefinition: exactly<Channels['getDefinition']['args']>({ providerId: id }),
  cancelSignIn: signIn,
  openSignInAgain: signIn,
  copySignInLink: signIn,
  openRegistrationPage: exactly<Channels['openRegistrationPage']['args']>({ providerId: id }),
  // The longest thing to copy that is no secret is a definition.
  copyText: exactly<Channels['copyText']['args']>({ text: text(longest.definition, 1) }),
  changeSettings: exactly<Channels['changeSettings']['args']>({ changes: settings }),
  chooseCaFile: nothing,
  showDataFolder: nothing,
  noteConnection: exactly<Channels['noteConnection']['args']>({ online: bool }),
  exportAll: passphrase,
  chooseImport: nothing,
  importAll: passphrase,
  changeKey: exactly<Channels['changeKey']['args']>({
    to: oneOf('system', 'passphrase'),
    passphrase: text(longest.passphrase),
    currentPassphrase: text(longest.passphrase),
  }),
  lock: nothing,
  retryKeychain: nothing,
  choosePassphrase: passphrase,
  unlock: passphrase,
};

/**
 * The arguments of one call, or undefined where they are not exactly what the contract says.
 * `given` is everything that followed the channel's name.
 */
export function parseArguments<C extends Channel>(
  channel: C,
  given: readonly unknown[],
): Channels[C]['args'] | undefined {
  return given.length === 1 ? parsers[channel](given[0]) : undefined;
}
