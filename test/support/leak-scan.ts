// Test equipment. Looks for secrets where none may be: in files, in the arguments and environment of processes, in what
// crossed the bridge, in the memory of a page.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** A secret, and the forms in which it could lie about. */
function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  return [secret, bytes.toString('base64'), bytes.toString('hex'), encodeURIComponent(secret)].map((form) =>
    form.replace(/=+$/, ''),
  );
}

/** The secrets that occur in a text, cut so that a failing test does not print them whole. */
export function secretsIn(text: string, secrets: readonly string[]): readonly string[] {
  return secrets
    .filter((secret) => formsOf(secret).some((form) => text.includes(form)))
    .map((secret) => `${secret.slice(0, 6)}…`);
}

/** All files below a folder as text of single bytes, by path. */
export function filesBelow(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path, readFileSync(path, 'latin1')];
    }),
  );
}

export interface ProcessWatch {
  /** Arguments and environments of all processes seen so far, joined. */
  seen(): string;
  stop(): void;
}

/** Notes the arguments and the environment of every process of this machine, several times a second (Linux). */
export function watchProcesses(): ProcessWatch {
  const texts = new Set<string>();
  const look = (): void => {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      for (const file of ['cmdline', 'environ']) {
        try {
          texts.add(readFileSync(`/proc/${pid}/${file}`, 'utf8'));
        } catch {
          // The process has ended, or is not ours.
        }
      }
    }
  };
  look();
  const timer = setInterval(look, 40);
  return { seen: () => [...texts].join('\n'), stop: () => clearInterval(timer) };
}

/** Every string in a page's memory, after the garbage was collected. */
export async function pageMemory(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return chunks.join('');
}
