import { describe, expect, it } from 'vitest';
import { registerClient } from '../../src/commands/client.ts';
import { registerConfig } from '../../src/commands/config.ts';
import { registerDispute } from '../../src/commands/dispute.ts';
import { registerDue } from '../../src/commands/due.ts';
import { registerInvoice } from '../../src/commands/invoice.ts';
import { registerLog } from '../../src/commands/log.ts';
import { registerMemo } from '../../src/commands/memo.ts';
import { registerPay } from '../../src/commands/pay.ts';
import { registerPromise } from '../../src/commands/promise.ts';
import { registerUndo } from '../../src/commands/undo.ts';
import { day, momentOf } from '../../src/domain/day.ts';
import { aMessage } from '../store/builders.ts';
import { aDesk, type Desk, type DeskSetting, fillDesk } from '../support/desk.ts';

const commands = [
  registerClient,
  registerConfig,
  registerDispute,
  registerDue,
  registerInvoice,
  registerLog,
  registerMemo,
  registerPay,
  registerPromise,
  registerUndo,
];

async function filled(setting: Omit<DeskSetting, 'commands'> = {}): Promise<Desk> {
  const desk = aDesk({ commands, ...setting });
  await fillDesk(aDesk({ commands, ledger: desk.ledger }));
  return desk;
}

