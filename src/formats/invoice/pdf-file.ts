import { constants, inflateSync } from 'node:zlib';
import { type PdfDict, PdfReader, type PdfValue } from './pdf-objects.ts';

/** Why a PDF cannot be read on; `pdf.ts` turns it into an error for the user. */
export class PdfRefusal extends Error {
  readonly reason: 'encrypted' | 'damaged' | 'too_large';

  constructor(reason: PdfRefusal['reason']) {
    super(reason);
    this.reason = reason;
  }
}

interface PdfStream {
  readonly dict: PdfDict;
  readonly start: number;
  readonly end: number;
}

/** All object streams together may inflate to this: the directory of a large PDF, not a bomb. */
const maxDirectoryBytes = 32 * 1024 * 1024;

/**
 * The objects of a PDF, found by walking the file from front to back as readers do to repair one, so that a damaged
 * or hostile cross-reference table leads nowhere. Values are read when asked for; nothing inflates beyond its bound.
 */
export class PdfFile {
  readonly #bytes: Uint8Array;
  readonly #places = new Map<number, { text: string; offset: number }>();
  readonly #streams = new Map<number, PdfStream>();
  readonly #trailers: PdfDict[] = [];
  #directoryBytes = 0;
  #isDamaged = false;

  /** `PdfRefusal` for an encrypted file, or one that swells beyond its bounds. */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#walk(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1'));
    if (this.#trailers.some(({ entries }) => entries.has('Encrypt'))) throw new PdfRefusal('encrypted');
    if (this.#isDamaged) throw new PdfRefusal('damaged');
  }

  /** The catalog, or `undefined` in a file without one. */
  catalog(): PdfDict | undefined {
    const roots = this.#trailers
      .map(({ entries }) => entries.get('Root'))
      .filter((root) => root !== undefined);
    return this.dict(roots.at(-1)) ?? this.dicts('Catalog').at(-1);
  }

  /** The value itself, or what a reference points to. */
  resolve(value: PdfValue | undefined): PdfValue | undefined {
    let found = value;
    for (let hop = 0; found?.type === 'ref' && hop < 10; hop += 1) found = this.#object(found.id);
    return found;
  }

  dict(value: PdfValue | undefined): PdfDict | undefined {
    const found = this.resolve(value);
    return found?.type === 'dict' ? found : undefined;
  }

  array(value: PdfValue | undefined): readonly PdfValue[] {
    const found = this.resolve(value);
    return found?.type === 'array' ? found.items : [];
  }

  /** Every dictionary of a type, in file order; without a type, every dictionary. */
  dicts(type?: string): PdfDict[] {
    const found: PdfDict[] = [];
    for (const id of this.#places.keys()) {
      const value = this.#object(id);
      if (value?.type === 'dict' && (type === undefined || nameIn(value, 'Type') === type)) found.push(value);
    }
    return found;
  }

  /** The bytes of a stream, unpacked; `undefined` when it is none or packed in a way that embedded files never are. */
  streamBytes(value: PdfValue | undefined, limit: number): Uint8Array | undefined {
    const stream = value?.type === 'ref' ? this.#streams.get(value.id) : undefined;
    return stream === undefined ? undefined : this.#unpack(stream, limit);
  }

  #object(id: number): PdfValue | undefined {
    const place = this.#places.get(id);
    return place === undefined ? undefined : new PdfReader(place.text, place.offset).value();
  }

  #walk(text: string): void {
    const mark =
      /(?<![0-9])(\d{1,10})[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+obj(?![a-z])|(?<!end)stream(?=\r?\n|\r)|trailer(?=[\0\t\n\f\r ]*<<)/g;
    let current: number | undefined;
    for (let match = mark.exec(text); match !== null; match = mark.exec(text)) {
      if (match[1] !== undefined) {
        current = Number(match[1]);
        this.#places.set(current, { text, offset: mark.lastIndex });
        this.#streams.delete(current);
      } else if (match[0] === 'trailer') this.#addTrailer(new PdfReader(text, mark.lastIndex).value());
      else if (current !== undefined) {
        mark.lastIndex = this.#addStream(current, text, mark.lastIndex);
        current = undefined;
      }
    }
  }

