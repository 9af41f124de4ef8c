// Test equipment. A small file in memory.
import type { TextFile } from '../../main/core/ports.ts';
import { ok } from '../../main/core/result.ts';

export interface FakeTextFile extends TextFile {
  readonly text: () => string | undefined;
}

export function fakeTextFile(content?: string): FakeTextFile {
  let text = content;
  return {
    text: () => text,
    read: () => ok(text),
    write(written) {
      text = written;
      return ok();
    },
    setAside() {
      text = undefined;
      return ok('the file set aside');
    },
  };
}
