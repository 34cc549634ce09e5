import { DunError } from '../errors.ts';
import { isFieldName } from './field-table.ts';
import { languages } from '../profile.ts';
import { defaultRules } from '../rule-table.ts';
import type { Call, CallEvent, CallSetup } from './state.ts';
import { effective, fits, step } from './step.ts';
import { isStateName } from './table.ts';

/** Reads a stored journal. A damaged one is told (73), not guessed at: an event left out would change all that follow. */
export function readJournal(stored: readonly unknown[]): CallEvent[] {
  return stored.map((event, at) => {
    if (!isEvent(event)) throw new DunError('call.damaged', 73, { number: at + 1 });
    return event;
  });
}

/** Reads the set-up a call was started with. What an earlier version did not know yet has the value of a first call. */
export function readSetup(stored: unknown): CallSetup {
  const setup = isRecord(stored) ? completed(stored) : stored;
  if (!isSetup(setup)) throw new DunError('call.damaged', 73, { number: 0 });
  return setup;
}

type Stored = Record<string, unknown>;

function completed(stored: Stored): Stored {
  const { objective, rules, invoices } = stored;
  return {
    steps: [],
    noticeDays: defaultRules.finalNoticeDays,
    hasChased: false,
    isSecondCallback: false,
    voicemailsLeft: 0,
    settledDisputes: [],
    ...stored,
    objective: isRecord(objective) ? { maxRank: 1, minRank: 5, restBy: null, ...objective } : objective,
    rules: isRecord(rules) ? { ...defaultRules, ...rules } : rules,
    invoices: Array.isArray(invoices) ? invoices.map(withSentBefore) : invoices,
  };
}

function withSentBefore(invoice: unknown): unknown {
  return isRecord(invoice) ? { sentBefore: null, ...invoice } : invoice;
}

/**
 * What has to be added to a journal that this version cannot follow to its end, as one of an earlier version may be: the
 * entries from the first that does not fit are taken back, the notes among them written again. Nothing when all fit.
 */
export function mended(call: Call, events: readonly CallEvent[], at: number): CallEvent[] {
  const kept = effective(events);
  let now = call;
  const from = kept.findIndex((event) => {
    if (!fits(now, event)) return true;
    now = step(now, event);
    return false;
  });
  if (from === -1) return [];
  const lost = kept.slice(from);
  const backs = lost.map((): CallEvent => ({ type: 'back', at }));
  return [...backs, ...lost.filter(({ type }) => type === 'note')];
}

type Check = (event: Record<string, unknown>) => boolean;

const isText =
  (name: string): Check =>
  (event) =>
    typeof event[name] === 'string';
const oneOf =
  (name: string, values: readonly unknown[]): Check =>
  (event) =>
    values.includes(event[name]);
const always: Check = () => true;

/** What an event of each type must hold. */
const checks: Readonly<Record<CallEvent['type'], Check>> = {
  choose: isText('choice'),
  proceed: always,
  fill: (event) =>
    typeof event['field'] === 'string' && isFieldName(event['field']) && isText('value')(event),
  leave: always,
  note: isText('text'),
  vague: isText('words'),
  jump: (event) => typeof event['to'] === 'string' && isStateName(event['to']),
  return: always,
  open: oneOf('form', ['own', 'topic']),
  object: (event) => isText('words')(event) && (event['objection'] === null || isText('objection')(event)),
  answered: oneOf('hasWorked', [true, false]),
  branch: always,
  dismiss: always,
  mood: oneOf('mood', ['calm', 'tense', 'closed']),
  language: oneOf('to', languages),
  copy: isText('address'),
  focus: ({ invoiceIds }) => Array.isArray(invoiceIds) && invoiceIds.every((id) => typeof id === 'number'),
  hangup: oneOf('how', ['normal', 'cut', 'ended', 'lost']),
  lapse: always,
  back: always,
};

function isEvent(value: unknown): value is CallEvent {
  if (!isRecord(value) || typeof value['at'] !== 'number') return false;
  const { type } = value;
  return typeof type === 'string' && isEventType(type) && checks[type](value);
}

function isEventType(text: string): text is CallEvent['type'] {
  return Object.hasOwn(checks, text);
}

/** The set-up is written whole by us; what is checked here is that it is one of ours and was not cut short. */
function isSetup(value: unknown): value is CallSetup {
  return (
    isRecord(value) &&
    typeof value['today'] === 'string' &&
    typeof value['clientId'] === 'number' &&
    Array.isArray(value['invoices']) &&
    isRecord(value['contact']) &&
    isRecord(value['caller']) &&
    isRecord(value['objective']) &&
    isRecord(value['rules']) &&
    Array.isArray(value['steps']) &&
    Array.isArray(value['bankHolidays'])
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
