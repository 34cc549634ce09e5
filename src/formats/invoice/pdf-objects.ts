/** Values of the PDF object language, just enough of it to find embedded files. */
export type PdfValue = PdfName | PdfRef | PdfDict | PdfArray | PdfText | PdfOther;
export interface PdfName {
  readonly type: 'name';
  readonly name: string;
}
export interface PdfRef {
  readonly type: 'ref';
  readonly id: number;
}
export interface PdfDict {
  readonly type: 'dict';
  readonly entries: ReadonlyMap<string, PdfValue>;
}
export interface PdfArray {
  readonly type: 'array';
  readonly items: readonly PdfValue[];
}
/** A string as its bytes, one character each. */
export interface PdfText {
  readonly type: 'text';
  readonly text: string;
}
/** Numbers, booleans, null. */
export interface PdfOther {
  readonly type: 'other';
  readonly word: string;
}

const nothing: PdfOther = { type: 'other', word: 'null' };

/** Deeper nesting than this has no place in a PDF; what lies below is read as null. */
const maxDepth = 60;

/** Values one reader gives out, and characters it keeps of one string: a bomb of small things must not fill memory. */
const maxValues = 200_000;
const maxText = 65_536;

const whitespace = /[\0\t\n\f\r ]/;
const wordEnd = /[\0\t\n\f\r ()<>[\]{}/%]/;

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** Reads values one after the other from text in which each character is one byte. */
export class PdfReader {
  readonly text: string;
  position: number;
  #depth = 0;
  #count = 0;

  constructor(text: string, position = 0) {
    this.text = text;
    this.position = position;
  }

  /** The value at the position, which moves behind it. `RangeError` when there are more than any invoice needs. */
  value(): PdfValue {
    this.#count += 1;
    if (this.#count > maxValues) throw new RangeError('too many values in one object');
    this.skipBlank();
    const character = this.text.charAt(this.position);
    if (character === '/') return { type: 'name', name: this.#name() };
    if (character === '(') return { type: 'text', text: this.#literal() };
    if (character === '[') return this.#nested(() => this.#array());
    if (this.text.startsWith('<<', this.position)) return this.#nested(() => this.#dict());
    if (character === '<') return { type: 'text', text: this.#hexadecimal() };
    return this.#wordOrRef();
  }

  skipBlank(): void {
    for (;;) {
      const character = this.text.charAt(this.position);
      if (character === '%') {
        const end = /[\r\n]/g;
        end.lastIndex = this.position;
        this.position = end.exec(this.text)?.index ?? this.text.length;
      } else if (character !== '' && whitespace.test(character)) this.position += 1;
      else return;
    }
  }

  #nested(read: () => PdfValue): PdfValue {
    if (this.#depth >= maxDepth) {
      this.position += 1;
      return nothing;
    }
    this.#depth += 1;
    const value = read();
    this.#depth -= 1;
    return value;
  }

  #array(): PdfArray {
    const items: PdfValue[] = [];
    this.position += 1;
    for (;;) {
      this.skipBlank();
      const character = this.text.charAt(this.position);
      if (character === ']') this.position += 1;
      if (character === ']' || character === '' || character === '>') return { type: 'array', items };
      items.push(this.value());
    }
  }

  #dict(): PdfDict {
    const entries = new Map<string, PdfValue>();
    this.position += 2;
    for (;;) {
      this.skipBlank();
      const character = this.text.charAt(this.position);
      if (this.text.startsWith('>>', this.position)) {
        this.position += 2;
        return { type: 'dict', entries };
      }
      if (character === '/') entries.set(this.#name(), this.value());
      else if (character === '' || this.text.startsWith('endobj', this.position))
        return { type: 'dict', entries };
      else this.position += 1;
    }
  }

  #name(): string {
    const start = this.position + 1;
    this.position = this.#wordEndFrom(start);
    return this.text
      .slice(start, this.position)
      .replace(/#([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
  }

  #literal(): string {
    let text = '';
    let open = 1;
    for (this.position += 1; this.position < this.text.length; this.position += 1) {
      const character = this.text.charAt(this.position);
      if (character === '\\') {
        text += this.#escape();
        continue;
      }
      if (character === '(') open += 1;
      if (character === ')') open -= 1;
      if (open === 0) break;
      if (text.length < maxText) text += character;
    }
    this.position += 1;
    return text;
  }

  #escape(): string {
    const octal = /[0-7]{1,3}/y;
    octal.lastIndex = this.position + 1;
    const digits = octal.exec(this.text)?.[0];
    if (digits !== undefined) {
      this.position += digits.length;
      return String.fromCharCode(Number.parseInt(digits, 8) & 0xff);
    }
    this.position += 1;
    const next = this.text.charAt(this.position);
    if (next === '\r' && this.text.charAt(this.position + 1) === '\n') this.position += 1;
    return next === '\r' || next === '\n' ? '' : (escapes[next] ?? next);
  }

  #hexadecimal(): string {
    const end = this.text.indexOf('>', this.position);
    const stop = end < 0 ? this.text.length : end;
    const digits = this.text
      .slice(this.position + 1, Math.min(stop, this.position + maxText))
      .replace(/[^0-9a-f]/gi, '');
    this.position = stop + 1;
    return (digits.match(/..?/g) ?? [])
      .map((pair) => String.fromCharCode(Number.parseInt(pair.padEnd(2, '0'), 16)))
      .join('');
  }

  #wordOrRef(): PdfValue {
    const reference = /(\d{1,10})[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+R(?![A-Za-z0-9])/y;
    reference.lastIndex = this.position;
    const match = reference.exec(this.text);
    if (match) {
      this.position = reference.lastIndex;
      return { type: 'ref', id: Number(match[1]) };
    }
    const start = this.position;
    this.position = Math.max(start + 1, this.#wordEndFrom(start));
    return { type: 'other', word: this.text.slice(start, this.position) };
  }

  #wordEndFrom(start: number): number {
    let end = start;
    while (end < this.text.length && !wordEnd.test(this.text.charAt(end))) end += 1;
    return end;
  }
}
