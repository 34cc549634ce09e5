// Usage: modes.ts PATH UMASK. Prints the modes of all that a day's work leaves on the disk, as JSON.
import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { addDays } from '../../../src/domain/day.ts';
import { openLedger } from '../../../src/store/ledger.ts';
import { aClient, ticking, today } from '../../store/builders.ts';

const [path = '', mask = '022'] = process.argv.slice(2);
process.umask(Number.parseInt(mask, 8));
const modes: Record<string, string> = {};
const look = (name: string, file: string) => {
  modes[name] = (statSync(file).mode & 0o777).toString(8);
};
const first = openLedger({ path, now: ticking(), today });
first.clients.add(aClient());
first.close();
const second = openLedger({ path, now: ticking(), today: addDays(today, 1) });
second.transaction(() => {
  second.settings.set('a', 'b');
  look('journal', `${path}-journal`);
});
second.close();
const backups = join(dirname(path), 'backups');
look('folder', dirname(path));
look('ledger', path);
look('backups', backups);
for (const name of readdirSync(backups)) look('backup', join(backups, name));
console.log(JSON.stringify(modes));
