import { describe, expect, it } from 'vitest';
import { paymentOf, type PreparedMemo, withText } from '../../src/commands/memo-draft.ts';
import type { MemoKind } from '../../src/domain/attempt.ts';
import { EUR, money, parseCurrency } from '../../src/domain/money.ts';
import { aContact, anInvoice, aPart, aPayment } from '../support/a-standing.ts';
import { aStory, type Episode, episodes, first, tell, type Telling } from '../support/memo-stories.ts';

const iban = 'FR7630006000011234567890189';
const CHF = parseCurrency('CHF') ?? EUR;

function episode(kind: MemoKind, invoiceId = 101): Episode {
  const make = episodes[kind];
  if (make === undefined) throw new Error(kind);
  return make(invoiceId);
}

async function memos(told: readonly Episode[], telling: Telling = {}): Promise<PreparedMemo[]> {
  return tell(aStory(told, telling));
}

/** The lines of the code that tell account, amount and what to quote. */
async function codeOf(told: readonly Episode[], telling: Telling = {}): Promise<readonly string[] | null> {
  const [memo] = await memos(told, telling);
  const payment = memo && paymentOf(memo);
  if (payment == null) return null;
  const lines = payment.payload.split('\n');
  return [lines[6] ?? '', lines[7] ?? '', lines[9] ?? '', lines[10] ?? ''];
}

