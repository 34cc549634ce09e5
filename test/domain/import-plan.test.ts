import { describe, expect, it, test } from 'vitest';
import type { Client } from '../../src/domain/client.ts';
import { bareName, foldName, handleFor } from '../../src/domain/client-name.ts';
import { day } from '../../src/domain/day.ts';
import { type ForeignInvoice, formatColumnMap, parseColumnMap } from '../../src/domain/foreign-invoice.ts';
import { emptyStanding } from '../../src/domain/import-match.ts';
import { type ImportContext, type ImportPlan, planImport } from '../../src/domain/import-plan.ts';
import { standingsAfter } from '../../src/domain/import-preview.ts';
import { EUR, money } from '../../src/domain/money.ts';
import { dueFromTerms } from '../../src/domain/payment-terms.ts';
import type { Standing } from '../../src/domain/standing.ts';
import { aForeignInvoice, testDay } from '../support/foreign.ts';

const context: ImportContext = { today: testDay, country: 'FR', language: 'fr' };
const cents = (minor: number) => money(minor, EUR);

function aClient(name: string, id: number): Client {
  const plan = planImport([aForeignInvoice({ clientName: name })], [], context);
  const client = plan.newClients[0]?.client;
  if (client === undefined) throw new Error('no client');
  return { ...client, id, recordedAt: 0 };
}

/** What the ledger holds after documents were imported one after the other. */
function after(...documents: ForeignInvoice[]): Standing[] {
  return documents.reduce<Standing[]>(
    (standings, one) => standingsAfter(planImport([one], standings, context), standings, testDay),
    [],
  );
}

const changes = ({ items }: ImportPlan) => items.map(({ status, change }) => [status, change?.kind ?? null]);

describe('a document that is new', () => {
  it('brings its client and itself', () => {
    const plan = planImport(
      [aForeignInvoice({ contactName: 'Mme Ada Roy', clientEmail: 'ada@noor.example', clientCountry: 'GB' })],
      [],
      context,
    );
    expect(plan.newClients).toMatchObject([
      {
        client: {
          handle: 'atelier-noor',
          name: 'Atelier Noor',
          country: 'GB',
          language: 'en',
          kind: 'business',
        },
        contact: { firstName: 'Ada', lastName: 'Roy', email: 'ada@noor.example' },
      },
    ]);
    expect(changes(plan)).toEqual([['new', 'invoice']]);
    expect(plan.items[0]).toMatchObject({ owed: cents(12_000), dueOn: '2026-10-01' });
  });

  test.each<[string, Partial<ForeignInvoice>, object]>([
    [
      'part paid before dun knew it',
      { amountDue: cents(2000) },
      { amount: cents(12_000), settledBefore: cents(10_000) },
    ],
    ['wholly paid', { amountDue: cents(0) }, { settledBefore: cents(12_000) }],
    [
      'more due than its total',
      { amountDue: cents(12_100) },
      { amount: cents(12_100), settledBefore: cents(0) },
    ],
    ['a reference that only repeats the number', { reference: 'F-1' }, { reference: null }],
    ['a reference of its own', { reference: 'RF18 5390' }, { reference: 'RF18 5390' }],
    ['terms in words', { dueOn: null, terms: '45 jours fin de mois' }, { dueOn: '2026-10-31' }],
    ['no due day and no terms', { dueOn: null }, { dueOn: '2026-10-01' }],
    ['no day of issue', { issuedOn: null }, { issuedOn: '2026-10-01', dueOn: '2026-10-01' }],
    ['no day at all', { issuedOn: null, dueOn: null }, { issuedOn: testDay, dueOn: '2026-12-23' }],
  ])('%s', (_, facts, expected) => {
    const [item] = planImport([aForeignInvoice(facts)], [], context).items;
    expect(item?.change).toMatchObject({ kind: 'invoice', invoice: expected });
  });

  it('says when it assumed a due day', () => {
    const documents = ['F-1', 'F-2'].map((number) => aForeignInvoice({ number, dueOn: null }));
    expect(planImport(documents, [], context).notes).toEqual([
      { key: 'import.note_due_guessed', values: { numbers: 'F-1, F-2', count: 2 } },
    ]);
  });
});

