import { describe, expect, it } from 'vitest';
import { runMemo } from '../../src/commands/memo.ts';
import { day } from '../../src/domain/day.ts';
import { anAttempt, anOutcome, aPayment } from '../support/a-standing.ts';
import { aDesk } from '../support/memo-services.ts';
import { after, doubtful, later, refused, serve, states } from '../support/served-desk.ts';

describe('a memo that has left, and was refused when it was sent again', () => {
  it.each([
    ['refused', refused, false],
    ['given up', later, true],
  ] as const)('%s: it has left all the same, and is not written anew', async (_, fault, isGivenUp) => {
    const desk = await after('ok');
    await serve(desk, fault);
    const resent = runMemo(desk.context, { action: 'resend', which: '1' });
    await expect(resent).rejects.toMatchObject({ key: isGivenUp ? 'mail.later' : 'mail.refused' });
    const { outbox } = desk.context.ledger;
    if (isGivenUp) outbox.advance(2, { to: 'failed', error: '', isGivenUp });
    const server = await serve(desk, 'ok');
    await expect(runMemo(desk.context, { send: true })).rejects.toMatchObject({ key: 'memo.already_sent' });
    expect([states(desk), server.kept]).toEqual([['sent', 'failed'], []]);
    // What the refusal proposes is possible.
    await runMemo(desk.context, { action: 'resend', which: 'roussel' });
    expect([states(desk), server.kept.length]).toEqual([['sent', 'failed', 'sent'], 1]);
  });
});

it('a memo whose call was taken back is not said again as thanks', async () => {
  const desk = aDesk();
  await serve(desk, 'ok');
  const { ledger } = desk.context;
  ledger.changes.begin('log');
  const outcomes = [anOutcome({ invoiceId: 1, outcome: 'no_date', followUpOn: day('2026-06-17') })];
  ledger.calls.log(
    anAttempt('2026-06-09', {
      clientId: 1,
      contactId: 1,
      outcomes,
      startedAt: Date.parse('2026-06-09T09:00Z'),
    }),
  );
  ledger.changes.begin('memo');
  await runMemo(desk.context, { send: true });
  ledger.changes.undo(ledger.changes.undoable()?.id ?? 0);
  ledger.payments.add({ ...aPayment(null, '2026-06-09', 840), clientId: 1 });
  expect(ledger.outbox.list()).toMatchObject([{ callId: null, kind: 'no_agreement', state: 'sent' }]);
  const resent = runMemo(desk.context, { action: 'resend', which: '1' });
  await expect(resent).rejects.toMatchObject({ key: 'memo.no_repeat' });
  expect(states(desk)).toEqual(['sent']);
});

describe('--to for a memo that is written already, to somebody else', () => {
  const to = 'compta@roussel.example';

  it.each([
    ['waits', later, 'queued', 1],
    ['may have left', doubtful, 'uncertain', 76],
  ] as const)('%s: nothing leaves to the other address', async (...[, fault, state, exitCode]) => {
    const desk = await after(fault);
    const server = await serve(desk, 'ok');
    await expect(runMemo(desk.context, { send: true, to })).rejects.toMatchObject({
      key: `memo.other_reader.${state}`,
      exitCode,
    });
    await expect(runMemo(desk.context, { eml: 'memo.eml', to })).rejects.toMatchObject({
      key: `memo.other_reader.${state}`,
    });
    expect([states(desk), server.kept]).toEqual([[state], []]);
  });

  it('the same address changes nothing', async () => {
    const desk = await after(later);
    const server = await serve(desk, 'ok');
    await runMemo(desk.context, { send: true, to: 'jules@roussel.example' });
    expect([states(desk), server.kept[0]?.to]).toEqual([['sent'], ['jules@roussel.example']]);
  });
});
