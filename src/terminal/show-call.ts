import { personOf } from '../domain/call/people.ts';
import type { Call, Phase } from '../domain/call/state.ts';
import { table } from '../domain/call/table.ts';
import type { Language } from '../domain/profile.ts';
import { quoted, type Words } from '../script/words.ts';
import { bottomLines, fieldHelp, footer, messageLine } from './call-bottom-lines.ts';
import { choiceLines, optionLines } from './call-choice-lines.ts';
import { isOverlaid, type ObjectionAnswer, overlayLines } from './call-overlay-lines.ts';
import { panelFor } from './call-panels.ts';
import type { Screen } from './call-pressed.ts';
import type { Picture } from './call-screen.ts';
import { isOptionField, openField } from './call-typing.ts';
import type { Preflight, PreflightFrame } from './preflight-facts.ts';
import { plainPreflight, showPreflight, showQrPage } from './show-preflight.ts';
import { padEnd, show, type Style, showTyped, widthOf, wrap } from './style.ts';

/** What the picture needs besides the screen itself. */
export interface CallView {
  readonly words: Words;
  readonly language: Language;
  readonly style: Style;
  readonly width: number;
  readonly height: number;
  /** Spoken lines of this state, in the client's language. */
  readonly say: readonly string[];
  /** The client's language: spoken words stand between its quotation marks. */
  readonly spokenIn: Language;
  /** Lines of the facts panel (`f`). */
  readonly dossier: readonly string[];
  /** What stands ready before dialling; `null` afterwards. */
  readonly preflight: Preflight | null;
  /** Lines of WRAPUP: outcome and next action as they stand. */
  readonly wrapup: readonly string[];
  /** What the other side says, in a rehearsal. */
  readonly heard: readonly string[];
  /** The objection on the screen, with what to answer. */
  readonly answer: ObjectionAnswer | null;
  readonly elapsedSeconds: number | null;
  /** How long the silence has been held (`s`). */
  readonly silentSeconds: number | null;
  readonly isPlain: boolean;
}

const phases: readonly Phase[] = ['prepare', 'introduce', 'listen', 'negotiate', 'conclude', 'document'];
const notesShown = 2;

/** The live screen: at most 24 lines of 80 columns; what to say stands in the middle, the same things in the same place. */
export function showCall(screen: Screen, view: CallView): Picture {
  if (view.isPlain) return plainCall(screen, view);
  const isState = !isOverlaid(screen);
  const head = headLines(screen.call, view);
  const body = isState ? stateLines(screen, view) : overlaidLines(screen, view);
  const notes = isState ? noteLines(screen.call, view) : [];
  const bottom = bottomLines(screen, view);
  const room = view.height - bottom.length - 1;
  const content = [...fitted({ head, body, notes }, room), inputLine(screen, view)];
  return { content: content.join('\n'), bottom: bottom.join('\n') };
}

/** One thing a line, the step first, nothing for the eye alone; the keys are told on `?` (product 5). */
function plainCall(screen: Screen, view: CallView): Picture {
  const { call, overlay } = screen;
  const phase = view.words.label(`call.phase.${table[call.state].phase}`);
  const isState = !isOverlaid(screen);
  const step = isState ? `${phase} · ${goalLine(call, view.words)}` : '';
  const body = isState ? stateLines(screen, view).slice(1) : overlayLines(screen, view);
  // What the head of the screen keeps before the eye is told with the file, when it is asked for.
  const head = overlay === 'facts' ? [whoText(call), goalText(call, view.words)] : [];
  const notes = isState ? noteLines(call, view) : [];
  const keys = isState ? [] : wrap(footer(screen, view.words), view.width);
  const lines = [step, ...head.map((line) => show(line, view.width)), ...body, ...notes, ...keys]
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const message = messageLine(screen, view);
  const field = openField(screen);
  const help = field === null ? null : fieldHelp(field, screen, view);
  const isKeyed = (isState && call.state === 'preflight') || overlay === 'vague';
  const told = [message, help, isKeyed ? footer(screen, view.words) : null].filter((line) => line !== null);
  return {
    content: [...lines, inputLine(screen, view)].join('\n'),
    bottom: told.flatMap((line) => wrap(line, view.width)).join('\n'),
  };
}

interface Stack {
  readonly head: readonly string[];
  readonly body: readonly string[];
  readonly notes: readonly string[];
}

/** In a low window the notes go first, then the empty lines: words and keys stay. */
function fitted({ head, body, notes }: Stack, room: number): string[] {
  const all = [...head, ...body, ...notes];
  if (all.length <= room) return all;
  const withoutNotes = [...head, ...body];
  if (withoutNotes.length <= room) return withoutNotes;
  let tooMany = withoutNotes.length - room;
  const dense = withoutNotes.toReversed().filter((line) => line !== '' || (tooMany -= 1) < 0);
  return dense.toReversed().slice(-room);
}

function headLines(call: Call, { words, style, width, elapsedSeconds }: CallView): string[] {
  const who = whoText(call);
  const goal = goalText(call, words);
  const timer = elapsedSeconds === null ? '' : clock(elapsedSeconds);
  // In a narrow window the goal is cut first: who is on the line and for how long stay whole.
  const clockRoom = timer === '' ? 0 : timer.length + 3;
  const shownGoal = show(goal, Math.max(4, width - Math.min(widthOf(show(who)), 24) - 2 - clockRoom));
  const right = timer === '' ? shownGoal : `${shownGoal}   ${timer}`;
  const room = width - widthOf(right) - 2;
  const first = `${style.bold(padEnd(show(who, room), room))}  ${right}`;
  return [first, phaseBar(call, { words, style, width }), ''];
}

