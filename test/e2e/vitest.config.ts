import { defineConfig } from 'vitest/config';

/** One after the other: all of them share one /etc/ssh and one port 22, which belong to the suite alone. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fileParallelism: false,
    env: { TZ: 'UTC' },
  },
});
