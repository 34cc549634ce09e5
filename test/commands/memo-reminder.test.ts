import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { heldMessages } from '../../src/commands/held-messages.ts';
import { runMemo, type WriteOptions } from '../../src/commands/memo.ts';
import type { Client, Contact } from '../../src/domain/client.ts';
import { addDays, day, momentOf } from '../../src/domain/day.ts';
import type { Invoice } from '../../src/domain/invoice.ts';
import { remindersSent } from '../../src/domain/reminder-sent.ts';
import {
  aClient,
  aContact,
  aDispute,
  anAttempt,
  anInvoice,
  anOutcome,
  aPart,
  aPayment,
  aPromise,
  euros,
} from '../support/a-standing.ts';
import { aDesk, type Desk } from '../support/memo-services.ts';

const today = day('2026-06-09');

interface Owing {
  readonly client?: Partial<Client>;
  readonly contact?: Partial<Contact>;
  /** Days ago on which each invoice fell due. */
  readonly late?: readonly number[];
  readonly setting?: Parameters<typeof aDesk>[0];
  readonly invoice?: Partial<Invoice>;
}

interface Late extends Desk {
  readonly clientId: number;
  readonly invoiceIds: readonly number[];
}

/** A client of whom nothing is known but what they owe; a file of each invoice lies ready. */
function aDebtor({ client = {}, contact = {}, late = [2], setting = {}, invoice = {} }: Owing = {}): Late {
  const desk = aDesk(setting);
  const { ledger } = desk.context;
  const language = setting.language ?? 'fr';
  const added = ledger.clients.add(
    aClient({ handle: 'canal', name: 'Brasserie du Canal', language, ...client }),
  );
  ledger.clients.addContact(
    aContact({
      clientId: added.id,
      firstName: 'Karim',
      lastName: 'Haddad',
      email: 'karim@canal.example',
      ...contact,
    }),
  );
  const invoiceIds = late.map((days, index) => {
    const number = `F-2026-10${index + 1}`;
    const file = join(desk.folder, `${number}.pdf`);
    writeFileSync(file, '%PDF-1.7 copy');
    const own = { number, file, amount: euros(500 + 100 * index), dueOn: addDays(today, -days), ...invoice };
    return ledger.invoices.add(anInvoice({ clientId: added.id, ...own })).id;
  });
  return { ...desk, clientId: added.id, invoiceIds };
}

const remind = (desk: Late, options: WriteOptions = {}) =>
  runMemo(desk.context, { client: 'canal', reminder: true, ...options });
const mails = ({ context, clientId }: Late) => context.ledger.outbox.forClient(clientId);
const on = (desk: Late, days: number): Late => {
  const at = addDays(today, days);
  return { ...desk, context: { ...desk.context, today: at, now: () => momentOf(at, 600) } };
};

const forms: readonly [string, Owing][] = [
  ['fr', {}],
  ['fr.familiar', { client: { register: 'familiar' } }],
  ['en', { setting: { language: 'en' } }],
];

