// Test. Starts the fixture application over the stand-in, in a data folder of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { launchApp, type RunningApp } from '../../support/host/host.ts';

const fixtureEntry = fileURLToPath(new URL('./fixture/main.ts', import.meta.url));

/** What the preload script of the fixture gives to its page. */
interface FixtureBridge {
  ask(channel: string, ...args: unknown[]): Promise<unknown>;
  onNews(listener: (...values: unknown[]) => void): () => void;
  sum(a: number, b: number): number;
  fail(): never;
  callUnknown(): never;
}

declare global {
  interface Window {
    readonly fixture: FixtureBridge;
  }
}

/** Expects what is read to become as it must be, within a time that a busy machine needs. */
export function eventually<T>(read: () => T | Promise<T>) {
  return expect.poll(read, { timeout: 10_000 });
}

export function newHome(): string {
  return mkdtempSync(join(tmpdir(), 'tokendeck-stand-in-'));
}

export function removeHome(home: string): void {
  // Chromium may still be putting its profile away.
  rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

export function launchFixture(
  home: string,
  more: { readonly args?: readonly string[]; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<RunningApp> {
  return launchApp({ home, entry: fixtureEntry, ...more }, 'stand-in');
}

/** What the fixture's main process noted, as objects with one member that names their kind. */
export function notes(app: RunningApp): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return app.evaluate(
    () => (globalThis as unknown as { seen: { notes: Record<string, unknown>[] } }).seen.notes,
    undefined,
  );
}
