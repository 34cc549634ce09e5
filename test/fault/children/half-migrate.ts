// Usage: half-migrate.ts PATH VERSION COUNT. Runs the first statements of that version's step in a transaction and kills
// itself there.
import SqliteDatabase from 'better-sqlite3';
import { migrations } from '../../../src/store/migrate.ts';

const [path = '', version = '0', count = '0'] = process.argv.slice(2);
const step = migrations.find((one) => one.version === Number(version));
const db = new SqliteDatabase(path);
// A cache of a few pages, so that half of the work is in the file already when the end comes.
db.pragma('cache_size = 4');
db.exec('BEGIN IMMEDIATE');
for (const statement of step?.statements.slice(0, Number(count)) ?? []) db.exec(statement);
process.kill(process.pid, 'SIGKILL');
