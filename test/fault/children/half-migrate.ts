// Usage: half-migrate.ts PATH COUNT. Runs the first statements of the schema in a transaction and kills itself there.
import SqliteDatabase from 'better-sqlite3';
import { first } from '../../../src/store/migrations/0001-first.ts';

const [path = '', count = '0'] = process.argv.slice(2);
const db = new SqliteDatabase(path);
// A cache of a few pages, so that half of the work is in the file already when the end comes.
db.pragma('cache_size = 4');
db.exec('BEGIN IMMEDIATE');
for (const statement of first.statements.slice(0, Number(count))) db.exec(statement);
process.kill(process.pid, 'SIGKILL');
