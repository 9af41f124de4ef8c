import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    maxConcurrency: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // The usual second is too short for a window on a machine with much else to do.
    expect: { poll: { timeout: 10_000 } },
  },
});
