// Usage: append.ts PATH CALL. Adds events for ever and says each number once the store has returned.
import { writeSync } from 'node:fs';
import { openLedger } from '../../../src/store/ledger.ts';
import { ticking, today } from '../../store/builders.ts';

const [path = '', call = '1'] = process.argv.slice(2);
const ledger = openLedger({ path, now: ticking(), today });
const callId = Number(call);
for (let seq = ledger.calls.events(callId).length; ; seq += 1) {
  ledger.calls.append(callId, seq, { type: 'note', text: `é ${seq}` });
  writeSync(1, `${seq}\n`);
}
