import type { ReviewQuestion, ReviewScore } from '../call-record.ts';
import { type Day, parseDay } from '../day.ts';
import { disputeOwners, disputeTypes, grounds } from '../dispute.ts';
import { type Money, money } from '../money.ts';
import type { AnswerKind, AnswerOf, PlanTerms } from './answer.ts';
import { answerOf, changeAnswer, openAnswer } from './record.ts';
import type { Call, CallSetup, FieldName, Gathered, OwnDraft } from './state.ts';

/**
 * What a field takes. `day` a day to come, `promised_day` the same and vague words are dug into, `past_day` up to
 * today; `option` one digit for one of the names; texts with `?` may be left empty.
 */
export type FieldKind =
  | 'text' | 'text?' | 'firm_text' | 'amount' | 'amount?' | 'day' | 'day?' | 'promised_day' | 'past_day' | 'past_day?'
  | 'time' | 'time?' | 'email' | 'phone' | 'account' | 'option' | 'plan_terms' | 'plan_row'
  | 'name'; // biome-ignore format: rows of names

/** One field: what it takes, and how its canonical text (minor units, `YYYY-MM-DD`, minutes) enters the record. */
export interface FieldRow {
  readonly kind: FieldKind;
  readonly options?: readonly string[];
  readonly fill: (call: Call, value: string) => Gathered;
}

const answer =
  <K extends AnswerKind>(
    kind: K,
    change: (value: string, setup: CallSetup, heard: Gathered) => Partial<AnswerOf<K>>,
  ) =>
  (call: Call, value: string): Gathered => {
    const heard = answerOf(call.heard, kind) === undefined ? openAnswer(call, kind) : call.heard;
    return changeAnswer(heard, kind, change(value, call.setup, heard));
  };
const hear =
  (change: (value: string, heard: Gathered, setup: CallSetup) => Partial<Gathered>) =>
  (call: Call, value: string): Gathered => ({ ...call.heard, ...change(value, call.heard, call.setup) });
const own = (change: (value: string) => Partial<OwnDraft>) =>
  hear((value, heard) => ({ own: [...heard.own.slice(0, -1), ...lastOwn(heard, change(value))] }));
const review = (question: ReviewQuestion): FieldRow => ({
  kind: 'option',
  options: ['0', '1', '2'],
  fill: hear((value, heard) => ({ review: { ...heard.review, [question]: scoreOf(value) } })),
});

