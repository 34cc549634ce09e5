import { spawn } from 'node:child_process';
import type { World } from './services.ts';

/** A program of the system, with its options. */
type Program = readonly [name: string, ...options: string[]];

/** A program that has not taken the text by then holds on to something else. */
const patience = 2000;

/**
 * Hands a text to the clipboard's own program, on its input and without a shell. Answers with the program's name;
 * `null` when none is there or none took it: the text is on the screen all the same.
 */
export async function toClipboard(
  text: string,
  { process, env }: Pick<World, 'process' | 'env'>,
): Promise<string | null> {
  for (const program of programsOf(process.platform, env)) {
    if (await takes(program, text, env)) return program[0];
  }
  return null;
}

function programsOf(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): Program[] {
  if (platform === 'darwin') return [['pbcopy']];
  if (platform === 'win32') return [['clip']];
  const wayland: Program[] = env['WAYLAND_DISPLAY'] ? [['wl-copy']] : [];
  const x11: Program[] = env['DISPLAY']
    ? [
        ['xclip', '-selection', 'clipboard'],
        ['xsel', '-ib'],
      ]
    : [];
  return [...wayland, ...x11];
}

function takes([name, ...options]: Program, text: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(name, options, { env, stdio: ['pipe', 'ignore', 'ignore'] });
    const timer = setTimeout(() => child.kill(), patience);
    const end = (isTaken: boolean): void => {
      clearTimeout(timer);
      resolve(isTaken);
    };
    child.on('error', () => end(false));
    child.on('exit', (code) => end(code === 0));
    // A program that ends before it has read everything says so by its exit code.
    child.stdin.on('error', () => undefined);
    child.stdin.end(text);
  });
}
