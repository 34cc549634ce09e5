import { readFile } from 'node:fs/promises';
import { DunError } from '../domain/errors.ts';

/** The certificate of an own authority (`mail.ca_file`). `DunError` 78 when it cannot be read. */
export async function readAuthority(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch {
    throw new DunError('mail.no_ca_file', 78, { path });
  }
}
