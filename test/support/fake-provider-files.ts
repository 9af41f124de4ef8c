// Test equipment. The person's own definitions of providers, in memory.
import type { ProviderFile, ProviderFiles } from '../../main/core/ports.ts';
import { ok } from '../../main/core/result.ts';

export function fakeProviderFiles(...files: readonly ProviderFile[]): ProviderFiles {
  const texts = new Map(files.map(({ name, text }) => [name, text]));
  return {
    folder: '/data/providers',
    list: () => ok([...texts].map(([name, text]) => ({ name, text }))),
    write({ name, text }) {
      texts.set(name, text);
      return ok();
    },
    remove(name) {
      texts.delete(name);
      return ok();
    },
  };
}
