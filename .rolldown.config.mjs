import { defineConfig } from 'rolldown';

// One entry; every `import()` becomes a chunk of its own, so a command loads only what it needs.
// CommonJS because Node compiles and caches it faster than a graph of ES modules.
export default defineConfig({
  input: { cli: 'src/cli/main.ts' },
  platform: 'node',
  external: [/^better-sqlite3/],
  treeshake: true,
  output: { dir: 'dist', format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs', cleanDir: true },
});
