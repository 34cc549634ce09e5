import { DunError } from '../errors.ts';
import { isFieldName } from './field-table.ts';
import type { CallEvent, CallSetup } from './state.ts';
import { isStateName } from './table.ts';

/** Reads a stored journal. A damaged one is told (73), not guessed at: an event left out would change all that follow. */
export function readJournal(stored: readonly unknown[]): CallEvent[] {
  return stored.map((event, at) => {
    if (!isEvent(event)) throw new DunError('call.damaged', 73, { number: at + 1 });
    return event;
  });
}

/** Reads the set-up a call was started with. */
export function readSetup(stored: unknown): CallSetup {
  if (!isSetup(stored)) throw new DunError('call.damaged', 73, { number: 0 });
  return stored;
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
  language: oneOf('to', ['fr', 'en']),
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
