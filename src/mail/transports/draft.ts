import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Message, unsent } from '../../domain/outbox.ts';
import type { Transport } from './transport.ts';

/** Where drafts go, and what a message's file is called (without `.eml`). */
export interface DraftPlace {
  readonly folder: string;
  readonly nameOf: (message: Message) => string;
}

/** Writes the message as an `.eml` that the user's own mail program opens ready to send (facts 7). */
export function draftTransport(place: DraftPlace): Transport {
  return {
    async hand(message) {
      try {
        await makeFolder(place.folder);
        const path = await writeNew(place.folder, place.nameOf(message), Buffer.from(unsent(message.raw)));
        return { kind: 'written', path };
      } catch (error) {
        const reason = errorCode(error);
        const values = { folder: place.folder, reason };
        return { kind: 'set_up', error: `${place.folder}: ${reason}`, key: 'mail.draft_failed', values };
      }
    },
  };
}

/** Could a draft be written here? `null`, or the file system's reason. What was tried is gone afterwards. */
export async function tryFolder(folder: string): Promise<string | null> {
  const probe = join(folder, `.dun-${process.pid}.tmp`);
  try {
    await makeFolder(folder);
    await writeThrough(probe, Buffer.from(''));
    return null;
  } catch (error) {
    return errorCode(error);
  } finally {
    await rm(probe, { force: true }).catch(() => undefined);
  }
}

// A draft may have been edited since: a name that is taken by other bytes gets a number, never a new content.
async function writeNew(folder: string, stem: string, bytes: Buffer): Promise<string> {
  for (let number = 1; number < 1000; number++) {
    const path = join(folder, number === 1 ? `${stem}.eml` : `${stem}-${number}.eml`);
    if (await createWhole(path, bytes)) return path;
    if (await holds(path, bytes)) return path;
  }
  throw new Error('EEXIST');
}

/**
 * Creates a file of mode 0600 that is whole or not there at all. `false` when the name is taken.
 * Also used for `--eml FILE`. Rejects with the file system's error.
 */
export async function createWhole(path: string, bytes: Uint8Array): Promise<boolean> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    await rm(temporary, { force: true });
    await writeThrough(temporary, bytes);
    return await publish(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
}

async function writeThrough(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

// A link fails when the name is taken, a rename would replace it; some file systems have no links.
async function publish(temporary: string, path: string): Promise<boolean> {
  try {
    await link(temporary, path);
    return true;
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EEXIST') return false;
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EINVAL', 'EMLINK'].includes(code)) throw error;
    if (await exists(path)) return false;
    await rename(temporary, path);
    return true;
  }
}

async function holds(path: string, bytes: Buffer): Promise<boolean> {
  try {
    return bytes.equals(await readFile(path));
  } catch {
    return false;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await (await open(path, 'r')).close();
    return true;
  } catch (error) {
    return errorCode(error) !== 'ENOENT';
  }
}

function errorCode(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.message : String(error);
}

/** The folder of the drafts lies beside the ledger, so only the last step can be missing. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}
