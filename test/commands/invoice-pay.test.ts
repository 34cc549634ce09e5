import { describe, expect, it } from 'vitest';
import { registerClient } from '../../src/commands/client.ts';
import { registerInit } from '../../src/commands/init.ts';
import { registerInvoice } from '../../src/commands/invoice.ts';
import { registerPay } from '../../src/commands/pay.ts';
import { registerPromise } from '../../src/commands/promise.ts';
import { aDesk, type Desk, type DeskSetting, fillDesk } from '../support/desk.ts';
import { plain } from '../support/terminal.ts';

const commands = [registerInit, registerClient, registerInvoice, registerPay, registerPromise];

async function filled(setting: Omit<DeskSetting, 'commands'> = {}): Promise<Desk> {
  const desk = aDesk({ commands, ...setting });
  await fillDesk(aDesk({ commands, ledger: desk.ledger }));
  return desk;
}

const flags = (more: Record<string, string>): string[] => {
  const all = { number: 'F-1', amount: '100', issued: '2026-05-01', due: '2026-05-31', ...more };
  return Object.entries(all).flatMap(([name, value]) => [`--${name}`, value]);
};

describe('dun invoice add', () => {
  it('says number, amount and due day back, with the weekday', async () => {
    const { dun, ledger } = await filled({ files: ['/f.pdf'] });
    const { out, notes } = await dun(
      'invoice',
      'add',
      'roussel',
      ...flags({
        amount: '1 200,50',
        due: 'vendredi',
        file: '/f.pdf',
        po: 'PO7',
        delivered: 'hier',
        reference: 'R1',
      }),
    );
    expect(out).toBe('F-1, 1\u00a0200,50\u00a0€ pour Menuiserie Roussel, à payer le vendredi 5 juin 2026.');
    expect(notes).toBe('');
    const [client] = ledger.clients.find('roussel');
    expect(ledger.invoices.byNumber(client?.id ?? 0, 'F-1')).toMatchObject({
      file: '/f.pdf', poNumber: 'PO7', deliveredOn: '2026-06-01', reference: 'R1', amount: { minor: 120_050 },
    }); // biome-ignore format: a record
  });

  it.each([
    ['zero', { amount: '0' }, 'value.amount_zero', 2],
    ['a negative amount', { amount: '-5' }, 'value.no_amount', 2],
    ['no amount', { amount: 'beaucoup' }, 'value.no_amount', 2],
    ['another currency', { amount: '£100' }, 'value.no_amount', 2],
    ['an unknown currency', { currency: 'XYZ' }, 'value.currency', 2],
    ['a due day before the issue', { due: '2026-04-30' }, 'invoice.due_before_issued', 2],
    ['a day that is none', { due: '2026-02-30' }, 'value.no_such_day', 2],
    ['a vague day', { due: 'bientôt' }, 'value.vague_day', 2],
    ['an issue day to come', { issued: '2026-06-03' }, 'value.future_day', 2],
    ['a copy that is not there', { file: '/none.pdf' }, 'invoice.no_such_file', 66],
    ['a number in use', { number: 'f-2026-044' }, 'invoice.exists', 2],
  ] as const)('refuses %s', async (...[, more, key, exitCode]) => {
    const { dun, ledger } = await filled();
    const before = ledger.standings.all();
    await expect(dun('invoice', 'add', 'roussel', ...flags(more))).rejects.toMatchObject({ key, exitCode });
    expect(ledger.standings.all()).toEqual(before);
  });

  it('allows the due day to be the day of issue', async () => {
    const { dun } = await filled();
    await expect(dun('invoice', 'add', 'roussel', ...flags({ due: '2026-05-01' }))).resolves.toBeDefined();
  });

  it('names the flag that is missing', async () => {
    const { dun } = await filled();
    const argv = ['invoice', 'add', 'roussel', '--number', 'F-1', '--amount', '5'];
    await expect(dun(...argv)).rejects.toMatchObject({
      key: 'value.missing',
      exitCode: 2,
      values: { flag: '--due' },
    });
  });

  it('offers to create an unknown client on a terminal, and asks whom to ring and for what is missing', async () => {
    const answers = [true, 'Léa Noor', '03 88 00 11 33', '', 'F-9', '50', '', '30/05'];
    const { dun, ledger, unused } = await filled({ answers });
    await dun('invoice', 'add', 'Atelier Noor');
    const [noor] = ledger.standings.all().filter(({ client }) => client.handle === 'atelier-noor');
    expect(noor).toMatchObject({
      contacts: [{ firstName: 'Léa', lastName: 'Noor', phone: '+33388001133', email: null }],
      invoices: [{ issuedOn: '2026-05-30', dueOn: '2026-05-30' }],
    });
    expect(unused).toEqual([]);
  });

  it('asks again after an answer of no use, with the reason and without flags nobody typed', async () => {
    const answers = [
      'f-2026-044',
      'F-9',
      'dix',
      '0',
      '50',
      'demain',
      '2026-05-01',
      'bientôt',
      '30/04',
      '31/05',
    ];
    const { dun, unused } = await filled({ answers });
    const { notes } = await dun('invoice', 'add', 'roussel');
    expect(plain(notes).split('\n').slice(0, -1)).toEqual([
      'Menuiserie Roussel a déjà une facture f-2026-044.',
      "« dix » n'est pas un montant en EUR.",
      '« 0 », il faut un montant au-dessus de zéro. → Un montant comme 250 ou 1 200,50',
      "Mercredi 3 juin 2026, c'est à venir ; nous sommes le mardi 2 juin 2026. → Un jour déjà là : 2026-06-02",
      "« bientôt » n'est pas un jour. → Nommez un jour du calendrier : 2026-06-09, vendredi",
      "À payer le jeudi 30 avril 2026, mais émise le vendredi 1er mai 2026 : l'échéance ne peut pas venir avant.",
    ]);
    expect(unused).toEqual([]);
  });

  it.each([
    ['the first such day after the issue', '2026-04-20', '20/05', '2026-05-20'],
    ['also when that is to come', '2026-05-30', '29/06', '2026-06-29'],
    ['over the turn of the year', '2025-12-10', '9 janvier', '2026-01-09'],
    ['without an issue day the nearest', undefined, '20/05', '2026-05-20'],
    ['without an issue day the nearest, to come', undefined, '20/06', '2026-06-20'],
    ['a year that is named', '2026-04-20', '20/05/2027', '2027-05-20'],
    ['the end of a month, which is a day on an invoice', undefined, 'fin juin', '2026-06-30'],
    ['a weekday to come', '2026-04-20', 'vendredi', '2026-06-05'],
  ])('reads a due day without a year: %s', async (...[, issued, due, expected]) => {
    const { dun, ledger } = await filled();
    const argv = issued === undefined ? [] : ['--issued', issued];
    await dun('invoice', 'add', 'roussel', '--number', 'F-9', '--amount', '5', '--due', due, ...argv);
    const added = ledger.standings.all().flatMap(({ invoices }) => invoices);
    const one = added.find(({ number }) => number === 'F-9');
    expect(one?.dueOn).toBe(expected);
    expect(one?.issuedOn).toBe(issued ?? (expected < '2026-06-02' ? expected : '2026-06-02'));
  });

  it.each([
    ['GB', '1/5', '2026-05-01'],
    ['IE', '5-6', '2026-06-05'],
    ['US', '5/1', '2026-05-01'],
  ])('reads %s dates in English as they are written there: %s', async (country, due, expected) => {
    const { dun, ledger } = await filled({ language: 'en' });
    await dun(
      'init', '--first', 'A', '--last', 'B', '--business', 'C', '--country', country,
    ); // biome-ignore format: argv
    await dun('invoice', 'add', 'roussel', '--number', 'F-9', '--amount', '5', '--due', due);
    const added = ledger.standings.all().flatMap(({ invoices }) => invoices);
    expect(added.find(({ number }) => number === 'F-9')?.dueOn).toBe(expected);
  });

  it('creates nobody unasked', async () => {
    const { dun } = await filled();
    const adding = dun('invoice', 'add', 'Atelier Noor', ...flags({}));
    await expect(adding).rejects.toMatchObject({ key: 'client.unknown', exitCode: 66 });
  });

  it('invoices a British client in pounds', async () => {
    const { dun } = await filled();
    await dun('client', 'add', 'Bright Studio', '--country', 'GB');
    expect((await dun('invoice', 'add', 'bright', ...flags({}))).out).toContain('100,00\u00a0£');
  });
});

