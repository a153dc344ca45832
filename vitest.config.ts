import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // They start real servers, as root: npm run test:e2e.
    exclude: ['test/e2e/**'],
    // Several times what the slowest takes, as other work may be going on.
    testTimeout: 90_000,
    // Vitest leaves one processor free, of two every other. Nothing else runs beside the tests.
    maxWorkers: '100%',
    env: { TZ: 'UTC' },
  },
});
