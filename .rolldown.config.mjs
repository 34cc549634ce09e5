import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { defineConfig } from 'rolldown';

// What `dun due` needs lies in one file: each further file costs a look-up at every start, and code that is not needed
// costs its reading. The rest of the program is cut into chunks that a command loads when it runs.
const entry = resolve('src/cli/main.ts');
const hot = staticImports(entry);

/** The modules that start with the entry, by its static imports alone. Type imports vanish and are passed over. */
function staticImports(file, found = new Set()) {
  if (found.has(file) || !existsSync(file)) return found;
  found.add(file);
  const source = readFileSync(file, 'utf8');
  for (const [, clause, path] of source.matchAll(/^(?:import|export)\s([^'"]*?)\sfrom\s'(\.[^']+)';/gm)) {
    const isType = clause.startsWith('type ') || /^\{(\s*type [^,}]+,?)+\s*\}$/.test(clause);
    if (!isType) staticImports(join(dirname(file), path), found);
  }
  return found;
}

// The JavaScript of better-sqlite3 is bundled, which saves a dozen look-ups a start; its binaries stay in the package.
const sqliteBinding = {
  name: 'sqlite-binding',
  transform(code, id) {
    if (!/better-sqlite3[\\/]lib[\\/]binding\.js$/.test(id)) return null;
    const lib = `require('node:path').join(require('node:path').dirname(packaged.resolve('better-sqlite3/package.json')), 'lib')`;
    const head = `const packaged = require('node:module').createRequire(__filename);\nconst libFolder = ${lib};\n`;
    const body = code.replaceAll('__dirname', 'libFolder').replace(/require\((filename|getPrebuildPath\(\) \|\| filename)\)/g, 'packaged($1)');
    return { code: head + body.replace("'use strict';", ''), map: null };
  },
};

// CommonJS, because Node compiles and caches it faster than a graph of ES modules.
export default defineConfig({
  input: { cli: entry },
  platform: 'node',
  plugins: [sqliteBinding],
  output: {
    dir: 'dist',
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name]-[hash].cjs',
    cleanDir: true,
    codeSplitting: {
      groups: [
        { name: 'hot', test: (id) => hot.has(id) || /[\\/]node_modules[\\/](date-fns|better-sqlite3)[\\/]/.test(id) },
      ],
    },
  },
});
