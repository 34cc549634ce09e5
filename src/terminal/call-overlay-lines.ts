import { branchOf } from '../domain/call/moves.ts';
import { spokenOf } from '../domain/call/record.ts';
import { formatMoney } from '../domain/money.ts';
import { quoted } from '../script/words.ts';
import { shownObjections, shownStates } from './call-overlays.ts';
import type { Overlay, Screen } from './call-pressed.ts';
import type { CallView } from './show-call.ts';
import { show, wrap } from './style.ts';

/** The answer to an objection: what they say, what to say, what to find out (practice 000-25, 000-36). */
export interface ObjectionAnswer {
  readonly they: string;
  readonly lines: readonly string[];
  readonly obtain: readonly string[];
}

type Draw = (screen: Screen, view: CallView) => string[];

/** What takes the place of the state while it lies over it. */
const drawings: Readonly<Partial<Record<Overlay, Draw>>> = {
  help: helpLines,
  facts: factsLines,
  hangup: hangUpLines,
  mood: moodLines,
  objection: objectionLines,
  jump: jumpLines,
  silence: silenceLines,
};

/** Does something stand in the place of the state's own lines? */
export function isOverlaid({ overlay, call }: Screen): boolean {
  return call.objecting !== null || overlay === 'qr' || Object.hasOwn(drawings, overlay);
}

/** The lines of the overlay, or of the objection that is on the screen. */
export function overlayLines(screen: Screen, view: CallView): string[] {
  const draw = drawings[screen.overlay];
  if (draw) return draw(screen, view);
  return view.answer === null ? [] : answerLines(screen, view.answer, view);
}

/** Two keys a line for the eye, one a line to be listened to. */
function helpLines(_screen: Screen, { words, style, width, isPlain }: CallView): string[] {
  const keys = words.label('call.help').split(isPlain ? /\||\s{4,}/u : '|');
  return [
    style.bold(words.label('call.help.title')),
    '',
    ...keys.flatMap((line) => wrap(line, width, '   ')),
    '',
  ];
}

/** The file; with several invoices each has its digit, and those spoken of are marked. */
function factsLines({ call }: Screen, view: CallView): string[] {
  const { words, style, width, dossier, language, isPlain } = view;
  const spoken = new Set(spokenOf(call).map(({ id }) => id));
  const { invoices } = call.setup;
  const picks =
    invoices.length < 2
      ? []
      : [
          ...wrap(words.label('call.facts.pick'), width),
          ...invoices.slice(0, 9).map(({ id, number, balance }, at) => {
            const isPicked = call.heard.focus !== null && spoken.has(id);
            const text = `${show(number, 24)} · ${formatMoney(balance, language)}`;
            return `   ${at + 1} ${picked(text, isPicked, isPlain)}`;
          }),
          '',
        ];
  return [
    style.bold(words.label('call.facts.title')),
    '',
    ...picks,
    ...dossier.map((line) => `   ${show(line, width - 3)}`),
    '',
  ];
}

function picked(text: string, isPicked: boolean, isPlain: boolean): string {
  if (isPlain) return isPicked ? `${text} ✓` : text;
  return `${isPicked ? '●' : '○'} ${text}`;
}

function hangUpLines(_screen: Screen, { words, style }: CallView): string[] {
  const ends = ['normal', 'cut', 'ended', 'lost'].map(
    (how, at) => `   ${at + 1} ${words.label(`call.hangup.${how}`)}`,
  );
  return [`   ${style.bold(words.label('call.hangup.title'))}`, '', ...ends, ''];
}

function moodLines(_screen: Screen, { words, style }: CallView): string[] {
  const moods = ['calm', 'tense', 'closed'].map(
    (mood, at) => `   ${at + 1} ${words.label(`call.mood.${mood}`)}`,
  );
  return [`   ${style.bold(words.label('call.mood.title'))}`, '', ...moods, ''];
}

