import type { Attempt } from './attempt.ts';
import type { Day } from './day.ts';
import { formatDay } from './day-words.ts';
import type { MemoHistory, MemoWords } from './memo-occasion.ts';
import { formatMoney, type Money } from './money.ts';
import type { Language } from './profile.ts';
import { judgePromises, type PaymentPromise } from './promise.ts';
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
  readonly today: Day;
}

/** Earlier promises, money received, and the steps so far, as far as the memo of this attempt may tell them. */
export function memoHistory({ standing, attempt, language, words, today }: HistoryRequest): MemoHistory {
  const judged = [...judgePromises(standing, today).values()];
  const before = judged.filter(
    ({ promise }) => promise.callId !== attempt.id && promise.madeOn <= attempt.on,
  );
  const missed = before.filter(({ fate }) => fate === 'broken' || fate === 'partly_kept');
  const last = missed.at(-1) ?? before.findLast(({ fate }) => fate !== 'withdrawn' && fate !== 'intent');
  const payment = standing.payments.findLast(({ reversedOn, on }) => reversedOn === null && on <= today);
  return {
    lastPromise:
      last === undefined
        ? null
        : { amount: last.amount, on: lastDay(last.promise), madeOn: last.promise.madeOn },
    received: payment === undefined ? null : { amount: payment.amount, on: payment.on },
    brokenCount: missed.length,
    fruitlessCount: standing.attempts.filter(({ outcomes }) => outcomes.some((left) => left.isFruitless))
      .length,
    events: timeline(standing, today).flatMap((entry) => {
      const text = eventText(entry, { language, words });
      return text === null ? [] : [{ on: entry.on, text }];
    }),
  };
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
  return { amount: formatMoney(amount, language), day: formatDay(by, language, 'numeric') };
}
