import { dayAdvice, proposalFor, showField } from '../domain/call/fields.ts';
import { missingOutcome } from '../domain/call/guard.ts';
import { personOf } from '../domain/call/people.ts';
import { narrowingDays, uncovered } from '../domain/call/record.ts';
import type { Call, FieldName, Phase } from '../domain/call/state.ts';
import { table } from '../domain/call/table.ts';
import { formatDay } from '../domain/day-words.ts';
import { formatMoney } from '../domain/money.ts';
import type { Language } from '../domain/profile.ts';
import type { Words } from '../script/words.ts';
import { openField, type Screen } from './call-keys.ts';
import { panelFor } from './call-panels.ts';
import type { Preflight } from './preflight-facts.ts';
import { plainPreflight, showPreflight } from './show-preflight.ts';
import type { Picture } from './call-screen.ts';
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
  /** Lines of the facts panel (`f`). */
  readonly dossier: readonly string[];
  /** What stands ready before dialling; `null` afterwards. */
  readonly preflight: Preflight | null;
  /** Lines of WRAPUP: outcome and next action as they stand. */
  readonly wrapup: readonly string[];
  readonly elapsedSeconds: number | null;
  readonly isPlain: boolean;
}

const phases: readonly Phase[] = ['prepare', 'introduce', 'listen', 'negotiate', 'conclude', 'document'];
const notesShown = 2;

/** The live screen: at most 24 lines of 80 columns; what to say stands in the middle, the same things in the same place. */
export function showCall(screen: Screen, view: CallView): Picture {
  const isState = screen.overlay === 'none' || screen.overlay === 'note';
  if (view.isPlain) return plainCall(screen, view);
  const head = headLines(screen.call, view);
  const body = isState ? stateLines(screen, view) : overlayLines(screen, view);
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
  const isState = overlay === 'none' || overlay === 'note' || overlay === 'vague';
  const step = isState ? `${phase} · ${goalLine(call, view.words)}` : '';
  const body = isState ? stateLines(screen, view).slice(1) : overlayLines(screen, view);
  const notes = isState ? noteLines(call, view) : [];
  const lines = [step, ...body, ...notes].map((line) => line.trim()).filter((line) => line !== '');
  const message = messageLine(screen, view);
  const field = openField(screen);
  const help = field === null ? null : fieldHelp(field, call, view);
  const isKeyed = call.state === 'preflight' || overlay === 'vague';
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
  const { setup, heard } = call;
  const person = personOf(call);
  const who = person === '' ? setup.clientName : `${setup.clientName} · ${person}`;
  const goal =
    heard.isIdentityConfirmed || call.state === 'preflight'
      ? setup.objective.head
      : words.label('call.masked');
  const timer = elapsedSeconds === null ? '' : clock(elapsedSeconds);
  // In a narrow window the goal is cut first: who is on the line and for how long stay whole.
  const clockRoom = timer === '' ? 0 : timer.length + 3;
  const shownGoal = show(goal, Math.max(4, width - Math.min(widthOf(show(who)), 24) - 2 - clockRoom));
  const right = timer === '' ? shownGoal : `${shownGoal}   ${timer}`;
  const room = width - widthOf(right) - 2;
  const first = `${style.bold(padEnd(show(who, room), room))}  ${right}`;
  return [first, phaseBar(call, { words, style, width }), ''];
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
    `   ${view.style.dim(goalLine(call, view.words))}`,
    '',
    ...spoken(view),
    ...panel,
    ...(panel.length > 0 ? [''] : []),
    ...(openField(screen) === null ? choiceLines(call, view) : []),
  ];
}

function preflightLines(screen: Screen, view: CallView, preflight: Preflight): string[] {
  const { call } = screen;
  const rest = headLines(call, view).length + bottomLines(screen, view).length + 1;
  const frame = {
    ...view,
    rows: view.height - rest,
    objective: call.setup.objective,
    opening: view.say,
    choices: (width: number) => choiceLines(call, { ...view, width }).slice(0, -1),
    qrKey: null,
  };
  // The first line of a plain step is its goal, told with its name.
  return view.isPlain
    ? ['', ...plainPreflight(preflight, frame), ...frame.choices(view.width)]
    : showPreflight(preflight, frame);
}

function statePanel(call: Call, view: CallView): readonly string[] {
  if (call.state === 'wrapup') return view.wrapup.flatMap((line) => wrap(show(line), view.width));
  return panelFor(call, view);
}

function goalLine(call: Call, words: Words): string {
  const key = `call.goal.${call.state}`;
  if (call.state !== 'evasive') return words.label(key);
  return words.label(key, { rung: call.rung, rungs: call.setup.rules.evasiveRungs });
}

function spoken({ say, style, width, words }: CallView): string[] {
  if (say.length === 0) return [];
  const [open, close] = words.language === 'fr' ? ['«\u00a0', '\u00a0»'] : ['“', '”'];
  const lines = say.flatMap((line) => wrap(`${open}${show(line)}${close}`, width - 6));
  return [...lines.map((line) => `   ${style.accent(line)}`), ''];
}

/** Choices in columns, then what `Space` does. */
function choiceLines(call: Call, view: CallView): string[] {
  const { words, style, width } = view;
  const cells = table[call.state].choices.map(({ key, name }) => `${key} ${choiceLabel(call, name, view)}`);
  const columns = view.isPlain ? 1 : cells.length > 4 || cells.length === 3 ? 3 : 2;
  // Near one another whatever the width, so that the eye takes them in at once.
  const room = Math.min(Math.floor(width / columns), Math.max(24, ...cells.map((cell) => widthOf(cell) + 3)));
  const rows: string[] = [];
  for (let at = 0; at < cells.length; at += columns) {
    rows.push(
      cells
        .slice(at, at + columns)
        .map((cell) => padEnd(show(cell, room - 1), room))
        .join('')
        .trimEnd(),
    );
  }
  const ahead = view.isPlain && call.state === 'preflight' ? null : spaceLabel(call);
  if (ahead !== null) rows.push(`${style.bold(words.label('call.space'))} ${words.label(ahead)}`);
  return [...rows, ''];
}

