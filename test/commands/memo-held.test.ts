import { describe, expect, it } from 'vitest';
import { outboxCareOf } from '../../src/commands/held-messages.ts';
import { runMemo } from '../../src/commands/memo.ts';
import { runOutbox } from '../../src/commands/outbox.ts';
import { runPay } from '../../src/commands/pay.ts';
import { day } from '../../src/domain/day.ts';
import { careLine } from '../../src/terminal/care-line.ts';
import {
  aDispute,
  anAttempt,
  anInvoice,
  anOutcome,
  aPart,
  aPayment,
  aProfile,
  aPromise,
  euros,
} from '../support/a-standing.ts';
import { aDesk, type Desk } from '../support/memo-services.ts';
import { after, doubtful, later, serve, states } from '../support/served-desk.ts';

type Happening = (desk: Desk) => void;

const pay =
  (amount: number): Happening =>
  ({ context: { ledger } }) =>
    void ledger.payments.add({ ...aPayment(null, '2026-06-09', amount), clientId: 1 });
const newAccount: Happening = ({ context: { ledger } }) =>
  ledger.profile.save(aProfile({ language: 'en', iban: 'DE89370400440532013000' }));
const withdraw: Happening = ({ context: { ledger } }) =>
  void ledger.promises.change(1, {
    kind: 'withdrawn',
    on: day('2026-06-09'),
    reason: 'no',
    replacedBy: null,
  });

describe('a memo that waits', () => {
  it.each<[string, string, Happening]>([
    ['all that it asks for is paid', 'settled', pay(840)],
    ['its account is the profile’s no longer', 'account', newAccount],
  ])('does not leave once %s, and says so', async (_, why, happen) => {
    const desk = await after(later, { language: 'en' });
    const server = await serve(desk, 'ok');
    happen(desk);
    await runOutbox(desk.context, { action: 'send', now: true });
    expect(desk.seen.notes.join(' ')).toContain('#1 is kept back');
    const key = `memo.held.${why}`;
    await expect(runMemo(desk.context, { send: true })).rejects.toMatchObject({ key, exitCode: 1 });
    await runOutbox({ ...desk.context, isJson: true }, { action: 'list' });
    expect(desk.seen.documents).toMatchObject([{ items: [{ number: 1, keptBack: why }] }]);
    expect([states(desk), server.kept]).toEqual([['queued'], []]);
  });

  it('is named as soon as dun pay brings what it asks for', async () => {
    const desk = await after(later, { language: 'en' });
    await runPay(desk.context, { action: 'add', client: 'roussel', amount: '840' });
    expect(desk.seen.notes.join(' ')).toContain('#1 is kept back');
  });

  it('leaves when a part is paid', async () => {
    const desk = await after(later, { language: 'en' });
    await serve(desk, 'ok');
    pay(100)(desk);
    await runOutbox(desk.context, { action: 'send', now: true });
    expect(states(desk)).toEqual(['sent']);
  });
});

describe('a memo in doubt', () => {
  it.each<[string, string, Happening]>([
    ['its promise was withdrawn', 'withdrawn', withdraw],
    ['all is paid', 'settled', pay(840)],
  ])('does not leave again when %s: it is kept back, and can be given up', async (_, why, happen) => {
    const desk = await after(doubtful, { language: 'en' });
    const server = await serve(desk, 'ok');
    happen(desk);
    const again = runOutbox(desk.context, { action: 'again', number: '1' });
    await expect(again).rejects.toMatchObject({ key: `memo.held.${why}`, exitCode: 1 });
    expect([states(desk), server.kept]).toEqual([['queued'], []]);
    await runOutbox(desk.context, { action: 'cancel', number: '1' });
    expect(states(desk)).toEqual(['failed']);
  });

  it('asked about among others, the next one is asked about all the same', async () => {
    const desk = await after(doubtful, { language: 'en', choices: ['send_again'] });
    withdraw(desk);
    await runOutbox(desk.context, { action: 'list' });
    expect(desk.seen.notes.join(' ')).toContain('#1 does not leave any more');
    expect([states(desk), desk.left]).toEqual([['queued'], []]);
  });
});

describe('a memo that is not written yet', () => {
  it.each([[{ send: true }], [{ copy: true }], [{ eml: 'memo.eml' }]])(
    'is not, once all that it asks for is paid: %j',
    async (options) => {
      const desk = aDesk({ language: 'en' });
      pay(840)(desk);
      const written = runMemo(desk.context, options);
      await expect(written).rejects.toMatchObject({ key: 'memo.gone.settled', exitCode: 1 });
      expect(states(desk)).toEqual([]);
    },
  );
});

