import { type Reading, readField, shortcutFor } from '../domain/call/fields.ts';
import type { Call, CallEvent, FieldName, HangUp } from '../domain/call/state.ts';
import { fits } from '../domain/call/step.ts';
import { table } from '../domain/call/table.ts';
import type { Language } from '../domain/profile.ts';

/** What lies over the state at the moment; it is never part of the journal. */
export type Overlay = 'none' | 'note' | 'letters' | 'facts' | 'help' | 'hangup' | 'vague';

/** A line under the input: a refusal, or something to know. */
export interface Message {
  readonly key: string;
  readonly values: Readonly<Record<string, string>>;
}

/** All that the screen shows besides words and colours. */
export interface Screen {
  readonly call: Call;
  readonly overlay: Overlay;
  /** Text in the open field. */
  readonly typed: string;
  readonly message: Message | null;
  /** Events that `b` could still take away. */
  readonly depth: number;
  /** What was half typed when a field was left with `Esc`; it comes back with the field (practice C2). */
  readonly drafts: Drafts;
}

export type Drafts = Readonly<Partial<Record<FieldName, string>>>;

/** One key as readline reports it, with the text of its line after the key. */
export interface Key {
  readonly name: string;
  readonly sequence: string;
  readonly isControl: boolean;
  readonly line: string;
  /** Part of a paste: never a choice, and its line ends are spaces. */
  readonly isPasted: boolean;
}

type WithoutMoment<T> = T extends unknown ? Omit<T, 'at'> : never;
export type EventBody = WithoutMoment<CallEvent>;

/** What a key means: an event to save, a draft to keep, a change of the screen alone, or the way out. */
export interface Pressed {
  readonly screen: Screen;
  readonly event: EventBody | null;
  readonly draft: { readonly field: FieldName; readonly text: string } | null;
  readonly isLeft: boolean;
}

/** Which field takes typing now, or `null` when keys are choices. */
export function openField(screen: Screen): FieldName | null {
  if (screen.overlay === 'note') return 'note';
  return screen.overlay === 'none' ? (screen.call.asking[0] ?? null) : null;
}

/** The screen after its call has changed: a field that opens holds what was left in it before. */
export function withCall(screen: Screen, call: Call, depth: number): Screen {
  const field = screen.overlay === 'none' ? call.asking[0] : undefined;
  return { ...screen, call, depth, typed: field === undefined ? '' : (screen.drafts[field] ?? '') };
}

/** Every key has an effect or an answer; none is ignored silently (issue "The whole call"). */
export function press(screen: Screen, key: Key, language: Language): Pressed {
  const field = openField(screen);
  if (field !== null) return typeInto(screen, field, { key, language });
  if (key.isPasted) return say(screen, 'call.problem.paste');
  if (screen.overlay === 'hangup') return pressHangUp(screen, key);
  if (screen.overlay === 'vague') return pressVague(screen, key);
  if (screen.overlay === 'letters') return pressLetter({ ...screen, overlay: 'none' }, key);
  if (screen.overlay !== 'none') return only({ ...screen, overlay: 'none', message: null });
  return pressKey(screen, key);
}

const only = (screen: Screen): Pressed => ({ screen, event: null, draft: null, isLeft: false });
const say = (screen: Screen, key: string, values: Readonly<Record<string, string>> = {}): Pressed =>
  only({ ...screen, message: { key, values } });
const emit = (screen: Screen, event: EventBody): Pressed => ({
  screen: { ...screen, overlay: 'none', typed: '', message: null },
  event,
  draft: null,
  isLeft: false,
});

function typeInto(
  screen: Screen,
  field: FieldName,
  { key, language }: { key: Key; language: Language },
): Pressed {
  if (key.isPasted) return typed(screen, field, isEnter(key) ? `${screen.typed} ` : key.line);
  if (isEnter(key)) return acceptField(screen, field, language);
  if (key.name === 'escape') return leaveField(screen, field);
  if (key.isControl && key.name === 'g') return only({ ...screen, overlay: 'letters', message: null });
  const shortcut = screen.typed === '' ? shortcutFor(field, key.sequence, screen.call) : null;
  if (shortcut !== null) return accept(screen, field, { type: 'fill', field, value: shortcut });
  return typed(screen, field, key.line);
}

function typed(screen: Screen, field: FieldName, text: string): Pressed {
  return {
    screen: { ...screen, typed: text, message: null },
    event: null,
    draft: { field, text },
    isLeft: false,
  };
}

function acceptField(screen: Screen, field: FieldName, language: Language): Pressed {
  const reading: Reading = readField(field, screen.typed, { call: screen.call, language });
  if (!reading.ok) {
    const message = { key: reading.problem, values: reading.values };
    return only({ ...screen, overlay: reading.isVague ? 'vague' : screen.overlay, message });
  }
  if (field === 'note') return accept(screen, field, { type: 'note', text: reading.value });
  return accept(screen, field, { type: 'fill', field, value: reading.value });
}

/** What was accepted is no draft any more. */
function accept(screen: Screen, field: FieldName, event: EventBody): Pressed {
  return emit({ ...screen, drafts: { ...screen.drafts, [field]: '' } }, event);
}

