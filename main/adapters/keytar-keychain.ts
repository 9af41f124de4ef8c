// Main process and command line. The vault key in the operating system's keychain, through keytar: Keychain, Credential
// Manager or Secret Service. The only file that imports keytar.
import { type AppError, appError, type ErrorCode } from '../core/errors.ts';
import type { Keychain } from '../core/ports.ts';
import { fail, ok, type Result } from '../core/result.ts';

interface Keytar {
  getPassword(service: string, account: string): Promise<unknown>;
  setPassword(service: string, account: string, password: string): Promise<unknown>;
  deletePassword(service: string, account: string): Promise<unknown>;
}

export interface KeytarKeychainOptions {
  /** The vault's id: its key is kept under it, so that several vaults do not share or overwrite one. */
  readonly vaultId: string;
  /** The key's id where it was changed; the key that the vault was made with has none. */
  readonly keyId?: string;
  /** How long the keychain may take to answer, in milliseconds; 20,000 by default. */
  readonly timeoutMs?: number;
  readonly platform?: NodeJS.Platform;
  /** Gives keytar; it is an optional dependency and may be missing. */
  readonly load?: () => Promise<unknown>;
}

const service = 'Tokendeck';
const keyLength = 32;

/** What libsecret, Keychain and Credential Manager say, in that order in each line, and what it means. */
const meanings: readonly (readonly [pattern: RegExp, code: ErrorCode])[] = [
  [/locked collection|is ?locked|interaction is not allowed/i, 'keychain_locked'],
  [
    /dismissed|access ?denied|not authorized|user cancel|passphrase you entered is not correct|access is denied/i,
    'keychain_denied',
  ],
  [/timeout was reached|timed out|no ?reply/i, 'keychain_timeout'],
  [
    /object does not exist|no such (?:object|collection)|default keychain could not be found/i,
    'keychain_unavailable',
  ],
];

/** Calls that have not come back. Each holds a thread of the process, also after it was given up. */
const underWay = new Map<string, Promise<Result<unknown>>>();

function functionIn(module: unknown, name: string): ((...values: string[]) => unknown) | undefined {
  if (typeof module !== 'object' || module === null || !(name in module)) {
    return undefined;
  }
  const value: unknown = Reflect.get(module, name);
  return typeof value === 'function' ? (...values) => Reflect.apply(value, module, values) : undefined;
}

/** keytar is CommonJS: its functions may be on the module or on its default export. */
function parseKeytar(module: unknown): Keytar | undefined {
  const inner: unknown =
    typeof module === 'object' && module !== null && 'default' in module ? module.default : module;
  const getPassword = functionIn(inner, 'getPassword');
  const setPassword = functionIn(inner, 'setPassword');
  const deletePassword = functionIn(inner, 'deletePassword');
  return getPassword && setPassword && deletePassword
    ? {
        getPassword: async (...values) => getPassword(...values),
        setPassword: async (...values) => setPassword(...values),
        deletePassword: async (...values) => deletePassword(...values),
      }
    : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}

/** The meaning of a keychain's error. Its words are kept as detail, without line breaks and cut, and never the key. */
function keychainError(error: unknown, key: string | undefined): AppError {
  const message = messageOf(error);
  const code = meanings.find(([pattern]) => pattern.test(message))?.[1] ?? 'keychain_unavailable';
  if (code !== 'keychain_unavailable' || message === '' || (key !== undefined && message.includes(key))) {
    return appError(code);
  }
  return appError(code, { detail: message.replace(/\s+/g, ' ').slice(0, 200) });
}

function loadError(error: unknown): AppError {
  return appError('keychain_unavailable', {
    detail: /libsecret/.test(messageOf(error))
      ? 'libsecret is not installed'
      : 'the keychain part of Tokendeck (keytar) is not installed',
  });
}

function encode(key: Uint8Array<ArrayBuffer>): string {
  return Buffer.from(key).toString('base64');
}

