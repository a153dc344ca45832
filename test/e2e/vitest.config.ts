import { defineConfig } from 'vitest/config';

/** One after the other: all of them share one /etc/ssh and one port 22, which belong to the suite alone. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fileParallelism: false,
    // Servers, clients and their timers run as they do elsewhere, beside whatever else the machine does: a race that is lost once is run
    // again, with a server of its own, and reported as such. A fix that does not work fails twice.
    retry: 1,
    env: { TZ: 'UTC' },
  },
});