/** Esc keeps what was typed as a draft and goes back to where the field was opened. */
function leaveField(screen: Screen, field: FieldName): Pressed {
  const kept: Screen = { ...screen, drafts: { ...screen.drafts, [field]: screen.typed } };
  const left = field === 'note' ? only({ ...kept, overlay: 'none', message: null }) : goBack(kept);
  if (screen.typed === '') return { ...left, screen: { ...left.screen, typed: '' } };
  const message = left.screen.message ?? { key: 'call.draft_kept', values: {} };
  return { ...left, screen: { ...left.screen, typed: '', message } };
}

const hangUps: Readonly<Record<string, HangUp>> = { '1': 'normal', '2': 'cut', '3': 'ended', '4': 'lost' };

function pressHangUp(screen: Screen, key: Key): Pressed {
  const how = key.name === 'h' ? 'normal' : hangUps[key.sequence];
  if (how !== undefined) return emit(screen, { type: 'hangup', how });
  if (key.name === 'escape') return only({ ...screen, overlay: 'none', message: null });
  return say(screen, 'call.problem.hangup_key', { key: keyName(key) });
}

/** A vague word in a date field: `Space` digs for the day, `Esc` lets the caller type again (practice C1). */
function pressVague(screen: Screen, key: Key): Pressed {
  if (key.name === 'space' || isEnter(key)) return emit(screen, { type: 'vague', words: screen.typed });
  if (key.name === 'escape' || key.name === 'backspace')
    return only({ ...screen, overlay: 'none', message: null });
  return say(screen, 'call.problem.vague_key', { key: keyName(key) });
}

function pressKey(screen: Screen, key: Key): Pressed {
  const choice = table[screen.call.state].choices.find((one) => one.key === key.sequence);
  if (choice) return answered(emit(screen, { type: 'choose', choice: choice.name }), choice.name);
  if (key.name === 'space' || (isEnter(key) && screen.call.state === 'preflight')) return pressSpace(screen);
  return pressLetter(screen, key);
}

// Some answers change nothing on the screen: they are told, so that no key seems lost.
function answered(pressed: Pressed, choice: string): Pressed {
  if (choice !== 'fetching') return pressed;
  return { ...pressed, screen: { ...pressed.screen, message: { key: 'call.fetching', values: {} } } };
}

function pressSpace(screen: Screen): Pressed {
  const event: EventBody = { type: 'proceed' };
  if (fits(screen.call, { ...event, at: screen.call.at })) return emit(screen, event);
  return say(screen, 'call.problem.choose');
}

/** The global keys of practice C2. */
const letters: Readonly<Record<string, (screen: Screen) => Pressed>> = {
  n: (screen) =>
    screen.call.state === 'preflight'
      ? say(screen, 'call.problem.no_line')
      : only({ ...screen, overlay: 'note', typed: screen.drafts.note ?? '', message: null }),
  f: (screen) =>
    isMasked(screen)
      ? say(screen, 'call.problem.masked')
      : only({ ...screen, overlay: 'facts', message: null }),
  '?': (screen) => only({ ...screen, overlay: 'help', message: null }),
  b: goBack,
  h: pressH,
  p: (screen) => jump(screen, 'promise'),
  c: (screen) => jump(screen, 'callback'),
  q: (screen) =>
    screen.call.state === 'preflight' ? { ...only(screen), isLeft: true } : say(screen, 'call.problem.q'),
};

function pressLetter(screen: Screen, key: Key): Pressed {
  const letter = key.sequence === '?' ? '?' : key.name;
  const act = key.isControl || !Object.hasOwn(letters, letter) ? undefined : letters[letter];
  return act ? act(screen) : say(screen, 'call.problem.key', { key: keyName(key) });
}

/** At CLOSE the goodbye is said: `h` is the normal end. Elsewhere it asks how the call ended. */
function pressH(screen: Screen): Pressed {
  const { state } = screen.call;
  if (!fits(screen.call, { type: 'hangup', how: 'normal', at: screen.call.at }))
    return say(screen, 'call.problem.no_line');
  if (state === 'close' || screen.call.isGuardSpent) return emit(screen, { type: 'hangup', how: 'normal' });
  return only({ ...screen, overlay: 'hangup', message: null });
}

function jump(screen: Screen, to: 'promise' | 'callback'): Pressed {
  const event: EventBody = { type: 'jump', to };
  if (fits(screen.call, { ...event, at: screen.call.at })) return emit(screen, event);
  return say(screen, to === 'promise' && isMasked(screen) ? 'call.problem.masked' : 'call.problem.no_line');
}

/** On the line, but not yet sure with whom: figures stay covered (practice C1). */
function isMasked({ call }: Screen): boolean {
  return !call.heard.isIdentityConfirmed && call.state !== 'preflight' && call.state !== 'wrapup';
}

function goBack(screen: Screen): Pressed {
  // The first event is the dialling; before it there is nothing to go back to.
  return screen.depth > 1 ? emit(screen, { type: 'back' }) : say(screen, 'call.problem.no_back');
}

function isEnter(key: Key): boolean {
  return key.name === 'return' || key.name === 'enter';
}

function keyName(key: Key): string {
  const printable = /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(key.sequence);
  return printable ? key.sequence : `${key.isControl ? 'Ctrl-' : ''}${key.name}`;
}
