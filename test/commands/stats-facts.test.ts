import { describe, expect, test } from 'vitest';
import { statsFacts } from '../../src/commands/stats-facts.ts';
import type { Ledger } from '../../src/store/ledger.ts';
import { aSetup } from '../support/a-call.ts';
import { aClient, anInvoice, aPart, aPromise } from '../support/a-standing.ts';
import { event } from '../support/call-events.ts';
import { ways } from '../support/call-states.ts';
import { anEmptyLedger } from '../support/prep-services.ts';

const owner = { pid: 1, startedAt: 0 };
const toPromise = [...ways.ask, 'date_at_once', 'amount=84000'];

/** A guided call with this journal and the promise it brought. */
function called(ledger: Ledger, events: readonly unknown[], setup: unknown = aSetup()): number {
  const client = ledger.clients.add(aClient());
  const invoice = ledger.invoices.add(anInvoice({ clientId: client.id }));
  const on = aSetup().today;
  const start = { clientId: client.id, contactId: null, prepId: null, on, startedAt: 0 };
  const { id } = ledger.calls.start({ ...start, phone: null, language: 'fr', setup, owner });
  for (const [seq, one] of events.entries()) ledger.calls.append(id, seq, one);
  const parts = [aPart(invoice.id, '2026-06-05', 840)];
  ledger.promises.add(
    aPromise(on, '2026-06-05', { clientId: client.id, contactId: null, callId: id, parts }),
  );
  return id;
}

describe('the rung at which a guided call won its day', () => {
  test.each<[string, readonly string[], number]>([
    ['named at once', [...toPromise, 'day=2026-06-05'], 0],
    ['after one vague word', [...toPromise, '~fin du mois', 'date', 'day=2026-06-05'], 1],
    ['after another one', [...toPromise, '~fin du mois', ' ', 'date', 'day=2026-06-05'], 2],
    ['a vague word that was taken back', [...toPromise, '~fin du mois', 'u', 'day=2026-06-05'], 0],
  ])('%s', (_, texts, rung) => {
    const ledger = anEmptyLedger();
    const id = called(ledger, texts.map(event));
    expect([...statsFacts({ ledger }, null).rungs]).toEqual([[id, rung]]);
  });

  test.each<[string, readonly unknown[], unknown]>([
    ['an event of no known kind', [{ at: 1, type: 'wave' }], aSetup()],
    ['an event that does not fit', [event('date')], aSetup()],
    ['a set-up of an older program', [event(' ')], { today: '2026-06-02' }],
  ])('%s costs this figure and nothing else', (_, events, setup) => {
    const ledger = anEmptyLedger();
    called(ledger, events, setup);
    const facts = statsFacts({ ledger }, null);
    expect([facts.rungs.size, facts.standings.length]).toEqual([0, 1]);
  });
});

test('of one client: its own facts; what all clients say is filtered later', () => {
  const ledger = anEmptyLedger();
  const one = ledger.clients.add(aClient());
  ledger.clients.add(aClient({ handle: 'canal', name: 'Brasserie du Canal' }));
  expect(statsFacts({ ledger }, one).standings.map(({ client }) => client.handle)).toEqual(['roussel']);
  expect(statsFacts({ ledger }, null).standings).toHaveLength(2);
});
