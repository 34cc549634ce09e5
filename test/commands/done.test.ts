import { describe, expect, it } from 'vitest';
import { registerClient } from '../../src/commands/client.ts';
import { registerDone } from '../../src/commands/done.ts';
import { registerInvoice } from '../../src/commands/invoice.ts';
import { day } from '../../src/domain/day.ts';
import { aDesk, type Desk, type DeskSetting, fillDesk } from '../support/desk.ts';

const commands = [registerClient, registerInvoice, registerDone];

/** Two things promised to Roussel, one to Canal. */
async function promised(setting: Omit<DeskSetting, 'commands'> = {}): Promise<Desk> {
  const desk = aDesk({ commands, ...setting });
  await fillDesk(aDesk({ commands, ledger: desk.ledger }));
  const add = (clientId: number, text: string, due: { on: string; at: number | null }) =>
    desk.ledger.commitments.add({ clientId, callId: null, text, dueOn: day(due.on), dueAt: due.at });
  add(1, 'renvoyer le bon de commande', { on: '2026-06-01', at: null });
  add(1, 'appeler le bureau de contrôle', { on: '2026-06-05', at: 615 });
  add(2, 'corriger la facture', { on: '2026-06-02', at: null });
  return desk;
}

const openIds = ({ ledger }: Desk) =>
  ledger.standings.all().flatMap(({ commitments }) => commitments.filter(({ doneOn }) => doneOn === null).map(({ id }) => id)); // biome-ignore format: one row

describe('dun done', () => {
  it('lists what is still to do, the oldest first', async () => {
    const { dun } = await promised();
    const { out } = await dun('done');
    expect(out.split('\n')).toEqual([
      expect.stringMatching(/^#1 +lun\. 1er juin +en retard +Menuiserie.+renvoyer/),
      expect.stringMatching(/^#3 +mar\. 2 juin +aujourd'hui +Brasserie.+corriger/),
      expect.stringMatching(/^#2 +ven\. 5 juin 10.h.15 +à faire +Menuiserie.+appeler/),
    ]);
    const { document } = await dun('done', 'roussel', '--json');
    expect(document).toEqual({
      schema: 'dun.done/1',
      today: '2026-06-02',
      items: [
        { id: 1, client: 'Menuiserie Roussel', handle: 'menuiserie-roussel', text: 'renvoyer le bon de commande', dueOn: '2026-06-01', dueAt: null, isLate: true, doneOn: null },
        { id: 2, client: 'Menuiserie Roussel', handle: 'menuiserie-roussel', text: 'appeler le bureau de contrôle', dueOn: '2026-06-05', dueAt: '10:15', isLate: false, doneOn: null },
      ],
    }); // biome-ignore format: rows
  });

  it.each([
    ['the only one', ['canal'], [1, 2]],
    ['the one that says so', ['roussel', 'BON', 'de', 'commande'], [2, 3]],
    ['accents aside', ['roussel', 'controle'], [1, 3]],
    ['the one with the number', ['roussel', '#2'], [1, 3]],
  ])('marks %s', async (_, argv, left) => {
    const desk = await promised();
    expect((await desk.dun('done', ...argv)).out).toMatch(/^C'est fait/);
    expect(openIds(desk)).toEqual(left);
  });

  it('marks an earlier day, and shows it then', async () => {
    const desk = await promised();
    const { out } = await desk.dun('done', 'canal', '--on', 'hier');
    expect(out).toBe(
      "C'est fait\u00a0: «\u00a0corriger la facture\u00a0» (Brasserie du Canal), lundi 1er juin 2026.",
    );
    expect((await desk.dun('done', '--all')).out).toContain('fait lun. 1er juin');
    expect((await desk.dun('done')).out).not.toContain('corriger');
  });

  it('asks which one', async () => {
    const desk = await promised({ answers: ['#2'] });
    await desk.dun('done', 'roussel');
    expect([openIds(desk), desk.unused]).toEqual([[1, 3], []]);
  });

  it('only looks at an earlier day', async () => {
    const desk = await promised({ isEarlier: true });
    expect((await desk.dun('done', 'canal')).out).toContain('corriger');
    expect(openIds(desk)).toEqual([1, 2, 3]);
  });

  it.each([
    ['one of several', ['roussel'], 'done.several', 66],
    ['words that were never said', ['roussel', 'café'], 'done.unknown', 66],
    ['a number of somebody else', ['roussel', '#3'], 'done.unknown', 66],
    ['a day to come', ['canal', '--on', 'demain'], 'value.future_day', 2],
  ] as const)('refuses %s', async (...[, argv, key, exitCode]) => {
    const desk = await promised();
    await expect(desk.dun('done', ...argv)).rejects.toMatchObject({ key, exitCode });
    expect(openIds(desk)).toEqual([1, 2, 3]);
  });

  it('says that nothing is left', async () => {
    const desk = await promised();
    await desk.dun('done', 'canal');
    await expect(desk.dun('done', 'canal')).rejects.toMatchObject({ key: 'done.none_open', exitCode: 66 });
    await desk.dun('done', 'roussel', '#1');
    await desk.dun('done', 'roussel');
    expect((await desk.dun('done')).notes).toBe('Vous ne devez rien à personne.');
  });
});
