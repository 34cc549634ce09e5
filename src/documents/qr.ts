import { encode } from 'uqr';

/** The modules of a QR code, row by row, without a border; `true` = dark. */
export type QrModules = readonly (readonly boolean[])[];

/**
 * A text as QR codes of the smallest version, the sturdier first: error correction M, and L where that makes the code
 * smaller. On a screen nothing is torn or stained, so L is read as well where M has no room. `RangeError` for a text
 * that no code can hold.
 */
export function qrCodes(text: string): readonly QrModules[] {
  const [sturdy, small] = [modulesOf(text, 'M'), modulesOf(text, 'L')];
  return small.length < sturdy.length ? [sturdy, small] : [sturdy];
}

/** A text as a QR code that still reads with 15 % of it hidden, as both payment codes ask for (facts 3.1). `RangeError` as above. */
export function sturdyCode(text: string): QrModules {
  return modulesOf(text, 'M');
}

// The border is the business of whoever draws: a screen, a picture and a page need different ones.
function modulesOf(text: string, ecc: 'M' | 'L'): QrModules {
  return encode(text, { ecc, boostEcc: false, border: 0 }).data;
}
