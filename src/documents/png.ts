import { crc32, deflateSync } from 'node:zlib';

/**
 * A picture in black and white as PNG: one bit a pixel, `true` = black. Same rows, same bytes. Written here because it is
 * thirty lines, and a library would bring native code or a canvas along.
 */
export function blackAndWhite(rows: readonly (readonly boolean[])[]): Uint8Array {
  const [width, height] = [rows[0]?.length ?? 0, rows.length];
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, width);
  header.setUint32(4, height);
  // One bit deep, greyscale; compression, filter and order have one value each.
  header.setUint8(8, 1);
  return Buffer.concat([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', new Uint8Array(header.buffer)),
    chunk('IDAT', deflateSync(pixels(rows, width), { level: 9 })),
    chunk('IEND', new Uint8Array()),
  ]);
}

/** Each row starts with the number of its filter, none; a bit that is set is white. */
function pixels(rows: readonly (readonly boolean[])[], width: number): Uint8Array {
  const stride = 1 + Math.ceil(width / 8);
  const bytes = new Uint8Array(stride * rows.length);
  rows.forEach((row, y) => {
    row.forEach((isBlack, x) => {
      const at = y * stride + 1 + (x >> 3);
      if (!isBlack) bytes[at] = (bytes[at] ?? 0) | (0x80 >> (x & 7));
    });
  });
  return bytes;
}

function chunk(name: string, content: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(content.length);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}
