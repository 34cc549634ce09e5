import { bigDigits } from './big-digits.ts';
import { factColumn, type DialNumber, type Preflight, type PreflightFrame } from './preflight-facts.ts';
import { type Modules, qrSize, showQr } from './show-qr.ts';
import { padEnd, show, widthOf, wrap } from './style.ts';

/** A code and its border. */
interface Placed {
  readonly code: Modules;
  readonly quiet: number;
}

/** Narrower than this the facts cannot stand beside the code. */
const narrowest = 36;
const gap = 2;
/** Light modules around a code: by the standard, and what is still read where there is no room for them. */
const standardQuiet = 4;
const narrowQuiet = 2;

/** PREFLIGHT: on the left the number and all that is to be had in mind, on the right the code that dials it. */
export function showPreflight(preflight: Preflight, frame: PreflightFrame): string[] {
  const placed = besideCode(preflight, frame);
  if (placed === undefined) return stacked(preflight, frame);
  const code = codeLines(placed, frame);
  const width = frame.width - qrSize(placed.code, placed.quiet).columns - gap;
  const facts = factColumn(preflight, { ...frame, width }, false);
  return Array.from({ length: Math.max(facts.length, code.length) }, (_, row) => {
    const line = facts[row] ?? '';
    const modules = code[row];
    return modules === undefined ? line : padEnd(line, width + gap) + modules;
  });
}

/** For a listener: one thing a line, the number and its link in one; nothing that is for the eye alone. */
export function plainPreflight(
  preflight: Preflight,
  frame: Omit<PreflightFrame, 'choices' | 'rows'>,
): string[] {
  const { words, objective, opening } = frame;
  const { number } = preflight;
  const colon = words.language === 'fr' ? '\u00a0:' : ':';
  const field = (label: string, text: string): string[] =>
    text === '' ? [] : [`${words.label(label)}${colon} ${show(text)}`];
  return [
    ...field(
      'call.panel.number',
      number === null ? words.label('call.panel.number_none') : told(number, frame),
    ),
    ...field('call.panel.owed', preflight.owed),
    ...field('call.panel.goal', objective.max),
    ...field('call.panel.fallback', objective.min),
    ...field('prep.voicemail', words.label(`call.preflight.voicemail.${preflight.voicemailPlan}`)),
    ...field('call.panel.opening', opening.join(' ')),
    ...preflight.warnings.map((warning) => `! ${show(warning)}`),
  ].flatMap((line) => wrap(line, frame.width));
}

function told({ display, extension, tel }: DialNumber, { words }: Pick<PreflightFrame, 'words'>): string {
  const inside = extension === null ? null : words.label('prep.extension', { extension });
  return [display, inside, tel].filter((part) => part !== null).join(', ');
}

/** The page of the code alone: for a window that has no room beside, and for a light background without colours. */
export function showQrPage(
  { number }: Preflight,
  frame: Pick<PreflightFrame, 'words' | 'style' | 'width' | 'rows' | 'qrKey'>,
  ground: 'dark' | 'light',
): string[] {
  const { words, style, width, rows } = frame;
  const [smallest] = number?.codes.slice(-1) ?? [];
  if (number === null || smallest === undefined) return wrap(words.label('call.preflight.no_code'), width);
  const placed = placeIn(number, { columns: width, rows });
  if (placed === undefined) {
    const needed = qrSize(smallest, narrowQuiet);
    return wrap(
      words.label('call.preflight.no_room', { columns: needed.columns, lines: needed.rows }),
      width,
    );
  }
  const code = showQr(placed.code, { style, quiet: placed.quiet, ground });
  const title = [style.bold(show(number.display, width)), ''].slice(0, rows - code.length);
  const note = groundNote(frame, ground, width).slice(0, rows - code.length - title.length);
  return [...title, ...code, ...note];
}

/** The code as large as it fits beside the facts: with the large digits whole if that can be, else as it can be. */
function besideCode({ number }: Preflight, { width, rows }: PreflightFrame): Placed | undefined {
  if (number === null) return undefined;
  const digits = bigDigits(number.display, width)[0]?.[0]?.length ?? 0;
  const place = (facts: number) => placeIn(number, { columns: width - facts - gap, rows });
  return place(Math.max(digits, narrowest)) ?? place(narrowest);
}

interface Space {
  readonly columns: number;
  readonly rows: number;
}

/** The best code that fits: with the border of the standard if that can be, the sturdier before the smaller. */
function placeIn({ codes }: DialNumber, space: Space): Placed | undefined {
  const places = [standardQuiet, narrowQuiet].flatMap((quiet) => codes.map((code) => ({ code, quiet })));
  return places.find(({ code, quiet }) => {
    const { columns, rows } = qrSize(code, quiet);
    return columns <= space.columns && rows <= space.rows;
  });
}

/** No room beside: below when the window is high, else behind a key. */
function stacked(preflight: Preflight, frame: PreflightFrame): string[] {
  const { number } = preflight;
  const facts = factColumn(preflight, frame, false);
  const placed =
    number === null ? undefined : placeIn(number, { columns: frame.width, rows: frame.rows - facts.length });
  if (placed !== undefined)
    return [...facts, ...codeLines(placed, { ...frame, rows: frame.rows - facts.length })];
  return number === null || number.codes.length === 0 ? facts : factColumn(preflight, frame, true);
}

function codeLines({ code, quiet }: Placed, frame: PreflightFrame): string[] {
  const lines = showQr(code, { style: frame.style, quiet, ground: 'dark' });
  const note = groundNote(frame, 'dark', qrSize(code, quiet).columns);
  return [...lines, ...note].slice(0, frame.rows);
}

/** Without colours: which background the code is drawn for, and the key that turns it round. */
function groundNote(
  { words, style, qrKey }: Pick<PreflightFrame, 'words' | 'style' | 'qrKey'>,
  ground: 'dark' | 'light',
  width: number,
): string[] {
  if (style.ink !== null) return [];
  const label = `call.preflight.ground.${ground}`;
  const note = qrKey === null ? words.label(label) : words.label(`${label}.key`, { key: qrKey });
  return widthOf(note) > width ? [] : [note];
}
