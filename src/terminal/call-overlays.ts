import { jumpsFrom } from '../domain/call/moves.ts';
import type { HangUp, StateName } from '../domain/call/state.ts';
import { fits } from '../domain/call/step.ts';
import { fold } from '../domain/fold.ts';
import { pressLetter } from './call-letters.ts';
import {
  closed,
  emit,
  isEnter,
  type Key,
  keyName,
  type ListedObjection,
  only,
  type Pressed,
  say,
  type Screen,
  type Touch,
} from './call-pressed.ts';
import { isIdle } from './call-typing.ts';

/** How many objections or states one looks through at a time: one digit each. */
const listed = 10;

const hangUps: Readonly<Record<string, HangUp>> = { '1': 'normal', '2': 'cut', '3': 'ended', '4': 'lost' };
const moods = { '1': 'calm', '2': 'tense', '3': 'closed' } as const;

/** How the call ended; `h` again is the normal end. */
export function pressHangUp(screen: Screen, { key }: Touch): Pressed {
  const how = key.name === 'h' ? 'normal' : hangUps[key.sequence];
  if (how !== undefined) return emit(screen, { type: 'hangup', how });
  if (key.name === 'escape') return only(closed(screen));
  return say(screen, 'call.problem.hangup_key', { key: keyName(key) });
}

/** A vague word in a date field: `Space` digs for the day, `Esc` lets the caller type again (practice C1). */
export function pressVague(screen: Screen, { key }: Touch): Pressed {
  if (key.name === 'space' || isEnter(key)) return emit(screen, { type: 'vague', words: screen.typed });
  if (key.name === 'escape' || key.name === 'backspace') return only(closed(screen));
  return say(screen, 'call.problem.vague_key', { key: keyName(key) });
}

export function pressMood(screen: Screen, { key }: Touch): Pressed {
  const mood =
    key.sequence === '1' || key.sequence === '2' || key.sequence === '3' ? moods[key.sequence] : undefined;
  if (mood !== undefined) {
    // A closed person is acknowledged before the next question (practice 001-14).
    return emit(screen, { type: 'mood', mood }, { key: `call.mood.cue.${mood}`, values: {} });
  }
  if (key.name === 'escape') return only(closed(screen));
  return say(screen, 'call.problem.mood_key', { key: keyName(key) });
}

/** The objections that stand on the screen, by their digits. */
export function shownObjections({ desk, typed }: Screen): readonly ListedObjection[] {
  return desk.objections(typed).slice(0, listed);
}

/** `o`: letters look for an objection, a digit or `Enter` takes one; new words become the user's own (practice C2). */
export function pressObjection(screen: Screen, { key }: Touch): Pressed {
  if (key.name === 'escape') return only({ ...closed(screen), typed: '' });
  const found = shownObjections(screen);
  // While words are typed, a digit that still fits belongs to them: "60 jours".
  const isText = screen.typed !== '' && screen.desk.objections(screen.typed + key.sequence).length > 0;
  const picked = isEnter(key) ? found[0] : isText ? undefined : found[indexOf(key)];
  if (picked) return emit(screen, { type: 'object', objection: picked.key, words: picked.label });
  const words = screen.typed.trim();
  if (isEnter(key) && words !== '') return emit(screen, { type: 'object', objection: null, words });
  if (isEnter(key) || /^\d$/.test(key.sequence)) return say(screen, 'call.objection.none');
  if (isIdle(screen, key)) return say(screen, 'call.problem.key', { key: keyName(key) });
  return only({ ...screen, typed: key.line, message: null });
}

/** The answer is on the screen: did it work? (practice 000-25) */
export function pressAnswer(screen: Screen, touch: Touch): Pressed {
  const { key } = touch;
  if (key.sequence === '1' || key.sequence === '2') {
    return emit(screen, { type: 'answered', hasWorked: key.sequence === '1' });
  }
  if (key.name === 'space' || isEnter(key)) {
    const leads = fits(screen.call, { type: 'branch', at: screen.call.at });
    return emit(screen, { type: leads ? 'branch' : 'dismiss' });
  }
  if (key.name === 'escape') return emit(screen, { type: 'dismiss' });
  // The wrong one was picked: its answer must not stand in the way of taking it back.
  if (key.name === 'u' && !key.isControl) return pressLetter(screen, touch);
  return say(screen, 'call.problem.answer_key', { key: keyName(key) });
}

/** The states that what was typed may mean: by the first letters of their names, then anywhere in them. */
export function shownStates({ call, desk, typed }: Screen): StateName[] {
  const wanted = fold(typed.trim());
  const all = jumpsFrom(call).map((state) => ({ state, name: fold(desk.stateLabel(state)) }));
  const begins = all.filter(({ name }) => name.startsWith(wanted));
  const holds = all.filter(({ name }) => !name.startsWith(wanted) && name.includes(wanted));
  return [...begins, ...holds].map(({ state }) => state);
}

/** `j`: the letters of a state, `Enter` for the first that fits. It never goes by itself: the rest of the word is being typed. */
export function pressJump(screen: Screen, { key }: Touch): Pressed {
  if (key.name === 'escape') return only({ ...closed(screen), typed: '' });
  if (!isEnter(key) && isIdle(screen, key)) return say(screen, 'call.problem.key', { key: keyName(key) });
  const next = { ...screen, typed: isEnter(key) ? screen.typed : key.line, message: null };
  const [first] = shownStates(next);
  if (first === undefined) return say(screen, 'call.jump.none', { text: key.line.trim() || screen.typed });
  return isEnter(key) ? emit(screen, { type: 'jump', to: first }) : only(next);
}

/** The file: with several invoices their digits pick those that are spoken of; any other key goes back. */
export function pressFacts(screen: Screen, { key }: Touch): Pressed {
  const { invoices } = screen.call.setup;
  const picked =
    invoices.length > 1 && screen.call.state !== 'preflight' ? invoices[indexOf(key)] : undefined;
  if (picked === undefined) return only(closed(screen));
  const all = invoices.map(({ id }) => id);
  const focus = screen.call.heard.focus ?? [];
  const invoiceIds = focus.includes(picked.id)
    ? focus.filter((id) => id !== picked.id)
    : [...focus, picked.id];
  const pressed = emit(screen, {
    type: 'focus',
    invoiceIds: invoiceIds.length === all.length ? [] : invoiceIds,
  });
  return { ...pressed, screen: { ...pressed.screen, overlay: 'facts' } };
}

function indexOf({ sequence }: Key): number {
  if (!/^\d$/.test(sequence)) return -1;
  return sequence === '0' ? listed - 1 : Number(sequence) - 1;
}