function choiceLabel(call: Call, name: string, { words, language }: CallView): string {
  const [first, second] = narrowingDays(call.setup);
  const day = name === 'first_day' ? first : second;
  const needsDay = name === 'first_day' || name === 'second_day';
  const key = `call.choice.${call.state}.${name}`;
  return needsDay ? words.label(key, { day: formatDay(day, language, 'spoken') }) : words.label(key);
}

function spaceLabel(call: Call): string | null {
  if (table[call.state].proceed === null) return null;
  if (call.heard.isHungUp && call.state !== 'wrapup') return 'call.proceed.hung_up';
  const isLastRung = call.state === 'evasive' && call.rung >= call.setup.rules.evasiveRungs;
  return isLastRung ? 'call.proceed.evasive_last' : `call.proceed.${call.state}`;
}

function noteLines(call: Call, { words, style, width }: CallView): string[] {
  const notes = [...call.heard.evasive.map((one) => one.words), ...call.heard.notes.map((note) => note.text)];
  const shown = notes.slice(-notesShown).map((text) => style.dim(`· ${show(text, width - 4)}`));
  const hidden = notes.length - shown.length;
  return hidden > 0 ? [style.dim(words.label('call.notes.more', { count: hidden })), ...shown] : shown;
}

function inputLine(screen: Screen, { words }: CallView): string {
  const field = screen.overlay === 'vague' ? (screen.call.asking[0] ?? null) : openField(screen);
  return field === null ? '› ' : `${words.label(`call.field.${field}`)} › ${showTyped(screen.typed)}`;
}

function bottomLines(screen: Screen, view: CallView): string[] {
  const lines: string[] = [];
  const message = messageLine(screen, view);
  if (message !== null) lines.push(...wrap(message, view.width - 2).map((line) => view.style.warn(line)));
  const field = openField(screen);
  const help = field === null ? null : fieldHelp(field, screen.call, view);
  if (help !== null) lines.push(...wrap(help, view.width).map((line) => view.style.dim(line)));
  lines.push(...wrap(footer(screen, view.words), view.width).map((line) => view.style.dim(line)));
  return lines;
}

function messageLine({ call, message }: Screen, { words, language }: CallView): string | null {
  if (message !== null) return words.label(message.key, shownValues(message.values));
  const missing = call.isGuardSpent ? missingOutcome(call) : null;
  if (missing === 'rest')
    return words.label('call.guard.rest', { rest: formatMoney(uncovered(call), language) });
  if (missing !== null) return words.label(`call.guard.${missing}`);
  const promisedOn = call.state === 'promise' ? call.heard.promises.at(-1)?.promisedOn : null;
  const advice = promisedOn ? dayAdvice(call, promisedOn) : null;
  return advice ? words.label(advice.key, { day: formatDay(advice.day, language, 'long') }) : null;
}

/** What was typed is foreign text too: a paste may hold anything. */
function shownValues(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, show(value, 40)]));
}

function fieldHelp(field: FieldName, call: Call, view: CallView): string | null {
  const { words, language } = view;
  const proposal = proposalFor(field, call);
  const shownProposal = proposal === null ? '' : show(showField(field, proposal, { call, language }), 40);
  if (field === 'amount') return words.label('call.field_help.amount', { proposal: shownProposal });
  if (field === 'day' || field === 'callback_day' || field === 'callback_time') {
    return words.label(`call.field_help.${field}`);
  }
  if (proposal === null) return null;
  return words.label('call.field_help.proposal', { proposal: shownProposal });
}

function footer(screen: Screen, words: Words): string {
  if (openField(screen) !== null) return words.label('call.footer.field');
  if (screen.overlay === 'facts' || screen.overlay === 'help') return words.label('call.any_key');
  if (screen.overlay === 'vague') return words.label('call.footer.vague');
  if (screen.overlay === 'hangup') return words.label('call.footer.hangup');
  if (screen.call.state === 'preflight') return words.label('call.footer.preflight');
  return words.label(screen.call.state === 'wrapup' ? 'call.footer.wrapup' : 'call.footer');
}

function overlayLines(screen: Screen, view: CallView): string[] {
  const { words, style } = view;
  switch (screen.overlay) {
    case 'help': {
      const keys = words.label('call.help').split('|');
      return [
        style.bold(words.label('call.help.title')),
        '',
        ...keys.flatMap((line) => wrap(line, view.width, '   ')),
        '',
      ];
    }
    case 'facts':
      return [
        style.bold(words.label('call.facts.title')),
        '',
        ...view.dossier.map((line) => `   ${show(line, view.width - 3)}`),
        '',
      ];
    case 'hangup': {
      const ends = ['normal', 'cut', 'ended', 'lost'].map(
        (how, at) => `${at + 1} ${words.label(`call.hangup.${how}`)}`,
      );
      return [
        `   ${style.bold(words.label('call.hangup.title'))}`,
        '',
        ...ends.map((line) => `   ${line}`),
        '',
      ];
    }
    default:
      return stateLines({ ...screen, overlay: 'none' }, view);
  }
}

function clock(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return `${String(minutes).padStart(2, '0')}:${String(Math.max(0, seconds) % 60).padStart(2, '0')}`;
}
