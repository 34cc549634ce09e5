import { createHash } from 'node:crypto';
import { DunError } from '../../domain/errors.ts';
import type { ColumnMap } from '../../domain/foreign-invoice.ts';
import { type DecodedText, decodeText } from '../decode-text.ts';
import { foldHeader, headerScore, namedColumns } from './csv-columns.ts';

/** One record: its cells and the line on which it starts, counted from 1. */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}

export interface Table {
  readonly headers: readonly string[];
  /** Of the header: the same tool's next export has the same. */
  readonly fingerprint: string;
  /** Everything below the header, empty lines included. */
  readonly rows: readonly TableRow[];
  readonly delimiter: string;
  /** The file stops without a line end: its last line may have been cut. */
  readonly isOpenEnded: boolean;
  readonly decoded: DecodedText;
}

export interface TableOptions {
  readonly encoding: string | null;
  readonly columns: ColumnMap | null;
}

const delimiters = [';', ',', '\t', '|'] as const;

/** Lines looked at for the header and the delimiter: titles and addresses above a table are shorter than this. */
const searched = 40;
const maxRecordSize = 1_000_000;
const maxBytes = 50 * 1024 * 1024;

/**
 * Reads a table of any delimiter, encoding and line end, with or without titles above its header. DunError 65 with the
 * line for an open quote, and for a file that is no table at all.
 */
export async function readTable(bytes: Uint8Array, file: string, options: TableOptions): Promise<Table> {
  if (bytes.length > maxBytes) throw new DunError('import.csv_too_large', 65, { file });
  const decoded = decodeText(bytes, file, options.encoding);
  const { text, separator, skipped } = withoutSeparatorLine(decoded.text.replace(/\r\n?/g, '\n'));
  const delimiter = separator ?? findDelimiter(text, options.columns);
  const records = (await parseRecords(text, delimiter, file)).map(({ line, cells }) => ({
    line: line + skipped,
    cells,
  }));
  const header = findHeader(records, options.columns);
  const row = records[header];
  if (row === undefined || row.cells.length < 2) throw new DunError('import.not_table', 65, { file });
  const headers = row.cells.map((cell) => cell.trim());
  return {
    headers,
    fingerprint: createHash('sha256')
      .update(headers.map((name) => foldHeader(name)).join('\n'))
      .digest('hex'),
    rows: records.slice(header + 1),
    delimiter,
    isOpenEnded: !text.endsWith('\n'),
    decoded,
  };
}

/** Excel's first line `sep=;`. */
function withoutSeparatorLine(text: string): { text: string; separator: string | null; skipped: number } {
  const match = /^"?sep=(.)"?\n/i.exec(text);
  if (!match?.[1]) return { text, separator: null, skipped: 0 };
  return { text: text.slice(match[0].length), separator: match[1], skipped: 1 };
}

/** The delimiter with which some line names the most fields; then the one that gives the most cells. */
function findDelimiter(text: string, map: ColumnMap | null): string {
  const lines = firstLines(text);
  const rated = delimiters.map((delimiter) => {
    const rows = lines.map((line) => splitRoughly(line, delimiter));
    return {
      delimiter,
      score: Math.max(...rows.map((cells) => scoreOf(cells, map))),
      width: Math.max(...rows.map((cells) => cells.length)),
    };
  });
  return rated.reduce((best, next) =>
    next.score > best.score || (next.score === best.score && next.width > best.width) ? next : best,
  ).delimiter;
}

function findHeader(records: readonly TableRow[], map: ColumnMap | null): number {
  const scores = records.slice(0, searched).map(({ cells }) => scoreOf(cells, map));
  const best = Math.max(...scores, 0);
  if (best >= 2) return scores.indexOf(best);
  return records.findIndex(({ cells }) => cells.filter((cell) => cell.trim() !== '').length >= 2);
}

/** Headers that the user named count above all that is guessed. */
function scoreOf(cells: readonly string[], map: ColumnMap | null): number {
  return headerScore(cells) + (map === null ? 0 : 100 * namedColumns(cells, map).size);
}

function firstLines(text: string): string[] {
  const lines: string[] = [];
  for (let start = 0; start < text.length && lines.length < searched; ) {
    const end = text.indexOf('\n', start);
    lines.push(text.slice(start, end < 0 ? text.length : end).slice(0, 20_000));
    start = end < 0 ? text.length : end + 1;
  }
  return lines.length === 0 ? [''] : lines;
}

/** Cells of a line for choosing a delimiter; delimiters inside quotes do not count. */
function splitRoughly(line: string, delimiter: string): string[] {
  const cells = [''];
  let isQuoted = false;
  for (const character of line) {
    if (character === '"') isQuoted = !isQuoted;
    else if (character === delimiter && !isQuoted) cells.push('');
    else cells[cells.length - 1] += character;
  }
  return cells;
}

/** Cells such as `="0042"`, with which tools keep a spreadsheet from eating zeros: quotes where CSV allows none. */
function withoutFormulas(text: string, delimiter: string): string {
  if (!text.includes('="')) return text;
  const mark = delimiter === '|' ? '\\|' : delimiter;
  return text.replace(new RegExp(`(^|${mark})="([^"\\n]*)"(?=${mark}|$)`, 'gm'), '$1"$2"');
}

async function parseRecords(text: string, delimiter: string, file: string): Promise<TableRow[]> {
  const { CsvError, parse } = await import('csv-parse/sync');
  const rows: TableRow[] = [];
  let line = 1;
  try {
    parse(withoutFormulas(text, delimiter), {
      delimiter,
      record_delimiter: '\n',
      relax_column_count: true,
      max_record_size: maxRecordSize,
      skip_empty_lines: false,
      on_record: (record: string[], { lines }: { lines: number }) => {
        rows.push({ line, cells: record });
        line = lines + 1;
        return null;
      },
    });
  } catch (error) {
    // The line on which the damaged row begins: an open quote is noticed only at the end of the file.
    if (error instanceof CsvError) throw new DunError('import.quote', 65, { file, line });
    throw error;
  }
  return rows;
}
