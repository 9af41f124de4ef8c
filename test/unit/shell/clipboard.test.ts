import { describe, expect, it } from 'vitest';
import { createTokenClipboard, secretEntries } from '../../../main/shell/clipboard.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { fakeLog } from '../../support/fake-log.ts';

const clearAfterMs = 30_000;

class Item {
  readonly types: string[];
  private readonly entries: Record<string, unknown>;
  constructor(entries: Record<string, unknown>) {
    this.entries = entries;
    this.types = Object.keys(entries);
  }
  async getType(type: string): Promise<never> {
    return this.entries[type] as never;
  }
}

/** The system's clipboard as far as it is used: what was written last is what is read. */
function memoryClipboard(takesMarks = true) {
  let content = '';
  let marks: readonly string[] = [];
  return {
    get content() {
      return content;
    },
    get marks() {
      return marks;
    },
    clipboard: {
      readText: async () => content,
      async writeText(text: string) {
        content = text;
        marks = [];
      },
      async write(items: readonly { readonly types: string[]; getType(type: string): Promise<unknown> }[]) {
        if (!takesMarks) throw new Error('unsupported format');
        for (const item of items) {
          content = String(await item.getType('text/plain'));
          marks = item.types.filter((type) => type !== 'text/plain');
        }
      },
      clear() {
        content = '';
        marks = [];
      },
    },
  };
}

function setUp(takesMarks = true) {
  const system = memoryClipboard(takesMarks);
  const clock = fakeClock();
  const log = fakeLog();
  const ends: string[] = [];
  const set = { clearAfterMs };
  const tokens = createTokenClipboard({
    clipboard: system.clipboard,
    ClipboardItem: Item,
    clock,
    platform: 'linux',
    log,
    clearAfterMs: () => set.clearAfterMs,
    onEnded: (end) => ends.push(end),
  });
  return { system, clock, log, ends, set, tokens };
}

