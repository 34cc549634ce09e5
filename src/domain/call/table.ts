import type { Cause } from '../attempt.ts';
import { asked, offered, otherMeans, otherMethod, receipt } from './answers.ts';
import { openPromise, replacePromise } from './record.ts';
import type { Call, FieldName, Gathered, Phase, StateName } from './state.ts';

/** One answer a state offers: its key, where it leads, what has to be typed first and what it writes. */
export interface Choice {
  readonly key: string;
  readonly name: string;
  readonly to: StateName | ((call: Call) => StateName);
  readonly asks?: readonly FieldName[];
  readonly record?: (call: Call) => Gathered;
}

/** One state of practice C4: its phase, what it asks on entry, its choices, and where `Space` leads (`null`: nowhere). */
export interface Row {
  readonly phase: Phase;
  readonly fields?: (call: Call) => readonly FieldName[];
  readonly choices: readonly Choice[];
  readonly proceed: StateName | ((call: Call) => StateName) | null;
  readonly onProceed?: (call: Call) => Gathered;
}

const hear =
  (change: Partial<Gathered>) =>
  (call: Call): Gathered => ({ ...call.heard, ...change });
const causeIs = (cause: Cause) => hear({ cause });

/** After identity: the service first, unless a promise was broken (practice, tension 1). */
const afterIdentity = (call: Call): StateName => (call.setup.opening === 'direct' ? 'ask' : 'opening');

/** Back to the form whose content the summary read out. */
const summarised = ({ heard }: Call): StateName => {
  if (heard.promises.length > 0 && heard.isIdentityConfirmed) return 'promise';
  if (heard.callback) return 'callback';
  return heard.duplicate ? 'duplicate' : 'listen';
};

const missingPromiseFields = (call: Call): FieldName[] => {
  const draft = call.heard.promises.at(-1);
  const missing: FieldName[] = [];
  if (draft?.amount == null) missing.push('amount');
  if (draft?.promisedOn == null) missing.push('day');
  return missing;
};

const missingCallbackFields = ({ heard }: Call): FieldName[] => {
  const missing: FieldName[] = [];
  if (heard.callback?.on == null) missing.push('callback_day');
  if (heard.callback?.minutes == null) missing.push('callback_time');
  return missing;
};

const reachedSomeone = ({ heard }: Call): boolean => heard.isIdentityConfirmed;

/** What is corrected after hanging up needs no second summary. */
const summaryOrWrapup = ({ heard }: Call): StateName => (heard.isHungUp ? 'wrapup' : 'summary');