describe('dun undo', () => {
  it('has nothing to do in a new ledger', async () => {
    const { dun } = aDesk({ commands });
    await expect(dun('undo')).rejects.toMatchObject({ key: 'undo.nothing', exitCode: 1 });
    await expect(dun('undo', '--redo')).rejects.toMatchObject({ key: 'undo.nothing_to_redo', exitCode: 1 });
    expect((await dun('undo', '--list')).notes).toBe("Aucune modification n'est notée pour l'instant.");
  });

  it.each([
    ['a payment', ['pay', 'roussel', '300'], 'le paiement de 300,00\u00a0€, mar. 2 juin (Menuiserie Roussel)'],
    ['a promise', ['promise', 'add', 'roussel', '--on', 'vendredi'], 'la promesse de Jules Roussel\u00a0: 840,00\u00a0€, ven. 5 juin (Menuiserie Roussel)'],
    ['a dispute', ['dispute', 'open', 'roussel', '--words', 'prix'], 'le litige de 840,00\u00a0€ (Menuiserie Roussel)\u00a0: «\u00a0prix\u00a0»'],
    ['an edit', ['client', 'edit', 'roussel', '--name', 'Roussel SARL'], 'la modification de Roussel SARL'],
    ['a write-off', ['invoice', 'write-off', 'F-2026-044', '--amount', '5'], "l'abandon de 5,00\u00a0€ (Menuiserie Roussel)"],
    ['a setting', ['config', 'set', 'call.plain', 'yes'], 'le réglage call.plain'],
    ['a contact held', ['log', 'roussel', '--outcome', 'refusal'], 'le contact du mar. 2 juin (Menuiserie Roussel)'],
    ['a client', ['client', 'add', 'Novum'], 'le client Novum'],
  ])('takes back %s, says what it was, and leaves the list of the day as before', async (_, argv, said) => {
    const { dun } = await filled();
    const before = (await dun('due', '--json')).document;
    await dun(...argv);
    const after = (await dun('due', '--json')).document;
    const { out, notes } = await dun('undo');
    expect(out.split('\n').slice(1)).toContain(`  ${said}`);
    expect(out).toMatch(/^Défait\u00a0: dun [a-z -]+, mar\. 2 juin 10.h.15\./);
    expect(notes).toBe('→ dun undo --redo pour le remettre');
    expect((await dun('due', '--json')).document).toEqual(before);
    expect((await dun('undo', '--redo')).out).toMatch(/^Remis/);
    expect((await dun('due', '--json')).document).toEqual(after);
  }); // biome-ignore format: rows

  it('twice takes back the one before, and the list tells', async () => {
    const { dun } = await filled();
    await dun('pay', 'roussel', '100');
    await dun('pay', 'roussel', '200');
    expect((await dun('undo')).out).toContain('200,00');
    expect((await dun('undo')).out).toContain('100,00');
    const lines = (await dun('undo', '--list')).out.split(/\n(?=\S)/);
    expect(lines[0]).toMatch(/^mar\. 2 juin 10.h.15 +dun pay.* +défait +le paiement de 200,00/);
    expect(lines[1]).toMatch(/dun pay.* +défait +le paiement de 100,00/);
    expect(lines[2]).toMatch(/dun invoice add +la facture F-2026-047/);
    const { document } = await dun('undo', '--list', '--json');
    expect(document).toMatchObject({
      schema: 'dun.undo/1',
      today: '2026-06-02',
      items: [
        { isUndone: true, facts: [{ kind: 'payment', amount: { amount: '200.00', currency: 'EUR' } }], kept: [] },
        { isUndone: true },
        { isUndone: false, command: 'invoice add' },
        {}, {}, {}, {},
      ],
    }); // biome-ignore format: rows
  });

  it('shows at most ten', async () => {
    const { dun } = await filled();
    for (let count = 0; count < 12; count += 1) await dun('pay', 'canal', '1');
    expect((await dun('undo', '--list')).out.split('dun pay')).toHaveLength(11);
  });

  it('counts what is many', async () => {
    const { dun, ledger } = await filled();
    ledger.changes.begin('import');
    ledger.transaction(() => {
      for (const number of ['A', 'B', 'C', 'D']) {
        const { invoices } = ledger.standings.one(1);
        const [first] = invoices;
        if (first !== undefined) ledger.invoices.add({ ...first, number });
      }
    });
    expect((await dun('undo')).out.split('\n')[1]).toBe('  4 factures');
  });

  it('asks on a terminal, and leaves all as it is on a no', async () => {
    const first = await filled({ answers: [false] });
    await aDesk({ commands, ledger: first.ledger }).dun('pay', 'roussel', '100');
    const no = await first.dun('undo');
    expect([no.out.split('\n')[1], no.notes]).toEqual([
      '  le paiement de 100,00\u00a0€, mar. 2 juin (Menuiserie Roussel)',
      "Rien n'a changé.",
    ]);
    expect(first.ledger.payments.list()).toHaveLength(1);
    const { dun } = aDesk({ commands, ledger: first.ledger, answers: [true] });
    expect((await dun('undo')).out).toContain("C'est défait.");
    expect(first.ledger.payments.list()).toEqual([]);
    const unasked = aDesk({ commands, ledger: first.ledger, answers: [] });
    expect((await unasked.dun('undo', '--yes')).out).toMatch(/^Défait/);
  });

  it('says that a message that left stays', async () => {
    const { dun, ledger } = await filled();
    await dun('log', 'roussel', '--outcome', 'promise', '--on', 'vendredi');
    const callId = ledger.standings.one(1).attempts[0]?.id ?? 0;
    ledger.changes.begin('memo');
    const { id } = ledger.outbox.queue(aMessage(1, { callId }));
    ledger.outbox.take(id, process.pid);
    ledger.outbox.advance(id, { to: 'sent', receipt: 'ok', at: 5 });
    const { out } = await dun('undo');
    expect(out).toContain('Défait\u00a0: dun log');
    expect(out).toContain('la promesse de');
    expect(out).toContain('Le message «\u00a0Facture F-1\u00a0» est parti\u00a0: cela ne se défait pas.');
    expect((await dun('undo', '--list')).out).toMatch(/dun memo +parti +le message/);
  });

  // A text for a chat has neither address nor subject: no words stand around nothing, and JSON says `null`.
  it('calls a text that was given a text, wherever it is shown', async () => {
    const { dun, ledger } = await filled();
    await dun('log', 'roussel', '--outcome', 'voicemail');
    const callId = ledger.standings.one(1).attempts[0]?.id ?? 0;
    ledger.changes.begin('memo');
    const { id } = ledger.outbox.queue(aMessage(1, { callId, to: [], subject: '', text: 'Rappelez-moi.' }));
    ledger.outbox.take(id, process.pid);
    ledger.outbox.advance(id, { to: 'draft', path: '', at: momentOf(day('2026-06-02'), 600) });
    expect((await dun('client', 'show', 'roussel')).out).toContain('texte donné\u00a0:');
    expect((await dun('memo', 'show')).out).not.toContain('Objet');
    expect((await dun('memo', 'show', '--json')).document).toMatchObject({
      subject: null,
      path: null,
      to: [],
    });
    expect((await dun('memo', 'list', '--json')).document).toMatchObject({ items: [{ subject: null }] });
    expect((await dun('client', 'show', 'roussel', '--json')).document).toMatchObject({
      memos: [{ to: null, subject: null }],
    });
    expect((await dun('undo')).out).toContain(
      'Le texte pour Menuiserie Roussel a été donné\u00a0: cela ne se',
    );
    expect((await dun('undo', '--list')).out).toContain('le texte donné');
    const { document } = await dun('undo', '--list', '--json');
    const kept = [expect.objectContaining({ kind: 'message', text: null })];
    expect(document).toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ kept })]) });
  });

  it('only looks at an earlier day', async () => {
    const { dun, ledger } = await filled({ isEarlier: true });
    expect((await dun('undo')).out).toContain('dun invoice add');
    expect(ledger.changes.undoable()?.isUndone).toBe(false);
  });
});
