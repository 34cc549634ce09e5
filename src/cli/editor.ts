import { spawn } from 'node:child_process';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DunError } from '../domain/errors.ts';

/**
 * Opens the text in `$VISUAL` or `$EDITOR` and gives back what was saved. The file lies in a fresh private folder and
 * is removed afterwards: it holds a client's debt. Its name tells the editor what kind of text it is.
 */
export async function editText(text: string, env: NodeJS.ProcessEnv, name = 'memo.md'): Promise<string> {
  const editor = env['VISUAL'] || env['EDITOR'] || (process.platform === 'win32' ? 'notepad' : 'vi');
  const folder = await mkdtemp(join(tmpdir(), 'dun-'));
  const path = join(folder, name);
  try {
    const file = await open(path, 'wx', 0o600);
    await file.writeFile(text);
    await file.close();
    await run(editor, path);
    return await readFile(path, 'utf8');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The variable may hold options ("code --wait"); it is split at blanks, never given to a shell. */
function run(editor: string, path: string): Promise<void> {
  const [command = 'vi', ...options] = editor.split(/\s+/).filter((word) => word !== '');
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...options, path], { stdio: 'inherit' });
    child.on('error', () => reject(new DunError('cli.no_editor', 78, { editor })));
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new DunError('cli.editor_failed', 1, { editor })),
    );
  });
}
