import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder for the owner alone, and those above it. Step by step: where nothing may be made, as below `/proc`,
 * Node's own recursive way never comes back. Errors are those of the file system.
 */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  const above = dirname(folder);
  if (above !== folder) makeFolder(above);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Somebody else made it in between.
    if (!existsSync(folder)) throw error;
  }
}
