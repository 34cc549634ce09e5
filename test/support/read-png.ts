import { inflateSync } from 'node:zlib';

/** Pixels as a camera takes them: four bytes each, red, green, blue and how much of it. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** Reads the picture of a browser: a PNG of 8 bits a channel, with or without alpha, not interlaced. */
export function readPng(png: Buffer): Pixels {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const channels = png[25] === 6 ? 4 : 3;
  const stride = width * channels;
  const filtered = inflateSync(Buffer.concat(chunksOf(png, 'IDAT')));
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  let above = new Uint8Array(stride);
  for (let y = 0; y < height; y += 1) {
    const start = y * (stride + 1);
    const row = unfiltered(filtered.subarray(start, start + stride + 1), above, channels);
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 4;
      for (let channel = 0; channel < channels; channel += 1)
        data[at + channel] = row[x * channels + channel] ?? 0;
    }
    above = row;
  }
  return { width, height, data };
}

function chunksOf(png: Buffer, kind: string): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === kind) found.push(png.subarray(at + 8, at + 8 + length));
  }
  return found;
}

/** One row without the filter that its first byte names. */
function unfiltered(row: Uint8Array, above: Uint8Array, channels: number): Uint8Array<ArrayBuffer> {
  const guess = guesses[row[0] ?? 0] ?? guesses[0];
  const plain = new Uint8Array(row.length - 1);
  for (let at = 0; at < plain.length; at += 1) {
    const [left, up, corner] = [plain[at - channels] ?? 0, above[at] ?? 0, above[at - channels] ?? 0];
    plain[at] = (row[at + 1] ?? 0) + guess(left, up, corner);
  }
  return plain;
}

type Guess = (left: number, up: number, corner: number) => number;

/** The filters of the format, by number: what a byte is told as the difference from. */
const guesses: readonly [Guess, Guess, Guess, Guess, Guess] = [
  () => 0,
  (left) => left,
  (_, up) => up,
  (left, up) => Math.floor((left + up) / 2),
  (left, up, corner) => {
    const [byLeft, byUp, byCorner] = [
      Math.abs(up - corner),
      Math.abs(left - corner),
      Math.abs(left + up - 2 * corner),
    ];
    if (byLeft <= byUp && byLeft <= byCorner) return left;
    return byUp <= byCorner ? up : corner;
  },
];
