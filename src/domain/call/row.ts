import type { Cause } from '../attempt.ts';
import { openAnswer } from './record.ts';
import type { Call, FieldName, Gathered, Phase, StateName } from './state.ts';

/** One answer a state offers: its key, where it leads, what has to be typed first and what it writes. */
export interface Choice {
  readonly key: string;
  readonly name: string;
  readonly to: StateName | ((call: Call) => StateName);
  readonly asks?: readonly FieldName[] | ((call: Call) => readonly FieldName[]);
  readonly record?: (call: Call) => Gathered;
  /** What counts from the press on, whether or not the fields it asks for are typed now. */
  readonly onPress?: (call: Call) => Gathered;
  /** Only offered when it has a meaning; always, when left out. */
  readonly isOffered?: (call: Call) => boolean;
}

/** One state of practice C4: its phase, what it asks on entry, its choices, and where `Space` leads (`null`: nowhere). */
export interface Row {
  readonly phase: Phase;
  /** What entering it means for the record: the answer it is about comes last from now on. */
  readonly onEnter?: (call: Call) => Gathered;
  readonly fields?: (call: Call) => readonly FieldName[];
  /** Fields to ask again because what was typed does not hold. */
  readonly recheck?: (call: Call) => readonly FieldName[];
  readonly choices: readonly Choice[];
  readonly proceed: StateName | ((call: Call) => StateName) | null;
  readonly onProceed?: (call: Call) => Gathered;
  /** `Space` passes over what is still asked. */
  readonly isSkippable?: boolean;
  /** Money is spoken of here: only once the right person is confirmed (practice 002-18). */
  readonly isAboutMoney?: boolean;
  /** May be filled in after hanging up; from there the way is back to the wrap-up. */
  readonly isForm?: boolean;
  /** Can be jumped to by its letters. */
  readonly isReachable?: boolean;
}

/** Writes the same change whatever was said before. */
export const hear =
  (change: Partial<Gathered>) =>
  (call: Pick<Call, 'heard'>): Gathered => ({ ...call.heard, ...change });

/** The true reason, as chosen in LISTEN; a later one takes its place. */
export const causeIs = (cause: Cause) => hear({ cause });

/** The reason a state implies, unless one was heard already. */
export function impliedCause(heard: Gathered, cause: Cause): Gathered {
  return { ...heard, cause: heard.cause ?? cause };
}

/** Opens the answer of a branch state and the reason it implies. */
export const about =
  (kind: Parameters<typeof openAnswer>[1], cause: Cause) =>
  (call: Call): Gathered =>
    impliedCause(openAnswer(call, kind), cause);