describe('a document that is known', () => {
  const known = after(aForeignInvoice());

  test.each<[string, Partial<ForeignInvoice>, [string, string | null], string[]]>([
    ['the same again', {}, ['unchanged', null], []],
    ['less is due: money came in', { amountDue: cents(5000) }, ['updated', 'payment'], []],
    ['nothing is due any more', { amountDue: cents(0) }, ['updated', 'payment'], []],
    [
      'the file says nothing of payments',
      { amountDue: cents(12_000), isDueStated: false },
      ['unchanged', null],
      [],
    ],
    ['more is due', { amountDue: cents(13_000) }, ['unchanged', null], ['import.note_higher']],
    ['another total', { total: cents(13_000), amountDue: cents(12_000) }, ['unchanged', null], []],
    ['another due day', { dueOn: day('2026-10-02') }, ['unchanged', null], ['import.note_due_changed']],
    [
      'another currency',
      { currency: money(0, EUR).currency, total: { minor: 12_000, currency: 'USD' as never } },
      ['unchanged', null],
      [],
    ],
  ])('%s', (...[, facts, expected, notes]) => {
    const plan = planImport([aForeignInvoice(facts)], known, context);
    expect(plan.newClients).toEqual([]);
    expect(changes(plan)).toEqual([expected]);
    expect(plan.notes.map(({ key }) => key)).toEqual(notes);
  });

  it('the payment is the difference, and the second time there is none', () => {
    const paid = aForeignInvoice({ amountDue: cents(5000) });
    const plan = planImport([paid], known, context);
    expect(plan.items[0]?.change).toMatchObject({ kind: 'payment', amount: cents(7000) });
    expect(changes(planImport([paid], standingsAfter(plan, known, testDay), context))).toEqual([
      ['unchanged', null],
    ]);
  });

  it('the same number of another client is another invoice', () => {
    expect(
      changes(planImport([aForeignInvoice({ clientName: 'Roussel', total: cents(1) })], known, context)),
    ).toEqual([['new', 'invoice']]);
  });

  it('twice in one list counts once', () => {
    expect(changes(planImport([aForeignInvoice(), aForeignInvoice()], [], context))).toEqual([
      ['new', 'invoice'],
      ['unchanged', null],
    ]);
  });

  it('ways to reach the client are filled in, never overwritten', () => {
    const reach = { clientEmail: 'new@noor.example', clientPhone: '+33388001122' };
    expect(planImport([aForeignInvoice(reach)], known, context).patches).toEqual([
      { handle: 'atelier-noor', patch: { email: 'new@noor.example', phone: '+33388001122' } },
    ]);
    const reached = after(aForeignInvoice({ clientEmail: 'old@noor.example' }));
    expect(planImport([aForeignInvoice(reach)], reached, context).patches).toEqual([
      { handle: 'atelier-noor', patch: { phone: '+33388001122' } },
    ]);
  });
});

describe('a credit note', () => {
  const credit = (facts: Partial<ForeignInvoice> = {}) =>
    aForeignInvoice({
      kind: 'credit_note',
      number: 'A-1',
      total: cents(2000),
      amountDue: cents(2000),
      ...facts,
    });

  it('is never a debt and lowers the invoice it names', () => {
    const plan = planImport([credit({ creditedNumber: 'F-1' })], after(aForeignInvoice()), context);
    expect(plan.items[0]).toMatchObject({
      status: 'credit_note',
      owed: cents(0),
      change: { kind: 'credit_note', invoiceNumber: 'F-1', note: { amount: cents(2000), reason: 'credit' } },
    });
    const [standing] = standingsAfter(plan, after(aForeignInvoice()), testDay);
    expect(standing?.creditNotes[0]?.invoiceId).toBe(standing?.invoices[0]?.id);
  });

  it('counts once', () => {
    expect(changes(planImport([credit()], after(aForeignInvoice(), credit()), context))).toEqual([
      ['unchanged', null],
    ]);
  });

  it('that is used up changes nothing and says so', () => {
    const plan = planImport([credit({ amountDue: cents(0) })], [], context);
    expect([changes(plan), plan.notes.map(({ key }) => key)]).toEqual([
      [['credit_note', null]],
      ['import.note_credit_used'],
    ]);
  });

  it('that no invoice names is neither a payment nor a contradiction the next time', () => {
    const both = [aForeignInvoice(), credit()];
    const known = after(...both);
    const again = planImport(both, known, context);
    expect([changes(again), again.notes]).toEqual([
      [
        ['unchanged', null],
        ['unchanged', null],
      ],
      [],
    ]);
    const used = planImport([aForeignInvoice({ amountDue: cents(10_000) })], known, context);
    expect([changes(used), used.notes]).toEqual([[['unchanged', null]], []]);
  });
});

