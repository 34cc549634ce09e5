import { contactFor } from '../domain/contact-for.ts';
import { DunError } from '../domain/errors.ts';
import { memoFacts } from '../domain/memo-facts.ts';
import { nothingBefore } from '../domain/memo-history.ts';
import { type Message, standingOf } from '../domain/outbox.ts';
import { readerName } from '../domain/reminder.ts';
import { lastSettlement } from '../domain/settlement.ts';
import type { Standing } from '../domain/standing.ts';
import { type MemoServices, type PreparedMemo } from './memo-draft.ts';

/**
 * The memo that closes a matter: thanks for the money that settled everything. It belongs to no call. `DunError` 1 while
 * something is open or nothing has come.
 */
export function prepareThanks(
  context: MemoServices,
  standing: Standing,
  to: string | undefined,
): PreparedMemo {
  const { client } = standing;
  const settled = lastSettlement(standing, context.today);
  if (settled === undefined) {
    throw new DunError('memo.nothing_settled', 1, { client: client.name, handle: client.handle });
  }
  const contact = contactFor(standing, { contactId: standing.attempts.at(-1)?.contactId ?? null }) ?? null;
  const { facts, lists } = memoFacts({
    profile: context.profile(),
    client,
    contact,
    invoices: settled.invoices.map(({ invoice, balance }) => ({
      invoice,
      balance,
      isPart: false,
      reference: invoice.reference ?? invoice.number,
    })),
    call: null,
    history: { ...nothingBefore, received: { amount: settled.received, on: settled.on } },
    language: client.language,
    words: context.wordsIn(client.language),
    today: context.today,
  });
  const script = context.script(client.language);
  const memo = script.memo('payment_thanks', facts, { register: client.register, lists });
  return {
    standing,
    callId: null,
    kind: 'payment_thanks',
    reader: 'person',
    to: { name: readerName(standing, contact), address: to ?? contact?.email ?? client.email },
    cc: [],
    ...memo,
    calendar: null,
    invoices: [],
    inReplyTo: null,
    short: script.text('payment_thanks', facts, client.register),
    sectionCount: 0,
    repeats: null,
  };
}

/** The thanks already written for this settlement, if any: they are not sent twice. */
export function writtenThanks({ ledger, today }: MemoServices, standing: Standing): Message | undefined {
  const settled = lastSettlement(standing, today);
  const since = Math.max(
    0,
    ...standing.payments.filter(({ on }) => on === settled?.on).map((one) => one.recordedAt),
  );
  const own = ledger.outbox
    .forClient(standing.client.id)
    .filter(({ kind, createdAt }) => kind === 'payment_thanks' && createdAt >= since);
  return standingOf(own);
}
