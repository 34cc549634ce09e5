// Usage: undo.ts PATH. Takes the last change back and brings it again for ever, and says so each time.
import { writeSync } from 'node:fs';
import { openLedger } from '../../../src/store/ledger.ts';
import { ticking, today } from '../../store/builders.ts';

const [path = ''] = process.argv.slice(2);
const ledger = openLedger({ path, now: ticking(), today });
for (;;) {
  const back = ledger.changes.redoable();
  if (back === undefined) ledger.changes.undo(ledger.changes.undoable()?.id ?? 0);
  else ledger.changes.redo(back.id);
  writeSync(1, 'x\n');
}