describe('dun invoice list, show, credit, write-off', () => {
  it('lists what is open', async () => {
    const { dun } = await filled();
    await dun('pay', 'roussel', '840');
    expect((await dun('invoice', 'list')).out.split('\n')).toHaveLength(3);
    const { out } = await dun('invoice', 'list', '--open');
    expect(out).not.toContain('Roussel');
    expect(out).toContain('F-2026-046  600,00\u00a0€  échue le 10/05/2026, 23 jours');
    const { document } = await dun('invoice', 'list', 'roussel', '--json');
    expect(document).toMatchObject({
      schema: 'dun.invoice.list/1',
      items: [
        {
          number: 'F-2026-044',
          status: 'paid',
          balance: { amount: '0.00', currency: 'EUR' },
          poNumber: null,
        },
      ],
    });
  });

  it('shows one by a part of its number', async () => {
    const { dun } = await filled();
    const { out } = await dun('invoice', 'show', '044');
    expect(out).toContain('la refonte du catalogue');
    expect(out).toContain('840,00\u00a0€ · échue le 20/05/2026, 13 jours');
    await expect(dun('invoice', 'show', 'F-2026')).rejects.toMatchObject({
      key: 'invoice.ambiguous',
      exitCode: 66,
    });
    await expect(dun('invoice', 'show', 'none')).rejects.toMatchObject({
      key: 'invoice.unknown',
      exitCode: 66,
    });
  });

  it('lowers what is owed by a credit note, never below nothing', async () => {
    const { dun } = await filled();
    await dun('invoice', 'credit', 'roussel', '--number', 'A-1', '--amount', '40', '--invoice', 'F-2026-044');
    expect((await dun('invoice', 'show', '044')).out).toContain('800,00\u00a0€');
    const again = dun(
      'invoice',
      'credit',
      'roussel',
      '--number',
      'A-2',
      '--amount',
      '801',
      '--invoice',
      'F-2026-044',
    );
    await expect(again).rejects.toMatchObject({ key: 'invoice.credit_too_much', exitCode: 2 });
  });

  it('gives up what is left, and nothing twice', async () => {
    const { dun } = await filled();
    expect((await dun('invoice', 'write-off', '047', '--amount', '0,50')).out).toContain('0,50\u00a0€');
    await dun('invoice', 'write-off', '047');
    await expect(dun('invoice', 'write-off', '047')).rejects.toMatchObject({
      key: 'invoice.nothing_open',
      exitCode: 1,
    });
  });

  it('asks before giving up, and takes no for an answer', async () => {
    const { dun, unused } = await filled({ answers: [false] });
    expect((await dun('invoice', 'write-off', '047')).out).toBe('');
    expect(unused).toEqual([]);
  });
});

