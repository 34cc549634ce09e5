import { posix, win32 } from 'node:path';

export interface Surroundings {
  readonly platform: NodeJS.Platform;
  /** `process.env`, or a part of it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/** Where the ledger lies when neither `--db` nor `DUN_DB` says: the platform's folder for data (product 3). */
export function defaultPath({ platform, env, home }: Surroundings): string {
  if (platform === 'win32')
    return win32.join(env['APPDATA'] || win32.join(home, 'AppData', 'Roaming'), 'dun', 'dun.db');
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'dun', 'dun.db');
  const given = env['XDG_DATA_HOME'];
  // The XDG standard tells us to ignore a relative path.
  const data = given !== undefined && posix.isAbsolute(given) ? given : posix.join(home, '.local', 'share');
  return posix.join(data, 'dun', 'dun.db');
}

const syncFolders: readonly (readonly [service: string, folder: RegExp])[] = [
  ['Dropbox', /^dropbox( \(.*\))?$/i],
  ['OneDrive', /^onedrive( ?- ?.*)?$/i],
  ['iCloud', /^(icloud ?drive|com~apple~clouddocs|mobile documents)$/i],
  ['Google Drive', /^(google ?drive( .*)?|googledrive-.*)$/i],
];

/** The service that copies this path elsewhere while we write (promises 1.2), or `undefined`. */
export function syncServiceOf(path: string): string | undefined {
  // One look at the whole path for what all four have in their names: most paths have none of it.
  if (!/dropbox|onedrive|icloud|clouddocs|mobile documents|google/i.test(path)) return undefined;
  const folders = path.split(/[\\/]/).slice(0, -1);
  return syncFolders.find(([, pattern]) => folders.some((folder) => pattern.test(folder)))?.[0];
}

/** `statfs` types of Linux whose locks cannot be trusted (promises 1.2). */
const networkTypes = new Map<number, string>([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xfe534d42, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0x564c, 'NCP'],
  [0x5346414f, 'AFS'],
  [0x6b414653, 'AFS'],
  [0x73757245, 'Coda'],
  [0x00c36400, 'Ceph'],
]);

/** Name of the network file system, or `undefined` for a local one. */
export function networkTypeOf(platform: NodeJS.Platform, type: number, path: string): string | undefined {
  if (platform === 'win32') return /^\\\\[^?.]/.test(path) ? 'SMB' : undefined;
  // Types are given as signed or unsigned 32 bits, depending on the machine. Other systems number them otherwise.
  return platform === 'linux' ? networkTypes.get(type >>> 0) : undefined;
}
