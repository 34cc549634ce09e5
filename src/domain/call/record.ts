import { type Calendar, workingDayAfter } from '../calendar.ts';
import { addDays, type Day } from '../day.ts';
import { type Money, sum } from '../money.ts';
import { type Answer, type AnswerKind, type AnswerOf, blankAnswer, isKind } from './answer.ts';
import type { Call, CallInvoice, CallSetup, Gathered } from './state.ts';

/** Nothing heard yet. */
export const nothingHeard: Gathered = {
  reach: null,
  isIdentityConfirmed: false,
  hasSpoken: false,
  isHungUp: false,
  gatekeeperSaid: null,
  voicemail: null,
  isSatisfied: null,
  askedAt: null,
  cause: null,
  causeNote: null,
  focus: null,
  answers: [],
  hardship: { isConfirmed: null, shortfall: null, change: null, changesOn: null },
  evasive: [],
  offers: [],
  belowReason: null,
  announcement: null,
  anger: null,
  objections: [],
  own: [],
  topics: [],
  copyTo: null,
  moods: [],
  isSummaryAgreed: null,
  speaker: null,
  colleague: null,
  canRelease: null,
  extension: null,
  hours: null,
  newPhone: null,
  newEmail: null,
  isContactVerified: false,
  hangup: null,
  notes: [],
  ground: null,
  nextOn: null,
  review: {},
  nextTime: null,
};

/** The invoices that what is said now is about: those picked, else all (practice C7 "Several invoices"). */
export function spokenOf({ setup, heard }: Pick<Call, 'setup' | 'heard'>): readonly CallInvoice[] {
  const { focus } = heard;
  return focus === null ? setup.invoices : setup.invoices.filter(({ id }) => focus.includes(id));
}

/** All that is open on the invoices of this call. */
export function totalOpen(setup: CallSetup): Money {
  return sum(
    setup.invoices.map((invoice) => invoice.balance),
    setup.currency,
  );
}

/** The answer of this kind that was spoken of last: the one a form shows and a field changes. */
export function answerOf<K extends AnswerKind>(
  heard: Pick<Gathered, 'answers'>,
  kind: K,
): AnswerOf<K> | undefined {
  return answersOf(heard, kind).at(-1);
}

/** All answers of one kind, the one spoken of last at the end. */
export function answersOf<K extends AnswerKind>(
  { answers }: Pick<Gathered, 'answers'>,
  kind: K,
): AnswerOf<K>[] {
  return answers.flatMap((answer) => (isKind(answer, kind) ? [answer] : []));
}

/**
 * Speaks of a kind of answer: the earlier one about the same invoices is taken up again and comes last, else a new one
 * begins. What comes last is what counts (practice C7).
 */
export function openAnswer<K extends AnswerKind>(
  call: Pick<Call, 'setup' | 'heard'>,
  kind: K,
  change: Partial<AnswerOf<K>> = {},
): Gathered {
  const ids = spokenOf(call).map(({ id }) => id);
  const { heard } = call;
  const earlier = answersOf(heard, kind).findLast(({ invoiceIds }) => hasSame(invoiceIds, ids));
  const others: readonly Answer[] = heard.answers.filter((answer) => answer !== earlier);
  return { ...heard, answers: [...others, { ...(earlier ?? blankAnswer(kind, ids)), ...change }] };
}

/** Begins another answer of this kind, whatever was said before. */
export function addAnswer(heard: Gathered, answer: Answer): Gathered {
  return { ...heard, answers: [...heard.answers, answer] };
}

/** Changes the answer of this kind that was spoken of last, where it stands. Without one nothing changes. */
export function changeAnswer<K extends AnswerKind>(
  heard: Gathered,
  kind: K,
  change: Partial<AnswerOf<K>>,
): Gathered {
  const current = answerOf(heard, kind);
  if (current === undefined) return heard;
  const answers: readonly Answer[] = heard.answers.map((answer) =>
    answer === current ? { ...current, ...change } : answer,
  );
  return { ...heard, answers };
}

function hasSame(ids: readonly number[], others: readonly number[]): boolean {
  return ids.length === others.length && ids.every((id) => others.includes(id));
}

/** The two days that rung 2 of the evasive ladder offers: close, and within the week (practice C6). */
export function narrowingDays(setup: CallSetup): readonly [Day, Day] {
  const calendar = calendarOf(setup);
  const first = workingDayAfter(setup.today, calendar);
  return [first, workingDayAfter(addDays(first, 1), calendar)];
}

/** The closed days that were known when dialling started, as the rules want them. */
export function calendarOf(setup: CallSetup): Calendar {
  return {
    place: setup.place,
    holidays: new Set(setup.holidays),
    bankHolidays: new Set(setup.bankHolidays),
  };
}
