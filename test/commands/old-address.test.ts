import { expect, it } from 'vitest';
import { desk, promised, writeMemo } from '../support/mail-check-desk.ts';

const waits = { to: 'queued', error: '451 later', nextAt: Date.parse('2026-06-10T12:00:00Z') } as const;

it.each([
  ['a contact', ['contact', 'edit', 'roussel', 'jules', '--email', 'compta@roussel.example']],
  ['the client', ['client', 'edit', 'roussel', '--email', 'compta@roussel.example']],
])('says of a message that waits for the old address of %s how to be rid of it', async (_, argv) => {
  const ledger = await promised();
  await desk(ledger).dun('client', 'edit', 'roussel', '--email', 'jules@roussel.example');
  const id = writeMemo(ledger, waits, { messageId: '<waits@atelier.example>' });
  const { notes } = await desk(ledger).dun(...argv);
  expect(notes).toContain(`#${id} still waits for jules@roussel.example`);
  expect(notes).toContain(`dun outbox cancel ${id}, then dun memo menuiserie-roussel`);
  expect((await desk(ledger).dun(...argv)).notes).not.toContain('still waits');
});

it('says nothing when another address changes, or another fact', async () => {
  const ledger = await promised();
  writeMemo(ledger, waits, { messageId: '<waits@atelier.example>' });
  const edits = [
    ['contact', 'edit', 'roussel', 'jules', '--name', 'Jules Rousselle'],
    ['client', 'edit', 'roussel', '--phone', '0388001133'],
  ];
  for (const argv of edits) expect((await desk(ledger).dun(...argv)).notes).not.toContain('still waits');
});