  /** Notes the stream that follows an object's dictionary and returns where it ends. */
  #addStream(id: number, text: string, after: number): number {
    const dict = this.#object(id);
    if (dict?.type !== 'dict') return after;
    const start = after + (text.startsWith('\r\n', after) ? 2 : 1);
    const end = endOfStream(dict, text, start);
    const stream = { dict, start, end };
    this.#streams.set(id, stream);
    const type = nameIn(dict, 'Type');
    if (type === 'XRef') this.#addTrailer(dict);
    if (type === 'ObjStm') this.#addPacked(stream);
    return end;
  }

  #addTrailer(value: PdfValue): void {
    if (value.type === 'dict' && (value.entries.has('Root') || value.entries.has('Encrypt')))
      this.#trailers.push(value);
  }

  /** Objects that lie packed in a stream: pairs of number and offset, then the values. */
  #addPacked(stream: PdfStream): void {
    const bytes = this.#directory(stream);
    if (bytes === undefined) return;
    this.#directoryBytes += bytes.length;
    const text = Buffer.from(bytes).toString('latin1');
    const firstOffset = numberIn(stream.dict, 'First') ?? 0;
    const pairs = [...text.slice(0, firstOffset).matchAll(/(\d{1,10})\s+(\d{1,10})/g)];
    for (const [, id, offset] of pairs) {
      this.#places.set(Number(id), { text, offset: firstOffset + Number(offset) });
      this.#streams.delete(Number(id));
    }
  }

  /** In an encrypted file these bytes are noise, and what says that it is encrypted may still be to come. */
  #directory(stream: PdfStream): Uint8Array | undefined {
    try {
      return this.#unpack(stream, maxDirectoryBytes - this.#directoryBytes);
    } catch (error) {
      if (!(error instanceof PdfRefusal) || error.reason === 'too_large') throw error;
      this.#isDamaged = true;
      return undefined;
    }
  }

  #unpack({ dict, start, end }: PdfStream, limit: number): Uint8Array | undefined {
    const filter = this.resolve(dict.entries.get('Filter') ?? dict.entries.get('F'));
    const names =
      filter?.type === 'array' ? filter.items.map((item) => this.resolve(item)) : filter ? [filter] : [];
    let bytes: Uint8Array | undefined = this.#bytes.subarray(start, end);
    for (const name of names) {
      if (bytes === undefined || name?.type !== 'name') return undefined;
      bytes = unpackOnce(bytes, name.name, limit);
    }
    if (bytes !== undefined && bytes.length > limit) throw new PdfRefusal('too_large');
    return bytes;
  }
}

/** The name under a key, when there is one. */
export function nameIn(dict: PdfDict, key: string): string | undefined {
  const value = dict.entries.get(key);
  return value?.type === 'name' ? value.name : undefined;
}

function numberIn(dict: PdfDict, key: string): number | undefined {
  const value = dict.entries.get(key);
  return value?.type === 'other' && /^\d{1,10}$/.test(value.word) ? Number(value.word) : undefined;
}

/** `Length` when the end mark is there, else the next end mark: lengths are often wrong, and may be references. */
function endOfStream(dict: PdfDict, text: string, start: number): number {
  const length = numberIn(dict, 'Length');
  if (length !== undefined && /^\s*endstream/.test(text.slice(start + length, start + length + 20)))
    return start + length;
  const end = text.indexOf('endstream', start);
  return end < 0 ? text.length : end;
}

function unpackOnce(bytes: Uint8Array, filter: string, limit: number): Uint8Array | undefined {
  if (filter === 'FlateDecode' || filter === 'Fl') return inflate(bytes, limit);
  if (filter === 'ASCIIHexDecode' || filter === 'AHx') {
    return Buffer.from(
      Buffer.from(bytes)
        .toString('latin1')
        .replace(/>.*$/s, '')
        .replace(/[^0-9a-f]/gi, ''),
      'hex',
    );
  }
  return undefined;
}

/** Inflates at most `limit` bytes. A stream without its end gives what there is: the reader of the XML will notice. */
function inflate(bytes: Uint8Array, limit: number): Uint8Array {
  const options = { maxOutputLength: Math.max(1, limit), finishFlush: constants.Z_SYNC_FLUSH };
  try {
    return inflateSync(bytes, options);
  } catch (error) {
    const isTooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    throw new PdfRefusal(isTooLarge ? 'too_large' : 'damaged');
  }
}
