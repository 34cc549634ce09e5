import type { CallEvent, CallSetup, FieldName } from '../domain/call/state.ts';
import { effective, isRedialOver, replay } from '../domain/call/step.ts';
import type { Language } from '../domain/profile.ts';
import { press, withCall } from '../terminal/call-keys.ts';
import type { Desk, Drafts, Key, Leaving, Screen } from '../terminal/call-pressed.ts';
import { isOptionField, openField } from '../terminal/call-typing.ts';

/** Where a call is kept while it runs: the store behind three verbs. */
export interface Journal {
  /** Puts the event on the disk before it returns; number 1 starts the call. */
  save(event: CallEvent, number: number): void;
  keepDraft(field: FieldName, text: string): void;
}

/** What was on the disk when the screen opens. */
export interface Opening {
  readonly setup: CallSetup;
  readonly startedAt: number;
  readonly events: readonly CallEvent[];
  readonly draft: { readonly field: FieldName; readonly text: string } | null;
  readonly desk: Desk;
}

/** The running call: keys in, screen out. It holds no rule; what a key means is said by `press` and by `step`. */
export interface CallLoop {
  screen(): Screen;
  /** Text the input line must hold. */
  line(): string;
  /** `over` when the call is finished; a way out when it was not dialled yet. */
  turn(key: Key): 'goes_on' | 'over' | Leaving;
}

/** Opens the loop on what is saved, with the half-typed text of an interruption back in its field. */
export function openLoop(
  opening: Opening,
  journal: Journal,
  io: { now(): number; language: Language },
): CallLoop {
  const events = [...opening.events];
  let screen = restored(opening);
  const keep = (event: CallEvent): void => {
    journal.save(event, events.length + 1);
    events.push(event);
    const call = replay(opening.setup, opening.startedAt, events);
    screen = withCall(screen, call, undoable(events));
  };
  return {
    screen: () => screen,
    line: () => (isTyping(screen) ? screen.typed : ''),
    turn(key) {
      if (isRedialOver(screen.call, io.now())) {
        keep({ type: 'lapse', at: io.now() });
        screen = { ...screen, overlay: 'none', message: { key: 'call.lapsed', values: {} } };
        return 'goes_on';
      }
      const pressed = press(screen, { key, language: io.language, now: io.now() });
      screen = pressed.screen;
      if (pressed.leaving !== null) return pressed.leaving;
      // On the disk first, on the screen second: what is shown can be relied upon (promises 9).
      if (pressed.event) keep({ ...pressed.event, at: io.now() });
      else if (pressed.draft) journal.keepDraft(pressed.draft.field, pressed.draft.text);
      return screen.call.state === 'ended' ? 'over' : 'goes_on';
    },
  };
}

function restored({ setup, startedAt, events, draft, desk }: Opening): Screen {
  const call = replay(setup, startedAt, events);
  const drafts: Drafts = draft === null ? {} : { [draft.field]: draft.text };
  const undo = undoable(events);
  const screen: Screen = {
    call,
    overlay: 'none',
    typed: '',
    message: null,
    ...undo,
    drafts,
    silentSince: null,
    desk,
  };
  if (draft?.field === 'note') return { ...screen, overlay: 'note', typed: draft.text };
  return withCall(screen, call, undo);
}

/** How many entries can be taken back, and what the last of them was. */
function undoable(events: readonly CallEvent[]): Pick<Screen, 'depth' | 'last'> {
  const kept = effective(events);
  return { depth: kept.length, last: kept.at(-1)?.type ?? null };
}

/** Is there a line that the keyboard writes into? */
function isTyping(screen: Screen): boolean {
  if (screen.overlay === 'objection' || screen.overlay === 'jump') return true;
  const field = openField(screen);
  return field !== null && !isOptionField(field);
}
