import { localDay } from '../domain/day.ts';
import { formatDay } from '../domain/day-words.ts';
import { DunError } from '../domain/errors.ts';
import { memoFacts } from '../domain/memo-facts.ts';
import { nothingBefore } from '../domain/memo-history.ts';
import { memoPayment } from '../domain/memo-payment.ts';
import type { MemoTopic, TopicInvoice } from '../domain/memo-topic.ts';
import { isGivenAsText, type Message, standingOf } from '../domain/outbox.ts';
import { referenceFor } from '../domain/reference.ts';
import { readerName, type ReminderRefusal, reminderReader, reminderTopic } from '../domain/reminder.ts';
import { tellsOf } from '../domain/reminder-sent.ts';
import type { Standing } from '../domain/standing.ts';
import { copiesOf, documentName, memoBasics, type MemoServices, type PreparedMemo } from './memo-draft.ts';

interface Wish {
  readonly to?: string | undefined;
  /** The message to say again: about the invoices it told of, as far as they are open. */
  readonly again?: Message;
}

/**
 * The courteous mail before the first call (practice D5, rung 1): what is past due, a copy, one question. It belongs to no
 * call. `DunError` 1 when there is nothing to ask for, or when somebody who was promised peace would be asked.
 */
export async function prepareReminder(
  context: MemoServices,
  standing: Standing,
  { to, again }: Wish,
): Promise<PreparedMemo> {
  const { today, rules } = context;
  const found = reminderTopic(standing, today, rules);
  if ('why' in found) throw refusal(context, standing, found);
  const invoices = again === undefined ? found.fresh : found.asked.filter((one) => isIn(again, one));
  const topic: MemoTopic = { kind: 'payment_reminder', invoices };
  const reader = reminderReader(standing, today);
  const contact = reader?.contact ?? null;
  const copies = await copiesOf(context, topic);
  const request = memoBasics(context, standing);
  const { facts, lists } = memoFacts({
    ...request,
    client: standing.client,
    contact,
    invoices: topic.invoices.map((item) => ({
      ...item,
      reference: referenceFor(item.invoice, {
        country: request.profile.country,
        prefersRf: request.prefersRf,
      }),
    })),
    call: null,
    history: nothingBefore,
    extra: documentName(request, topic, copies),
  });
  const { register, language } = standing.client;
  const script = context.script(language);
  return {
    standing,
    callId: null,
    kind: 'payment_reminder',
    reader: 'person',
    to: { name: readerName(standing, contact), address: to ?? reader?.address ?? null },
    cc: [],
    ...script.memo('payment_reminder', facts, { register, lists }),
    calendar: null,
    invoices: copies,
    inReplyTo: null,
    short: script.text('payment_reminder', facts, register),
    sectionCount: 0,
    repeats: null,
    debt: {
      invoiceIds: topic.invoices.map(({ invoice }) => invoice.id),
      payment: memoPayment({ ...request, attempt: null }, [topic]),
    },
  };
}

/** The mail already written about all of these invoices, if any: it is not written twice. A short text keeps no mail back. */
export function writtenReminder(
  { ledger }: Pick<MemoServices, 'ledger'>,
  { standing, debt }: Pick<PreparedMemo, 'standing' | 'debt'>,
): Message | undefined {
  const ids = new Set(debt?.invoiceIds);
  const asked = standing.invoices.filter(({ id }) => ids.has(id));
  const own = ledger.outbox
    .forClient(standing.client.id)
    .filter(
      (message) =>
        message.kind === 'payment_reminder' &&
        !isGivenAsText(message) &&
        asked.every((invoice) => isIn(message, { invoice })),
    );
  return standingOf(own);
}

function isIn({ sentAt, createdAt }: Message, { invoice }: Pick<TopicInvoice, 'invoice'>): boolean {
  return tellsOf({ on: localDay(sentAt ?? createdAt) }, invoice);
}

function refusal(
  { language }: MemoServices,
  { client }: Standing,
  { why, until }: ReminderRefusal,
): DunError {
  const day = until === null ? '' : formatDay(until, language, 'long');
  const key = why === 'insolvency' && until === null ? 'insolvency_undated' : why;
  return new DunError(`memo.no_reminder.${key}`, 1, { client: client.name, handle: client.handle, day });
}
