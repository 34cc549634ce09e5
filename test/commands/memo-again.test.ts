import { describe, expect, it } from 'vitest';
import { runMemo } from '../../src/commands/memo.ts';
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