/** Every field of the call, form by form (practice C6). */
export const fieldTable: Readonly<Record<FieldName, FieldRow>> = {
  amount: { kind: 'amount', fill: answer('promise', (value, setup) => ({ amount: amountOf(value, setup) })) },
  day: { kind: 'promised_day', fill: answer('promise', (value) => ({ promisedOn: dayOrNull(value) })) },
  condition: { kind: 'text?', fill: answer('promise', (value) => ({ condition: textOrNull(value) })) },

  callback_day: { kind: 'day', fill: answer('callback', (value) => ({ on: dayOrNull(value) })) },
  callback_time: { kind: 'time', fill: answer('callback', (value) => ({ minutes: Number(value) })) },
  callback_who: { kind: 'text', fill: answer('callback', (value) => ({ who: value })) },
  callback_phone: { kind: 'phone', fill: answer('callback', (value) => ({ phone: value })) },

  address: { kind: 'email', fill: answer('duplicate', (value) => ({ address: value })) },
  obstacle: { kind: 'text?', fill: answer('duplicate', (value) => ({ obstacle: textOrNull(value) })) },
  followup_day: { kind: 'day', fill: answer('duplicate', (value) => ({ followUpOn: dayOrNull(value) })) },

  name: {
    kind: 'name',
    fill: hear((value, heard) => ({
      speaker: { phone: null, role: 'other', ...heard.speaker, name: value },
    })),
  },
  extension: { kind: 'text', fill: hear((value) => ({ extension: value })) },
  hours: { kind: 'text', fill: hear((value) => ({ hours: value })) },
  phone: { kind: 'phone', fill: hear((value) => ({ newPhone: value, isContactVerified: true })) },
  email: { kind: 'email', fill: hear((value) => ({ newEmail: value, isContactVerified: true })) },
  colleague: { kind: 'name', fill: hear((value) => ({ colleague: value })) },

  cause_note: {
    kind: 'text?',
    fill: hear((value, heard) => ({ causeNote: textOrNull(value) ?? heard.causeNote })),
  },
  note: { kind: 'text', fill: ({ heard }) => heard },
  evasive_words: {
    kind: 'text',
    fill: ({ heard, rung }, words) => ({ ...heard, evasive: [...heard.evasive, { rung, words }] }),
  },
  refusal_words: { kind: 'text?', fill: answer('refusal', (value) => ({ words: textOrNull(value) })) },
  anger_trigger: {
    kind: 'text?',
    fill: hear((value, { anger }) => ({
      anger: { isWarned: anger?.isWarned ?? false, trigger: textOrNull(value) },
    })),
  },

  claim_day: { kind: 'past_day', fill: answer('paid', (value) => ({ paidOn: dayOrNull(value) })) },
  claim_amount: {
    kind: 'amount',
    fill: answer('paid', (value, setup) => ({ amount: amountOf(value, setup) })),
  },
  claim_account: { kind: 'account', fill: answer('paid', claimedAccount) },
  claim_reference: { kind: 'text?', fill: answer('paid', (value) => ({ reference: textOrNull(value) })) },

  dispute_words: {
    kind: 'text?',
    fill: answer('dispute', (value) => ({ words: textOrNull(value), isWithdrawn: false })),
  },
  dispute_type: {
    kind: 'option',
    options: disputeTypes,
    fill: answer('dispute', (value) => ({ type: oneOf(value, disputeTypes) })),
  },
  disputed_amount: {
    kind: 'amount',
    fill: answer('dispute', (value, setup) => ({ disputed: amountOf(value, setup) })),
  },
  remedy: { kind: 'text?', fill: answer('dispute', (value) => ({ remedy: textOrNull(value) })) },
  dispute_owner: {
    kind: 'option',
    options: disputeOwners,
    fill: answer('dispute', (value) => ({ owner: oneOf(value, disputeOwners) })),
  },
  resolve_day: { kind: 'day', fill: answer('dispute', (value) => ({ resolveOn: dayOrNull(value) })) },
  settle_day: { kind: 'day?', fill: answer('dispute', (value) => ({ payOn: dayOrNull(value) })) },

  shortfall: {
    kind: 'amount?',
    fill: hear((value, heard, setup) => hardship(heard, { shortfall: optionalAmount(value, setup) })),
  },
  change_note: {
    kind: 'text?',
    fill: hear((value, heard) => hardship(heard, { change: textOrNull(value) })),
  },
  change_day: {
    kind: 'day?',
    fill: hear((value, heard) => hardship(heard, { changesOn: dayOrNull(value) })),
  },

  stage: {
    kind: 'option',
    options: ['received', 'checked', 'approved', 'scheduled', 'unknown'],
    fill: answer('approval', (value) => ({
      stage: oneOf(value, ['unknown', 'received', 'checked', 'approved', 'scheduled']),
    })),
  },
  approver: { kind: 'name', fill: answer('approval', (value) => ({ approver: value })) },
  approver_contact: {
    kind: 'text?',
    fill: answer('approval', (value) => ({ approverContact: textOrNull(value) })),
  },
  waits_for: { kind: 'text?', fill: answer('approval', (value) => ({ waitsFor: textOrNull(value) })) },
  po_number: { kind: 'text', fill: answer('approval', (value) => ({ poNumber: value })) },
  approver_day: { kind: 'day', fill: answer('approval', (value) => ({ callOn: dayOrNull(value) })) },

  pause_day: { kind: 'day', fill: answer('distress', (value) => ({ pauseUntil: dayOrNull(value) })) },
  insolvency_kind: {
    kind: 'option',
    options: ['safeguard', 'receivership', 'liquidation', 'unknown'],
    fill: answer('insolvency', (value) => ({
      procedure: oneOf(value, ['unknown', 'safeguard', 'receivership', 'liquidation']),
    })),
  },
  court: { kind: 'text?', fill: answer('insolvency', (value) => ({ court: textOrNull(value) })) },
  opened_day: { kind: 'past_day?', fill: answer('insolvency', (value) => ({ openedOn: dayOrNull(value) })) },
  administrator: {
    kind: 'text?',
    fill: answer('insolvency', (value) => ({ administrator: textOrNull(value) })),
  },

  plan_terms: {
    kind: 'plan_terms',
    fill: answer('plan', (value, setup) => ({ terms: termsOf(value, setup), changes: [] })),
  },
  plan_day: { kind: 'promised_day', fill: answer('plan', (value) => ({ firstOn: dayOrNull(value) })) },
  plan_first_amount: {
    kind: 'amount',
    fill: answer('plan', (value, setup) => ({ firstAmount: amountOf(value, setup) })),
  },
  plan_row: { kind: 'plan_row', fill: answer('plan', changedRow) },

  below_reason: { kind: 'text', fill: hear((value) => ({ belowReason: value })) },
  deadline_day: {
    kind: 'day',
    fill: hear((value, { announcement }) => ({
      announcement: announcement && { ...announcement, deadline: dayOrNull(value) ?? announcement.deadline },
    })),
  },

  own_text: {
    kind: 'firm_text',
    fill: hear((text, heard) => ({ own: [...heard.own, { text, on: null, minutes: null }] })),
  },
  own_day: { kind: 'day', fill: own((value) => ({ on: dayOrNull(value) })) },
  own_time: { kind: 'time?', fill: own((value) => ({ minutes: value === '' ? null : Number(value) })) },
  topic: { kind: 'text', fill: hear((value, { topics }) => ({ topics: [...topics, value] })) },

  ground: {
    kind: 'option',
    options: grounds,
    fill: judgeGround,
  },
  next_day: { kind: 'day', fill: hear((value) => ({ nextOn: dayOrNull(value) })) },

  review_tone: review('tone'),
  review_focus: review('focus'),
  review_empty_promise: review('empty_promise'),
  review_precision: review('precision'),
  review_positives: review('positives'),
  review_duration: review('duration'),
  review_argumentation: review('argumentation'),
  next_time: { kind: 'text?', fill: hear((value) => ({ nextTime: textOrNull(value) })) },
};

