import { isFieldName } from '../../src/domain/call/field-table.ts';
import type { Call, CallEvent, FieldName, StateName } from '../../src/domain/call/state.ts';
import { isStateName } from '../../src/domain/call/table.ts';
import { replay } from '../../src/domain/call/step.ts';
import { aSetup } from './a-call.ts';

/** The moment of every event played here. */
export const at = 1_780_000_000_000;

type Body = { readonly [T in CallEvent['type']]: Omit<CallEvent & { type: T }, 'at'> }[CallEvent['type']];

/** Events that are one word each: global keys of practice C2 by their letter, and what the screen does by itself. */
const single: Readonly<Record<string, Body>> = {
  ' ': { type: 'proceed' },
  leave: { type: 'leave' },
  b: { type: 'return' },
  u: { type: 'back' },
  lapse: { type: 'lapse' },
  p: { type: 'jump', to: 'promise' },
  d: { type: 'jump', to: 'dispute' },
  c: { type: 'jump', to: 'callback' },
  a: { type: 'jump', to: 'anger' },
  w: { type: 'open', form: 'own' },
  r: { type: 'open', form: 'topic' },
  worked: { type: 'answered', hasWorked: true },
  not_yet: { type: 'answered', hasWorked: false },
  branch: { type: 'branch' },
  dismiss: { type: 'dismiss' },
};

/** Events that say more: `h:cut`, `j:listen`, `m:tense`, `l:en`, `e:a@b.example`, `f:11,12`, `o:forgot`, `o:=words`, `n:text`. */
const telling: Readonly<Record<string, (rest: string) => Body>> = {
  h: (how) => ({ type: 'hangup', how: oneOf(how, ['normal', 'cut', 'ended', 'lost']) }),
  j: (to) => ({ type: 'jump', to: stateOf(to) }),
  m: (mood) => ({ type: 'mood', mood: oneOf(mood, ['calm', 'tense', 'closed']) }),
  l: (to) => ({ type: 'language', to: oneOf(to, ['fr', 'en']) }),
  e: (address) => ({ type: 'copy', address }),
  f: (ids) => ({ type: 'focus', invoiceIds: ids === '' ? [] : ids.split(',').map(Number) }),
  o: (key) =>
    key.startsWith('=')
      ? { type: 'object', objection: null, words: key.slice(1) }
      : { type: 'object', objection: key, words: key },
  n: (text) => ({ type: 'note', text }),
};

/** One event from a short text: `single`, `telling`, `~vague words`, `field=value`, else the name of a choice. */
export function event(text: string): CallEvent {
  const body = single[text] ?? bodyOf(text);
  return { at, ...body };
}

function bodyOf(text: string): Body {
  if (text.startsWith('~')) return { type: 'vague', words: text.slice(1) };
  const [, letter = '', rest = ''] = /^([a-z]):(.*)$/s.exec(text) ?? [];
  const tell = telling[letter];
  if (tell) return tell(rest);
  const [field, ...value] = text.split('=');
  if (value.length > 0) return { type: 'fill', field: fieldOf(field), value: value.join('=') };
  return { type: 'choose', choice: text };
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

function oneOf<const T extends string>(text: string, all: readonly T[]): T {
  const found = all.find((one) => one === text);
  if (found === undefined) throw new RangeError(text);
  return found;
}