export const table: Readonly<Record<StateName, Row>> = {
  preflight: { phase: 'prepare', choices: [], proceed: 'ring' },
  ring: {
    phase: 'introduce',
    choices: [
      { key: '1', name: 'person', to: 'identity', record: hear({ reach: 'person' }) },
      { key: '2', name: 'desk', to: 'gatekeeper', record: hear({ reach: 'desk' }) },
      { key: '3', name: 'voicemail', to: 'voicemail', record: hear({ reach: 'voicemail' }) },
      { key: '4', name: 'no_answer', to: 'no_answer', record: hear({ reach: 'no_answer' }) },
      { key: '5', name: 'busy', to: 'no_answer', record: hear({ reach: 'busy' }) },
      { key: '6', name: 'bad_number', to: 'no_answer', record: hear({ reach: 'bad_number' }) },
    ],
    proceed: null,
  },
  gatekeeper: {
    phase: 'introduce',
    choices: [
      { key: '1', name: 'put_through', to: 'identity', record: hear({ gatekeeperSaid: 'put_through' }) },
      { key: '2', name: 'away', to: 'callback', record: hear({ gatekeeperSaid: 'away' }) },
      { key: '3', name: 'refuses', to: 'contacts', record: hear({ gatekeeperSaid: 'refuses' }) },
      { key: '4', name: 'voicemail', to: 'voicemail', record: hear({ reach: 'voicemail' }) },
      { key: '5', name: 'left_firm', to: 'gatekeeper', asks: ['name'] },
      { key: '6', name: 'takes_message', to: 'wrapup', record: hear({ gatekeeperSaid: 'message' }) },
      { key: '7', name: 'extension', to: 'gatekeeper', asks: ['extension'] },
      { key: '8', name: 'hours', to: 'gatekeeper', asks: ['hours'] },
    ],
    proceed: 'identity',
  },
  voicemail: {
    phase: 'document',
    choices: [
      { key: '1', name: 'left', to: 'wrapup', record: hear({ voicemail: 'left' }) },
      { key: '2', name: 'not_left', to: 'wrapup', record: hear({ voicemail: 'not_left' }) },
      { key: '3', name: 'full', to: 'wrapup', record: hear({ voicemail: 'full' }) },
    ],
    proceed: null,
  },
  no_answer: { phase: 'document', choices: [], proceed: 'wrapup' },
  identity: {
    phase: 'introduce',
    choices: [
      {
        key: '1',
        name: 'yes',
        to: afterIdentity,
        record: hear({ isIdentityConfirmed: true, hasSpoken: true }),
      },
      { key: '2', name: 'fetching', to: 'identity' },
      { key: '3', name: 'someone_else', to: 'wrong_person' },
      { key: '4', name: 'will_not_say', to: 'gatekeeper' },
      { key: '5', name: 'bad_moment', to: 'callback' },
    ],
    proceed: null,
  },
  wrong_person: {
    phase: 'introduce',
    choices: [
      {
        key: '1',
        name: 'handles_invoices',
        to: 'opening',
        asks: ['name'],
        record: ({ heard }) => ({
          ...heard,
          isIdentityConfirmed: true,
          hasSpoken: true,
          speaker: heard.speaker && { ...heard.speaker, role: 'accounts' },
        }),
      },
      { key: '2', name: 'gives_name', to: 'gatekeeper', asks: ['name'] },
      { key: '3', name: 'wrong_firm', to: 'no_answer', record: hear({ reach: 'bad_number' }) },
      { key: '4', name: 'takes_message', to: 'wrapup', record: hear({ gatekeeperSaid: 'message' }) },
    ],
    proceed: null,
  },
  opening: {
    phase: 'introduce',
    choices: [
      { key: '1', name: 'fine', to: 'ask', record: hear({ isSatisfied: true }) },
      { key: '2', name: 'not_satisfied', to: 'listen', record: hear({ isSatisfied: false }) },
      {
        key: '3',
        name: 'not_received',
        to: 'duplicate',
        record: hear({ isSatisfied: false, cause: 'not_received' }),
      },
      { key: '4', name: 'bad_moment', to: 'callback' },
      { key: '5', name: 'on_the_invoice', to: 'ask' },
    ],
    proceed: 'ask',
  },
  ask: {
    phase: 'listen',
    choices: [
      { key: '1', name: 'date_at_once', to: 'promise', record: (call) => openPromise(asked(call)) },
      { key: '4', name: 'bad_moment', to: 'callback', record: (call) => asked(call).heard },
    ],
    proceed: 'listen',
    onProceed: (call) => asked(call).heard,
  },
  listen: {
    phase: 'listen',
    choices: [
      { key: '1', name: 'forgot', to: 'solution', record: causeIs('forgot') },
      { key: '2', name: 'not_received', to: 'duplicate', record: causeIs('not_received') },
      { key: '7', name: 'vague', to: 'evasive', record: causeIs('vague') },
      { key: '9', name: 'in_their_words', to: 'listen', asks: ['cause_note'] },
    ],
    proceed: 'solution',
  },
  duplicate: {
    phase: 'listen',
    fields: ({ heard }) => (heard.duplicate?.address ? [] : ['address']),
    choices: [
      { key: '1', name: 'received', to: 'solution', record: (call) => receipt(call, true) },
      { key: '2', name: 'will_look', to: 'summary', record: (call) => receipt(call, false) },
      { key: '3', name: 'other_obstacle', to: 'listen', record: (call) => receipt(call, false) },
      { key: '5', name: 'address', to: 'duplicate', asks: ['address'] },
    ],
    proceed: null,
  },
  evasive: {
    phase: 'negotiate',
    choices: [
      { key: '1', name: 'date', to: 'promise', record: (call) => openPromise(call, { origin: 'client' }) },
      { key: '2', name: 'true_reason', to: 'listen' },
      { key: '3', name: 'first_day', to: 'promise', record: (call) => openPromise(call, offered(call, 0)) },
      { key: '4', name: 'second_day', to: 'promise', record: (call) => openPromise(call, offered(call, 1)) },
    ],
    proceed: (call) => (call.rung >= call.setup.rules.evasiveRungs ? 'summary' : 'evasive'),
  },
  solution: {
    phase: 'negotiate',
    choices: [
      {
        key: '1',
        name: 'today',
        to: 'promise',
        record: (call) => openPromise(call, { promisedOn: call.setup.today, origin: 'client' }),
      },
      { key: '2', name: 'dated', to: 'promise', record: (call) => openPromise(call, { origin: 'client' }) },
      { key: '4', name: 'nothing', to: 'evasive' },
      { key: '5', name: 'too_little', to: 'evasive' },
    ],
    proceed: 'promise',
    onProceed: (call) => openPromise(call),
  },
  promise: {
    phase: 'negotiate',
    fields: missingPromiseFields,
    choices: [
      {
        key: '1',
        name: 'means',
        to: 'promise',
        record: (call) => replacePromise(call.heard, otherMeans(call)),
      },
      {
        key: '2',
        name: 'method',
        to: 'promise',
        record: (call) => replacePromise(call.heard, otherMethod(call)),
      },
      {
        key: '3',
        name: 'account_read',
        to: 'promise',
        record: (call) =>
          replacePromise(call.heard, { isAccountReadOut: !call.heard.promises.at(-1)?.isAccountReadOut }),
      },
      { key: '4', name: 'condition', to: 'promise', asks: ['condition'] },
      { key: '5', name: 'amount', to: 'promise', asks: ['amount'] },
      { key: '6', name: 'day', to: 'promise', asks: ['day'] },
    ],
    proceed: summaryOrWrapup,
  },
  callback: {
    phase: 'conclude',
    fields: missingCallbackFields,
    choices: [
      { key: '1', name: 'day', to: 'callback', asks: ['callback_day'] },
      { key: '2', name: 'time', to: 'callback', asks: ['callback_time'] },
      { key: '3', name: 'who', to: 'callback', asks: ['callback_who'] },
      { key: '4', name: 'phone', to: 'callback', asks: ['callback_phone'] },
    ],
    proceed: summaryOrWrapup,
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
        to: (call) => (reachedSomeone(call) ? 'solution' : 'callback'),
        record: hear({ isSummaryAgreed: false }),
      },
    ],
    proceed: (call) => (reachedSomeone(call) ? 'contacts' : 'close'),
  },
  contacts: {
    phase: 'conclude',
    choices: [
      { key: '1', name: 'still_right', to: 'contacts', record: hear({ isContactVerified: true }) },
      { key: '2', name: 'phone', to: 'contacts', asks: ['phone'] },
      { key: '3', name: 'email', to: 'contacts', asks: ['email'] },
      { key: '4', name: 'colleague', to: 'contacts', asks: ['colleague'] },
    ],
    proceed: (call) =>
      call.heard.gatekeeperSaid === 'refuses' && !reachedSomeone(call) ? 'wrapup' : 'close',
  },
  close: { phase: 'conclude', choices: [], proceed: 'wrapup', onProceed: hear({ hangup: 'normal' }) },
  wrapup: {
    phase: 'document',
    choices: [
      { key: '1', name: 'cause', to: 'wrapup', asks: ['cause_note'] },
      { key: '2', name: 'promise', to: 'promise', record: (call) => openPromise(call) },
      { key: '3', name: 'callback', to: 'callback' },
    ],
    proceed: 'ended',
  },
  ended: { phase: 'document', choices: [], proceed: null },
};
