import type { Language } from '../domain/profile.ts';
import type { VoicemailPlan } from '../domain/voicemail-plan.ts';
import { quoted, type Words } from '../script/words.ts';
import { bigDigits, spacedDigits } from './big-digits.ts';
import { clipped } from './brief-field.ts';
import type { Modules } from './show-qr.ts';
import { padEnd, show, type Style, widthOf, wrap } from './style.ts';

/** The number to dial. */
export interface DialNumber {
  /** As one reads it out, grouped as in its country; as it stands on file when it cannot be read as a number. */
  readonly display: string;
  readonly extension: string | null;
  /** `tel:+33388001122`; `null` when the number cannot be read as an international one. */
  readonly tel: string | null;
  /** The link as QR codes, the sturdier first; empty without a link. */
  readonly codes: readonly Modules[];
}

/** What stands ready before dialling (practice C3); texts may be foreign, they are made harmless when shown. */
export interface Preflight {
  readonly number: DialNumber | null;
  readonly owed: string;
  readonly voicemailPlan: VoicemailPlan;
  /** The gravest first. */
  readonly warnings: readonly string[];
}

/** The rest of the screen around it. */
export interface PreflightFrame {
  readonly words: Words;
  readonly style: Style;
  readonly width: number;
  /** Lines there are for all of it, choices included. */
  readonly rows: number;
  readonly objective: { readonly max: string; readonly min: string };
  /** The words to say first, in the client's language. */
  readonly opening: readonly string[];
  readonly spokenIn: Language;
  /** The choices of the state, laid out for a width. */
  readonly choices: (width: number) => readonly string[];
  /** Key of the page with the code alone; `null` while there is none. */
  readonly qrKey: string | null;
}

/** How many lines each part may take; the richest that fits is shown. */
interface Room {
  /** Rows of large digits, three lines each; 0 = the number on one line. */
  readonly digits: number;
  readonly goal: number;
  readonly opening: number;
  readonly warnings: number;
  /** Empty lines: before the choices first, then below the cue, then below the number. */
  readonly blanks: number;
}

const rooms: readonly Room[] = [
  { digits: 2, goal: 2, opening: 6, warnings: 6, blanks: 3 },
  { digits: 2, goal: 2, opening: 4, warnings: 4, blanks: 3 },
  { digits: 1, goal: 2, opening: 4, warnings: 4, blanks: 3 },
  { digits: 1, goal: 2, opening: 4, warnings: 2, blanks: 3 },
  { digits: 1, goal: 2, opening: 4, warnings: 2, blanks: 2 },
  { digits: 1, goal: 2, opening: 4, warnings: 2, blanks: 1 },
  { digits: 1, goal: 2, opening: 4, warnings: 2, blanks: 0 },
  { digits: 1, goal: 1, opening: 4, warnings: 2, blanks: 0 },
  { digits: 1, goal: 1, opening: 3, warnings: 1, blanks: 0 },
  { digits: 1, goal: 1, opening: 2, warnings: 1, blanks: 0 },
  { digits: 0, goal: 1, opening: 2, warnings: 1, blanks: 0 },
  { digits: 0, goal: 1, opening: 1, warnings: 1, blanks: 0 },
  { digits: 0, goal: 1, opening: 0, warnings: 0, blanks: 0 },
];

const labelWidth = 11;

/** Number, link, what is owed, goal, fallback, first words, warnings and choices: never more than `rows` lines. */
export function factColumn(preflight: Preflight, frame: PreflightFrame, isCodeHidden: boolean): string[] {
  const hint =
    isCodeHidden && frame.qrKey !== null
      ? [show(frame.words.label('call.preflight.key', { key: frame.qrKey }), frame.width)]
      : [];
  for (const room of rooms) {
    const lines = columnLines(preflight, frame, { room, hint });
    if (lines.length <= frame.rows) return lines;
  }
  // Lower than any window that a call is held in: the number and the choices are the last to go.
  const number = numberLines(preflight.number, frame, 0);
  const choices = frame.choices(frame.width).filter((line) => line !== '');
  return [...number.slice(0, 1), ...choices.slice(0, Math.max(0, frame.rows - 1))];
}

