import { DunError } from '../errors.ts';
import type { CallEvent, CallSetup, FieldName } from './state.ts';

const fieldNames: readonly FieldName[] = [
  'amount', 'day', 'condition', 'callback_day', 'callback_time', 'callback_who', 'callback_phone', 'address', 'name',
  'extension', 'hours', 'phone', 'email', 'colleague', 'cause_note', 'note',
]; // biome-ignore format: a row of names

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

export function isFieldName(name: string): name is FieldName {
  return fieldNames.some((field) => field === name);
}

function isEvent(value: unknown): value is CallEvent {
  if (!isRecord(value) || typeof value['at'] !== 'number') return false;
  switch (value['type']) {
    case 'choose':
      return typeof value['choice'] === 'string';
    case 'fill':
      return (
        typeof value['field'] === 'string' &&
        isFieldName(value['field']) &&
        typeof value['value'] === 'string'
      );
    case 'note':
      return typeof value['text'] === 'string';
    case 'vague':
      return typeof value['words'] === 'string';
    case 'jump':
      return value['to'] === 'promise' || value['to'] === 'callback';
    case 'hangup':
      return ['normal', 'cut', 'ended', 'lost'].some((how) => how === value['how']);
    default:
      return ['proceed', 'lapse', 'back'].some((type) => type === value['type']);
  }
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
    Array.isArray(value['bankHolidays'])
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
