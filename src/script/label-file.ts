import { DunError, type ErrorValues } from '../domain/errors.ts';
import { tell, whereIs, type WordFile } from './template.ts';

/** The labels of one area of the screen, by key. */
export type Labels = ReadonlyMap<string, string>;

/** What can be wrong in a file of labels; each has its label in `screen/script.json`. */
type Fault =
  | 'not_json'
  | 'after_end'
  | 'not_labels'
  | 'not_a_text'
  | 'unknown_label'
  | 'unknown_value'
  | 'label_twice';

interface Entry {
  readonly key: string;
  /** Where the key begins, counted from the start of the text. */
  readonly at: number;
  /** `null` for a value that is no text. */
  readonly text: string | null;
}

export const placeholder = /\{([a-zA-Z][a-zA-Z0-9_]*)\}/g;

/** The values that a label is filled with, in the order of its text. */
export function namesIn(text: string): string[] {
  return Array.from(text.matchAll(placeholder), (match) => match[1] ?? '');
}

/**
 * Reads the labels of a user: `{ "key": "text", … }`, each in the place of one of `ours` and with no value that ours
 * does not get. Every fault has its place, which `JSON.parse` would not tell of all; after a mistake in the JSON the reading
 * goes on with the next line that begins with a key.
 */
export function parseOwnLabels(file: WordFile, ours: Labels): Labels {
  const labels = new Map<string, string>();
  for (const { key, at, text } of entriesOf(file)) {
    const known = ours.get(key);
    const report = (fault: Fault, values: ErrorValues = {}) => reportAt(file, at, { fault, key, ...values });
    if (labels.has(key)) report('label_twice');
    if (known === undefined) report('unknown_label');
    if (text === null) {
      report('not_a_text');
      continue;
    }
    const strange = known === undefined ? [] : namesIn(text).filter((name) => !namesIn(known).includes(name));
    for (const name of new Set(strange)) report('unknown_value', { name });
    labels.set(key, text);
  }
  return labels;
}

function reportAt(file: WordFile, at: number, { fault, ...values }: { fault: Fault } & ErrorValues): void {
  tell(file, new DunError(`script.bad_words.${fault}`, 78, { ...values, ...whereIs({ file, at }) }));
}

interface Token {
  readonly kind: 'text' | 'literal' | 'sign' | 'bad' | 'end';
  readonly at: number;
  readonly source: string;
}

const token =
  // oxlint-disable-next-line no-control-regex -- JSON forbids them in a text
  /(?<text>"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(?<literal>-?\d[\d.eE+-]*|true|false|null)|(?<sign>[{}[\]:,])|(?<bad>[^ \t\n]+.*)/gu;

function tokensOf(text: string): Token[] {
  return Array.from(text.matchAll(token), ({ 0: source, index, groups = {} }) => {
    const kind = (['text', 'literal', 'sign'] as const).find((name) => groups[name] !== undefined) ?? 'bad';
    return { kind, at: index, source };
  });
}

/** Walks through the tokens of a file; after a fault it goes on with the next line that begins with a text. */
class Walk {
  readonly #file: WordFile;
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(file: WordFile) {
    this.#file = file;
    this.#tokens = tokensOf(file.text);
  }

  /** The token to be read next. */
  now(): Token {
    return this.#tokens[this.#next] ?? { kind: 'end', at: this.#file.text.length, source: '' };
  }

  /** The token, when it is the one expected; a fault and `undefined` when not. */
  expect(...wanted: readonly string[]): Token | undefined {
    const now = this.now();
    const isIt = wanted.includes(now.source) || (wanted.includes('"') && now.kind === 'text');
    if (isIt) this.#next += 1;
    else this.fail(wanted.join(' '));
    return isIt ? now : undefined;
  }

  /** What stands after an entry: a comma and a further one, or the brace that ends the file. */
  close(): void {
    const closed = this.expect(',', '}');
    const isEnd = this.now().kind === 'end';
    if (closed?.source === '}' && !isEnd) this.fail('');
    if (closed?.source === ',' && isEnd) this.fail('}');
  }

  fail(expected: string): void {
    const fault = expected === '' ? 'after_end' : 'not_json';
    reportAt(this.#file, this.now().at, { fault, expected });
    while (this.now().kind !== 'end' && !this.#isFirstInLine()) this.#next += 1;
  }

  /** Steps over one value and gives its text, `null` when it is none, `undefined` when there is no value. */
  value(): string | null | undefined {
    const { kind, source } = this.now();
    const isNested = source === '{' || source === '[';
    if (kind !== 'text' && kind !== 'literal' && !isNested) {
      this.fail('"');
      return undefined;
    }
    let depth = 0;
    do {
      depth += depthOf(this.now());
      this.#next += 1;
    } while (depth > 0 && this.now().kind !== 'end');
    return kind === 'text' ? textOf(source) : null;
  }

  #isFirstInLine(): boolean {
    const { kind, at } = this.now();
    const { text } = this.#file;
    return kind === 'text' && text.slice(text.lastIndexOf('\n', at) + 1, at).trim() === '';
  }
}

function depthOf({ source }: Token): number {
  if (source === '{' || source === '[') return 1;
  return source === '}' || source === ']' ? -1 : 0;
}

function textOf(source: string): string {
  const text: unknown = JSON.parse(source);
  return String(text);
}

function entriesOf(file: WordFile): Entry[] {
  const walk = new Walk(file);
  const first = walk.now();
  if (first.source === '[' || first.kind === 'text' || first.kind === 'literal') {
    reportAt(file, 0, { fault: 'not_labels' });
    return [];
  }
  const entries: Entry[] = [];
  const isOpen = walk.expect('{') !== undefined;
  if (walk.now().source === '}') walk.close();
  else if (isOpen && walk.now().kind === 'end') walk.fail('}');
  while (walk.now().kind !== 'end') {
    const entry = entryOf(walk);
    if (entry === undefined) continue;
    entries.push(entry);
    walk.close();
  }
  return entries;
}

function entryOf(walk: Walk): Entry | undefined {
  const key = walk.expect('"');
  if (key === undefined || walk.expect(':') === undefined) return undefined;
  const text = walk.value();
  return text === undefined ? undefined : { key: textOf(key.source), at: key.at, text };
}
