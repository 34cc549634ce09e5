import type { Call, CallEvent } from '../domain/call/state.ts';
import { fits } from '../domain/call/step.ts';
import { choicesOf } from '../domain/call/table.ts';
import { pressLetter } from './call-letters.ts';
import {
  pressAnswer,
  pressFacts,
  pressHangUp,
  pressJump,
  pressMood,
  pressObjection,
  pressVague,
} from './call-overlays.ts';
import {
  closed,
  emit,
  isEnter,
  type Leaving,
  only,
  type Overlay,
  type Pressed,
  say,
  type Screen,
  type Touch,
} from './call-pressed.ts';
import { isOptionField, openField, typeInto } from './call-typing.ts';

/** The screen after its call has changed: a field that opens holds what was left in it before. */
export function withCall(
  screen: Screen,
  call: Call,
  { depth, last }: { readonly depth: number; readonly last: CallEvent['type'] | null },
): Screen {
  const field = screen.overlay === 'none' && call.objecting === null ? call.asking[0] : undefined;
  const isText = field !== undefined && !isOptionField(field);
  return { ...screen, call, depth, last, typed: isText ? (screen.drafts[field] ?? '') : '' };
}

/** What a key means in each thing that may lie over the state. */
const overlays: Readonly<Partial<Record<Overlay, (screen: Screen, touch: Touch) => Pressed>>> = {
  hangup: pressHangUp,
  vague: pressVague,
  mood: pressMood,
  objection: pressObjection,
  jump: pressJump,
  facts: pressFacts,
  letters: (screen, touch) => pressLetter({ ...screen, overlay: 'none' }, touch),
  // Whoever answers ends the silence: the key that ends it counts.
  silence: (screen, touch) => press(closed(screen), touch),
  recentre: (screen, touch) => press(closed(screen), touch),
};

/** Every key has an effect or an answer; none is ignored silently (issue "The whole call"). */
export function press(screen: Screen, touch: Touch): Pressed {
  const field = openField(screen);
  if (field !== null) return typeInto(screen, field, touch);
  const isLookedFor = screen.overlay === 'objection' || screen.overlay === 'jump';
  if (touch.key.isPasted && !isLookedFor) return say(screen, 'call.problem.paste');
  const act = overlays[screen.overlay];
  if (act) return act(screen, touch);
  if (screen.overlay !== 'none') return only(closed(screen));
  return screen.call.objecting === null ? pressKey(screen, touch) : pressAnswer(screen, touch);
}

function pressKey(screen: Screen, touch: Touch): Pressed {
  const { key } = touch;
  if (screen.call.state === 'preflight') return pressBefore(screen, touch);
  const choice = choicesOf(screen.call).find((one) => one.key === key.sequence);
  if (choice) return answered(emit(screen, { type: 'choose', choice: choice.name }), choice.name);
  return key.name === 'space' ? pressSpace(screen) : pressLetter(screen, touch);
}

const beforeDialling: Readonly<Record<string, Leaving>> = {
  '1': 'objective',
  '2': 'opening',
  '3': 'rehearse',
  '4': 'voicemail',
};

/** PREFLIGHT: what prep settled may still be changed (practice C4); `Space` or `Enter` dials. */
function pressBefore(screen: Screen, touch: Touch): Pressed {
  const { key } = touch;
  const leaving = beforeDialling[key.sequence];
  if (leaving !== undefined) return { ...only(screen), leaving };
  if (key.sequence === '0') return only({ ...screen, overlay: 'qr', message: null });
  return key.name === 'space' || isEnter(key) ? pressSpace(screen) : pressLetter(screen, touch);
}

// Some answers change nothing on the screen: they are told, so that no key seems lost.
function answered(pressed: Pressed, choice: string): Pressed {
  if (choice !== 'fetching') return pressed;
  return { ...pressed, screen: { ...pressed.screen, message: { key: 'call.fetching', values: {} } } };
}

function pressSpace(screen: Screen): Pressed {
  if (fits(screen.call, { type: 'proceed', at: screen.call.at })) return emit(screen, { type: 'proceed' });
  return say(screen, 'call.problem.choose');
}

/** The keys of PREFLIGHT and what each settles before dialling. */
export function leavingKeys(): { readonly key: string; readonly name: Leaving }[] {
  return Object.entries(beforeDialling).map(([key, name]) => ({ key, name }));
}
