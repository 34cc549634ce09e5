import { blackAndWhite } from './png.ts';
import { type QrModules, sturdyCode } from './qr.ts';

/** A payment code as a picture, and the side at which one of its modules is four pixels of a page. */
export interface PaymentPicture {
  readonly png: Uint8Array;
  readonly side: number;
}

/** Modules of white around the code: without them it is not found on a dark page. */
const border = 4;
/** Pixels of the picture for one of its modules: two for each pixel of a page, so that it is sharp on fine screens. */
const scale = 8;

/** Draws the payload of a payment code; a Swiss one has the cross in its middle that tells it from all others. */
export function paymentPicture({
  kind,
  payload,
}: {
  kind: 'epc' | 'swiss';
  payload: string;
}): PaymentPicture {
  const code = sturdyCode(payload);
  const side = (code.length + 2 * border) * scale;
  const cross = kind === 'swiss' ? swissCross(code.length * scale) : () => undefined;
  const rows = Array.from({ length: side }, (_, y) =>
    Array.from({ length: side }, (_column, x) => {
      const [left, top] = [x - border * scale, y - border * scale];
      return cross(left, top) ?? isDark(code, Math.floor(left / scale), Math.floor(top / scale));
    }),
  );
  return { png: blackAndWhite(rows), side: side / 2 };
}

function isDark(code: QrModules, column: number, row: number): boolean {
  return code[row]?.[column] === true;
}

/**
 * The Swiss cross: of a code that is 46 mm wide it takes 7 mm, a white rim included. Answers black, white, or nothing
 * outside of it. The proportions of the cross are those of the flag: 20 of 32, arms of 6.
 */
function swissCross(width: number): (x: number, y: number) => boolean | undefined {
  const unit = width / 46;
  const middle = (width - 1) / 2;
  return (x, y) => {
    const [away, along] = [Math.abs(x - middle), Math.abs(y - middle)];
    if (Math.max(away, along) > 3.5 * unit) return undefined;
    if (Math.max(away, along) > 3 * unit) return false;
    const [short, long] = [Math.min(away, along), Math.max(away, along)];
    return !(short < (6 / 32) * 3 * unit && long < (20 / 32) * 3 * unit);
  };
}
