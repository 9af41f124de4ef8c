// Test equipment: the stand-in for Electron. The `clipboard` module. Where windows are not seen it is a clipboard of this
// process alone, so that tests do not meddle with each other; otherwise the system's, through a program if there is one.
import { spawn, spawnSync } from 'node:child_process';
import { env, platform, stderr } from 'node:process';
import type { Clipboard } from 'electron';
import { isHeadless } from './chromium.ts';
import { strict } from './strict.ts';

type Entry = string | Blob;

export class ClipboardItem {
  readonly types: string[];
  private readonly entries: Readonly<Record<string, Entry | Promise<Entry>>>;

  constructor(entries: Readonly<Record<string, Entry | Promise<Entry>>>) {
    this.entries = entries;
    this.types = Object.keys(entries);
  }

  async getType(type: string): Promise<Blob> {
    const entry = await this.entries[type];
    if (entry === undefined) throw new Error(`The type was not found: ${type}`);
    return typeof entry === 'string' ? new Blob([entry], { type }) : entry;
  }
}

interface SystemClipboard {
  readonly write: readonly [program: string, ...args: string[]];
  readonly read: readonly [program: string, ...args: string[]];
}

const systemClipboards: readonly SystemClipboard[] =
  platform === 'darwin'
    ? [{ write: ['pbcopy'], read: ['pbpaste'] }]
    : [
        ...(env['WAYLAND_DISPLAY']
          ? [{ write: ['wl-copy'], read: ['wl-paste', '--no-newline'] } as const]
          : []),
        { write: ['xclip', '-selection', 'clipboard'], read: ['xclip', '-selection', 'clipboard', '-o'] },
        { write: ['xsel', '--clipboard', '--input'], read: ['xsel', '--clipboard', '--output'] },
      ];

function findSystemClipboard(): SystemClipboard | undefined {
  if (isHeadless()) return undefined;
  const found = systemClipboards.find(
    ({ write: [program] }) => spawnSync(program, ['--version']).error === undefined,
  );
  if (found === undefined) {
    stderr.write('No xclip, xsel or wl-clipboard was found: what is copied stays inside this program.\n');
  }
  return found;
}

let system: SystemClipboard | undefined;
let looked = false;
let content: ClipboardItem | undefined;

function systemClipboard(): SystemClipboard | undefined {
  if (!looked) system = findSystemClipboard();
  looked = true;
  return system;
}

/** The text goes in through standard input: it must not be seen in a command line. */
function writeToSystem(text: string): Promise<void> {
  const [program, ...args] = systemClipboard()?.write ?? [undefined];
  if (program === undefined) return Promise.resolve();
  const child = spawn(program, args, { stdio: ['pipe', 'ignore', 'ignore'] });
  child.stdin.end(text);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => resolve());
  });
}

async function put(item: ClipboardItem | undefined): Promise<void> {
  content = item;
  const text =
    item?.types.includes('text/plain') === true ? await (await item.getType('text/plain')).text() : '';
  await writeToSystem(text);
}

async function readText(): Promise<string> {
  const [program, ...args] = systemClipboard()?.read ?? [undefined];
  if (program !== undefined) return spawnSync(program, args, { encoding: 'utf8' }).stdout ?? '';
  if (content?.types.includes('text/plain') !== true) return '';
  return (await content.getType('text/plain')).text();
}

export const clipboard = strict('clipboard', {
  readText,
  writeText: (text: string) => put(new ClipboardItem({ 'text/plain': text })),
  clear(): void {
    put(undefined).catch(() => undefined);
  },
  has: async (type: string) => content?.types.includes(type) ?? false,
  read: async () => (content === undefined ? [] : [content]),
  async write(items: readonly ClipboardItem[]): Promise<void> {
    const [item] = items;
    if (!(item instanceof ClipboardItem)) throw new TypeError('Expected ClipboardItem');
    await put(item);
  },
} satisfies Pick<Clipboard, 'readText' | 'writeText' | 'clear' | 'has'> & Record<'read' | 'write', unknown>);
