import { openPromise } from './agreements.ts';
import type { AnswerKind } from './answer.ts';
import { missingOutcome } from './guard.ts';
import { answerOf, openAnswer } from './record.ts';
import { reviewFields } from './review.ts';
import { hear, type Row } from './row.ts';
import type { Call, FieldName, StateName } from './state.ts';

type Concluded = 'callback' | 'summary' | 'contacts' | 'close' | 'wrapup' | 'review' | 'ended';

const missingCallbackFields = ({ heard }: Call): FieldName[] => {
  const callback = answerOf(heard, 'callback');
  const missing: FieldName[] = [];
  if (callback?.on == null) missing.push('callback_day');
  if (callback?.minutes == null) missing.push('callback_time');
  return missing;
};

const reachedSomeone = ({ heard }: Call): boolean => heard.isIdentityConfirmed;

/** Where each kind of answer was taken: the form to go back to when the summary is wrong. */
const formOf: Readonly<Record<AnswerKind, StateName>> = {
  promise: 'promise',
  plan: 'plan',
  paid: 'paid',
  duplicate: 'duplicate',
  dispute: 'dispute',
  approval: 'approval',
  callback: 'callback',
  refusal: 'refusal',
  insolvency: 'insolvency',
  distress: 'distress',
  no_date: 'listen',
};

/** Back to the form whose content the summary read out. */
const summarised = ({ heard }: Call): StateName => {
  const last = heard.answers.at(-1);
  if (!heard.isIdentityConfirmed) return 'callback';
  return last === undefined ? 'listen' : formOf[last.kind];
};

/** Somebody was asked for a day, and something is left without one: a chase without result, unless there is a ground. */
function isWithoutDay(call: Call): boolean {
  return call.heard.hasSpoken && missingOutcome(call)?.what === 'date';
}

const reviewKeys = [
  'tone',
  'focus',
  'positives',
  'argumentation',
  'empty_promise',
  'precision',
  'duration',
] as const;

/** Who does what by when, and what is left to write down (practice C4). */
export const conclude: Readonly<Record<Concluded, Row>> = {
  callback: {
    phase: 'conclude',
    onEnter: (call) => openAnswer(call, 'callback'),
    fields: missingCallbackFields,
    choices: [
      { key: '1', name: 'day', to: 'callback', asks: ['callback_day'] },
      { key: '2', name: 'time', to: 'callback', asks: ['callback_time'] },
      { key: '3', name: 'who', to: 'callback', asks: ['callback_who'] },
      { key: '4', name: 'phone', to: 'callback', asks: ['callback_phone'] },
    ],
    proceed: 'summary',
    isForm: true,
    isReachable: true,
  },
  summary: {
    phase: 'conclude',
    choices: [
      {
        key: '1',
        name: 'agreed',
        to: (call) => (reachedSomeone(call) ? 'contacts' : 'close'),
        record: hear({ isSummaryAgreed: true }),
      },
      { key: '2', name: 'correct', to: summarised },
      {
        key: '3',
        name: 'not_agreed',
        // A third party disagrees with an hour, never with a payment.
        to: (call) => (reachedSomeone(call) ? 'negotiate' : 'callback'),
        record: hear({ isSummaryAgreed: false }),
      },
    ],
    proceed: (call) => (reachedSomeone(call) ? 'contacts' : 'close'),
    isReachable: true,
  },
  contacts: {
    phase: 'conclude',
    choices: [
      { key: '1', name: 'still_right', to: 'contacts', record: hear({ isContactVerified: true }) },
      { key: '2', name: 'phone', to: 'contacts', asks: ['phone'] },
      { key: '3', name: 'email', to: 'contacts', asks: ['email'] },
      { key: '4', name: 'colleague', to: 'contacts', asks: ['colleague'] },
      {
        key: '5',
        name: 'can_release',
        to: 'contacts',
        record: ({ heard }) => ({ ...heard, canRelease: heard.canRelease !== true }),
      },
    ],
    proceed: (call) =>
      call.heard.gatekeeperSaid === 'refuses' && !reachedSomeone(call) ? 'wrapup' : 'close',
    isReachable: true,
  },
  close: {
    phase: 'conclude',
    choices: [],
    proceed: 'wrapup',
    onProceed: hear({ hangup: 'normal' }),
    isReachable: true,
  },
  wrapup: {
    phase: 'document',
    choices: [
      { key: '1', name: 'cause', to: 'wrapup', asks: ['cause_note'] },
      {
        key: '2',
        name: 'promise',
        to: 'promise',
        record: (call) => openPromise(call),
        // Nobody who was asked for money can have promised any.
        isOffered: ({ heard }) => heard.hasSpoken,
      },
      { key: '3', name: 'callback', to: 'callback' },
      { key: '4', name: 'next_day', to: 'wrapup', asks: ['next_day'] },
      {
        key: '5',
        name: 'ground',
        to: 'wrapup',
        asks: ['ground'],
        isOffered: (call) => answerOf(call.heard, 'dispute') !== undefined || isWithoutDay(call),
      },
    ],
    proceed: ({ heard }) => (heard.hasSpoken ? 'review' : 'ended'),
  },
  review: {
    phase: 'document',
    fields: reviewFields,
    choices: reviewKeys.map((question, at) => ({
      key: String(at + 1),
      name: question,
      to: 'review' as const,
      asks: [`review_${question}` as const],
    })),
    proceed: 'ended',
    isSkippable: true,
  },
  ended: { phase: 'document', choices: [], proceed: null },
};
