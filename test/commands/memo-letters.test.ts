import { readFileSync } from 'node:fs';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { handOverMemo } from '../../src/commands/hand-over.ts';
import { runMemo } from '../../src/commands/memo.ts';
import type { AttemptOutcome } from '../../src/domain/attempt.ts';
import { type NewCallRecords, nothingRecorded } from '../../src/domain/call-record.ts';
import { day, momentOf } from '../../src/domain/day.ts';
import { nextActions } from '../../src/domain/next-action.ts';
import { defaultRules } from '../../src/domain/rule-table.ts';
import { aCall, aResult } from '../store/builders.ts';
import { anOutcome } from '../support/a-standing.ts';
import { aDesk, type Desk } from '../support/memo-services.ts';

const on = day('2026-06-09');

interface Held {
  readonly outcomes: (invoiceId: number) => readonly AttemptOutcome[];
  readonly records: (invoiceId: number) => Partial<NewCallRecords>;
}

/** A desk whose ledger holds one more call, the last one, with its records. */
function heldAt(desk: Desk, { outcomes, records }: Held): number {
  const { ledger } = desk.context;
  const [standing] = ledger.standings.all();
  const invoiceId = standing?.invoices[0]?.id ?? 0;
  const contactId = standing?.contacts[0]?.id ?? null;
  const clientId = standing?.client.id ?? 0;
  const startedAt = momentOf(on, 10 * 60 + 20);
  const { id } = ledger.calls.start(aCall(clientId, { contactId, on, startedAt }));
  const left = outcomes(invoiceId).map((one) => ({ ...one, contactId: one.contactId ?? contactId }));
  ledger.finishCall(
    id,
    aResult({
      contactId,
      reach: 'person',
      outcomes: left,
      promises: [],
      disputes: [],
      commitments: [],
      contactPatches: [],
      newContacts: [],
      moves: [],
      message: null,
      endedAt: startedAt + 300_000,
      records: { ...nothingRecorded, ...records(invoiceId) },
    }),
  );
  return id;
}

const about = (invoiceId: number) => ({ on, invoiceIds: [invoiceId], isSuperseded: false });

const refused: Held = {
  outcomes: (invoiceId) => [
    anOutcome({ invoiceId, outcome: 'refusal', action: 'execute_step', followUpOn: on, isFruitless: true }),
  ],
  records: (invoiceId) => ({
    announcements: [
      {
        ...about(invoiceId),
        step: 'une injonction de payer',
        deadline: day('2026-06-17'),
        reaction: 'refused',
      },
    ],
  }),
};

const approval = {
  stage: 'checked',
  approver: 'Rose Keller',
  approverContact: 'rose@roussel.example',
  waitsFor: null,
  poNumber: null,
  runOn: null,
  callOn: day('2026-06-11'),
} as const;

const approved: Held = {
  outcomes: (invoiceId) => [
    anOutcome({ invoiceId, outcome: 'approval', action: 'approve', followUpOn: day('2026-06-11') }),
  ],
  records: (invoiceId) => ({ circuits: [{ ...about(invoiceId), ...approval }] }),
};

const called: Held = {
  ...approved,
  outcomes: (invoiceId) => [
    anOutcome({ invoiceId, outcome: 'callback', followUpOn: day('2026-06-12'), followUpAt: 600 }),
  ],
};

describe('a step announced in a call', () => {
  it('is the first line of the next morning, and waits for its day once the notice is out', async () => {
    const desk = aDesk({ outcome: { outcome: 'no_answer' } });
    const { ledger } = desk.context;
    heldAt(desk, refused);
    const next = (today: string) => {
      const [standing] = ledger.standings.all();
      return standing && nextActions(standing, day(today), defaultRules)[0];
    };
    expect(next('2026-06-10')).toMatchObject({ action: 'execute_step', tier: 0, on, gate: 'notice' });
    await runMemo(desk.context, { send: true });
    const [message] = ledger.outbox.list();
    expect(message).toMatchObject({ kind: 'final_notice', state: 'draft' });
    expect(message?.text).toContain("l'étape suivante est une injonction de payer.");
    expect(next('2026-06-10')).toMatchObject({ action: 'execute_step', on: '2026-06-18' });
  });
});

describe('a call with an approver', () => {
  it('alone: the approver is asked, the person of the call has a copy', async () => {
    const desk = aDesk({ outcome: { outcome: 'no_answer' } });
    heldAt(desk, approved);
    await runMemo(desk.context, {});
    expect(desk.seen.lines.slice(0, 2)).toEqual([
      'À\u00a0: Rose Keller <rose@roussel.example>',
      'Copie\u00a0: Jules Roussel <jules@roussel.example>',
    ]);
    await runMemo(desk.context, { send: true });
    const [message] = desk.context.ledger.outbox.list();
    expect(message?.to).toEqual(['rose@roussel.example', 'jules@roussel.example']);
    const mail = await PostalMime.parse(readFileSync(message?.receipt ?? ''));
    expect(mail.to?.map(({ address }) => address)).toEqual(['rose@roussel.example']);
    expect(mail.cc).toMatchObject([{ name: 'Jules Roussel', address: 'jules@roussel.example' }]);
  });

  it('beside something else: two mails, one after the other, each once', async () => {
    const desk = aDesk({ outcome: { outcome: 'no_answer' } });
    const { outbox } = desk.context.ledger;
    heldAt(desk, called);
    await runMemo(desk.context, { send: true });
    await runMemo(desk.context, { send: true });
    await expect(runMemo(desk.context, { send: true })).rejects.toMatchObject({ key: 'memo.already_draft' });
    expect(outbox.list().map(({ kind, to }) => [kind, to])).toEqual([
      ['callback_agreed', ['jules@roussel.example']],
      ['approval_request', ['rose@roussel.example', 'jules@roussel.example']],
    ]);
  });

  it('at the end of the call both are shown; what waits, waits in order', async () => {
    const both = aDesk({ outcome: { outcome: 'no_answer' }, choices: ['send', 'send'] });
    await handOverMemo(both.context, heldAt(both, called));
    expect(both.context.ledger.outbox.list().map(({ kind }) => kind)).toEqual([
      'callback_agreed',
      'approval_request',
    ]);
    const later = aDesk({ outcome: { outcome: 'no_answer' }, choices: ['later'] });
    await handOverMemo(later.context, heldAt(later, called));
    expect(later.left).toEqual([]);
    expect(later.context.ledger.outbox.list()).toEqual([]);
  });

  it('an edit belongs to one of the two', async () => {
    const edit = (text: string): string => `${text}\nPS`;
    const desk = aDesk({
      outcome: { outcome: 'no_answer' },
      choices: ['send', 'edit', 'later', 'send'],
      edit,
    });
    await handOverMemo(desk.context, heldAt(desk, called));
    await runMemo(desk.context, {});
    expect(desk.context.ledger.outbox.list().map(({ text }) => text.endsWith('PS\n'))).toEqual([false, true]);
  });
});