describe('a copied token', () => {
  it('is cleared when its time is over, and not before', async () => {
    const { system, clock, ends, tokens } = setUp();
    expect(await tokens.copySecret('token-1')).toBe(clock.now() + clearAfterMs);
    await clock.advance(clearAfterMs - 1);
    expect(system.content).toBe('token-1');
    expect(ends).toEqual([]);
    await clock.advance(1);
    expect(system.content).toBe('');
    expect(clock.timers()).toEqual([]);
    expect(ends).toEqual(['cleared']);
  });

  it('is cleared also where that is asked for while it is only on its way there', async () => {
    const { system, ends, tokens } = setUp();
    const copying = tokens.copySecret('token-1');
    await tokens.clearIfOurs();
    await copying;
    expect(system.content).toBe('');
    expect(ends).toEqual(['cleared']);
  });

  it('lies over the one before, however slow that one was to get there', async () => {
    const { system, clock, tokens } = setUp();
    const gate = Promise.withResolvers<void>();
    const write = system.clipboard.write;
    let isFirst = true;
    system.clipboard.write = async (items) => {
      if (isFirst) {
        isFirst = false;
        await gate.promise;
      }
      await write(items);
    };
    const first = tokens.copySecret('token-1');
    const second = tokens.copySecret('token-2');
    gate.resolve();
    await Promise.all([first, second]);
    expect(system.content).toBe('token-2');
    expect([clock.timers().length, clock.jumpListeners()]).toEqual([1, 1]);
    await tokens.clearIfOurs();
    expect(system.content).toBe('');
    expect([clock.timers().length, clock.jumpListeners()]).toEqual([0, 0]);
  });

  it('does not stay longer because the clock was set back', async () => {
    const { system, clock, tokens } = setUp();
    await tokens.copySecret('token-1');
    await clock.jumpTo(clock.now() - 3_600_000);
    expect(system.content).toBe('');
    expect(clock.jumpListeners()).toBe(0);
  });

  it('is left alone once something else was copied', async () => {
    const { system, clock, ends, tokens } = setUp();
    await tokens.copySecret('token-1');
    await system.clipboard.writeText('a shopping list');
    await clock.advance(clearAfterMs);
    expect(system.content).toBe('a shopping list');
    expect(ends).toEqual(['left']);
  });

  it('gets its own time when another was copied before', async () => {
    const { system, clock, ends, tokens } = setUp();
    await tokens.copySecret('token-1');
    await clock.advance(20_000);
    await tokens.copySecret('token-2');
    await clock.advance(20_000);
    expect(system.content).toBe('token-2');
    await clock.advance(10_000);
    expect(system.content).toBe('');
    expect(ends).toEqual(['cleared']);
  });

  it('stays as long as the setting says when it is copied', async () => {
    const { system, clock, set, tokens } = setUp();
    set.clearAfterMs = 5_000;
    expect(await tokens.copySecret('token-1')).toBe(clock.now() + 5_000);
    set.clearAfterMs = 600_000;
    await clock.advance(5_000);
    expect(system.content).toBe('');
  });

  it('stays for good where that is set, and nothing waits; asked for, it is taken off all the same', async () => {
    const { system, clock, ends, set, tokens } = setUp();
    set.clearAfterMs = 0;
    expect(await tokens.copySecret('token-1')).toBeUndefined();
    expect(clock.timers()).toEqual([]);
    await clock.advance(24 * 3_600_000);
    expect(system.content).toBe('token-1');
    await tokens.clearIfOurs();
    expect(system.content).toBe('');
    expect(ends).toEqual(['cleared']);
  });

  it('that replaces one with a time takes that time away', async () => {
    const { system, clock, ends, set, tokens } = setUp();
    await tokens.copySecret('token-1');
    set.clearAfterMs = 0;
    await tokens.copySecret('token-2');
    await clock.advance(clearAfterMs);
    expect(system.content).toBe('token-2');
    expect(ends).toEqual([]);
  });

  it('is the only thing that the clipboard is ever read for', async () => {
    const { system, tokens } = setUp();
    system.clipboard.readText = async () => {
      throw new Error('read');
    };
    await tokens.clearIfOurs();
    await tokens.copyPlain('a link');
    await tokens.copySecret('token-1');
    system.clipboard.readText = async () => 'token-1';
    await tokens.clearIfOurs();
    system.clipboard.readText = async () => {
      throw new Error('read');
    };
    await tokens.clearIfOurs();
  });

  it('is cleared at once when asked, only if it is still there', async () => {
    const { system, tokens, clock } = setUp();
    await tokens.copySecret('token-1');
    await tokens.clearIfOurs();
    expect(system.content).toBe('');
    expect(clock.timers()).toEqual([]);
    await tokens.copySecret('token-2');
    await system.clipboard.writeText('other');
    await tokens.clearIfOurs();
    expect(system.content).toBe('other');
  });

  it('copied while the one before is being cleared stays', async () => {
    const { system, clock, tokens } = setUp();
    await tokens.copySecret('token-1');
    const read = Promise.withResolvers<string>();
    system.clipboard.readText = () => read.promise;
    const clearing = tokens.clearIfOurs();
    await tokens.copySecret('token-2');
    read.resolve('token-1');
    await clearing;
    expect(system.content).toBe('token-2');
    system.clipboard.readText = async () => system.content;
    await clock.advance(clearAfterMs);
    expect(system.content).toBe('');
  });

  it('carries the mark that keeps it out of histories', async () => {
    const { system, tokens } = setUp();
    await tokens.copySecret('token-1');
    expect(system.marks).toEqual(['electron application/osclipboard;format="x-kde-passwordManagerHint"']);
  });

  it('is copied without marks where the system takes none, and cleared all the same', async () => {
    const { system, clock, tokens } = setUp(false);
    await tokens.copySecret('token-1');
    expect(system.content).toBe('token-1');
    await clock.advance(clearAfterMs);
    expect(system.content).toBe('');
  });

  it('that cannot be read back is noted without the token, and cleared once it can be', async () => {
    const { system, clock, log, ends, tokens } = setUp();
    const { readText } = system.clipboard;
    await tokens.copySecret('token-1');
    system.clipboard.readText = async () => {
      throw new Error('token-1');
    };
    await clock.advance(clearAfterMs);
    expect(log.entries.map((entry) => entry.event)).toEqual(['clipboard.not_cleared']);
    expect(JSON.stringify(log.entries)).not.toContain('token-1');
    expect(ends).toEqual([]);
    system.clipboard.readText = readText;
    await clock.advance(10_000);
    expect([system.content, ends]).toEqual(['', ['cleared']]);
    expect(clock.timers()).toEqual([]);
  });

  it('that is to stay is not cleared by what is tried again for one before it', async () => {
    const { system, clock, set, tokens } = setUp();
    const { readText } = system.clipboard;
    await tokens.copySecret('token-1');
    const gate = Promise.withResolvers<string>();
    system.clipboard.readText = () => gate.promise;
    await clock.advance(clearAfterMs);
    set.clearAfterMs = 0;
    await tokens.copySecret('token-2');
    gate.reject(new Error('in use'));
    system.clipboard.readText = readText;
    await clock.advance(clearAfterMs);
    expect(system.content).toBe('token-2');
    expect(clock.timers()).toEqual([]);
  });
});

it('leaves plain texts where they are', async () => {
  const { system, clock, tokens } = setUp();
  await tokens.copyPlain('http://127.0.0.1/callback');
  await clock.advance(clearAfterMs * 2);
  await tokens.clearIfOurs();
  expect(system.content).toBe('http://127.0.0.1/callback');
});

it.each([
  [
    'win32',
    [
      'ExcludeClipboardContentFromMonitorProcessing',
      'CanIncludeInClipboardHistory',
      'CanUploadToCloudClipboard',
    ],
  ],
  ['darwin', ['org.nspasteboard.ConcealedType']],
  ['linux', ['x-kde-passwordManagerHint']],
  ['freebsd', []],
] as const)('on %s the marks are %j', (platform, names) => {
  expect(Object.keys(secretEntries('t', platform))).toEqual([
    'text/plain',
    ...names.map((name) => `electron application/osclipboard;format="${name}"`),
  ]);
});

it('the marks say what each system reads: zero for Windows, "secret" for KDE', async () => {
  const windows = Object.values(secretEntries('t', 'win32')).slice(1) as Blob[];
  for (const mark of windows) expect([...new Uint8Array(await mark.arrayBuffer())]).toEqual([0, 0, 0, 0]);
  const [kde] = Object.values(secretEntries('t', 'linux')).slice(1) as Blob[];
  expect(await kde?.text()).toBe('secret');
});
