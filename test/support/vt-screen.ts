/** One character of a window with its colours: SGR numbers, `null` = the terminal's own. */
export interface Cell {
  readonly text: string;
  readonly ink: number | null;
  readonly paper: number | null;
}

const empty: Cell = { text: ' ', ink: null, paper: null };

/**
 * A window as a terminal shows it, with just the sequences that the program writes: cursor moves, erasing, colours; links
 * and modes are passed over. Anything else is an error, so that a new sequence is not overlooked.
 */
export class VtScreen {
  private readonly columns: number;
  private rows: Cell[][];
  private row = 0;
  private column = 0;
  private ink: number | null = null;
  private paper: number | null = null;
  /** Links met, in order. */
  readonly links: string[] = [];

  constructor(columns: number, rows: number) {
    this.columns = columns;
    this.rows = Array.from({ length: rows }, () => this.emptyRow());
  }

  cells(): readonly (readonly Cell[])[] {
    return this.rows;
  }

  text(): string[] {
    return this.rows.map((row) =>
      row
        .map(({ text }) => text)
        .join('')
        .trimEnd(),
    );
  }

  /** Takes a whole output; sequences must not be cut. */
  write(output: string): this {
    // oxlint-disable-next-line no-control-regex -- escape sequences are what is read
    const piece = /\u001b\[([?\d;]*)([A-Za-z])|\u001b\]8;;([^\u0007]*)\u0007|([\s\S])/gu;
    for (const [, args, final, link, character] of output.matchAll(piece)) {
      if (final !== undefined) this.control(args ?? '', final);
      else if (link !== undefined) this.links.push(link);
      else if (character !== undefined) this.put(character);
    }
    return this;
  }

  private emptyRow(): Cell[] {
    return Array.from({ length: this.columns }, () => empty);
  }

  private put(character: string): void {
    if (character === '\r') this.column = 0;
    else if (character === '\n') this.lineFeed();
    else if (character < ' ') throw new Error(`control ${JSON.stringify(character)} on the screen`);
    else {
      // After the last column the cursor waits; only a further character goes to the next line.
      if (this.column >= this.columns) {
        this.column = 0;
        this.lineFeed();
      }
      const row = this.rows[this.row];
      if (row) row[this.column] = { text: character, ink: this.ink, paper: this.paper };
      this.column += 1;
    }
  }

  private lineFeed(): void {
    this.row += 1;
    if (this.row < this.rows.length) return;
    this.rows = [...this.rows.slice(1), this.emptyRow()];
    this.row -= 1;
  }

  private control(args: string, final: string): void {
    const count = Math.max(1, Number(args === '' ? 1 : args));
    if (final === 'm') for (const code of args.split(';')) this.colour(Number(code));
    else if (final === 'K') this.eraseLine(args);
    else if (final === 'J') this.rows = this.rows.map(() => this.emptyRow());
    else if ('ABCDGH'.includes(final)) this.move(final, count);
    else if (!'hl'.includes(final)) throw new Error(`unknown sequence CSI ${args}${final}`);
  }

  private move(final: string, count: number): void {
    if (final === 'A') this.row = Math.max(0, this.row - count);
    else if (final === 'B') this.row = Math.min(this.rows.length - 1, this.row + count);
    else if (final === 'C') this.column += count;
    else if (final === 'D') this.column = Math.max(0, this.column - count);
    else if (final === 'G') this.column = count - 1;
    else [this.row, this.column] = [0, 0];
  }

  private eraseLine(args: string): void {
    const kept = args === '2' ? [] : (this.rows[this.row] ?? []).slice(0, this.column);
    this.rows[this.row] = [...kept, ...this.emptyRow().slice(kept.length)];
  }

  private colour(code: number): void {
    if (code === 0) [this.ink, this.paper] = [null, null];
    else if (code === 39) this.ink = null;
    else if (code === 49) this.paper = null;
    else if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) this.ink = code;
    else if ((code >= 40 && code <= 47) || (code >= 100 && code <= 107)) this.paper = code;
  }
}
