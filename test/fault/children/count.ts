// Usage: count.ts PATH TIMES. Reads a number and writes the next one, in one transaction each.
import { openLedger } from '../../../src/store/ledger.ts';
import { ticking, today } from '../../store/builders.ts';

const [path = '', times = '0'] = process.argv.slice(2);
const ledger = openLedger({ path, now: ticking(), today });
for (let round = 0; round < Number(times); round += 1) {
  ledger.transaction(() => {
    const known = Number(ledger.imports.columnMap('count') ?? 0);
    ledger.imports.saveColumnMap('count', String(known + 1));
  });
}
ledger.close();
