import { DunError } from '../domain/errors.ts';

export interface DecodedText {
  readonly text: string;
  /** Label of the encoding used. */
  readonly encoding: string;
  /** `true` when the bytes were not UTF-8 and nobody said what they are. */
  readonly isGuessed: boolean;
}

/**
 * Text of a file: a byte order mark decides, then `wanted`, then UTF-8, then windows-1252 as a guess.
 * DunError 65 for bytes that are no text or a file cut in the middle of a letter, 2 for an unknown `wanted`.
 */
export function decodeText(bytes: Uint8Array, name: string, wanted: string | null): DecodedText {
  const marked = byteOrderMark(bytes);
  const encoding = marked ?? wanted ?? wideText(bytes) ?? 'utf-8';
  const decoder = decoderFor(encoding);
  const decoded = tryDecode(decoder, bytes);
  if (decoded !== undefined)
    return checked({ text: decoded, encoding: decoder.encoding, isGuessed: false }, name);
  if (marked !== null || wanted !== null)
    throw new DunError('import.encoding_wrong', 65, { file: name, encoding });
  if (isCutLetter(bytes)) throw new DunError('import.cut', 65, { file: name });
  const guess = new TextDecoder('windows-1252').decode(bytes);
  return checked({ text: guess, encoding: 'windows-1252', isGuessed: true }, name);
}

interface Decoder {
  readonly encoding: string;
  decode(bytes: Uint8Array): string;
}

function decoderFor(label: string): Decoder {
  try {
    return new TextDecoder(label, { fatal: true });
  } catch {
    throw new DunError('import.encoding_unknown', 2, { encoding: label });
  }
}

function tryDecode(decoder: Decoder, bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

function byteOrderMark(bytes: Uint8Array): string | null {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return null;
}

/** UTF-16 without a mark: every other byte of a text with western letters is 0. */
function wideText(bytes: Uint8Array): string | null {
  const head = bytes.subarray(0, 200);
  if (head.length < 4) return null;
  const zerosAt = (parity: number) => head.filter((byte, index) => index % 2 === parity && byte === 0).length;
  const most = head.length / 2 - head.length / 10;
  if (zerosAt(1) >= most && zerosAt(0) === 0) return 'utf-16le';
  if (zerosAt(0) >= most && zerosAt(1) === 0) return 'utf-16be';
  return null;
}

/** UTF-8 all along, but for a last letter whose bytes are not all there. */
function isCutLetter(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return text.length < bytes.length;
  } catch {
    return false;
  }
}

function checked(decoded: DecodedText, name: string): DecodedText {
  if (decoded.text.includes('\0')) throw new DunError('import.not_text', 65, { file: name });
  return decoded;
}