function whoText(call: Call): string {
  const person = personOf(call);
  return person === '' ? call.setup.clientName : `${call.setup.clientName} · ${person}`;
}

/** Goal and fallback, covered while somebody else may be on the line. */
function goalText({ setup, heard, state }: Call, words: Words): string {
  return heard.isIdentityConfirmed || state === 'preflight'
    ? setup.objective.head
    : words.label('call.masked');
}

function phaseBar(call: Call, { words, style, width }: Pick<CallView, 'words' | 'style' | 'width'>): string {
  const now = table[call.state].phase;
  const names = phases.map((phase) => words.label(`call.phase.${phase}`));
  if (names.join(' · ').length > width) {
    const at = phases.indexOf(now);
    return style.bold(`${at + 1}/${phases.length} ${(names[at] ?? '').toLocaleUpperCase()}`);
  }
  return phases
    .map((phase) => {
      const name = words.label(`call.phase.${phase}`);
      return phase === now ? style.bold(name.toLocaleUpperCase()) : style.dim(name);
    })
    .join(style.dim(' · '));
}

function stateLines(screen: Screen, view: CallView): string[] {
  const { call } = screen;
  if (call.state === 'preflight' && view.preflight !== null)
    return preflightLines(screen, view, view.preflight);
  const panel = statePanel(call, view);
  return [
    ...wrap(goalLine(call, view.words), view.width - 3).map((line) => `   ${view.style.dim(line)}`),
    '',
    ...spoken(view),
    ...panel,
    ...(panel.length > 0 ? [''] : []),
    ...fieldOrChoices(screen, view),
  ];
}

/** The code alone fills the window; everything else that lies over a state is drawn in its place. */
function overlaidLines(screen: Screen, view: CallView): string[] {
  if (screen.overlay !== 'qr' || view.preflight === null) return overlayLines(screen, view);
  return showQrPage(view.preflight, preflightFrame(screen, view), 'dark');
}

function preflightFrame(screen: Screen, view: CallView): PreflightFrame {
  const { call } = screen;
  const rest = headLines(call, view).length + bottomLines(screen, view).length + 1;
  return {
    ...view,
    rows: view.height - rest,
    objective: call.setup.objective,
    opening: view.say,
    choices: (width: number) => choiceLines(call, { ...view, width }).slice(0, -1),
    qrKey: '0',
  };
}

function preflightLines(screen: Screen, view: CallView, preflight: Preflight): string[] {
  const frame = preflightFrame(screen, view);
  // The first line of a plain step is its goal, told with its name.
  return view.isPlain
    ? ['', ...plainPreflight(preflight, frame), ...frame.choices(view.width)]
    : showPreflight(preflight, frame);
}

/** A field that is typed needs no choices; one that is answered by a digit shows its answers in their place. */
function fieldOrChoices(screen: Screen, view: CallView): string[] {
  // While a vague day is asked back about, only Space and Esc mean something.
  if (screen.overlay === 'vague') return [];
  const field = openField(screen);
  if (field === null) return choiceLines(screen.call, view);
  return isOptionField(field) ? optionLines(field, view) : [];
}

/** A line that fits keeps its column; a longer one is wrapped. */
function wrapupLine(line: string, width: number): string[] {
  if (widthOf(line) <= width) return [show(line)];
  const indent = ' '.repeat(12);
  const [first = '', ...rest] = wrap(show(line), width - indent.length);
  return [first, ...rest.map((more) => indent + more)];
}

function statePanel(call: Call, view: CallView): readonly string[] {
  if (call.state === 'wrapup') return view.wrapup.flatMap((line) => wrapupLine(line, view.width));
  return panelFor(call, view);
}

function goalLine(call: Call, words: Words): string {
  const key = `call.goal.${call.state}`;
  if (call.state !== 'evasive') return words.label(key);
  return words.label(key, { rung: call.rung, rungs: call.setup.rules.evasiveRungs });
}

/** What I say, then what the other side answers: the keys below are for what was heard last. */
function spoken({ say, spokenIn, heard, style, width }: CallView): string[] {
  const mine = say.flatMap((line) => wrap(quoted(show(line), { language: spokenIn }), width - 6));
  const theirs = heard.flatMap((line) => wrap(`— ${show(line)}`, width - 6));
  const lines = [...mine.map((line) => style.accent(line)), ...theirs.map((line) => style.bold(line))];
  return lines.length === 0 ? [] : [...lines.map((line) => `   ${line}`), ''];
}

function noteLines(call: Call, { words, style, width }: CallView): string[] {
  // In EVASIVE the form above holds the vague words already.
  const vague = call.state === 'evasive' ? [] : call.heard.evasive.map((one) => one.words);
  const notes = [...vague, ...call.heard.notes.map((note) => note.text)];
  const shown = notes.slice(-notesShown).map((text) => style.dim(`· ${show(text, width - 4)}`));
  const hidden = notes.length - shown.length;
  return hidden > 0 ? [style.dim(words.label('call.notes.more', { count: hidden })), ...shown] : shown;
}

function inputLine(screen: Screen, { words }: CallView): string {
  if (screen.overlay === 'objection' || screen.overlay === 'jump') {
    return `${words.label(`call.${screen.overlay}.title`)} › ${showTyped(screen.typed)}`;
  }
  const field = screen.overlay === 'vague' ? (screen.call.asking[0] ?? null) : openField(screen);
  if (field === null) return '› ';
  const label = words.label(`call.field.${field}`);
  return isOptionField(field) ? `${label} › ` : `${label} › ${showTyped(screen.typed)}`;
}

function clock(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return `${String(minutes).padStart(2, '0')}:${String(Math.max(0, seconds) % 60).padStart(2, '0')}`;
}
