import type { Attempt } from './attempt.ts';
import type { Announcement, CallRecords } from './call-record.ts';
import { type Day, earlier } from './day.ts';
import { formatDay } from './day-words.ts';
import type { MemoHistory, MemoWords } from './memo-occasion.ts';
import { missedPromise } from './memo-missed.ts';
import type { MemoTopic } from './memo-topic.ts';
import { formatMoney, type Money } from './money.ts';
import type { Language } from './profile.ts';
import { judgePromises, notKept, type PaymentPromise } from './promise.ts';
import type { Rules } from './rules.ts';
import type { Standing } from './standing.ts';
import { timeline, type TimelineEntry } from './timeline.ts';

/** In which words the history is told. */
interface Manner {
  readonly language: Language;
  readonly words: MemoWords;
}

export interface HistoryRequest extends Manner {
  readonly standing: Standing;
  readonly attempt: Attempt;
  readonly records: CallRecords;
  readonly today: Day;
  readonly rules: Rules;
}

/** Of a memo that follows no call: nothing was said that it could recall. */
export const nothingBefore: MemoHistory = {
  lastPromise: null,
  received: null,
  sent: [],
  announced: null,
  brokenCount: 0,
  fruitlessCount: 0,
  events: [],
};

/** Earlier promises, money received, and the steps so far, as far as the memo of this attempt may tell them. */
export function memoHistory(request: HistoryRequest, topic: MemoTopic): MemoHistory {
  const { standing, attempt, records } = request;
  return {
    ...promised(request, topic),
    sent: records.documents.filter(({ callId, on }) => callId !== attempt.id && on <= attempt.on),
    announced: topic.kind === 'broken_promise' ? stillAnnounced(request, topic) : null,
    fruitlessCount: standing.attempts.filter(({ outcomes }) => outcomes.some((left) => left.isFruitless))
      .length,
    events: eventsBefore(request, topic),
  };
}

type Promised = Pick<MemoHistory, 'lastPromise' | 'received' | 'brokenCount'>;

function promised({ standing, attempt, today, rules }: HistoryRequest, { kind }: MemoTopic): Promised {
  const isBefore = ({ callId, madeOn }: PaymentPromise) => callId !== attempt.id && madeOn <= attempt.on;
  const before = [...judgePromises(standing, today).values()].filter(({ promise }) => isBefore(promise));
  const brokenCount = notKept(standing, today, rules).filter(isBefore).length;
  const missed = missedPromise(standing, today, rules);
  if (missed !== undefined && kind === 'broken_promise') {
    return { lastPromise: missed, received: missed.received, brokenCount };
  }
  const last = before.findLast(({ fate }) => fate !== 'withdrawn' && fate !== 'intent');
  const lastPromise = last && { amount: last.amount, on: lastDay(last.promise), madeOn: last.promise.madeOn };
  return { lastPromise: lastPromise ?? null, received: null, brokenCount };
}

/** A step that was named to the client before, and whose last day has not passed. */
function stillAnnounced(
  { records, attempt, today }: HistoryRequest,
  { invoices }: MemoTopic,
): MemoHistory['announced'] {
  const isAbout = ({ invoiceIds }: Announcement): boolean =>
    invoices.some(({ invoice }) => invoiceIds.includes(invoice.id));
  const named = records.announcements.findLast(
    (one) => one.callId !== attempt.id && !one.isSuperseded && one.deadline >= today && isAbout(one),
  );
  return named ?? null;
}

/** The steps before this call, since the oldest of its invoices; other invoices are none of its business. */
function eventsBefore(
  { standing, attempt, today, language, words }: HistoryRequest,
  { invoices }: MemoTopic,
): MemoHistory['events'] {
  const since = invoices.map(({ invoice }) => invoice.issuedOn).reduce(earlier, today);
  const numbers = new Set(invoices.map(({ invoice }) => invoice.number));
  return timeline(standing, today).flatMap((entry) => {
    const isOther = entry.kind === 'invoice' && !numbers.has(entry.number);
    if (isOther || entry.on < since || entry.on >= attempt.on) return [];
    const text = eventText(entry, { language, words });
    return text === null ? [] : [{ on: entry.on, text }];
  });
}

function lastDay({ parts }: PaymentPromise): Day {
  const day = parts
    .map((part) => part.promisedOn)
    .toSorted()
    .at(-1);
  if (day === undefined) throw new RangeError('a promise without parts');
  return day;
}

/** One step of the history as a third party may read it: dates and facts, never what was noted for oneself. */
function eventText(entry: TimelineEntry, manner: Manner): string | null {
  const { words, language } = manner;
  if (entry.kind === 'contact') return contactText(entry, manner);
  if (entry.kind === 'memo') return entry.isSent ? words.label('memo.event.memo') : null;
  if (entry.kind === 'payment') {
    return words.label('memo.event.payment', { amount: formatMoney(entry.amount, language) });
  }
  if (entry.kind === 'invoice') {
    return words.label('memo.event.invoice', {
      number: entry.number,
      amount: formatMoney(entry.amount, language),
    });
  }
  if (entry.kind === 'promise' || entry.kind === 'broken' || entry.kind === 'partly_kept') {
    return words.label(`memo.event.${entry.kind}`, promiseValues(entry, language));
  }
  return null;
}

function contactText(
  entry: TimelineEntry & { readonly kind: 'contact' },
  { language, words }: Manner,
): string | null {
  if (entry.reach !== 'person' && entry.reach !== 'voicemail') return null;
  if (entry.promised === null) return words.label(`memo.event.${entry.reach}`);
  return words.label('memo.event.call_promise', promiseValues(entry.promised, language));
}

function promiseValues(
  { amount, by }: { readonly amount: Money; readonly by: Day },
  language: Language,
): { amount: string; day: string } {
  return { amount: formatMoney(amount, language), day: formatDay(by, language, 'column') };
}
