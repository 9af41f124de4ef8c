// Main process. Puts tokens on the clipboard, marked as secret, and takes them off again.
import type { Clipboard, ClipboardItem } from 'electron';
import type { Clock, Log } from '../core/ports.ts';
import { Secret } from '../core/secret.ts';

function systemFormat(name: string): string {
  return `electron application/osclipboard;format="${name}"`;
}

/** What clipboard histories and synchronisation look for, each on its own system, to leave an entry out. */
const secretMarks: Readonly<
  Partial<Record<NodeJS.Platform, Readonly<Record<string, Uint8Array<ArrayBuffer>>>>>
> = {
  win32: {
    ExcludeClipboardContentFromMonitorProcessing: new Uint8Array(4),
    CanIncludeInClipboardHistory: new Uint8Array(4),
    CanUploadToCloudClipboard: new Uint8Array(4),
  },
  darwin: { 'org.nspasteboard.ConcealedType': new Uint8Array(1) },
  linux: { 'x-kde-passwordManagerHint': new TextEncoder().encode('secret') },
};

/** The entries of one clipboard item: the text, and the marks of the system. */
export function secretEntries(text: string, platform: NodeJS.Platform): Record<string, string | Blob> {
  const entries: Record<string, string | Blob> = { 'text/plain': text };
  for (const [name, bytes] of Object.entries(secretMarks[platform] ?? {})) {
    entries[systemFormat(name)] = new Blob([bytes]);
  }
  return entries;
}

export interface TokenClipboard {
  /** Copies a secret text and returns when it will be cleared, in epoch milliseconds; undefined: not by itself. */
  copySecret(text: string): Promise<number | undefined>;
  /** Copies a text that need not be cleared. */
  copyPlain(text: string): Promise<void>;
  /** Clears the clipboard if it still holds the last secret copied. */
  clearIfOurs(): Promise<void>;
}

interface ClipboardParts {
  readonly clipboard: Pick<Clipboard, 'readText' | 'writeText' | 'write' | 'clear'>;
  readonly ClipboardItem: typeof ClipboardItem;
  readonly clock: Clock;
  readonly platform: NodeJS.Platform;
  readonly log: Log;
  /** How long a token stays on the clipboard, in milliseconds; 0: until somebody takes it off. */
  readonly clearAfterMs: () => number;
  /** What became of a token: `left` where something else was there meanwhile. Not told of one that another replaced. */
  readonly onEnded: (end: 'cleared' | 'left') => void;
}

/** A clipboard that cannot be read is open in another program, which lets go of it soon. */
const againMs = 10_000;

export function createTokenClipboard(parts: ClipboardParts): TokenClipboard {
  const { clipboard, clock } = parts;
  let held: Secret | undefined;
  let writing: Promise<void> = Promise.resolve();
  let cancelClearing = (): void => {};

  async function clearIfOurs(): Promise<void> {
    cancelClearing();
    const ours = held;
    if (ours === undefined) return;
    // One that is only on its way there could not be found yet, and would stay.
    await writing.catch(() => undefined);
    const stillOurs = (await clipboard.readText()) === ours.reveal();
    // Meanwhile another token may have been copied, with its own time to be cleared.
    if (held !== ours) return;
    held = undefined;
    if (stillOurs) clipboard.clear();
    parts.onEnded(stillOurs ? 'cleared' : 'left');
  }

  function clearAt(at: number): void {
    cancelClearing();
    // A clock that is set back would leave it there for as much longer.
    const stops = [clock.at(at, clear), clock.onJump(clear)];
    cancelClearing = () => {
      for (const stop of stops) stop();
    };
  }

  function clear(): void {
    const ours = held;
    clearIfOurs().catch(() => {
      parts.log.warn('clipboard.not_cleared');
      if (held === ours) clearAt(clock.now() + againMs);
    });
  }

  async function writeMarked(text: string): Promise<void> {
    try {
      await clipboard.write([new parts.ClipboardItem(secretEntries(text, parts.platform))]);
    } catch {
      // A system that does not take the marks must still take the token.
      await clipboard.writeText(text);
    }
  }

  return {
    async copySecret(text) {
      cancelClearing();
      const ours = new Secret(text);
      held = ours;
      // In turn, or a slower one before it would come to lie over it.
      writing = writing.catch(() => undefined).then(() => writeMarked(text));
      await writing;
      const stays = parts.clearAfterMs();
      if (stays === 0) return undefined;
      const clearsAt = clock.now() + stays;
      // One that was copied meanwhile has a time of its own.
      if (held === ours) clearAt(clearsAt);
      return clearsAt;
    },
    async copyPlain(text) {
      await clipboard.writeText(text);
    },
    clearIfOurs,
  };
}