describe('dun pay', () => {
  it('says what is left of the debt and what became of the promise', async () => {
    const { dun } = await filled();
    await dun('promise', 'add', 'roussel', '--amount', '840', '--on', 'vendredi');
    const first = await dun('pay', 'roussel', '300', '--reference', 'VIR 1');
    expect(first.out.split('\n')).toEqual([
      'Reçu #1 (Menuiserie Roussel)\u00a0: 300,00\u00a0€, le mardi 2 juin 2026.',
      'F-2026-044\u00a0: il reste 540,00\u00a0€.',
      "Promesse du ven. 5 juin\u00a0: 300,00\u00a0€ sur 840,00\u00a0€ jusqu'ici.",
      'Menuiserie Roussel doit encore 540,00\u00a0€.',
    ]);
    const second = await dun('pay', 'roussel', 'tout');
    expect(second.out.split('\n').slice(1)).toEqual([
      'F-2026-044 est réglée.',
      'Promesse du ven. 5 juin tenue\u00a0: 840,00\u00a0€.',
      'Menuiserie Roussel ne doit plus rien.',
    ]);
  });

  it('pays the oldest due invoice first, or the one that is named', async () => {
    const { dun } = await filled();
    expect((await dun('pay', 'canal', '700')).out).toContain(
      'F-2026-046 est réglée.\nF-2026-047\u00a0: il reste 190,50\u00a0€.',
    );
    expect((await dun('pay', 'canal', '190,50', '--invoice', 'f-2026-047')).out).toContain(
      'F-2026-047 est réglée.',
    );
  });

  it.each([
    ['zero', ['roussel', '0'], 'value.amount_zero', 2],
    ['no number', ['roussel', 'un peu'], 'value.no_amount', 2],
    ['one cent too much', ['roussel', '840,01'], 'pay.too_much', 2],
    ['too much for the invoice', ['canal', '600,01', '--invoice', 'F-2026-046'], 'pay.too_much_on', 2],
    ['a day to come', ['roussel', '10', '--on', '2026-06-03'], 'value.future_day', 2],
    ['an invoice of somebody else', ['roussel', '10', '--invoice', 'F-2026-046'], 'pay.no_such_invoice', 66],
    ['nobody', ['nobody', '10'], 'client.unknown', 66],
    ['no amount', ['roussel'], 'value.missing', 2],
  ] as const)('refuses %s', async (...[, argv, key, exitCode]) => {
    const { dun, ledger } = await filled();
    await expect(dun('pay', ...argv)).rejects.toMatchObject({ key, exitCode });
    expect(ledger.payments.list()).toEqual([]);
  });

  it('takes today and exactly what is owed', async () => {
    const { dun } = await filled();
    await expect(dun('pay', 'roussel', '840', '--on', "aujourd'hui")).resolves.toBeDefined();
    await expect(dun('pay', 'roussel', '1')).rejects.toMatchObject({ key: 'pay.nothing_owed', exitCode: 2 });
  });

  it('keeps what is too much as credit when told so', async () => {
    const { dun } = await filled();
    const { out } = await dun('pay', 'roussel', '900', '--overpaid');
    expect(out).toContain('60,00\u00a0€ restent à son crédit.');
  });

  it('reads a weekday as the last one', async () => {
    const { dun, ledger } = await filled();
    await dun('pay', 'roussel', '10', '--on', 'vendredi');
    expect(ledger.payments.list()[0]?.on).toBe('2026-05-29');
  });

  it('lists payments in full within the window, undone ones too, and says nothing of promises long gone', async () => {
    const { dun } = await filled();
    await dun('promise', 'add', 'roussel', '--on', '2026-06-05');
    await dun('promise', 'move', 'roussel', '--on', '2026-06-08');
    await dun('pay', 'roussel', '100');
    const { out } = await dun('pay', 'undo', '1');
    expect(plain(out)).not.toContain('déplacée');
    expect(plain((await dun('pay', 'list')).out)).toBe(
      '#1  02/06/2026  100,00 €  Menuiserie Roussel  annulé le 02/06/2026',
    );
  });

  it('undoes a payment once, by an entry that stays', async () => {
    const { dun } = await filled();
    await dun('pay', 'roussel', '840');
    const { out } = await dun('pay', 'undo', '#1', '--reason', 'rejeté');
    expect(out).toContain('F-2026-044\u00a0: il reste 840,00\u00a0€.');
    expect((await dun('pay', 'list')).out).toContain('annulé le 02/06/2026');
    expect((await dun('pay', 'list', 'roussel', '--json')).document).toMatchObject({
      schema: 'dun.pay.list/1',
      items: [{ id: 1, amount: { amount: '840.00' }, invoice: null, reversedOn: '2026-06-02' }],
    });
    await expect(dun('pay', 'undo', '1')).rejects.toMatchObject({ key: 'pay.undone_already', exitCode: 1 });
    await expect(dun('pay', 'undo', '7')).rejects.toMatchObject({ key: 'pay.unknown', exitCode: 66 });
    await expect(dun('pay', 'undo', 'x')).rejects.toMatchObject({ key: 'value.record_id', exitCode: 2 });
  });
});