function decode(value: unknown): Result<Uint8Array<ArrayBuffer> | undefined> {
  if (value === null || value === undefined) {
    return ok(undefined);
  }
  const bytes = typeof value === 'string' ? new Uint8Array(Buffer.from(value, 'base64')) : new Uint8Array();
  return bytes.length === keyLength && encode(bytes) === value
    ? ok(bytes)
    : fail(appError('vault_wrong_key'));
}

/**
 * The system keychain's entry for one vault. Errors: `keychain_unavailable` (none there, keytar not installed),
 * `keychain_locked`, `keychain_denied`, `keychain_timeout`, `vault_wrong_key` where the entry holds something else.
 */
export function keytarKeychain(options: KeytarKeychainOptions): Keychain {
  const { vaultId, timeoutMs = 20_000, platform = process.platform } = options;
  const load = options.load ?? (() => import('keytar'));
  const account = options.keyId ? `vault ${vaultId} ${options.keyId}` : `vault ${vaultId}`;

  async function call(action: (keytar: Keytar) => Promise<unknown>, key?: string): Promise<Result<unknown>> {
    let keytar: Keytar | undefined;
    try {
      keytar = parseKeytar(await load());
    } catch (error) {
      return fail(loadError(error));
    }
    if (keytar === undefined) {
      return fail(loadError(undefined));
    }
    try {
      return ok(await action(keytar));
    } catch (error) {
      return fail(keychainError(error, key));
    }
  }

  /**
   * Waits so long and no longer. A call that is given up goes on and may still be answered, by a person whom the system
   * asks; trying again waits for that same call, or each try would hold one more of the process's few threads. That a
   * second write is answered by the first does no harm: the key that stands is the one that is read back.
   */
  async function inTime(name: string, start: () => Promise<Result<unknown>>): Promise<Result<unknown>> {
    const callName = `${name} ${account}`;
    let running = underWay.get(callName);
    if (running === undefined) {
      running = start().finally(() => underWay.delete(callName));
      underWay.set(callName, running);
    }
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Result<unknown>>((resolve) => {
      timer = setTimeout(() => resolve(fail(appError('keychain_timeout'))), timeoutMs);
    });
    try {
      return await Promise.race([running, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * libsecret finds nothing in a keyring that stays locked, and says so no differently than for a missing entry. Only
   * writing tells: so nothing is taken for missing before an entry of no importance could be written.
   */
  async function lookUp(keytar: Keytar): Promise<unknown> {
    const found = await keytar.getPassword(service, account);
    if (found !== null || platform !== 'linux') {
      return found;
    }
    await keytar.setPassword(service, `${account} (test)`, 'test');
    await keytar.deletePassword(service, `${account} (test)`);
    return keytar.getPassword(service, account);
  }

  return {
    kind: 'system',
    async read() {
      const value = await inTime('read', () => call(lookUp));
      return value.ok ? decode(value.value) : value;
    },
    async write(key) {
      const text = encode(key);
      const written = await inTime('write', () =>
        call((keytar) => keytar.setPassword(service, account, text), text),
      );
      return written.ok ? ok() : written;
    },
    async remove() {
      // One that was given up may still come to pass, and would be there again.
      if (underWay.has(`write ${account}`)) return fail(appError('keychain_timeout'));
      const left = await inTime('remove', () =>
        call(async (keytar) => {
          await keytar.deletePassword(service, account);
          return lookUp(keytar);
        }),
      );
      if (!left.ok) return left;
      return left.value === null || left.value === undefined ? ok() : fail(appError('keychain_denied'));
    },
  };
}

/**
 * Ends the process with an exit code, at once, where a keychain call hangs; otherwise it does nothing. The call would
 * hold up `process.exit`, which waits for the thread that it holds: so the process is replaced by one that ends with the
 * code. Write out everything first.
 */
export function endIfKeychainHangs(code: number): void {
  if (underWay.size > 0 && process.platform !== 'win32' && process.execve !== undefined) {
    process.execve('/bin/sh', ['sh', '-c', 'exit "$1"', 'sh', String(code)], {});
  }
}

/** Ends the process with an exit code, at once, whether a keychain call hangs or not. */
export function exitDespiteKeychain(code: number): never {
  endIfKeychainHangs(code);
  process.exit(code);
}
