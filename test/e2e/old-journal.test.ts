import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, it } from 'vitest';
import type { CallEvent } from '../../src/domain/call/state.ts';
import { aSetup } from '../support/a-call.ts';
import { event } from '../support/call-events.ts';
import { ways } from '../support/call-states.ts';
import { makeStoryLedger, openStoryLedger, storyMoment } from '../support/roussel.ts';
import { Home, Terminal } from '../support/terminal.ts';

/** A call to the client of the stories, broken off with a journal as an earlier version wrote it. */
function breakOff(path: string, events: readonly CallEvent[]): number {
  const ledger = openStoryLedger(path);
  const [standing] = ledger.standings.open();
  const invoice = standing?.invoices[0];
  if (standing === undefined || invoice === undefined) throw new RangeError('nobody to call');
  const { steps, settledDisputes, noticeDays, ...setup } = aSetup({
    clientId: standing.client.id,
    clientName: standing.client.name,
    contact: { ...aSetup().contact, id: null },
    invoices: aSetup().invoices.map((one) => ({ ...one, id: invoice.id })),
  });
  expect([steps, settledDisputes, noticeDays]).toEqual([[], [], 8]);
  const startedAt = Date.now();
  const row = ledger.calls.start({
    clientId: setup.clientId,
    contactId: null,
    prepId: null,
    on: setup.today,
    startedAt,
    phone: null,
    language: 'fr',
    setup,
    owner: { pid: 999_999_999, startedAt: 1 },
  });
  events.forEach((one, index) => ledger.calls.append(row.id, index + 1, { ...one, at: startedAt }));
  ledger.close();
  return row.id;
}

it('takes a call of an earlier version to the wrap-up, with its promise, and finishes it', async () => {
  const home = new Home();
  try {
    mkdirSync(dirname(home.db), { recursive: true, mode: 0o700 });
    makeStoryLedger(home.db);
    const id = breakOff(
      home.db,
      [...ways.promise, 'n:un mot', ' ', ' ', 'still_right', 'h:normal'].map(event),
    );
    const terminal = new Terminal(['call', '--resume'], home.env({ DUN_TODAY: storyMoment }));
    await terminal.see(/tant que c'est frais/);
    terminal.press(' ');
    await terminal.see(/Un regard en arrière/);
    terminal.press(' ');
    await terminal.see(/Ce message ›/);
    terminal.press('p');
    expect(await terminal.ended).toMatchObject({ exitCode: 0 });
    const ledger = openStoryLedger(home.db);
    expect(ledger.calls.byId(id)).toMatchObject({ isFinished: true });
    expect(ledger.standings.open().flatMap(({ promises }) => promises)).toMatchObject([{ callId: id }]);
    ledger.close();
  } finally {
    home.remove();
  }
});
