import type { ReviewQuestion, ReviewScore } from '../call-record.ts';
import { promiseQuality } from './agreements.ts';
import { isComplete } from './answer.ts';
import { answersOf } from './record.ts';
import type { Call, FieldName } from './state.ts';

/** The three questions that the record answers by itself (practice 000-47). */
const filledIn = ['empty_promise', 'precision', 'duration'] as const;
const asked = ['tone', 'focus', 'positives', 'argumentation'] as const;

/** The questions still to be answered, then the one line for next time. */
export function reviewFields({ heard }: Call): FieldName[] {
  const missing = asked.filter((question) => heard.review[question] === undefined);
  const line: FieldName[] = heard.nextTime === null ? ['next_time'] : [];
  return [...missing.map((question) => `review_${question}` as const), ...line];
}

/** All scores of a call: what the caller chose, and for three questions what the record says. */
export function reviewScores(call: Call): Partial<Record<ReviewQuestion, ReviewScore>> {
  const proposed = Object.fromEntries(filledIn.map((question) => [question, proposals[question](call)]));
  return { ...proposed, ...call.heard.review };
}

const proposals: Readonly<Record<(typeof filledIn)[number], (call: Call) => ReviewScore>> = {
  // A vague word taken for an answer is an empty promise; dug into until a day came, it is none.
  empty_promise: ({ heard }) => {
    if (heard.answers.some(({ kind }) => kind === 'no_date')) return 0;
    return answersOf(heard, 'promise').some(({ condition }) => condition !== null) ? 1 : 2;
  },
  precision: (call) => {
    const settled = call.heard.answers.filter(isComplete);
    if (settled.length === 0) return 0;
    const promises = answersOf(call.heard, 'promise');
    const isWhole = promises.every((promise) => promiseQuality(call, promise) >= wholePromise);
    return isWhole && settled.some(({ kind }) => kind !== 'no_date') ? 2 : 1;
  },
  duration: ({ setup, lasted }) => {
    const minutes = lasted / 60_000;
    if (minutes <= setup.rules.callTargetMinutes) return 2;
    return minutes <= longFactor * setup.rules.callTargetMinutes ? 1 : 0;
  },
};

/** Points of six from which a promise is precise. */
const wholePromise = 5;
/** Half again as long as wanted is long; beyond that it is too long. */
const longFactor = 1.5;