describe('dun memo CLIENT --reminder', () => {
  it.each(forms)('in %s reads as it is on paper, as a mail and as a text', async (form, owing) => {
    const shown: string[] = [];
    for (const late of [[2], [33, 2]]) {
      const desk = aDebtor({ ...owing, late });
      await remind(desk, { dryRun: true });
      await remind(desk, { copy: true, dryRun: true });
      shown.push(...desk.seen.lines);
    }
    await expect(shown.join('\n')).toMatchFileSnapshot(`../golden/reminder.${form}.txt`);
    expect(shown.join('\n')).not.toMatch(/[{}]|pénalit|indemnit|interest|fee\b|mise en demeure|\bnotice\b/i);
  });

  it('goes with a copy of each invoice and a code to pay by, to the person and nobody else', async () => {
    const desk = aDebtor({ late: [3, 1] });
    await remind(desk, { send: true });
    const [message] = mails(desk);
    expect(message).toMatchObject({
      kind: 'payment_reminder',
      callId: null,
      to: ['karim@canal.example'],
      state: 'draft',
    });
    const { attachments, text = '' } = await PostalMime.parse(message?.raw ?? new Uint8Array());
    const names = attachments.map(({ filename }) => filename);
    expect(names).toEqual(expect.arrayContaining(['f-2026-101.pdf', 'f-2026-102.pdf']));
    expect(names.some((name) => name?.startsWith('code-de-paiement-1100-00'))).toBe(true);
    expect(text).toContain('FR76');
    expect(readFileSync(message?.receipt ?? '', 'latin1')).toContain('X-Unsent: 1');
  });

  it('says nothing of a copy when there is none', async () => {
    const desk = aDebtor({ invoice: { file: null } });
    await remind(desk, { dryRun: true });
    expect(desk.seen.lines.join('\n')).not.toMatch(/copie|joins/);
  });

  it('asks only for the part that is not disputed', async () => {
    const desk = aDebtor();
    const { ledger } = desk.context;
    const [invoiceId = 0] = desk.invoiceIds;
    ledger.disputes.open(
      aDispute({ clientId: desk.clientId, invoiceId, disputed: euros(120), raisedOn: today }),
    );
    await remind(desk, { dryRun: true });
    expect(desk.seen.lines.join('\n')).toContain('380,00');
  });

  it.each([
    [
      'the firm’s address',
      { contact: { email: null }, client: { email: 'compta@canal.example' } },
      'compta@canal.example',
    ],
    ['another address by hand', {}, 'rose@canal.example'],
  ] as const)('%s', async (_, owing, expected) => {
    const desk = aDebtor(owing);
    await remind(desk, { send: true, ...(expected.startsWith('rose') ? { to: expected } : {}) });
    expect(mails(desk).map(({ to }) => to)).toEqual([[expected]]);
  });

  it('without any address says what to type', async () => {
    const desk = aDebtor({ contact: { email: null } });
    await expect(remind(desk, { send: true })).rejects.toMatchObject({
      key: 'memo.no_recipient',
      values: { handle: 'canal --reminder' },
    });
  });

  it('to an address that refuses mail, names it; a short text is given all the same', async () => {
    const desk = aDebtor({ client: { email: 'bureau@canal.example' } });
    await remind(desk, { send: true });
    const [first] = mails(desk);
    for (const failedAddress of ['karim@canal.example', 'bureau@canal.example'])
      desk.context.ledger.replies.add({
        messageId: first?.id ?? 0,
        clientId: desk.clientId,
        internetId: `<${failedAddress}>`,
        kind: 'bounce',
        from: 'mailer-daemon@canal.example',
        failedAddress,
        on: today,
        at: momentOf(today, 700),
        subject: 'Undelivered',
        words: '550 no such user',
        raw: new Uint8Array(),
        confirms: [],
      });
    desk.context.ledger.invoices.add(
      anInvoice({ clientId: desk.clientId, number: 'F-2026-109', dueOn: addDays(today, 1), file: null }),
    );
    const later = on(desk, 2);
    await expect(remind(later, { send: true })).rejects.toMatchObject({
      key: 'memo.address_refused',
      values: { address: 'karim@canal.example', handle: 'canal --reminder' },
    });
    await remind(later, { copy: true });
    expect(mails(desk).map(({ to }) => to)).toEqual([['karim@canal.example'], []]);
  });

  it('as JSON is the document of any memo', async () => {
    const desk = aDebtor();
    const json = { ...desk, context: { ...desk.context, isJson: true } };
    await remind(json);
    await remind(json, { send: true });
    await remind(json);
    expect(desk.seen.documents).toMatchObject([
      { schema: 'dun.memo/1', kind: 'payment_reminder', callId: null, state: null, missing: [] },
      { schema: 'dun.memo/1', kind: 'payment_reminder', state: 'draft' },
      { schema: 'dun.memo/1', kind: 'payment_reminder', state: 'draft' },
    ]);
  });

  it('is asked about on a terminal, and comes back under its own name', async () => {
    const desk = aDebtor({ setting: { choices: ['later', 'send'] } });
    await remind(desk);
    expect(desk.seen.notes.join(' ')).toContain('dun memo canal --reminder');
    await remind(desk);
    expect([mails(desk).length, desk.left]).toEqual([1, []]);
  });
});

