import { defineConfig } from 'vitest/config';

export const isCi = process.env['CI'] === 'true';

// eslint-disable-next-line import/no-default-export -- vitest reads the default export of its settings file
export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    reporters: ['default', './test/support/count-reporter.ts'],
    setupFiles: process.env['DUN_SEED'] === undefined ? [] : ['./test/support/property-seed.ts'],
    globalSetup: ['./test/support/browser-setup.ts'],
    pool: 'forks',
    testTimeout: 20_000,
    hookTimeout: 20_000,
    env: { TZ: process.env['TZ'] ?? 'Europe/Paris', LC_ALL: 'C.UTF-8' },
  },
});
