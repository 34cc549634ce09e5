import { createStyle, type Style, widthOf, wrap } from './style.ts';

/** Where results go: data on stdout, everything said about it on stderr (house 5). */
export interface Output {
  /** One line of the result. */
  line(text?: string): void;
  /** One line for the person, not for the pipe. */
  note(text: string): void;
  /** The result as one JSON document. */
  json(document: object): void;
  readonly width: number;
  /** Rows of the window; 24 where there is none. */
  readonly height: number;
  readonly isTerminal: boolean;
  readonly style: Style;
}

/** What is needed of a stream. */
type Stream = Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'rows'> & { write(text: string): unknown };

export interface OutputStreams {
  readonly stdout: Stream;
  readonly stderr: Stream;
  readonly hasColour: boolean;
}

/** Widest text the screens are laid out for; a wider window leaves the rest empty, so lines stay readable. */
const widest = 100;
const narrowest = 40;

export async function createOutput({ stdout, stderr, hasColour }: OutputStreams): Promise<Output> {
  const isTerminal = stdout.isTTY;
  return {
    line: (text = '') => void stdout.write(`${fitted(text, stdout)}\n`),
    note: (text) => void stderr.write(`${fitted(text, stderr)}\n`),
    json: (document) => void stdout.write(`${escapeControls(JSON.stringify(document, null, 2))}\n`),
    // Asked for each time: a window may change its size while a call is held.
    get width() {
      return Math.max(narrowest, Math.min(widest, isTerminal ? stdout.columns : 80));
    },
    get height() {
      return isTerminal ? Math.max(10, stdout.rows) : 24;
    },
    isTerminal,
    style: await createStyle(hasColour),
  };
}

/** In a window a long line is broken between words, under its own beginning; in a pipe it stays one line. */
export function fitted(
  text: string,
  { isTTY, columns }: Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>,
): string {
  if (!isTTY || columns < narrowest || widthOf(text) <= columns) return text;
  const indent = /^ */.exec(text)?.[0] ?? '';
  return wrap(text.slice(indent.length), columns, indent).join('\n');
}

/** JSON that is safe to look at: C1 controls, direction marks and hidden characters leave as `\uXXXX` (promises 9). */
function escapeControls(json: string): string {
  return json.replace(
    /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu,
    (character) => character.split('').map(escaped).join(''),
  );
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
