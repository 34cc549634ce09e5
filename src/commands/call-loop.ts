import type { CallEvent, CallSetup, FieldName } from '../domain/call/state.ts';
import { effective, isRedialOver, replay, step } from '../domain/call/step.ts';
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
  const { setup, startedAt } = opening;
  // What still counts: `back` takes the last of them away, any other event is one step more (house 1.2).
  const kept = effective(opening.events);
  let saved = opening.events.length;
  let screen = restored(opening, kept);
  const keep = (event: CallEvent): void => {
    journal.save(event, saved + 1);
    saved += 1;
    if (event.type === 'back') kept.pop();
    else kept.push(event);
    const call = event.type === 'back' ? replay(setup, startedAt, kept) : step(screen.call, event);
    screen = withCall(screen, call, undoable(kept));
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

function restored({ setup, startedAt, draft, desk }: Opening, kept: readonly CallEvent[]): Screen {
  const call = replay(setup, startedAt, kept);
  const drafts: Drafts = draft === null ? {} : { [draft.field]: draft.text };
  const undo = undoable(kept);
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
function undoable(kept: readonly CallEvent[]): Pick<Screen, 'depth' | 'last'> {
  return { depth: kept.length, last: kept.at(-1)?.type ?? null };
}

/** Is there a line that the keyboard writes into? */
function isTyping(screen: Screen): boolean {
  if (screen.overlay === 'objection' || screen.overlay === 'jump') return true;
  const field = openField(screen);
  return field !== null && !isOptionField(field);
}
