// Usage: read-only.ts PATH. Reads, then tries to write, and prints what happened.
import { DunError } from '../../../src/domain/errors.ts';
import { openLedger } from '../../../src/store/ledger.ts';
import { ticking, today } from '../../store/builders.ts';

const [path = ''] = process.argv.slice(2);
try {
  const ledger = openLedger({ path, now: ticking(), today });
  console.log(ledger.clients.all().length);
  ledger.settings.set('a', 'b');
  console.log('written');
} catch (error) {
  console.log(error instanceof DunError ? `${error.key} ${error.exitCode}` : String(error));
}
