import { describe, expect, it } from 'vitest';
import { registerClient } from '../../src/commands/client.ts';
import { registerDispute } from '../../src/commands/dispute.ts';
import { registerInvoice } from '../../src/commands/invoice.ts';
import { registerLog } from '../../src/commands/log.ts';
import { aDesk, type Desk, type DeskSetting, fillDesk } from '../support/desk.ts';

const commands = [registerClient, registerInvoice, registerDispute, registerLog];

async function filled(setting: Omit<DeskSetting, 'commands'> = {}): Promise<Desk> {
  const desk = aDesk({ commands, ...setting });
  await fillDesk(aDesk({ commands, ledger: desk.ledger }));
  return desk;
}

const pages = ['--words', 'il manque deux pages'];

describe('dun dispute open', () => {
  it('says what is contested, whose turn it is until when, and what goes its way', async () => {
    const { dun, ledger } = await filled();
    const { out } = await dun('dispute', 'open', 'roussel', '--amount', '200', ...pages);
    expect(out.split('\n')).toEqual([
      'Litige #1 noté, Menuiserie Roussel\u00a0: 200,00\u00a0€ de F-2026-044, «\u00a0il manque deux pages\u00a0».',
      "À vous d'y répondre, au plus tard le mardi 9 juin 2026. D'ici là, cette part ne se relance pas.",
      'Le reste, 640,00\u00a0€, suit son cours.',
    ]);
    expect(ledger.standings.one(1).disputes).toMatchObject([
      {
        type: 'commercial',
        owner: 'me',
        ground: 'to_check',
        raisedOn: '2026-06-02',
        payOn: null,
        callId: null,
      },
    ]);
  });

  it('takes every flag', async () => {
    const { dun, ledger } = await filled();
    const flags = ['--type', 'tech', '--owner', 'client', '--ground', 'yes', '--resolve-on', '12/06'];
    const { out } = await dun('dispute', 'open', 'roussel', ...pages, ...flags, '--pay-on', '30/06');
    expect(out).toContain("Au client d'y répondre, au plus tard le vendredi 12 juin 2026.");
    expect(out).not.toContain('Le reste');
    expect(ledger.standings.one(1).disputes).toMatchObject([
      { type: 'technical', owner: 'client', ground: 'yes', resolveOn: '2026-06-12', payOn: '2026-06-30' },
    ]);
  });

  it.each([
    ['administrative', '2026-06-04'],
    ['commercial', '2026-06-09'],
    ['technical', '2026-06-16'],
  ])('aims at the target of a %s dispute, as dun log does', async (type, resolveOn) => {
    const { dun, ledger } = await filled();
    await dun('dispute', 'open', 'roussel', ...pages, '--type', type);
    const said = ['--outcome', 'dispute', '--note', 'x', '--type', type, '--invoice', 'F-2026-046'];
    await dun('log', 'canal', ...said);
    const days = ledger.standings.all().flatMap(({ disputes }) => disputes.map((one) => one.resolveOn));
    expect(days).toEqual([resolveOn, resolveOn]);
  });

  it('asks for what only the user knows', async () => {
    const answers = ['F-2026-047', 'le prix', '1000', 'moitié', 'administratif'];
    const { dun, unused, ledger } = await filled({ answers });
    const { notes } = await dun('dispute', 'open', 'canal');
    expect([unused, notes]).toEqual([[], expect.stringContaining("F-2026-047 n'a que 290,50")]);
    expect(ledger.standings.one(2).disputes).toMatchObject([
      { words: 'le prix', type: 'administrative', disputed: { minor: 14_525 }, resolveOn: '2026-06-04' },
    ]);
  });

  it.each([
    ['no words', ['roussel'], 'value.missing', 2],
    ['nothing', ['roussel', ...pages, '--amount', '0'], 'value.amount_zero', 2],
    ['more than is open', ['roussel', ...pages, '--amount', '840,01'], 'log.dispute_too_much', 2],
    ['another type', ['roussel', ...pages, '--type', 'legal'], 'value.choice', 2],
    ['a target that is over', ['roussel', ...pages, '--resolve-on', '2026-06-01'], 'value.past_day', 2],
    ['an unknown invoice', ['roussel', ...pages, '--invoice', 'F-0'], 'promise.no_such_invoice', 66],
    ['one of several invoices', ['canal', ...pages], 'log.which_invoice', 2],
    ['nobody known', ['nobody', ...pages], 'client.unknown', 66],
  ] as const)('refuses %s', async (...[, argv, key, exitCode]) => {
    const { dun, ledger } = await filled();
    await expect(dun('dispute', 'open', ...argv)).rejects.toMatchObject({ key, exitCode });
    expect(ledger.standings.all().flatMap(({ disputes }) => disputes)).toEqual([]);
  });
});