function columnLines(
  preflight: Preflight,
  frame: PreflightFrame,
  { room, hint }: { readonly room: Room; readonly hint: readonly string[] },
): string[] {
  const { words, style, width } = frame;
  const blank = (rank: number): string[] => (room.blanks >= rank ? [''] : []);
  return [
    ...wrap(words.label('call.preflight.cue'), width).map(style.dim),
    ...blank(2),
    ...numberLines(preflight.number, frame, room.digits),
    ...hint,
    ...blank(3),
    ...factLines(preflight, frame, room),
    ...warningLines(preflight.warnings, frame, room.warnings),
    ...blank(1),
    ...frame.choices(width).filter((line) => line !== ''),
  ];
}

function numberLines(
  number: DialNumber | null,
  { words, style, width }: PreflightFrame,
  most: number,
): string[] {
  if (number === null) return wrap(words.label('call.panel.number_none'), width).map(style.warn);
  const { display, tel } = number;
  if (tel === null) return clipped(show(display), width, 2).map(style.bold);
  const rows = bigDigits(display, width);
  const isBig = rows.length > 0 && rows.length <= most;
  const large = isBig ? rows.flat() : [show(spacedDigits(display), width)];
  return [
    ...large.map((line) => style.accent(style.bold(line))),
    ...linkLines(number, tel, { words, style, width }),
  ];
}

/** The number to read or copy, and the link; on two lines where one is too short. */
function linkLines(
  { display, extension }: DialNumber,
  tel: string,
  { words, style, width }: Pick<PreflightFrame, 'words' | 'style' | 'width'>,
): string[] {
  const inside = extension === null ? '' : ` · ${words.label('prep.extension', { extension })}`;
  const read = show(`${display}${inside}`, width);
  const link = style.link(tel, tel);
  return widthOf(read) + widthOf(tel) + 3 <= width ? [`${read} · ${link}`] : [read, link];
}

function factLines(preflight: Preflight, frame: PreflightFrame, room: Room): string[] {
  const { words, objective, opening } = frame;
  const plan = words.label(`call.preflight.voicemail.${preflight.voicemailPlan}`);
  const fields: readonly Field[] = [
    { label: 'call.panel.owed', text: show(preflight.owed), most: 1 },
    { label: 'call.panel.goal', text: show(objective.max), most: room.goal },
    { label: 'call.panel.fallback', text: show(objective.min), most: room.goal },
    { label: 'prep.voicemail', text: plan, most: 1 },
    {
      label: 'call.panel.opening',
      text: openingText(opening, frame, room.opening),
      most: room.opening,
      paint: frame.style.accent,
    },
  ];
  return fields
    .filter(({ text, most }) => text !== '' && most > 0)
    .flatMap((field) => fieldLines(field, frame));
}

/** Whole sentences only, but for the first: half a sentence cannot be said. */
function openingText(
  opening: readonly string[],
  { spokenIn, width }: Pick<PreflightFrame, 'spokenIn' | 'width'>,
  most: number,
): string {
  const said: string[] = [];
  for (const line of opening) {
    const spoken = quoted(show(line), { language: spokenIn });
    if (said.length > 0 && wrap([...said, spoken].join('\n'), width - labelWidth).length > most) break;
    said.push(spoken);
  }
  return said.join('\n');
}

interface Field {
  /** Key of the label. */
  readonly label: string;
  /** Safe text; line ends are kept. */
  readonly text: string;
  readonly most: number;
  readonly paint?: (text: string) => string;
}

function fieldLines(
  { label, text, most, paint }: Field,
  { words, style, width }: Pick<PreflightFrame, 'words' | 'style' | 'width'>,
): string[] {
  const name = padEnd(show(words.label(label), labelWidth - 1), labelWidth);
  return clipped(text, width - labelWidth, most).map((line, at) => {
    const shown = paint === undefined ? line : paint(line);
    return style.dim(at === 0 ? name : ' '.repeat(labelWidth)) + shown;
  });
}

/** Each warning whole while there is room; those that have none are left to `dun prep`. */
function warningLines(
  warnings: readonly string[],
  { style, width }: Pick<PreflightFrame, 'style' | 'width'>,
  most: number,
): string[] {
  const lines: string[] = [];
  for (const warning of warnings) {
    const room = most - lines.length;
    if (room < 1) break;
    lines.push(
      ...clipped(show(warning), width - 2, Math.min(2, room)).map((line, row) =>
        row === 0 ? `${style.warn('!')} ${line}` : `  ${line}`,
      ),
    );
  }
  return lines;
}
