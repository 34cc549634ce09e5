import { defineConfig } from 'rolldown';

// What `dun due` needs lies in one file: each further file costs a look-up at every start. The rest of the program is
// cut into chunks that a command loads when it runs, so every `import()` stays lazy.
const hot = [
  /[\\/]node_modules[\\/]date-fns[\\/]/,
  /[\\/]src[\\/]cli[\\/](main|frame|report|services|clock|globals)\.ts$/,
  /[\\/]src[\\/]store[\\/]/,
  /[\\/]src[\\/]domain[\\/][^\\/]+\.ts$/,
  /[\\/]src[\\/]script[\\/](words|read|load)\.ts$/,
  /[\\/]src[\\/]terminal[\\/](style|output|ask|show-due|due-words|show-line)\.ts$/,
  /[\\/]src[\\/]commands[\\/](due|describe|due-document|due-order)\.ts$/,
];

// CommonJS, because Node compiles and caches it faster than a graph of ES modules.
export default defineConfig({
  input: { cli: 'src/cli/main.ts' },
  platform: 'node',
  external: [/^better-sqlite3/],
  output: {
    dir: 'dist',
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name]-[hash].cjs',
    cleanDir: true,
    codeSplitting: { groups: [{ name: 'hot', test: (id) => hot.some((pattern) => pattern.test(id)) }] },
  },
});
