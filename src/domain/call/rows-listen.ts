import { openPromise } from './agreements.ts';
import { answerOf, changeAnswer, openAnswer } from './record.ts';
import { about, causeIs, hear, impliedCause, type Row } from './row.ts';
import type { Call, FieldName, Gathered } from './state.ts';

type Listened =
  | 'ask' | 'listen' | 'paid' | 'duplicate' | 'dispute' | 'cannot_pay' | 'approval' | 'refusal' | 'anger' | 'distress'
  | 'insolvency'; // biome-ignore format: one row of names

/** The invoice is named now; the first time counts. */
export function asked(call: Call): Gathered {
  return { ...call.heard, askedAt: call.heard.askedAt ?? call.at };
}

/** A copy is in their hands, or on its way. */
const receipt = (isReceived: boolean) => (call: Call) => openAnswer(call, 'duplicate', { isReceived });

const isAlert = ({ heard }: Call): boolean => answerOf(heard, 'paid')?.isOtherAccount ?? false;
const isForeign = ({ heard }: Call): Gathered => changeAnswer(heard, 'paid', { isOtherAccount: true });
const claimFields: readonly FieldName[] = ['claim_day', 'claim_amount', 'claim_account', 'claim_reference'];
const disputeFields: readonly FieldName[] = [
  'dispute_type',
  'remedy',
  'dispute_owner',
  'resolve_day',
  'settle_day',
];

