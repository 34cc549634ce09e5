import { expect, test } from 'vitest';
import { runPrep } from '../../src/commands/prep.ts';
import { aLedgerWithRoussel, anEmptyLedger, prepServices } from '../support/prep-services.ts';
import { aClient } from '../support/a-standing.ts';

test.each(['fr', 'en'] as const)('dun.prep/1 in %s', async (language) => {
  const services = prepServices(aLedgerWithRoussel(language), { language, isJson: true });
  await runPrep(services, { client: 'roussel' });
  expect(services.seen.lines).toEqual([]);
  const [document] = services.seen.documents;
  await expect(`${JSON.stringify(document, null, 2)}\n`).toMatchFileSnapshot(
    `../golden/prep.${language}.json`,
  );
});

test('a client with nothing: every key is there, absent is null', async () => {
  const ledger = anEmptyLedger();
  ledger.clients.add(aClient());
  const services = prepServices(ledger, { isJson: true });
  await runPrep(services, { client: 'roussel' });
  const full = prepServices(aLedgerWithRoussel(), { isJson: true });
  await runPrep(full, { client: 'roussel' });
  const [empty = {}, whole = {}] = [services.seen.documents[0], full.seen.documents[0]];
  expect(Object.keys(empty)).toEqual(Object.keys(whole));
  expect(empty).toMatchObject({
    schema: 'dun.prep/1',
    today: '2026-06-09',
    objective: null,
    owed: null,
    contact: null,
    keptRate: null,
  });
  expect(JSON.stringify(empty)).not.toContain('undefined');
});