describe('the code of a memo', () => {
  it.each<[MemoKind, string | null]>([
    ['promise_confirmation', 'EUR310'],
    ['instalment_plan', 'EUR205'],
    ['no_agreement', 'EUR840'],
    ['final_notice', 'EUR840'],
    ['duplicate_sent', 'EUR840'],
    ['dispute_acknowledged', null],
    ['payment_proof_request', null],
    ['approval_request', null],
    ['callback_agreed', null],
  ])('%s: %s', async (kind, amount) => {
    const expected = amount === null ? null : [iban, amount, '', 'F-2026-101'];
    expect(await codeOf([episode(kind)])).toEqual(expected);
  });

  it('is for the invoice of its topic, whatever else the call brought', async () => {
    const told = [episode('dispute_acknowledged', 101), episode('promise_confirmation', 102)];
    expect(await codeOf(told)).toEqual([iban, 'EUR310', '', 'F-2026-102']);
  });

  it('is for the first day of a promise, and names only what is paid on it', async () => {
    const base = episode('instalment_plan');
    const parts = [
      aPart(102, '2026-06-20', 100),
      aPart(101, '2026-06-15', 205),
      aPart(102, '2026-06-15', 5.5),
    ];
    const promises = (base.promises ?? []).map((promise) => ({ ...promise, parts }));
    const found = await codeOf([{ ...base, promises }]);
    expect(found).toEqual([iban, 'EUR210.5', '', 'F-2026-101, F-2026-102']);
  });

  it.each<[string, Telling, readonly string[] | null]>([
    ['no account', { profile: { iban: null } }, null],
    ['an account outside SEPA', { profile: { iban: 'BR1800360305000010009795493C1' } }, null],
    ['a name too long for a code', { profile: { business: 'e'.repeat(71) } }, null],
    ['no business: the own name', { profile: { business: '' } }, [iban, 'EUR310', '', 'F-2026-101']],
    ['another account in the name', { profile: { business: 'Atelier DE89370400440532013000' } }, null],
    [
      'an RF reference',
      { standing: { invoices: [anInvoice({ reference: 'RF93 FAC2 0261 17' })] } },
      [iban, 'EUR310', 'RF93FAC2026117', ''],
    ],
    [
      'another account on the invoice: ours stands',
      { standing: { invoices: [anInvoice({ iban: 'DE89370400440532013000' })] } },
      [iban, 'EUR310', '', 'F-2026-101'],
    ],
    ['the money is there by now', { standing: { payments: [aPayment(101, '2026-06-09', 840)] } }, null],
    [
      'some of it is there, and more than was promised still open',
      { standing: { payments: [aPayment(101, '2026-06-09', 500)] } },
      [iban, 'EUR310', '', 'F-2026-101'],
    ],
  ])('with %s', async (_, telling, expected) => {
    expect(await codeOf([episode('promise_confirmation')], telling)).toEqual(expected);
  });

  const promisedBy = (method: string) => {
    const base = episode('promise_confirmation');
    return { ...base, promises: (base.promises ?? []).map((promise) => ({ ...promise, method })) };
  };

  it.each(['card', 'cheque', 'direct_debit', 'cash', 'Chèque', 'PayPal'])(
    'is not for somebody who pays by %s',
    async (method) => expect(await codeOf([promisedBy(method)])).toBeNull(),
  );

  it.each(['virement', 'Virement SEPA', 'bank transfer'])(
    'is for whoever pays by %s, as the user writes it',
    async (method) =>
      expect(await codeOf([promisedBy(method)])).toEqual(await codeOf([promisedBy('transfer')])),
  );

  it('holds one currency: two are two transfers', async () => {
    const dollars = money(10_000, parseCurrency('USD') ?? EUR);
    const other = anInvoice({ id: 102, amount: dollars, settledBefore: { ...dollars, minor: 0 } });
    const both = {
      ...episode('no_agreement'),
      outcomes: [...episode('no_agreement', 101).outcomes, ...episode('no_agreement', 102).outcomes],
    };
    expect(await codeOf([both], { standing: { invoices: [first, other] } })).toBeNull();
    expect(
      await codeOf([episode('no_agreement', 102)], { standing: { invoices: [first, other] } }),
    ).toBeNull();
  });

  it('is the Swiss one for francs', async () => {
    const francs = money(84_000, CHF);
    const invoice = anInvoice({ amount: francs, settledBefore: { ...francs, minor: 0 } });
    const swiss = { country: 'CH', iban: 'CH9300762011623852957', address: 'Rue du Lac 12\n1200 Genève' };
    const [memo] = await memos([episode('no_agreement')], {
      profile: swiss,
      standing: { invoices: [invoice] },
    });
    const lines = memo?.debt?.payment?.payload.split('\n') ?? [];
    expect([memo?.debt?.payment?.kind, lines[3], lines[18], lines[19], lines[29]]).toEqual([
      'swiss',
      'CH9300762011623852957',
      '840.00',
      'CHF',
      'F-2026-101',
    ]);
    const [without] = await memos([episode('no_agreement')], {
      profile: { ...swiss, address: null },
      standing: { invoices: [invoice] },
    });
    expect(without?.debt?.payment).toBeNull();
  });

  it('never goes to somebody who was not sure to be the right person', async () => {
    const contact = aContact({ verifiedOn: null });
    const [memo] = await memos([episode('callback_agreed'), episode('no_agreement', 102)], {
      attempt: { reach: 'desk' },
      standing: { contacts: [contact] },
    });
    expect(memo).toBeDefined();
    expect(memo?.debt).toBeUndefined();
  });

  it('goes to the person, not to the approver', async () => {
    const told = [episode('promise_confirmation', 102), episode('approval_request', 101)];
    const [person, approver] = await memos(told);
    expect([person?.reader, person && paymentOf(person)?.amount]).toEqual(['person', '310,00\u00a0€']);
    expect([approver?.reader, approver && paymentOf(approver)]).toEqual(['approver', null]);
  });

  it('says in both languages what it holds', async () => {
    const [fr] = await memos([episode('promise_confirmation')]);
    expect(fr?.debt?.payment).toMatchObject({
      caption: [
        "À scanner avec l'application de la banque\u00a0: 310,00\u00a0€, pour le vendredi 12 juin 2026",
        'Atelier Benali · FR76 3000 6000 0112 3456 7890 189 · F-2026-101',
      ],
      alt: 'Code de paiement\u00a0: 310,00\u00a0€ à Atelier Benali, compte FR76 3000 6000 0112 3456 7890 189, référence F-2026-101',
      file: 'code-de-paiement-310.00 EUR',
    });
    const [en] = await memos([episode('no_agreement')], { client: { language: 'en' } });
    expect(en?.debt?.payment).toMatchObject({
      caption: ['Scan with your banking app: €840.00', expect.stringContaining('F-2026-101')],
      file: 'payment-code-840.00 EUR',
    });
  });

  it('stays with a text edited by hand as long as that names its amount', async () => {
    const [memo] = await memos([episode('promise_confirmation')]);
    if (memo === undefined) throw new Error('no memo');
    expect(paymentOf(withText(memo, 'Objet', 'Vous payez 310,00 € vendredi.\n'))).not.toBeNull();
    expect(paymentOf(withText(memo, 'Objet', 'Vous payez 290,00 € vendredi.\n'))).toBeNull();
  });
});
