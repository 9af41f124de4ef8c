// Main process and command line. Puts adapters and core together into the services that both entries use.
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { type DataDirectory, dataDirectory, prepareDataDirectory } from './adapters/data-directory.ts';
import { createFileLog } from './adapters/file-log.ts';
import { keytarKeychain } from './adapters/keytar-keychain.ts';
import { createLoopbackReceiver } from './adapters/loopback-receiver.ts';
import { hasPassphrase } from './adapters/passphrase-keychain.ts';
import { createProviderFiles } from './adapters/provider-files.ts';
import { createReplaceableHttp } from './adapters/replaceable-http.ts';
import { createSystemClock } from './adapters/system-clock.ts';
import { createSystemRandom } from './adapters/system-random.ts';
import { textFile } from './adapters/text-file.ts';
import { trustedAuthorities } from './adapters/trusted-authorities.ts';
import { type ClosableHttp, createUndiciHttp } from './adapters/undici-http.ts';
import { createAccountService } from './core/accounts/create-service.ts';
import type { AccountService } from './core/accounts/service.ts';
import { appError } from './core/errors.ts';
import type { Browser, Clock, Keychain, Log, Random } from './core/ports.ts';
import type { PracticeProvider } from './core/providers/practice.ts';
import { createProviderBook, type ProviderBook } from './core/providers/provider-book.ts';
import type { Providers } from './core/providers/registry.ts';
import { fail, ok, type Result } from './core/result.ts';
import { createSettingsStore, type SettingsStore } from './core/settings/settings-store.ts';
import type { Vault } from './core/vault/vault.ts';
import { isInUse } from './core/vault/vault-key.ts';
import { type KeychainChoice, type OpenedVault, openStore, openVaultWith } from './vault-at.ts';

export type { KeychainChoice, KeyRequest, KeyTask } from './vault-at.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What is there before the vault is open, and stays when it cannot be opened. */
export interface Ground {
  readonly directory: DataDirectory;
  readonly env: Environment;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly processName: string;
  readonly settings: SettingsStore;
  /** One per key for the life of the process: a second try then waits for a call that the system still holds. */
  readonly systemKeychain: (vaultId: string, keyId: string) => Keychain;
}

export interface GroundOptions {
  /** `window` or `cli`: tells processes apart in leases. */
  readonly processName: string;
  /** TOKENDECK_HOME names the data directory, TOKENDECK_CA_FILE further certificate authorities. */
  readonly env: Environment;
}

export interface ServiceOptions {
  readonly keychain: KeychainChoice;
  readonly providers: Providers;
  readonly browser: Browser;
  /** Told once for each thing that the person should know, such as where a damaged vault was put; also on failure. */
  readonly onNotice: (notice: string) => void;
}

export interface Services {
  readonly accounts: AccountService;
  readonly vault: Vault;
  /** Where the vault's key is now. */
  readonly keychainKind: Keychain['kind'];
  /** See `OpenedVault`. The task ends with `cancelled`, and nothing changed, where the services are closed meanwhile. */
  readonly prepareKeyChange: OpenedVault['prepareKeyChange'];
  /** Stops refreshing, waits for requests under way, and closes the vault. */
  close(): Promise<void>;
}

/** Never fails: a data directory that cannot be used shows when the services are opened. */
export function createGround({ processName, env }: GroundOptions): Ground {
  const directory = dataDirectory({
    environment: env,
    platform: process.platform,
    home: homedir(),
    workingDirectory: process.cwd(),
  });
  prepareDataDirectory(directory);
  const clock = createSystemClock();
  const log = createFileLog({ path: join(directory.path, 'tokendeck.log'), now: clock.now });
  return {
    directory,
    env,
    clock,
    random: createSystemRandom(),
    log,
    processName,
    settings: openSettings(join(directory.path, 'settings.json'), clock, log),
    systemKeychain: rememberedKeychains(),
  };
}

function openSettings(path: string, clock: Clock, log: Log): SettingsStore {
  const settings = createSettingsStore({ file: textFile(path, clock.now), log });
  settings.guard('caFile', (caFile) => {
    if (caFile === '') return ok();
    // A relative path would mean another file for each folder that the command line is called in.
    if (!isAbsolute(caFile))
      return fail(appError('invalid_setting', { detail: 'the CA file needs its whole path' }));
    const authorities = trustedAuthorities(caFile);
    return authorities.ok ? ok() : authorities;
  });
  return settings;
}

/**
 * HTTP as environment and settings have it, following the settings until it is closed. The proxy of the settings goes
 * before HTTPS_PROXY and HTTP_PROXY; TOKENDECK_CA_FILE goes before the CA file of the settings. Where that one cannot be
 * used, each request fails with `invalid_argument`, so that accounts can be seen and the settings be changed.
 * Errors: `invalid_argument` for an unusable TOKENDECK_CA_FILE or proxy in the environment.
 */