function objectionLines(screen: Screen, { words, style, width }: CallView): string[] {
  const found = shownObjections(screen);
  const rows = found.map(({ label }, at) => `   ${(at + 1) % 10} ${show(label, width - 8)}`);
  const added = words.label('call.objection.new', { words: show(screen.typed.trim(), 30) });
  const isNew = found.length === 0 && screen.typed.trim() !== '';
  const hint = isNew ? wrap(added, width - 3).map((line) => `   ${line}`) : [];
  return [style.bold(words.label('call.objection.title')), '', ...rows, ...hint, ''];
}

function answerLines({ call }: Screen, answer: ObjectionAnswer, view: CallView): string[] {
  const { words, style, width, spokenIn } = view;
  const spoken = answer.lines.flatMap((line) => wrap(quoted(show(line), { language: spokenIn }), width - 6));
  const none = words.label('call.objection.unanswered');
  const to = branchOf(call);
  const state = to === null ? words.label('call.objection.back') : words.label(`call.state.${to}`);
  return [
    `   ${style.dim(show(answer.they, width - 6))}`,
    '',
    ...(spoken.length === 0
      ? wrap(none, width - 6).map((line) => `   ${line}`)
      : spoken.map((line) => `   ${style.accent(line)}`)),
    '',
    ...(answer.obtain.length === 0
      ? []
      : [
          words.label('call.objection.obtain'),
          ...answer.obtain.map((one) => `   · ${show(one, width - 6)}`),
          '',
        ]),
    ...wrap(words.label('call.objection.answer_keys', { state }), width),
    '',
  ];
}

/** Names of states in columns, the first one marked: `Enter` goes there. */
function jumpLines(screen: Screen, { words, style, width, isPlain }: CallView): string[] {
  const names = shownStates(screen).map((state) => show(screen.desk.stateLabel(state), 22));
  const columns = isPlain ? 1 : Math.max(1, Math.floor((width - 3) / 25));
  const rows: string[] = [];
  for (let at = 0; at < names.length; at += columns) {
    const row = names.slice(at, at + columns).map((name, column) => {
      const padded = name.padEnd(25);
      return at + column === 0 ? style.bold(padded) : padded;
    });
    rows.push(`   ${row.join('').trimEnd()}`);
  }
  return [style.bold(words.label('call.jump.title')), '', ...rows, ''];
}

/** Dots of the bar, however long the silence. */
const longestBar = 30;

/** Whoever breaks a silence usually brings the information: five seconds, then ten; anger needs longer (practice B6, B7). */
function silenceLines({ call }: Screen, view: CallView): string[] {
  const { words, style, silentSeconds, isPlain } = view;
  const { silenceSeconds, ventSeconds } = call.setup.rules;
  const isVenting = call.state === 'anger';
  const vent = words.label('call.silence.vent', { seconds: ventSeconds });
  // Nothing counts aloud: a voice that read out dots would break the silence.
  if (isPlain) {
    const told = isVenting
      ? [vent]
      : [silenceText('five', silenceSeconds, view), silenceText('ten', 2 * silenceSeconds, view)];
    return [words.label('call.silence.title'), ...told];
  }
  const seconds = silentSeconds ?? 0;
  const isFirst = seconds < silenceSeconds;
  const goal = Math.max(1, isVenting ? ventSeconds : isFirst ? silenceSeconds : 2 * silenceSeconds);
  const aim = isVenting ? vent : silenceText(isFirst ? 'five' : 'ten', goal, view);
  const dots = Math.min(goal, longestBar);
  const done = Math.min(dots, Math.floor((seconds * dots) / goal));
  const bar = `${'●'.repeat(done)}${'○'.repeat(dots - done)}`;
  return [
    `   ${style.bold(words.label('call.silence.title'))}`,
    '',
    `   ${style.accent(bar)}   ${seconds} s`,
    '',
    `   ${aim}`,
    '',
  ];
}

function silenceText(name: 'five' | 'ten', seconds: number, { words }: CallView): string {
  return words.label(`call.silence.${name}`, { seconds });
}
