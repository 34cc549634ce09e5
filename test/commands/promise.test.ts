import { describe, expect, it } from 'vitest';
import { registerClient } from '../../src/commands/client.ts';
import { registerInvoice } from '../../src/commands/invoice.ts';
import { registerLog } from '../../src/commands/log.ts';
import { registerPay } from '../../src/commands/pay.ts';
import { registerPromise } from '../../src/commands/promise.ts';
import { aDesk, type Desk, type DeskSetting, fillDesk } from '../support/desk.ts';

const commands = [registerClient, registerInvoice, registerPay, registerPromise];

async function filled(setting: Omit<DeskSetting, 'commands'> = {}): Promise<Desk> {
  const desk = aDesk({ commands, ...setting });
  await fillDesk(aDesk({ commands, ledger: desk.ledger }));
  return desk;
}

describe('dun promise add', () => {
  it('says who, how much, which day, until when to wait and when to ring', async () => {
    const { dun } = await filled();
    const { out, notes } = await dun(
      'promise',
      'add',
      'roussel',
      '--amount',
      '840',
      '--on',
      'vendredi',
      '--means',
      'leaves',
    );
    expect(out.split('\n')).toEqual([
      'Promesse #1\u00a0: Jules Roussel, Menuiserie Roussel.',
      '  840,00\u00a0€ partent le vendredi 5 juin 2026 (F-2026-044)',
      'Sur le compte au plus tard le lundi 8 juin 2026\u00a0; sinon, vous rappelez le mardi 9 juin 2026.',
    ]);
    expect(notes).toBe('');
  });

  it.each([
    [[], 'Promesse #1\u00a0: Brasserie du Canal.'],
    [
      ['--condition', 'signature'],
      'Intention #1\u00a0: Brasserie du Canal, sous condition\u00a0: «\u00a0signature',
    ],
    [['--who', 'Karim'], 'Promesse #1\u00a0: Karim, Brasserie du Canal.'],
  ])('names the client once where nobody is known by name, %j', async (flags, head) => {
    const { dun } = await filled();
    const { out } = await dun('promise', 'add', 'canal', '--amount', '300', '--on', 'vendredi', ...flags);
    expect(out.split('\n')[0]).toContain(head);
  });

  it('lays one amount on the oldest invoices first', async () => {
    const { dun, ledger } = await filled();
    await dun(
      'promise',
      'add',
      'canal',
      '--amount',
      '700',
      '--on',
      '2026-06-04',
      '--means',
      'arrives',
      '--who',
      'Karim Haddad',
    );
    const promise = ledger.promises.byId(1);
    expect(promise).toMatchObject({
      kind: 'promise',
      means: 'arrives',
      promiser: 'Karim Haddad',
      contactId: null,
    });
    expect(
      promise?.parts.map(({ amount, arrivalDeadline, recontactOn }) => [
        amount.minor,
        arrivalDeadline,
        recontactOn,
      ]),
    ).toEqual([
      [60_000, '2026-06-04', '2026-06-05'],
      [10_000, '2026-06-04', '2026-06-05'],
    ]);
  });

  it.each([
    ['no day', ['--amount', '840'], 'value.missing', 2],
    ['yesterday', ['--on', '2026-06-01'], 'value.past_day', 2],
    ['a vague day', ['--on', 'dès que possible'], 'value.vague_day', 2],
    ['more than is open', ['--amount', '840,01', '--on', 'demain'], 'promise.too_much', 2],
    ['zero', ['--amount', '0', '--on', 'demain'], 'value.amount_zero', 2],
    ['other means', ['--on', 'demain', '--means', 'flies'], 'value.choice', 2],
    ['an unknown invoice', ['--on', 'demain', '--invoice', 'F-0'], 'promise.no_such_invoice', 66],
  ] as const)('refuses %s', async (...[, argv, key, exitCode]) => {
    const { dun, ledger } = await filled();
    await expect(dun('promise', 'add', 'roussel', ...argv)).rejects.toMatchObject({ key, exitCode });
    expect(ledger.promises.byId(1)).toBeUndefined();
  });

  it('takes today', async () => {
    const { dun } = await filled();
    expect((await dun('promise', 'add', 'roussel', '--on', '2026-06-02')).out).toContain('mardi 2 juin 2026');
  });

  it.each([
    ['2026-06-16', ''],
    ['2026-06-17', 'plus de 14 jours'],
    ['2026-06-06', 'mieux vaut le vendredi 5 juin 2026'],
  ])('warns about %s without stopping', async (on, warning) => {
    const { dun } = await filled();
    const { notes, out } = await dun('promise', 'add', 'roussel', '--on', on);
    expect(notes).toContain(warning);
    expect(notes === '').toBe(warning === '');
    expect(out).toContain('Promesse #1');
  });

  it('allows one live promise per invoice', async () => {
    const { dun } = await filled();
    await dun('promise', 'add', 'canal', '--on', 'vendredi', '--invoice', 'F-2026-046');
    const { out } = await dun('promise', 'add', 'canal', '--on', 'vendredi');
    expect(out).toContain('290,50\u00a0€ partent');
    await expect(dun('promise', 'add', 'canal', '--on', 'lundi')).rejects.toMatchObject({
      key: 'promise.already',
      exitCode: 1,
    });
  });

  it('keeps a condition as an intent that holds nothing', async () => {
    const { dun } = await filled();
    const { out } = await dun(
      'promise',
      'add',
      'roussel',
      '--on',
      'vendredi',
      '--condition',
      'si leur client paie',
    );
    expect(out).toContain('Intention #1');
    await expect(dun('promise', 'add', 'roussel', '--on', 'lundi')).resolves.toBeDefined();
  });
});

