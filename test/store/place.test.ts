import { describe, expect, test } from 'vitest';
import { defaultPath, networkTypeOf, syncServiceOf } from '../../src/store/place.ts';

test.each([
  ['linux', {}, '/home/lea', '/home/lea/.local/share/dun/dun.db'],
  ['linux', { XDG_DATA_HOME: '/data' }, '/home/lea', '/data/dun/dun.db'],
  ['linux', { XDG_DATA_HOME: 'relative' }, '/home/lea', '/home/lea/.local/share/dun/dun.db'],
  ['linux', { XDG_DATA_HOME: '' }, '/home/lea', '/home/lea/.local/share/dun/dun.db'],
  ['freebsd', {}, '/home/lea', '/home/lea/.local/share/dun/dun.db'],
  ['darwin', { XDG_DATA_HOME: '/data' }, '/Users/lea', '/Users/lea/Library/Application Support/dun/dun.db'],
  [
    'win32',
    { APPDATA: 'C:\\Users\\lea\\AppData\\Roaming' },
    'C:\\Users\\lea',
    'C:\\Users\\lea\\AppData\\Roaming\\dun\\dun.db',
  ],
  ['win32', {}, 'C:\\Users\\lea', 'C:\\Users\\lea\\AppData\\Roaming\\dun\\dun.db'],
] as const)('on %s with %o the ledger lies under %s', (...row) => {
  const [platform, env, home, path] = row;
  expect(defaultPath({ platform, env, home })).toBe(path);
});

test.each([
  ['/home/lea/Dropbox/dun/dun.db', 'Dropbox'],
  ['/home/lea/Dropbox (Personal)/dun.db', 'Dropbox'],
  ['C:\\Users\\lea\\OneDrive\\dun.db', 'OneDrive'],
  ['C:\\Users\\lea\\OneDrive - Studio Roy\\dun.db', 'OneDrive'],
  ['/Users/lea/Library/CloudStorage/OneDrive-Personal/dun.db', 'OneDrive'],
  ['/Users/lea/Library/Mobile Documents/com~apple~CloudDocs/dun.db', 'iCloud'],
  ['/Users/lea/Library/CloudStorage/GoogleDrive-lea@studio.example/dun.db', 'Google Drive'],
  ['/home/lea/Google Drive/dun.db', 'Google Drive'],
  ['/home/lea/.local/share/dun/dun.db', undefined],
  ['/home/lea/dropboxes/dun.db', undefined],
  ['/home/lea/dun/dropbox', undefined],
])('%s is copied by %s', (path, service) => {
  expect(syncServiceOf(path)).toBe(service);
});

describe('a network file system', () => {
  test.each([
    ['linux', 0x6969, 'NFS'],
    ['linux', 0x517b, 'SMB'],
    ['linux', 0xff534d42, 'CIFS'],
    ['linux', 0xff534d42 - 2 ** 32, 'CIFS'],
    ['linux', 0xef53, undefined],
    ['linux', 0x9123683e, undefined],
    ['linux', 0x01021994, undefined],
    ['darwin', 0x6969, undefined],
  ] as const)('%s type %i is %s', (platform, type, kind) => {
    expect(networkTypeOf(platform, type, '/x')).toBe(kind);
  });

  test.each([
    ['\\\\server\\share\\dun', 'SMB'],
    ['\\\\?\\C:\\dun', undefined],
    ['C:\\dun', undefined],
  ])('Windows path %s is %s', (path, kind) => {
    expect(networkTypeOf('win32', 0, path)).toBe(kind);
  });
});