/** A field accepted by the screen, as the record keeps it. */
export function fill(call: Call, field: FieldName, value: string): Gathered {
  return fieldTable[field].fill(call, value);
}

export function isFieldName(name: string): name is FieldName {
  return Object.hasOwn(fieldTable, name);
}

function hardship(heard: Gathered, change: Partial<Gathered['hardship']>): Partial<Gathered> {
  // Who names a shortfall or what will change gives facts: that is documented hardship (practice C4).
  const isConfirmed = heard.hardship.isConfirmed ?? Object.values(change).some((value) => value !== null);
  return { hardship: { ...heard.hardship, isConfirmed: isConfirmed ? true : null, ...change } };
}

/** The last own commitment with a change; nothing when there is none. */
function lastOwn({ own: drafts }: Gathered, change: Partial<OwnDraft>): OwnDraft[] {
  const last = drafts.at(-1);
  return last === undefined ? [] : [{ ...last, ...change }];
}

/** The account they name beside ours: another one is a sign of invoice fraud (practice B14). */
function claimedAccount(value: string, { caller }: CallSetup): Partial<AnswerOf<'paid'>> {
  // Left empty, it takes back no alert.
  if (value === '') return { accountLast4: null };
  const accountLast4 = value.toUpperCase();
  return { accountLast4, isOtherAccount: caller.ibanLast4 !== null && accountLast4 !== caller.ibanLast4 };
}

/** `count:3` or `each:20000` (minor units). */
function termsOf(value: string, { currency }: CallSetup): PlanTerms | null {
  const [by, figure] = value.split(':');
  const number = Number(figure);
  if (by === 'count') return { by, count: number };
  return by === 'each' ? { by: 'amount', each: money(number, currency) } : null;
}

/** `1:amount:30000` or `1:day:2026-07-15`; rows count from 0. */
function changedRow(value: string, { currency }: CallSetup, heard: Gathered): Partial<AnswerOf<'plan'>> {
  const [row = '0', what, figure = ''] = value.split(':');
  const amount = what === 'amount' ? money(Number(figure), currency) : null;
  const on = what === 'day' ? dayOrNull(figure) : null;
  return { changes: [...(answerOf(heard, 'plan')?.changes ?? []), { row: Number(row), amount, on }] };
}

function amountOf(value: string, { currency }: CallSetup): Money {
  return money(Number(value), currency);
}

function optionalAmount(value: string, setup: CallSetup): Money | null {
  return value === '' ? null : amountOf(value, setup);
}

function dayOrNull(value: string): Day | null {
  return parseDay(value) ?? null;
}

function textOrNull(value: string): string | null {
  return value === '' ? null : value;
}

/** The name that was chosen; the first one stands for whatever is none of them. */
function oneOf<const T extends string>(value: string, names: readonly [T, ...T[]]): T {
  return names.find((name) => name === value) ?? names[0];
}

/** Of their dispute, or of their naming no day where there is none. */
function judgeGround(call: Call, value: string): Gathered {
  const ground = oneOf(value, ['to_check', 'yes', 'no']);
  return answerOf(call.heard, 'dispute') === undefined
    ? { ...call.heard, ground }
    : changeAnswer(call.heard, 'dispute', { ground });
}

function scoreOf(value: string): ReviewScore {
  return value === '2' ? 2 : value === '1' ? 1 : 0;
}