describe('dun dispute resolve', () => {
  async function disputed(setting: Omit<DeskSetting, 'commands'> = {}): Promise<Desk> {
    const desk = await filled({ ...setting, today: '2026-06-12' });
    const before = aDesk({ commands, ledger: desk.ledger });
    await before.dun('dispute', 'open', 'roussel', ...pages, '--amount', '200');
    await before.dun('dispute', 'open', 'canal', '--invoice', 'F-2026-046', '--words', 'prix');
    await before.dun('dispute', 'open', 'canal', '--invoice', 'F-2026-047', '--words', 'délai');
    return desk;
  }

  it('is open everywhere on a day before that', async () => {
    const { dun, ledger } = await disputed();
    await dun('dispute', 'resolve', 'roussel', '--how', 'pages livrées', '--on', '2026-06-11');
    const on = (today: string) => aDesk({ commands, ledger, today });
    const shown = async (today: string) => [
      (await on(today).dun('client', 'show', 'roussel')).out.includes("à régler d'ici le"),
      (await on(today).dun('invoice', 'show', 'F-2026-044')).out.includes('litige clos'),
    ];
    expect(await shown('2026-06-10')).toEqual([true, false]);
    expect(await shown('2026-06-11')).toEqual([false, true]);
  });

  it('says how it ended and that the money can be asked for', async () => {
    const { dun, ledger } = await disputed();
    const { out } = await dun(
      'dispute',
      'resolve',
      'roussel',
      '--how',
      'pages livrées',
      '--on',
      '2026-06-11',
    );
    expect(out.split('\n')).toEqual([
      'Litige #1 clos (Menuiserie Roussel), après 9 jours\u00a0: pages livrées.',
      "Ce qu'il retenait se réclame dès maintenant.",
    ]);
    expect(ledger.standings.one(1).disputes).toMatchObject([
      { closedOn: '2026-06-11', resolution: 'pages livrées' },
    ]);
    await expect(dun('dispute', 'resolve', 'roussel')).rejects.toMatchObject({
      key: 'dispute.none_open',
      exitCode: 66,
    });
    await expect(dun('dispute', 'resolve', '#1')).rejects.toMatchObject({
      key: 'dispute.settled_already',
      exitCode: 1,
    });
  });

  it.each([
    ['by its invoice', ['canal', '--invoice', 'f-2026-047'], 3],
    ['by its number', ['#2'], 2],
  ] as const)('finds the one meant %s', async (...[, argv, id]) => {
    const { dun, ledger } = await disputed();
    await dun('dispute', 'resolve', ...argv);
    const closed = ledger.standings.one(2).disputes.filter(({ closedOn }) => closedOn !== null);
    expect(closed).toMatchObject([{ id, closedOn: '2026-06-12', resolution: 'réglé' }]);
  });

  it('asks which one and how', async () => {
    const { dun, unused, ledger } = await disputed({ answers: ['#3', 'remise de 10 %'] });
    await dun('dispute', 'resolve', 'canal');
    expect(unused).toEqual([]);
    expect(ledger.standings.one(2).disputes[1]).toMatchObject({ id: 3, resolution: 'remise de 10 %' });
  });

  it.each([
    ['one of several', ['canal'], 'dispute.several', 66],
    ['an unknown number', ['#9'], 'dispute.unknown', 66],
    ['an unknown invoice', ['roussel', '--invoice', 'F-0'], 'promise.no_such_invoice', 66],
    ['a day before it was raised', ['roussel', '--on', '2026-06-01'], 'dispute.before', 2],
    ['a day to come', ['roussel', '--on', '2026-06-13'], 'value.future_day', 2],
  ] as const)('refuses %s', async (...[, argv, key, exitCode]) => {
    const { dun } = await disputed();
    await expect(dun('dispute', 'resolve', ...argv)).rejects.toMatchObject({ key, exitCode });
  });

  it('lists them by target, with their age, and the closed ones when asked', async () => {
    const { dun } = await disputed();
    await dun('dispute', 'resolve', '#2');
    const { out } = await dun('dispute');
    expect(out.split('\n')).toEqual([
      expect.stringMatching(/^#1 +Menuiserie.+ 200,00.€ +10.j au lieu de 7 +à vous +il manque/),
      expect.stringMatching(/^#3 +Brasserie.+ 290,50.€ +10.j au lieu de 7 +à vous +délai$/),
    ]);
    expect((await dun('dispute', 'list', '--all')).out).toContain('clos 12/06/2026');
    const { document } = await dun('dispute', 'list', 'canal', '--json');
    expect(document).toMatchObject({
      schema: 'dun.dispute/1',
      today: '2026-06-12',
      items: [
        { id: 2, isOpen: false, ageDays: 10, targetDays: 7, lateDays: 3, closedOn: '2026-06-12' },
        { id: 3, invoice: 'F-2026-047', isOpen: true, amount: { amount: '290.50', currency: 'EUR' } },
      ],
    });
  });

  it('has nothing to list', async () => {
    const { dun } = await filled();
    expect((await dun('dispute')).notes).toBe('Aucun litige ouvert.');
  });
});
