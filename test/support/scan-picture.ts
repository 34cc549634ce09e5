import jsqr from 'jsqr';
import { inflateSync } from 'node:zlib';

/** What a camera reads on a picture of one bit a pixel, looked at as a page shows it: every second pixel. */
export function scanPicture(png: Uint8Array): { text: string | undefined; side: number } {
  const bytes = Buffer.from(png);
  const full = bytes.readUInt32BE(16);
  const rows = inflateSync(bytes.subarray(41, 41 + bytes.readUInt32BE(33)));
  const stride = 1 + Math.ceil(full / 8);
  const side = Math.floor(full / 2);
  const points = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const isWhite = ((rows[2 * y * stride + 1 + (x >> 2)] ?? 0) & (0x80 >> ((2 * x) & 7))) !== 0;
      if (!isWhite) points.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
    }
  }
  return { text: jsqr.default(points, side, side, { inversionAttempts: 'dontInvert' })?.data, side: full };
}