describe('once for the same invoices', () => {
  it('shows what was written and says what comes next; --send is refused', async () => {
    const desk = aDebtor();
    await remind(desk, { send: true });
    await remind(on(desk, 1));
    expect(desk.seen.notes.at(-1)).toContain('dun memo resend canal');
    await expect(remind(on(desk, 1), { send: true })).rejects.toMatchObject({
      key: 'memo.already_draft',
      exitCode: 1,
    });
    expect(mails(desk)).toHaveLength(1);
  });

  it('two windows write it once', async () => {
    const desk = aDebtor();
    const all = await Promise.allSettled([remind(desk, { send: true }), remind(desk, { send: true })]);
    expect(all.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(mails(desk)).toHaveLength(1);
  });

  it('an invoice that falls due later has a mail of its own, in a thread of its own', async () => {
    const desk = aDebtor({ late: [2, -1] });
    await remind(desk, { send: true });
    await remind(on(desk, 2), { send: true });
    const [first, second] = mails(desk);
    expect(first?.subject).toContain('F-2026-101');
    expect(first?.text).not.toContain('F-2026-102');
    expect(second?.subject).toContain('F-2026-102');
    expect(second?.text).not.toContain('F-2026-101');
    const { inReplyTo } = await PostalMime.parse(second?.raw ?? new Uint8Array());
    // Another debt: no answer to the first mail.
    expect(inReplyTo).toBeUndefined();
  });

  it('is sent again by resend, about the invoices it told of', async () => {
    const desk = aDebtor({ late: [2, -1] });
    await remind(desk, { send: true });
    await runMemo(on(desk, 2).context, { action: 'resend', which: 'canal' });
    const [first, again] = mails(desk);
    expect(again).toMatchObject({ kind: 'payment_reminder', repeats: first?.id, state: 'draft' });
    expect(again?.text).toContain('Je vous renvoie mon message');
    const { inReplyTo, attachments } = await PostalMime.parse(again?.raw ?? new Uint8Array());
    expect(inReplyTo).toBe(first?.messageId);
    expect(attachments.map(({ filename }) => filename)).toContain('f-2026-101.pdf');
    expect(attachments.map(({ filename }) => filename)).not.toContain('f-2026-102.pdf');
  });

  it('a short text is noted once and keeps no mail back', async () => {
    const desk = aDebtor();
    await remind(desk, { copy: true });
    await remind(desk, { copy: true });
    await remind(desk, { send: true });
    expect(mails(desk).map(({ to }) => to)).toEqual([[], ['karim@canal.example']]);
    const standing = desk.context.ledger.standings.one(desk.clientId);
    expect(remindersSent(standing, today).map(({ isText }) => isText)).toEqual([true, false]);
  });
});

describe('in the outbox', () => {
  const nowhere = {
    'mail.transport': 'smtp',
    'mail.host': '127.0.0.1',
    'mail.port': '1',
    'mail.security': 'starttls',
    'mail.user': 'u',
  };
  const waiting = async (): Promise<Late> => {
    const desk = aDebtor({ setting: { settings: nowhere } });
    await expect(remind(desk, { send: true })).rejects.toMatchObject({ key: 'mail.later', exitCode: 75 });
    return desk;
  };
  const counted = (desk: Late) =>
    remindersSent(desk.context.ledger.standings.one(desk.clientId), today).length;

  it('what waits is no chase yet, and is taken up as it is', async () => {
    const desk = await waiting();
    expect(counted(desk)).toBe(0);
    await remind(desk);
    expect(desk.seen.lines.join('\n')).toContain("En attente d'envoi");
    expect(mails(desk).map(({ state }) => state)).toEqual(['queued']);
  });

  it('what was refused makes room for another', async () => {
    const desk = await waiting();
    const [first] = mails(desk);
    desk.context.ledger.outbox.advance(first?.id ?? 0, { to: 'failed', error: '550 no', isGivenUp: true });
    desk.context.ledger.settings.set('mail.transport', 'draft');
    await remind(desk, { send: true });
    expect(mails(desk).map(({ state }) => state)).toEqual(['failed', 'draft']);
    expect(counted(desk)).toBe(1);
  });

  it('what was refused asks for nothing any more once another has left', async () => {
    const desk = await waiting();
    const { outbox, settings } = desk.context.ledger;
    outbox.take(1, process.pid);
    outbox.advance(1, { to: 'failed', error: '550 no' });
    expect(outbox.pending().map(({ id }) => id)).toEqual([1]);
    settings.set('mail.transport', 'draft');
    await remind(desk, { send: true });
    expect(mails(desk).map(({ state }) => state)).toEqual(['failed', 'draft']);
    expect(outbox.pending()).toEqual([]);
  });

  it.each<[string, (desk: Late) => void]>([
    ['money came', ({ context: { ledger }, clientId }) => void ledger.payments.add({ ...aPayment(null, '2026-06-10', 100), clientId })],
    ['all is paid', ({ context: { ledger }, clientId }) => void ledger.payments.add({ ...aPayment(null, '2026-06-10', 500), clientId })],
    ['they rang', ({ context: { ledger }, clientId }) => void ledger.calls.log(anAttempt('2026-06-10', { clientId, contactId: null, channel: 'incoming', outcomes: [] }))],
    ['a day is promised', ({ context: { ledger }, clientId, invoiceIds: [id = 0] }) => void ledger.promises.add(aPromise('2026-06-10', '2026-06-12', { clientId, contactId: null, parts: [aPart(id, '2026-06-12', 500)] }))],
  ])('does not leave any more once %s', async (_, happen) => {
    let at = momentOf(today, 600);
    const desk = aDebtor({ setting: { settings: nowhere, now: () => (at += 1000) } });
    await expect(remind(desk, { send: true })).rejects.toMatchObject({ key: 'mail.later' });
    const [message] = mails(desk);
    const held = (days: number) => [...heldMessages(on(desk, days).context)];
    expect(held(1)).toEqual([]);
    happen(desk);
    expect(held(1)).toEqual([[message?.id, 'overtaken']]);
    const { words } = desk.context;
    expect([words.has('memo.held.overtaken'), words.has('outbox.held.overtaken')]).toEqual([true, true]);
  }); // biome-ignore format: one row a line

  it('a try that reached nobody keeps it back from nobody', async () => {
    const desk = await waiting();
    const outcomes = [anOutcome({ outcome: 'no_answer', followUpOn: day('2026-06-11') })];
    desk.context.ledger.calls.log(
      anAttempt('2026-06-10', { clientId: desk.clientId, contactId: null, reach: 'no_answer', outcomes }),
    );
    expect([...heldMessages(on(desk, 1).context)]).toEqual([]);
  });

  it('what was written can be taken back until it leaves', async () => {
    const desk = await waiting();
    const { changes } = desk.context.ledger;
    changes.undo(changes.undoable()?.id ?? 0);
    expect(mails(desk)).toEqual([]);
    changes.redo(changes.redoable()?.id ?? 0);
    expect(mails(desk).map(({ kind }) => kind)).toEqual(['payment_reminder']);
  });
});

describe('is refused', () => {
  const promise = (desk: Late) => {
    const parts = desk.invoiceIds.map((id, index) => aPart(id, '2026-06-12', 500 + 100 * index));
    desk.context.ledger.promises.add(
      aPromise(today, '2026-06-12', { clientId: desk.clientId, contactId: null, parts }),
    );
  };
  const dispute = (desk: Late) => {
    const [invoiceId = 0] = desk.invoiceIds;
    const facts = { clientId: desk.clientId, invoiceId, disputed: euros(500), raisedOn: today };
    desk.context.ledger.disputes.open(aDispute({ ...facts, resolveOn: day('2026-06-16') }));
  };
  const said = (outcome: 'angry' | 'distress' | 'insolvency') => (desk: Late) => {
    const outcomes = [anOutcome({ outcome, invoiceId: null, followUpOn: day('2026-06-23') })];
    desk.context.ledger.calls.log(
      anAttempt('2026-06-09', { clientId: desk.clientId, contactId: null, outcomes }),
    );
  };
  it.each<[string, Owing, (desk: Late) => void, string]>([
    ['nothing is overdue', { late: [0, -5] }, () => undefined, 'nothing_overdue'],
    ['all is paid', {}, ({ context: { ledger }, clientId }) => void ledger.payments.add({ ...aPayment(null, '2026-06-09', 500), clientId }), 'nothing_overdue'],
    ['a promise runs on everything', { late: [2, 9] }, promise, 'promise'],
    ['everything is disputed', {}, dispute, 'dispute'],
    ['after an angry call', {}, said('angry'), 'pause'],
    ['in distress', {}, said('distress'), 'pause'],
    ['insolvency with a legal date', {}, said('insolvency'), 'insolvency'],
    ['insolvency by the user’s word', { client: { payerType: 'insolvent' } }, () => undefined, 'insolvency_undated'],
  ])('%s', async (...row) => {
    const [, owing, record, why] = row;
    const desk = aDebtor(owing);
    record(desk);
    const error = { key: `memo.no_reminder.${why}`, exitCode: 1 };
    await expect(remind(desk)).rejects.toMatchObject(error);
    await expect(remind(desk, { copy: true })).rejects.toMatchObject(error);
    await expect(remind(desk, { eml: 'x.eml' })).rejects.toMatchObject(error);
    const { words } = desk.context;
    expect([words.has(error.key), words.has(`${error.key}.hint`)]).toEqual([true, true]);
    expect(mails(desk)).toEqual([]);
  }); // biome-ignore format: one row a line

  it('only what is free is asked for: one invoice promised, one not', async () => {
    const desk = aDebtor({ late: [2, 9] });
    const [free = 0, held = 0] = desk.invoiceIds;
    const parts = [aPart(held, '2026-06-12', 600)];
    desk.context.ledger.promises.add(
      aPromise(today, '2026-06-12', { clientId: desk.clientId, contactId: null, parts }),
    );
    expect(free).not.toBe(held);
    await remind(desk, { send: true });
    expect(mails(desk).map(({ subject }) => subject)).toEqual([expect.stringContaining('F-2026-101')]);
    expect(mails(desk)[0]?.text).not.toContain('F-2026-102');
  });

  it.each([
    ['without a client', { reminder: true }, 'memo.whom_to_remind'],
    ['together with thanks', { reminder: true, thanks: true, client: 'canal' }, 'memo.thanks_or_reminder'],
  ])('%s', async (_, options, key) => {
    await expect(runMemo(aDebtor().context, options)).rejects.toMatchObject({ key, exitCode: 2 });
  });
});
