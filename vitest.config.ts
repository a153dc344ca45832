import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // They start real servers, as root: npm run test:e2e.
    exclude: ['test/e2e/**'],
    // Several times what the slowest takes, as other work may be going on.
    testTimeout: 90_000,
    // Vitest would leave one processor free: of two that is every other.
    maxWorkers: '100%',
    env: { TZ: 'UTC' },
  },
});