describe('whose it is', () => {
  test.each<[string, string[], string, string | null]>([
    ['accents, case and points aside', ['Hélios S.A.R.L.'], 'HELIOS SARL', 'Hélios S.A.R.L.'],
    ['without its legal form', ['Roussel SARL'], 'Roussel', 'Roussel SARL'],
    ['with one that was not known', ['Roussel'], 'Roussel GmbH & Co. KG', 'Roussel'],
    ['another legal form is another firm', ['Roussel SARL'], 'Roussel SAS', null],
    ['two could be meant', ['Roussel SARL', 'Roussel SAS'], 'Roussel', null],
    ['an exact name wins', ['Roussel SARL', 'Roussel'], 'Roussel', 'Roussel'],
    ['part of a name is not the name', ['Roussel Menuiserie'], 'Roussel', null],
  ])('%s', (...[, names, name, expected]) => {
    const standings = names.map((known, index) => emptyStanding(aClient(known, index + 1)));
    const plan = planImport([aForeignInvoice({ clientName: name })], standings, context);
    expect(plan.newClients.length === 0 ? plan.items[0]?.client : null).toBe(expected);
  });

  it('a client renamed here is found again by its invoices', () => {
    const renamed = after(aForeignInvoice()).map((standing) => ({
      ...standing,
      client: { ...standing.client, name: 'Chez Noor' },
    }));
    expect(planImport([aForeignInvoice()], renamed, context)).toMatchObject({
      newClients: [],
      items: [{ client: 'Chez Noor', status: 'unchanged' }],
    });
  });
});

test.each([
  ['Menuiserie Roussel SARL', 'menuiserie-roussel'],
  ['SARL Dupont', 'dupont'],
  ['Bäckerei Öz & Söhne GmbH', 'backerei-oz-sohne'],
  ['株式会社', 'client'],
  ['SAS', 'sas'],
  ['a'.repeat(80), 'a'.repeat(40)],
  ['The very long name of a company that never ends', 'the-very-long-name-of-a-company-that'],
  ['Société Alsacienne de Menuiserie et d’Agencement Roussel', 'alsacienne-de-menuiserie'],
])('the handle of %s is %s', (name, handle) => {
  expect(handleFor(name, new Set())).toBe(handle);
  expect(handleFor(name, new Set([handle]))).toBe(`${handle}-2`);
  expect([foldName(bareName(name)), bareName(bareName(name))]).toEqual([bareName(name), bareName(name)]);
});

test.each([
  ['30 jours', '2026-03-02'],
  ['30 jours net', '2026-03-02'],
  ['30 jours fin de mois', '2026-03-31'],
  ['45 days EOM', '2026-03-31'],
  ['Net 30', '2026-03-02'],
  ['2% 10 Net 30', '2026-03-02'],
  ['30', '2026-03-02'],
  ['0', '2026-01-31'],
  ['14 Tage', '2026-02-14'],
  ['binnen 14 dagen', '2026-02-14'],
  [
    'Zahlbar innerhalb 30 Tagen netto bis 04.04.2026, 3% Skonto innerhalb 10 Tagen bis 15.03.2026',
    '2026-04-04',
  ],
  ['à réception', '2026-01-31'],
  ['Due on Receipt', '2026-01-31'],
  ['fin de mois', '2026-01-31'],
  ['au plus tard le 2026-02-10', '2026-02-10'],
  ['facture du 01/12/2025', undefined],
  ['comme convenu', undefined],
  ['', undefined],
])('terms "%s" of an invoice of 31 January 2026 give %s', (terms, expected) => {
  expect(dueFromTerms(day('2026-01-31'), terms)).toBe(expected);
});

test.each([
  ['number=Doc,client=Buyer', { number: 'Doc', client: 'Buyer' }],
  [
    'number = N° de pièce , amount=Total, TTC,client=Tiers',
    { number: 'N° de pièce', amount: 'Total, TTC', client: 'Tiers' },
  ],
  ['number=a=b', { number: 'a=b' }],
  ['size=42', undefined],
  ['x,number=a', undefined],
  ['number=', undefined],
  ['number=a,number=b', undefined],
  ['', undefined],
])('--map %s', (text, map) => {
  expect(parseColumnMap(text)).toEqual(map);
  expect(map === undefined ? undefined : parseColumnMap(formatColumnMap(map))).toEqual(map);
});
