// Usage: count.ts PATH TIMES. Reads a number and writes the next one, in one transaction each. "Try later" (75) is
// taken at its word: on a slow disk four writers without a pause can keep one of them waiting for five seconds.
import { DunError } from '../../../src/domain/errors.ts';
import { openLedger } from '../../../src/store/ledger.ts';
import { ticking, today } from '../../store/builders.ts';

const [path = '', times = '0'] = process.argv.slice(2);
const ledger = openLedger({ path, now: ticking(), today });
const countOnce = () =>
  ledger.transaction(() => {
    const known = Number(ledger.imports.columnMap('count') ?? 0);
    ledger.imports.saveColumnMap('count', String(known + 1));
  });
for (let done = 0; done < Number(times); ) {
  try {
    countOnce();
    done += 1;
  } catch (error) {
    if (!(error instanceof DunError && error.exitCode === 75)) throw error;
  }
}
ledger.close();