describe('dun promise move', () => {
  it('moves once before the day; the second move counts as not kept', async () => {
    const { dun } = await filled();
    await dun('promise', 'add', 'roussel', '--on', '2026-06-05');
    expect((await dun('promise', 'move', 'roussel', '--on', '2026-06-08')).out).toContain(
      'La promesse #1 passe au lundi 8 juin 2026.',
    );
    expect((await dun('promise', 'move', '#2', '--on', '2026-06-10')).out).toContain(
      "l'ancienne compte comme non tenue",
    );
    const { document } = await dun('promise', 'list', 'roussel', '--json');
    expect(document).toMatchObject({
      schema: 'dun.promise.list/1',
      items: [
        { id: 1, changes: [{ kind: 'moved', replacedBy: 2 }] },
        { id: 2, fate: 'broken', level: 2 },
        { id: 3, fate: 'open', arrivalDeadline: '2026-06-15', recontactOn: '2026-06-16' },
      ],
    });
  });

  it('moves only what is still missing', async () => {
    const { dun, ledger } = await filled();
    await dun('promise', 'add', 'roussel', '--on', '2026-06-05');
    await dun('pay', 'roussel', '300');
    await dun('promise', 'move', '1', '--on', '2026-06-09');
    expect(ledger.promises.byId(2)?.parts).toMatchObject([
      { amount: { minor: 54_000 }, promisedOn: '2026-06-09' },
    ]);
  });

  it.each([
    ['no new day', ['roussel'], 'value.missing', 2],
    ['a past day', ['roussel', '--on', '2026-06-01'], 'value.past_day', 2],
    ['somebody without a promise', ['canal', '--on', 'demain'], 'promise.none_open', 66],
    ['an unknown number', ['#9', '--on', 'demain'], 'promise.unknown', 66],
  ] as const)('refuses %s', async (...[, argv, key, exitCode]) => {
    const { dun } = await filled();
    await dun('promise', 'add', 'roussel', '--on', '2026-06-05');
    await expect(dun('promise', 'move', ...argv)).rejects.toMatchObject({ key, exitCode });
  });

  it('asks which one when there are several', async () => {
    const first = await filled();
    await first.dun('promise', 'add', 'canal', '--on', '2026-06-05', '--invoice', 'F-2026-046');
    await first.dun('promise', 'add', 'canal', '--on', '2026-06-08', '--invoice', 'F-2026-047');
    await expect(first.dun('promise', 'move', 'canal', '--on', '2026-06-09')).rejects.toMatchObject({
      key: 'promise.several',
    });
    const { dun, unused } = aDesk({ commands, ledger: first.ledger, answers: ['#2'] });
    expect((await dun('promise', 'move', 'canal', '--on', '2026-06-09')).out).toContain('La promesse #2');
    expect(unused).toEqual([]);
  });
});

describe('dun promise withdraw and list', () => {
  it('needs a reason, and ends the promise', async () => {
    const { dun } = await filled();
    await dun('promise', 'add', 'roussel', '--on', '2026-06-05');
    await expect(dun('promise', 'withdraw', '1')).rejects.toMatchObject({
      key: 'value.missing',
      exitCode: 2,
    });
    expect((await dun('promise', 'withdraw', '1', '--reason', 'erreur de saisie')).out).toContain(
      'erreur de saisie',
    );
    await expect(dun('promise', 'withdraw', '1', '--reason', 'x')).rejects.toMatchObject({
      key: 'promise.ended.withdrawn',
    });
    expect((await dun('promise', 'list')).notes).toBe('Aucune promesse en cours.');
    expect((await dun('promise', 'list', '--all')).out).toContain('retirée');
  });

  it.each([
    ['before its first day', '2026-06-04', true],
    ['with a missed instalment and another to come', '2026-06-11', true],
    ['after its last day', '2026-07-20', false],
  ])('lists a plan %s: %s', async (_, on, isListed) => {
    const { ledger } = await filled();
    const { dun } = aDesk({ commands: [registerLog], ledger });
    await dun(
      'log',
      'roussel',
      '--outcome',
      'plan',
      '--count',
      '2',
      '--every',
      'month',
      '--first',
      '2026-06-05',
    );
    const { out } = await aDesk({ commands, ledger, today: on }).dun('promise', 'list');
    expect(out !== '').toBe(isListed);
  });

  it('lists what is open', async () => {
    const { dun } = await filled();
    await dun('promise', 'add', 'roussel', '--on', '2026-06-05');
    const { out } = await dun('promise', 'list');
    expect(out).toBe("#1  840,00\u00a0€  ven. 5 juin  court jusqu'au lun. 8 juin  Jules Roussel");
  });
});
