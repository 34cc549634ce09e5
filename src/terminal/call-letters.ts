import { addressOf } from '../domain/call/people.ts';
import { jumpsFrom } from '../domain/call/moves.ts';
import { spokenOf } from '../domain/call/record.ts';
import type { FormName, StateName } from '../domain/call/state.ts';
import { fits } from '../domain/call/step.ts';
import {
  emit,
  type EventBody,
  keyName,
  only,
  type Overlay,
  type Pressed,
  say,
  type Screen,
  type Touch,
} from './call-pressed.ts';

type Act = (screen: Screen, touch: Touch) => Pressed;

/** The global keys of practice C2, and those that leave. */
const letters: Readonly<Record<string, Act>> = {
  n: onLine((screen) => only({ ...screen, overlay: 'note', typed: screen.drafts.note ?? '', message: null })),
  o: confirmed(lay('objection')),
  p: (screen) => jump(screen, 'promise'),
  d: (screen) => jump(screen, 'dispute'),
  c: (screen) => jump(screen, 'callback'),
  a: (screen) => jump(screen, 'anger'),
  h: pressH,
  r: (screen) => open(screen, 'topic'),
  w: (screen) => open(screen, 'own'),
  f: (screen) => (isMasked(screen) ? say(screen, 'call.problem.masked') : lay('facts')(screen)),
  b: goBack,
  j: onLine((screen) =>
    jumpsFrom(screen.call).length > 0 ? lay('jump')(screen) : say(screen, 'call.problem.no_line'),
  ),
  s: onLine((screen, { now }) => only({ ...screen, overlay: 'silence', silentSince: now, message: null })),
  m: onLine(lay('mood')),
  e: confirmed(queueCopy),
  l: onLine((screen) => {
    const to = screen.call.setup.language === 'fr' ? 'en' : 'fr';
    return emit(screen, { type: 'language', to }, { key: `call.language.${to}`, values: {} });
  }),
  u: undo,
  '?': lay('help'),
  q: (screen) =>
    screen.call.state === 'preflight' ? { ...only(screen), leaving: 'quit' } : say(screen, 'call.problem.q'),
};

/** A letter, whatever the state; one that means nothing is told so. */
export function pressLetter(screen: Screen, touch: Touch): Pressed {
  const { key } = touch;
  const letter = key.sequence === '?' ? '?' : key.name;
  const act = key.isControl || !Object.hasOwn(letters, letter) ? undefined : letters[letter];
  return act ? act(screen, touch) : say(screen, 'call.problem.key', { key: keyName(key) });
}

/** All letters that act. */
export function letterKeys(): string[] {
  return Object.keys(letters);
}

function lay(overlay: Overlay): (screen: Screen) => Pressed {
  return (screen) => only({ ...screen, overlay, typed: '', message: null });
}

/** Somebody may be on the line, or was. */
function onLine(act: Act): Act {
  return (screen, touch) => {
    const { state } = screen.call;
    return state === 'preflight' || state === 'ended'
      ? say(screen, 'call.problem.no_line')
      : act(screen, touch);
  };
}

/** The right person is on the line: what is shown may be about money. */
function confirmed(act: Act): Act {
  return onLine((screen, touch) => {
    if (screen.call.heard.isHungUp) return say(screen, 'call.problem.hung_up');
    return screen.call.heard.isIdentityConfirmed ? act(screen, touch) : say(screen, 'call.problem.masked');
  });
}

/** All is agreed at CONTACTS and CLOSE: `h` is the normal end. Elsewhere it asks how the call ended. */
function pressH(screen: Screen): Pressed {
  const { state, at } = screen.call;
  if (!fits(screen.call, { type: 'hangup', how: 'normal', at })) return say(screen, 'call.problem.no_line');
  const isAgreed = state === 'close' || state === 'contacts';
  if (isAgreed || screen.call.isGuardSpent) return emit(screen, { type: 'hangup', how: 'normal' });
  return lay('hangup')(screen);
}

function jump(screen: Screen, to: StateName): Pressed {
  if (doesFit(screen, { type: 'jump', to })) return emit(screen, { type: 'jump', to });
  if (screen.call.state === 'preflight' || screen.call.state === 'ended')
    return say(screen, 'call.problem.no_line');
  return say(screen, isMasked(screen) ? 'call.problem.masked' : 'call.problem.hung_up');
}

function open(screen: Screen, form: FormName): Pressed {
  if (doesFit(screen, { type: 'open', form })) return emit(screen, { type: 'open', form });
  return say(screen, screen.call.suspended === null ? 'call.problem.no_line' : 'call.problem.form_open');
}

/** Back to the state before with all data kept; where none is left, the last entry is taken back. */
function goBack(screen: Screen): Pressed {
  if (doesFit(screen, { type: 'return' })) return emit(screen, { type: 'return' });
  return screen.call.state === 'ring' ? say(screen, 'call.problem.no_back') : undo(screen);
}

/** Takes the last entry back and says which. Dialling itself stays. */
function undo(screen: Screen): Pressed {
  if (screen.depth <= 1 || screen.last === null) return say(screen, 'call.problem.no_back');
  return emit(screen, { type: 'back' }, { key: `call.undone.${screen.last}`, values: {} });
}

/** The copy is queued for the mail that leaves with the call; the address stands on the screen (practice C2 `e`). */
function queueCopy(screen: Screen): Pressed {
  const { call } = screen;
  const address = addressOf(call);
  if (address === null) return say(screen, 'call.copy.no_address');
  const copies = spokenOf(call).filter(({ hasCopy }) => hasCopy).length;
  const key = copies === 0 ? 'call.copy.no_file' : 'call.copy.queued';
  return emit(screen, { type: 'copy', address }, { key, values: { address, count: String(copies) } });
}

/** On the line, but not yet sure with whom: figures stay covered (practice C1). */
export function isMasked({ call }: Screen): boolean {
  return !call.heard.isIdentityConfirmed && call.state !== 'preflight' && call.state !== 'wrapup';
}

function doesFit({ call }: Screen, event: EventBody): boolean {
  return fits(call, { ...event, at: call.at });
}
