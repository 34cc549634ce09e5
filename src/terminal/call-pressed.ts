import type { Call, CallEvent, FieldName } from '../domain/call/state.ts';
import type { MissingElement } from '../domain/vague-phrase.ts';

/** What lies over the state at the moment; it is never part of the journal. */
export type Overlay =
  | 'none' | 'note' | 'letters' | 'facts' | 'help' | 'hangup' | 'vague' | 'objection' | 'jump' | 'mood' | 'silence'
  | 'recentre' | 'qr'; // biome-ignore format: one row of names

/** A line under the input: a refusal, or something to know. */
export interface Message {
  readonly key: string;
  readonly values: Readonly<Record<string, string>>;
}

/** One objection in the list of `o`: a key of the library, `own:<number>`, and its wording. */
export interface ListedObjection {
  readonly key: string;
  readonly label: string;
}

/** What the screen can look up while keys are pressed; the same during the whole call. */
export interface Desk {
  /** Objections that hold what was typed, the likeliest first; all of them for an empty text. */
  readonly objections: (typed: string) => readonly ListedObjection[];
  /** What a vague phrase in this note leaves out. */
  readonly vagueIn: (note: string) => MissingElement | null;
  /** The short name of a state, as one looks for it with `j`. */
  readonly stateLabel: (state: Call['state']) => string;
}

/** All that the screen shows besides words and colours. */
export interface Screen {
  readonly call: Call;
  readonly overlay: Overlay;
  /** Text in the open field. */
  readonly typed: string;
  readonly message: Message | null;
  /** Events that `u` could still take away. */
  readonly depth: number;
  /** The last of them. */
  readonly last: CallEvent['type'] | null;
  /** What was half typed when a field was left with `Esc`; it comes back with the field (practice C2). */
  readonly drafts: Drafts;
  /** Moment at which the silence began, milliseconds UTC. */
  readonly silentSince: number | null;
  readonly desk: Desk;
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

/** The hand that pressed, and when. */
export interface Touch {
  readonly key: Key;
  readonly language: 'fr' | 'en';
  /** Milliseconds UTC. */
  readonly now: number;
}

type WithoutMoment<T> = T extends unknown ? Omit<T, 'at'> : never;
export type EventBody = WithoutMoment<CallEvent>;

/** Ways out of the screen: not to call at all, or to settle something before dialling (practice C4 PREFLIGHT). */
export type Leaving = 'quit' | 'objective' | 'opening' | 'rehearse' | 'voicemail';

/** What a key means: an event to save, a draft to keep, a change of the screen alone, or the way out. */
export interface Pressed {
  readonly screen: Screen;
  readonly event: EventBody | null;
  readonly draft: { readonly field: FieldName; readonly text: string } | null;
  readonly leaving: Leaving | null;
}

/** A change of the screen alone. */
export function only(screen: Screen): Pressed {
  return { screen, event: null, draft: null, leaving: null };
}

/** An answer in words: no key is ignored silently (issue "The whole call"). */
export function say(screen: Screen, key: string, values: Readonly<Record<string, string>> = {}): Pressed {
  return only({ ...screen, message: { key, values } });
}

/** An event to be saved; what lay over the state is gone. */
export function emit(screen: Screen, event: EventBody, message: Message | null = null): Pressed {
  return {
    screen: { ...screen, overlay: 'none', typed: '', message, silentSince: null },
    event,
    draft: null,
    leaving: null,
  };
}

/** The screen without what lay over it. */
export function closed(screen: Screen): Screen {
  return { ...screen, overlay: 'none', message: null, silentSince: null };
}

export function isEnter(key: Key): boolean {
  return key.name === 'return' || key.name === 'enter';
}

export function keyName(key: Key): string {
  const printable = /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(key.sequence);
  return printable ? key.sequence : `${key.isControl ? 'Ctrl-' : ''}${key.name}`;
}
