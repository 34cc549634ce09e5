import { isFieldName } from '../../src/domain/call/field-table.ts';
import type { Call, CallEvent, FieldName, StateName } from '../../src/domain/call/state.ts';
import { isStateName } from '../../src/domain/call/table.ts';
import { replay } from '../../src/domain/call/step.ts';
import { aSetup } from './a-call.ts';

/** The moment of every event played here. */
export const at = 1_780_000_000_000;

/** `1`–`9` and names are choices, ` ` is Space, `h:cut` a hang-up, `p`/`c` a jump, `field=value` a filled field. */
export function event(text: string): CallEvent {
  if (text === ' ') return { at, type: 'proceed' };
  if (text === 'back' || text === 'lapse') return { at, type: text };
  if (text.startsWith('h:')) return { at, type: 'hangup', how: howOf(text.slice(2)) };
  if (text === 'b') return { at, type: 'return' };
  if (text === 'leave') return { at, type: 'leave' };
  if (text.startsWith('j:')) return { at, type: 'jump', to: stateOf(text.slice(2)) };
  if (text === 'p') return { at, type: 'jump', to: 'promise' };
  if (text === 'c') return { at, type: 'jump', to: 'callback' };
  if (text.startsWith('~')) return { at, type: 'vague', words: text.slice(1) };
  const [field, value] = text.split('=');
  if (value !== undefined) return { at, type: 'fill', field: fieldOf(field), value };
  return { at, type: 'choose', choice: text };
}

function howOf(text: string) {
  const how = (['normal', 'cut', 'ended', 'lost'] as const).find((one) => one === text);
  if (!how) throw new RangeError(text);
  return how;
}

/** The call after these events. */
export function play(texts: readonly string[], setup = aSetup()): Call {
  return replay(setup, at, texts.map(event));
}

function fieldOf(text: string | undefined): FieldName {
  if (text === undefined || !isFieldName(text)) throw new RangeError(`no field ${text}`);
  return text;
}

function stateOf(text: string): StateName {
  if (!isStateName(text)) throw new RangeError(`no state ${text}`);
  return text;
}