export function openHttp({ env, settings }: Pick<Ground, 'env' | 'settings'>): Result<ClosableHttp> {
  const caFileOfEnv = env['TOKENDECK_CA_FILE'] || undefined;
  function make(): Result<ClosableHttp> {
    const { proxy, caFile } = settings.get();
    return createUndiciHttp({ caFile: caFileOfEnv ?? (caFile || undefined), proxy: proxy || undefined, env });
  }
  const first = make();
  const isOfSettings = caFileOfEnv === undefined && settings.get().caFile !== '';
  if (!first.ok && !isOfSettings) return first;
  const http = createReplaceableHttp(first);
  const stop = settings.onChange((now, before) => {
    if (now.proxy !== before.proxy || now.caFile !== before.caFile) http.replace(make());
  });
  return ok({
    send: http.send,
    async close() {
      stop();
      await http.close();
    },
  });
}

/** The presets, the person's own definitions, and the practice provider where there is one. */
export function createProviders(ground: Ground, practice: PracticeProvider | undefined): ProviderBook {
  return createProviderBook({
    files: createProviderFiles(join(ground.directory.path, 'providers')),
    extra: practice === undefined ? [] : [practice.provider],
    log: ground.log,
  });
}

function rememberedKeychains(): Ground['systemKeychain'] {
  const keychains = new Map<string, Keychain>();
  return (vaultId, keyId) => {
    const name = `${vaultId} ${keyId}`;
    const keychain = keychains.get(name) ?? keytarKeychain({ vaultId, keyId });
    keychains.set(name, keychain);
    return keychain;
  };
}

function tellUnreadable(vault: Vault, onNotice: ServiceOptions['onNotice']): void {
  const count = vault.unreadableAccounts().length;
  if (count === 0) return;
  onNotice(
    count === 1
      ? 'One account in the vault is damaged and cannot be shown.'
      : `${count} accounts in the vault are damaged and cannot be shown.`,
  );
}

async function openSealed(
  ground: Ground,
  { keychain: choice, onNotice }: ServiceOptions,
): Promise<Result<OpenedVault>> {
  const prepared = prepareDataDirectory(ground.directory);
  if (!prepared.ok) return prepared;
  const store = openStore(prepared.value, ground.clock, (aside) =>
    onNotice(`The vault was damaged. It was kept as ${aside}, and a new one was begun.`),
  );
  if (!store.ok) return store;
  return openVaultWith({ ...ground, path: prepared.value }, store.value, choice);
}

/** How often the key may be changed by other processes while the vault is being opened. */
const mostOpenings = 3;

/**
 * Opens keychain, vault and accounts. Errors: `passphrase_needed` where one was chosen before and none is given; those of
 * the keychain and of the vault; `invalid_argument` for an unusable TOKENDECK_CA_FILE.
 */
export async function openServices(ground: Ground, options: ServiceOptions): Promise<Result<Services>> {
  for (let opening = 1; ; opening += 1) {
    const services = await openServicesOnce(ground, options);
    if (services.ok || services.error.code !== 'vault_key_changed' || opening === mostOpenings)
      return services;
  }
}

async function openServicesOnce(ground: Ground, options: ServiceOptions): Promise<Result<Services>> {
  const { clock, random, log, processName } = ground;
  const http = openHttp(ground);
  if (!http.ok) return http;
  const sealed = await openSealed(ground, options);
  if (!sealed.ok) {
    await http.value.close();
    return sealed;
  }
  const { vault, prepareKeyChange } = sealed.value;
  const accounts = await createAccountService({
    vault,
    providers: options.providers,
    http: http.value,
    receiver: createLoopbackReceiver(),
    browser: options.browser,
    clock,
    random,
    log,
    processName,
  });
  if (!accounts.ok) {
    await http.value.close();
    vault.close();
    return accounts;
  }
  tellUnreadable(vault, options.onNotice);
  const closing = new AbortController();
  let changing: Promise<unknown> = Promise.resolve();
  return ok({
    accounts: accounts.value,
    vault,
    get keychainKind() {
      return vault.keyKind();
    },
    async prepareKeyChange(request) {
      const task = await prepareKeyChange(request);
      if (!task.ok) return task;
      return ok((progress) => {
        const signal = AbortSignal.any([progress.signal, closing.signal]);
        const changed = task.value({ ...progress, signal });
        changing = Promise.allSettled([changing, changed]);
        return changed;
      });
    },
    async close() {
      closing.abort();
      await changing;
      await accounts.value.stop();
      await http.value.close();
      vault.close();
    },
  });
}

/** Whether nothing was sealed yet, so that the person may still choose how the vault's key is kept. */
export async function isVaultNew(ground: Ground): Promise<boolean> {
  if (hasPassphrase(ground.directory.path)) return false;
  const prepared = prepareDataDirectory(ground.directory);
  const store = prepared.ok ? openStore(prepared.value, ground.clock, () => undefined) : prepared;
  if (!store.ok) return false;
  const inUse = isInUse(store.value);
  store.value.close();
  return inUse.ok && !inUse.value;
}
