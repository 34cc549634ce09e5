import { expect, test } from 'vitest';
import { runPrep } from '../../src/commands/prep.ts';
import { nothingRecorded } from '../../src/domain/call-record.ts';
import { day } from '../../src/domain/day.ts';
import type { Ledger } from '../../src/store/ledger.ts';
import { aCall, aResult } from '../store/builders.ts';
import { aLedgerWithRoussel, prepServices } from '../support/prep-services.ts';

const on = day('2026-06-04');

/** A call in which they pointed at the order, said they change banks, and after which the caller took something away. */
function heard(language: 'fr' | 'en' = 'fr'): Ledger {
  const ledger = aLedgerWithRoussel(language);
  const call = ledger.calls.start(aCall(1, { on }));
  const objections = [
    { on, objection: 'new:0', hasWorked: null },
    { on, objection: 'new:0', hasWorked: null },
    { on, objection: 'po_missing', hasWorked: true },
  ];
  const review = { on, scores: {}, nextTime: 'se taire après la question' };
  const newObjections = [{ words: 'on change de banque' }];
  const records = { ...nothingRecorded, objections, newObjections, review };
  ledger.finishCall(call.id, aResult({ cause: null, records }));
  return ledger;
}

async function page(ledger: Ledger): Promise<string> {
  const services = prepServices(ledger);
  await runPrep(services, { client: 'roussel', print: true });
  return services.seen.lines
    .join('\n')
    .replace(/\n {3,}/g, ' ')
    .replaceAll('\u00a0', ' ');
}

test('the prep shows what they said, whether the answer worked, and the answer beside it', async () => {
  const text = await page(heard());
  expect(text).toContain('« on change de banque » (2 fois, 4 juin) → pas encore de réponse écrite');
  expect(text).toContain(
    "« il manque le bon de commande » (4 juin, réponse utile : 1 sur 1) → « C'est vite fait.",
  );
  expect(text).toContain('Pas de réponse écrite à « on change de banque » (dun objection edit).');
});

test('once the answer is written it stands there with its amount, and the warning is gone', async () => {
  const ledger = heard();
  ledger.objections.edit(1, { answer: { fr: 'Quel jour partent les {balance}\u00a0?', en: null } });
  const text = await page(ledger);
  expect(text).toContain('« on change de banque » (2 fois, 4 juin) → « Quel jour partent les 840,00 € ? »');
  expect(text).not.toContain('réponse écrite');
});

test('an objection that was removed keeps its words and asks for no answer in the list', async () => {
  const ledger = heard();
  ledger.objections.remove(1);
  const text = await page(ledger);
  expect(text).toContain('« on change de banque » (2 fois, 4 juin)');
  expect(text).not.toContain('dun objection edit');
});

test('what to do otherwise is one line', async () => {
  expect(await page(heard())).toMatch(/^Cette fois {2}se taire après la question$/m);
  expect(await page(aLedgerWithRoussel())).not.toContain('Cette fois');
});

test('the document holds the same', async () => {
  const services = prepServices(heard(), { isJson: true });
  await runPrep(services, { client: 'roussel' });
  expect(services.seen.documents[0]).toMatchObject({
    resolution: 'se taire après la question',
    excuses: [
      { cause: null, objection: 'own:1', count: 2, words: 'on change de banque', answer: null },
      { cause: 'approval', objection: 'po_missing', worked: 1, judged: 1 },
      { cause: 'forgot', objection: null, worked: 0, judged: 0 },
    ],
  });
});