/** From the first question to the true reason and its facts (practice C4, C6). */
export const listen: Readonly<Record<Listened, Row>> = {
  ask: {
    phase: 'listen',
    choices: [
      {
        key: '1',
        name: 'date_at_once',
        to: 'promise',
        record: (call) => openPromise({ ...call, heard: asked(call) }),
      },
      { key: '4', name: 'bad_moment', to: 'callback', record: asked },
    ],
    proceed: 'listen',
    onProceed: asked,
    isAboutMoney: true,
    isReachable: true,
  },
  listen: {
    phase: 'listen',
    choices: [
      { key: '1', name: 'forgot', to: 'solution', record: causeIs('forgot') },
      { key: '2', name: 'not_received', to: 'duplicate', record: causeIs('not_received') },
      { key: '3', name: 'paid', to: 'paid', record: causeIs('paid') },
      { key: '4', name: 'dispute', to: 'dispute', record: causeIs('dispute') },
      { key: '5', name: 'cannot_pay', to: 'cannot_pay', record: causeIs('cash') },
      { key: '6', name: 'approval', to: 'approval', record: causeIs('approval') },
      { key: '7', name: 'vague', to: 'evasive', record: causeIs('vague') },
      { key: '8', name: 'refuses', to: 'refusal', record: causeIs('refusal') },
      { key: '9', name: 'insolvency', to: 'insolvency', record: causeIs('insolvency') },
      { key: '0', name: 'distress', to: 'distress', record: causeIs('distress') },
    ],
    proceed: 'solution',
    isAboutMoney: true,
    isReachable: true,
  },
  paid: {
    phase: 'listen',
    onEnter: about('paid', 'paid'),
    choices: [
      // An account that is not ours keeps the call here: the alert is said before anything else (practice B14).
      { key: '1', name: 'details', to: (call) => (isAlert(call) ? 'paid' : 'summary'), asks: claimFields },
      { key: '2', name: 'no_details', to: 'evasive' },
      {
        key: '3',
        name: 'other_account',
        to: 'paid',
        asks: claimFields,
        // The alert is said at once; the details may wait, or be left empty.
        onPress: isForeign,
        record: isForeign,
      },
    ],
    proceed: 'summary',
    isAboutMoney: true,
    isForm: true,
    isReachable: true,
  },
  duplicate: {
    phase: 'listen',
    onEnter: about('duplicate', 'not_received'),
    fields: ({ heard }) => (answerOf(heard, 'duplicate')?.address ? [] : ['address']),
    choices: [
      { key: '1', name: 'received', to: 'solution', record: receipt(true) },
      { key: '2', name: 'will_look', to: 'summary', record: receipt(false) },
      { key: '3', name: 'other_obstacle', to: 'listen', asks: ['obstacle'], record: receipt(false) },
      { key: '4', name: 'followup', to: 'duplicate', asks: ['followup_day'] },
      { key: '5', name: 'address', to: 'duplicate', asks: ['address'] },
    ],
    proceed: null,
    isAboutMoney: true,
    isForm: true,
    isReachable: true,
  },
  dispute: {
    phase: 'listen',
    onEnter: (call) => impliedCause(openAnswer(call, 'dispute', { isWithdrawn: false }), 'dispute'),
    fields: ({ heard }) => (answerOf(heard, 'dispute')?.words ? [] : ['dispute_words']),
    choices: [
      {
        key: '1',
        name: 'part_agreed',
        to: 'solution',
        asks: ['disputed_amount', ...disputeFields],
      },
      {
        key: '2',
        name: 'all_disputed',
        to: 'summary',
        asks: disputeFields,
        record: ({ heard }) => changeAnswer(heard, 'dispute', { disputed: null }),
      },
      {
        key: '3',
        name: 'no_dispute',
        to: 'solution',
        record: ({ heard }) => changeAnswer(heard, 'dispute', { isWithdrawn: true }),
      },
      { key: '4', name: 'words', to: 'dispute', asks: ['dispute_words'] },
      {
        key: '5',
        name: 'evidence',
        to: 'dispute',
        record: ({ heard }) =>
          changeAnswer(heard, 'dispute', { isEvidenceAsked: !answerOf(heard, 'dispute')?.isEvidenceAsked }),
      },
    ],
    proceed: null,
    isAboutMoney: true,
    isForm: true,
    isReachable: true,
  },
  cannot_pay: {
    phase: 'listen',
    onEnter: ({ heard }) => impliedCause(heard, 'cash'),
    choices: [
      { key: '1', name: 'lump_later', to: 'solution' },
      { key: '2', name: 'instalments', to: 'plan' },
      { key: '3', name: 'nothing_now', to: 'callback' },
      { key: '4', name: 'wants_out', to: 'refusal', record: causeIs('refusal') },
      { key: '5', name: 'shortfall', to: 'cannot_pay', asks: ['shortfall'] },
      { key: '6', name: 'change', to: 'cannot_pay', asks: ['change_note', 'change_day'] },
      {
        key: '7',
        name: 'hardship',
        to: 'cannot_pay',
        record: ({ heard }) => ({
          ...heard,
          hardship: { ...heard.hardship, isConfirmed: heard.hardship.isConfirmed !== true },
        }),
      },
    ],
    proceed: 'solution',
    isAboutMoney: true,
    isForm: true,
    isReachable: true,
  },
  approval: {
    phase: 'listen',
    onEnter: about('approval', 'approval'),
    choices: [
      {
        key: '1',
        name: 'approver_known',
        to: 'summary',
        asks: ['approver', 'approver_contact', 'stage', 'waits_for', 'approver_day'],
      },
      {
        key: '2',
        name: 'put_through',
        to: 'identity',
        asks: ['name'],
        record: ({ heard }) => changeAnswer(heard, 'approval', { approver: heard.speaker?.name ?? null }),
      },
      { key: '3', name: 'run_date', to: 'promise', record: (call) => openPromise(call) },
      { key: '4', name: 'nobody_knows', to: 'evasive' },
      { key: '5', name: 'po_number', to: 'approval', asks: ['po_number'] },
    ],
    proceed: null,
    isAboutMoney: true,
    isForm: true,
    isReachable: true,
  },
  refusal: {
    phase: 'listen',
    onEnter: about('refusal', 'refusal'),
    fields: ({ heard }) => (answerOf(heard, 'refusal')?.words ? [] : ['refusal_words']),
    choices: [
      {
        key: '1',
        name: 'ground',
        to: 'dispute',
        record: (call) =>
          openAnswer(call, 'dispute', { words: answerOf(call.heard, 'refusal')?.words ?? null }),
      },
      {
        key: '2',
        name: 'no_ground',
        to: 'consequences',
        record: (call) => openAnswer(call, 'refusal', { isFirm: true }),
      },
    ],
    proceed: null,
    isAboutMoney: true,
    isForm: true,
    isReachable: true,
  },
  anger: {
    phase: 'listen',
    onEnter: ({ heard }) => ({ ...heard, anger: heard.anger ?? { trigger: null, isWarned: false } }),
    choices: [
      { key: '1', name: 'calmer', to: ({ heard }) => (heard.isIdentityConfirmed ? 'listen' : 'identity') },
      { key: '2', name: 'later', to: 'callback' },
      {
        key: '3',
        name: 'insults',
        // The first time a boundary is set; only after that warning the call is ended (practice B7).
        to: ({ heard }) => (heard.hangup === 'ended' ? 'wrapup' : 'anger'),
        record: ({ heard }) =>
          heard.anger?.isWarned
            ? { ...heard, hangup: 'ended' }
            : { ...heard, anger: { trigger: heard.anger?.trigger ?? null, isWarned: true } },
      },
      { key: '4', name: 'they_cut', to: 'wrapup', record: hear({ hangup: 'cut' }) },
      { key: '5', name: 'trigger', to: 'anger', asks: ['anger_trigger'] },
    ],
    proceed: null,
    isReachable: true,
  },
  distress: {
    phase: 'listen',
    onEnter: about('distress', 'distress'),
    choices: [
      {
        key: '1',
        name: 'pause',
        to: 'callback',
        asks: ['pause_day'],
        // The call back falls on the end of the pause: only its hour is still to be agreed.
        record: (call) => {
          const on = answerOf(call.heard, 'distress')?.pauseUntil ?? null;
          return openAnswer(call, 'callback', { on });
        },
      },
      { key: '2', name: 'goes_on', to: 'listen' },
    ],
    proceed: null,
    isAboutMoney: true,
    isForm: true,
    isReachable: true,
  },
  insolvency: {
    phase: 'listen',
    onEnter: (call) => ({ ...openAnswer(call, 'insolvency'), cause: 'insolvency' }),
    fields: ({ heard }) =>
      answerOf(heard, 'insolvency')?.court === null
        ? ['insolvency_kind', 'court', 'opened_day', 'administrator']
        : [],
    choices: [
      {
        key: '1',
        name: 'facts',
        to: 'insolvency',
        asks: ['insolvency_kind', 'court', 'opened_day', 'administrator'],
      },
    ],
    proceed: 'summary',
    onProceed: ({ heard }) => changeAnswer(heard, 'insolvency', { isNoted: true }),
    isSkippable: true,
    isAboutMoney: true,
    isForm: true,
    isReachable: true,
  },
};
