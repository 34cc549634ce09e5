import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { defineConfig } from 'rolldown';
import { licences } from './.rolldown.licences.mjs';

/**
 * `dun due` has a file of its own, with its own copy of the rules: each further file costs a look-up at every start, and
 * so it can be compiled once for all (`src/cli/load-compiled.ts`). What other commands load with `import()` stays outside.
 */
const dueEntry = resolve('src/cli/due-main.ts');
const dueImports = /^(?:chalk|\.\.\/commands\/welcome\.ts)$/;

/** Only what the due list can come to is built in; another `import()` there would be a path it never takes. */
const withoutOtherCommands = {
  name: 'without-other-commands',
  resolveDynamicImport(specifier) {
    return typeof specifier === 'string' && !dueImports.test(specifier) ? { id: specifier, external: true } : null;
  },
};

/**
 * What the library for colours asks of Node at its start: `node:tty` loads the network, and only a list in colours waits
 * for it; `process` is there without being copied.
 */
const nodeWhenAsked = {
  'node:tty': "export default { isatty: (fd) => process.getBuiltinModule('node:tty').isatty(fd) };",
  'node:process': 'export default process;',
};
const withNodeWhenAsked = {
  name: 'node-when-asked',
  resolveId: (id) => (Object.hasOwn(nodeWhenAsked, id) ? `\0asked:${id}` : null),
  load: (id) => (id.startsWith('\0asked:') ? nodeWhenAsked[id.slice('\0asked:'.length)] : null),
};

/**
 * One function of what `require` hands to a module, as `load-compiled.ts` runs it. ASCII only, so that it is read without
 * decoding (what stands outside ASCII stands in strings and patterns, where an escape means the same), and marked with
 * its content, by which the compiled form is found.
 */
const markedFunction = {
  name: 'marked-function',
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) {
      const ascii = chunk.code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
      const code = `(function (exports, require, module, __filename, __dirname) {\n${ascii}\n})`;
      chunk.code = `// ${createHash('sha256').update(code).digest('hex').slice(0, 32)}\n${code}`;
    }
  },
};

// The JavaScript of better-sqlite3 is bundled, which saves a dozen look-ups a start; its binaries stay in the package.
const sqliteBinding = {
  name: 'sqlite-binding',
  transform(code, id) {
    if (!/better-sqlite3[\\/]lib[\\/]binding\.js$/.test(id)) return null;
    // Beside us, where `npm install` puts it; elsewhere (a flat global folder) Node is asked, which takes its time.
    const head = [
      "const { dirname, join } = require('node:path');",
      "const packaged = require('node:module').createRequire(__filename);",
      "const beside = join(__dirname, '..', 'node_modules', 'better-sqlite3', 'lib');",
      "const isBeside = require('node:fs').existsSync(beside);",
      "const libFolder = isBeside ? beside : join(dirname(packaged.resolve('better-sqlite3/package.json')), 'lib');",
      '',
    ].join('\n');
    const body = code.replaceAll('__dirname', 'libFolder').replace(/require\((filename|getPrebuildPath\(\) \|\| filename)\)/g, 'packaged($1)');
    return { code: head + body.replace("'use strict';", ''), map: null };
  },
};

/** The log and the proxies of the library that reads mailboxes: it is told to keep no log, and there is no setting for a proxy. */
const withoutLogAndProxy = {
  name: 'without-log-and-proxy',
  resolveId: (id) => (id === 'pino' || id === 'socks' ? `\0unused:${id}` : null),
  load: (id) => (id.startsWith('\0unused:') ? 'export default undefined; export const SocksClient = undefined;' : null),
};

// CommonJS, because Node compiles and caches it faster than a graph of ES modules.
const output = { dir: 'dist', format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' };

export default defineConfig([
  {
    input: { cli: resolve('src/cli/main.ts') },
    platform: 'node',
    plugins: [withoutLogAndProxy, sqliteBinding, licences],
    output: { ...output, cleanDir: true },
  },
  {
    input: { due: dueEntry },
    platform: 'node',
    plugins: [sqliteBinding, withoutOtherCommands, withNodeWhenAsked, markedFunction],
    // Without comments: what is read is kept in memory.
    output: { ...output, codeSplitting: false, comments: false },
  },
]);