describe('a call with two promises, one of them withdrawn', () => {
  /** A second invoice, of 300, promised in the same call for another day. */
  const second = ({ context: { ledger }, callId }: Desk): number => {
    const invoice = ledger.invoices.add(
      anInvoice({ clientId: 1, number: 'F-2026-050', amount: euros(300), file: null }),
    );
    const parts = [aPart(invoice.id, '2026-06-19', 300)];
    return ledger.promises.add(
      aPromise('2026-06-09', '2026-06-19', { clientId: 1, contactId: 1, callId, parts }),
    ).id;
  };
  const told = async (desk: Desk): Promise<string> => {
    await runMemo({ ...desk.context, isJson: true }, { dryRun: true });
    return JSON.stringify(desk.seen.documents.at(-1));
  };

  it('its memo tells of the other one alone', async () => {
    const desk = aDesk({ language: 'en' });
    second(desk);
    expect(await told(desk)).toMatch(/840\.00.*300\.00/s);
    withdraw(desk);
    const text = await told(desk);
    expect(text).toContain('300.00');
    expect(text).not.toMatch(/840\.00|12 June|F-2026-044/);
    await runMemo(desk.context, { send: true });
    const [message] = desk.context.ledger.outbox.list();
    const calendar = Buffer.from(message?.raw ?? []).toString('latin1');
    expect([states(desk), /2026-06-19/.test(calendar)]).toEqual([['draft'], true]);
    expect(calendar).not.toContain('2026-06-12');
  });

  it('what waits tells of both, and does not leave; what is written instead does', async () => {
    let at = Date.parse('2026-06-09T09:00Z');
    const desk = aDesk({ language: 'en', now: () => (at += 1000) });
    second(desk);
    await serve(desk, later);
    await expect(runMemo(desk.context, { send: true })).rejects.toMatchObject({ key: 'mail.later' });
    withdraw(desk);
    await serve(desk, 'ok');
    await expect(runMemo(desk.context, { send: true })).rejects.toMatchObject({ key: 'memo.held.withdrawn' });
    await runOutbox(desk.context, { action: 'cancel', number: '1' });
    await runMemo(desk.context, { send: true });
    expect(states(desk)).toEqual(['failed', 'sent']);
  });

  it('what has left told of both, and is not said again', async () => {
    let at = Date.parse('2026-06-09T09:00Z');
    const desk = aDesk({ language: 'en', now: () => (at += 1000) });
    second(desk);
    await runMemo(desk.context, { send: true });
    withdraw(desk);
    for (const options of [{}, { eml: 'memo.eml' }])
      await expect(runMemo(desk.context, { action: 'resend', which: '1', ...options })).rejects.toMatchObject(
        { key: 'memo.gone.withdrawn', exitCode: 1 },
      );
    expect(states(desk)).toEqual(['draft']);
  });

  it('a dispute beside it is acknowledged without it', async () => {
    const desk = aDesk({ language: 'en' });
    const { ledger } = desk.context;
    const invoice = ledger.invoices.add(
      anInvoice({ clientId: 1, number: 'F-2026-050', amount: euros(300), file: null }),
    );
    ledger.disputes.open(
      aDispute({ clientId: 1, callId: desk.callId, invoiceId: invoice.id, disputed: euros(50) }),
    );
    expect(await told(desk)).toMatch(/50\.00.*840\.00/s);
    withdraw(desk);
    const text = await told(desk);
    expect(text).toContain('dispute_acknowledged');
    expect(text).not.toMatch(/840\.00|12 June/);
  });
});

describe('a memo that presses and waits', () => {
  const pressing = async (): Promise<Desk> => {
    let at = Date.parse('2026-06-09T09:00Z');
    const outcome = { outcome: 'no_date', followUpOn: day('2026-06-17') } as const;
    const desk = aDesk({ language: 'en', outcome, now: () => (at += 1000) });
    desk.context.ledger.invoices.add(anInvoice({ clientId: 1, number: 'F-2026-050', file: null }));
    await serve(desk, later);
    await expect(runMemo(desk.context, { send: true })).rejects.toMatchObject({ key: 'mail.later' });
    return desk;
  };
  const promise =
    (invoiceId: number): Happening =>
    ({ context: { ledger } }) =>
      void ledger.promises.add(
        aPromise('2026-06-09', '2026-06-12', {
          clientId: 1,
          contactId: 1,
          parts: [aPart(invoiceId, '2026-06-12', 84)],
        }),
      );
  const dispute =
    (invoiceId: number): Happening =>
    ({ context: { ledger } }) =>
      void ledger.disputes.open(aDispute({ clientId: 1, callId: null, invoiceId }));
  const insolvency: Happening = ({ context: { ledger } }) => {
    const outcomes = [anOutcome({ outcome: 'insolvency', followUpOn: day('2026-06-17') })];
    ledger.calls.log(anAttempt('2026-06-09', { clientId: 1, contactId: 1, outcomes }));
  };
  const talk: Happening = ({ context: { ledger } }) =>
    void ledger.calls.log(anAttempt('2026-06-09', { clientId: 1, contactId: 1, outcomes: [] }));

  it.each<[string, boolean, Happening]>([
    ['a part of it came', true, pay(100)],
    ['a day was promised for it', true, promise(1)],
    ['it is disputed', true, dispute(1)],
    ['the client is insolvent', true, insolvency],
    ['a day was promised for something else', false, promise(2)],
    ['something else is disputed', false, dispute(2)],
    ['there was a talk without a result', false, talk],
  ])('once %s it is kept back: %s', async (_, isKept, happen) => {
    const desk = await pressing();
    const server = await serve(desk, 'ok');
    happen(desk);
    await runOutbox(desk.context, { action: 'send', now: true });
    expect([states(desk), server.kept.length]).toEqual(isKept ? [['queued'], 0] : [['sent'], 1]);
    expect(desk.seen.notes.join(' ').includes('#1 is kept back')).toBe(isKept);
  });
});

it('the line about the outbox calls nothing ready to be sent that is kept back', async () => {
  const desk = await after(later, { language: 'en' });
  const { words } = desk.context;
  const line = (): string | null =>
    careLine(outboxCareOf({ ...desk.context, now: () => Date.parse('2026-06-10T09:00Z') }), words);
  expect(line()).toBe('Outbox: one message is to be sent → dun outbox');
  withdraw(desk);
  expect(line()).toBe('Outbox: one message is kept back → dun outbox');
  expect(words.has('outbox.care.held.other')).toBe(true);
  await runOutbox(desk.context, { action: 'cancel', number: '1' });
  expect(line()).toBeNull();
});
