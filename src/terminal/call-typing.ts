import { shortcutFor } from '../domain/call/proposals.ts';
import { optionsOf, type Reading, readField } from '../domain/call/read-field.ts';
import type { FieldName } from '../domain/call/state.ts';
import { fits } from '../domain/call/step.ts';
import { pressLetter } from './call-letters.ts';
import {
  emit,
  type EventBody,
  isEnter,
  type Key,
  keyName,
  only,
  type Pressed,
  say,
  type Screen,
  type Touch,
} from './call-pressed.ts';

/** Which field takes typing now, or `null` when keys are choices. */
export function openField(screen: Screen): FieldName | null {
  if (screen.overlay === 'note') return 'note';
  if (screen.overlay !== 'none' || screen.call.objecting !== null) return null;
  return screen.call.asking[0] ?? null;
}

/** Is the open field answered by one digit? Then the letters keep their meaning. */
export function isOptionField(field: FieldName): boolean {
  return optionsOf(field).length > 0;
}

/** A key in an open field. */
export function typeInto(screen: Screen, field: FieldName, touch: Touch): Pressed {
  if (isOptionField(field)) return pressOption(screen, field, touch);
  const { key } = touch;
  if (key.isPasted) return typed(screen, field, isEnter(key) ? `${screen.typed} ` : key.line);
  if (isEnter(key)) return acceptField(screen, field, touch);
  if (key.name === 'escape') return leaveField(screen, field);
  if (key.isControl && key.name === 'g')
    return only({ ...kept(screen, field), overlay: 'letters', message: null });
  const shortcut = screen.typed === '' ? shortcutFor(field, key.sequence, screen.call) : null;
  if (shortcut !== null) return accept(screen, field, { type: 'fill', field, value: shortcut });
  if (isIdle(screen, key)) return say(screen, 'call.problem.key', { key: keyName(key) });
  return typed(screen, field, key.line);
}

/** Does this key neither write, nor take away, nor move within what is written? Then it is told so. */
export function isIdle({ typed }: Screen, key: Key): boolean {
  return key.line === typed && (typed === '' || !isMove(key));
}

function isMove({ name, isControl }: Key): boolean {
  return isControl ? ['a', 'b', 'e', 'f'].includes(name) : ['left', 'right', 'home', 'end'].includes(name);
}

function typed(screen: Screen, field: FieldName, text: string): Pressed {
  return {
    screen: { ...screen, typed: text, message: null },
    event: null,
    draft: { field, text },
    leaving: null,
  };
}

/** One digit answers; `Space` passes over what may be passed over; the letters keep their meaning. */
function pressOption(screen: Screen, field: FieldName, touch: Touch): Pressed {
  const { key } = touch;
  if (key.isPasted) return say(screen, 'call.problem.paste');
  if (key.name === 'escape') return leaveField(screen, field);
  if (/^\d$/.test(key.sequence) || isEnter(key)) return answerOption(screen, field, touch);
  if (key.name !== 'space') return pressLetter(screen, touch);
  const passes = fits(screen.call, { type: 'proceed', at: screen.call.at });
  return passes ? emit(screen, { type: 'proceed' }) : say(screen, 'call.problem.choose');
}

function answerOption(screen: Screen, field: FieldName, { key, language }: Touch): Pressed {
  const text = isEnter(key) ? '' : key.sequence;
  const reading = readField(field, text, { call: screen.call, language });
  if (reading.ok) return accept(screen, field, { type: 'fill', field, value: reading.value });
  return say(screen, reading.problem, { ...reading.values, text: text === '' ? keyName(key) : text });
}

function acceptField(screen: Screen, field: FieldName, { language }: Touch): Pressed {
  const reading: Reading = readField(field, screen.typed, { call: screen.call, language });
  if (!reading.ok) {
    const message = { key: reading.problem, values: reading.values };
    return only({ ...screen, overlay: reading.isVague ? 'vague' : screen.overlay, message });
  }
  if (field === 'note') return acceptNote(screen, reading.value);
  const accepted = accept(screen, field, { type: 'fill', field, value: reading.value });
  // The topic is put aside in the caller's own voice: the bridge stands on the screen until the next key.
  return field === 'topic' ? { ...accepted, screen: { ...accepted.screen, overlay: 'recentre' } } : accepted;
}

/** A vague phrase that was written down comes with the question that fills it (practice B3). */
function acceptNote(screen: Screen, text: string): Pressed {
  const missing = screen.desk.vagueIn(text);
  const pressed = accept(screen, 'note', { type: 'note', text });
  if (missing === null) return pressed;
  return {
    ...pressed,
    screen: { ...pressed.screen, message: { key: `call.vague_note.${missing}`, values: {} } },
  };
}

/** What was accepted is no draft any more. */
function accept(screen: Screen, field: FieldName, event: EventBody): Pressed {
  return emit({ ...screen, drafts: { ...screen.drafts, [field]: '' } }, event);
}

/** `Esc` keeps what was typed as a draft, and goes back to where the field was opened (practice C2). */
function leaveField(screen: Screen, field: FieldName): Pressed {
  const draft = screen.typed === '' ? null : { key: 'call.draft_kept', values: {} };
  if (field !== 'note') return emit(kept(screen, field), { type: 'leave' }, draft);
  return only({ ...kept(screen, field), overlay: 'none', typed: '', message: draft });
}

function kept(screen: Screen, field: FieldName): Screen {
  return { ...screen, drafts: { ...screen.drafts, [field]: screen.typed } };
}
