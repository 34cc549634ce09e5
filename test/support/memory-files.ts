import type { Context } from '../../src/cli/context.ts';
import { DunError } from '../../src/domain/errors.ts';

/** Files that lie in `written` and nowhere else, by absolute path; a file that is there is replaced only when told. */
export function memoryFiles(written: Map<string, string>): Context['files'] {
  return {
    outboxFolder: '/here/outbox',
    resolve: (path) => (path.startsWith('/') ? path : `/here/${path}`),
    read: async (path) => {
      const text = written.get(path);
      return text === undefined ? undefined : new TextEncoder().encode(text);
    },
    write: async (path, bytes, options) => {
      if (written.has(path) && options?.replace !== true) throw new DunError('cli.file_exists', 1, { path });
      written.set(path, new TextDecoder().decode(bytes));
    },
  };
}
