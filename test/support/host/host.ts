// Test equipment. Starts the built application in a test: on real Electron where that is asked for by
// `TOKENDECK_E2E=electron`, otherwise over the stand-in. The same specs run on both.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import type { PretendedCaller } from '../electron/stand-in.ts';
import type { Crossing } from '../electron/traffic.ts';
import { launchOnElectron } from './electron-host.ts';
import { launchOnStandIn } from './stand-in-host.ts';

/** The `electron` module, as a function run in the main process receives it. */
export type ElectronModule = typeof import('electron');

export interface LaunchOptions {
  /** The data folder, given to the application as `TOKENDECK_HOME`. */
  readonly home: string;
  /** Added to the environment of this process; an undefined value takes a variable out. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Arguments of the application. They are seen by everybody: no secrets. */
  readonly args?: readonly string[];
  /** The script to start instead of the built application. */
  readonly entry?: string;
}

export interface RunningApp {
  readonly kind: 'electron' | 'stand-in';
  /** The application's first window. */
  readonly page: Page;
  /** Process id of the main process. */
  readonly pid: number;
  /** Calls a function, which may refer to nothing outside itself, with the `electron` module in the main process. */
  evaluate<A, R>(run: (electron: ElectronModule, arg: A) => R | Promise<R>, arg: A): Promise<R>;
  /** Calls a handler of `ipcMain` with any arguments, as the window's own page or as somebody else. */
  invoke(channel: string, args: readonly unknown[], caller?: PretendedCaller): Promise<unknown>;
  /** Everything written to standard output and standard error so far. */
  output(): string;
  /** Everything that crossed the bridge so far, in both directions. */
  ipcTraffic(): Promise<readonly Crossing[]>;
  /** Quits as a person would, and returns the exit code. */
  close(): Promise<number>;
  /** Ends the main process at once, as a crash would. */
  kill(): Promise<void>;
  /** Resolves with the exit code once the main process has ended. */
  readonly ended: Promise<number>;
}

export interface LaunchSettings {
  readonly entry: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

const builtEntry = fileURLToPath(new URL('../../../out/main/index.js', import.meta.url));

function settingsFrom(options: LaunchOptions): LaunchSettings {
  const entry = options.entry ?? builtEntry;
  if (!existsSync(entry)) throw new Error(`There is no ${entry}: run "npm run build" first.`);
  const merged = { ...process.env, TOKENDECK_HEADLESS: '1', TOKENDECK_HOME: options.home, ...options.env };
  const env = Object.fromEntries(
    Object.entries(merged).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
  return { entry, args: options.args ?? [], env };
}

/** Which host `launchApp` starts, for the line in the test output that says so. */
function hostKind(): RunningApp['kind'] {
  return process.env['TOKENDECK_E2E'] === 'electron' ? 'electron' : 'stand-in';
}

/**
 * Starts the application and returns once its first window has loaded.
 * Throws, with the output so far, when the application ends before it has a window.
 */
export function launchApp(options: LaunchOptions, kind = hostKind()): Promise<RunningApp> {
  const settings = settingsFrom(options);
  return kind === 'electron' ? launchOnElectron(settings) : launchOnStandIn(settings);
}
