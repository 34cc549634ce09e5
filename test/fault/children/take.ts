// Usage: take.ts PATH. Waits for a line on stdin, then takes every queued message and prints the numbers it got.
import { once } from 'node:events';
import { openLedger } from '../../../src/store/ledger.ts';
import { ticking, today } from '../../store/builders.ts';

const [path = ''] = process.argv.slice(2);
const ledger = openLedger({ path, now: ticking(), today });
const queued = ledger.outbox.list('queued').map(({ id }) => id);
console.log('ready');
await once(process.stdin, 'data');
const mine = queued.filter((id) => ledger.outbox.take(id, process.pid) !== undefined);
console.log(JSON.stringify(mine));
ledger.close();
process.stdin.destroy();
