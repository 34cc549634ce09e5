import type { Invoice } from './invoice.ts';

/** Which form of reference the payer is asked to quote. */
export interface ReferenceChoice {
  /** Country of the profile or the client: Belgian banks know the structured communication. */
  readonly country: string;
  /** The user's setting: an ISO 11649 reference where the invoice has none of its own. */
  readonly prefersRf: boolean;
}

/**
 * The reference a payer should quote, as it is printed (practice C10, facts 3.2): the invoice's own one, in
 * Belgium `+++ddd/dddd/ddddd+++` and in Switzerland groups of five digits when it is a structured one, else `RF…` if
 * asked for and possible, else the number.
 */
export function referenceFor(
  invoice: Pick<Invoice, 'number' | 'reference'>,
  choice: ReferenceChoice,
): string {
  const own = invoice.reference?.trim();
  if (own) return ownReference(own, choice.country);
  const rf = choice.prefersRf ? makeRf(invoice.number) : undefined;
  return rf === undefined ? invoice.number : formatRf(rf);
}

// Twelve bare digits pass modulo 97 once in a hundred by chance, so only Belgium reads them as structured.
function ownReference(own: string, country: string): string {
  if (country === 'BE' && isOgm(own)) return formatOgm(own);
  if ((country === 'CH' || country === 'LI') && isQrr(own)) return formatQrr(own);
  return isRf(own) ? formatRf(own) : own;
}

/** A reference that banks carry in a field of its own, as that field holds it: without blanks. */
export interface StructuredReference {
  readonly kind: 'rf' | 'ogm' | 'qrr';
  readonly code: string;
}

/**
 * What a printed reference is to a bank; `undefined` for free text. Bare digits are free text: only the printed forms,
 * `+++…+++` and the Swiss groups, say that somebody meant them to be structured.
 */
export function structureOf(printed: string): StructuredReference | undefined {
  const bare = printed.replace(/\s/g, '').toUpperCase();
  if (isRf(bare)) return { kind: 'rf', code: bare };
  if (/^(?:\+\+\+|\*\*\*)/.test(bare) && isOgm(bare)) return { kind: 'ogm', code: bare.replace(/\D/g, '') };
  return isQrr(printed) && /\s/.test(printed.trim()) ? { kind: 'qrr', code: bare } : undefined;
}

/**
 * ISO 11649: `RF`, two check digits, the body. `-`, `/`, `.` and spaces are taken out of the body first.
 * `undefined` when other characters remain or more than 21: a reference is never cut, it would name another invoice.
 */
export function makeRf(body: string): string | undefined {
  const bare = body.replace(/[-/.\s]/g, '').toUpperCase();
  if (!/^[A-Z0-9]{1,21}$/.test(bare)) return undefined;
  const check = 98 - modulo97(`${bare}RF00`);
  return `RF${String(check).padStart(2, '0')}${bare}`;
}

/** Are the check digits of this `RF…` reference right? Spaces and case do not matter. */
export function isRf(text: string): boolean {
  const bare = text.replace(/\s/g, '').toUpperCase();
  const match = /^RF(\d{2})([A-Z0-9]{1,21})$/.exec(bare);
  return match !== null && modulo97(`${match[2]}RF${match[1]}`) === 1;
}

/** As ISO 11649 asks for on paper. */
export function formatRf(reference: string): string {
  return inFours(reference.replace(/\s/g, '').toUpperCase());
}

/** Groups of four, the way an IBAN and an RF reference are printed: `FR76 3000 6000 0112 3456 7890 189`. */
export function inFours(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1 ');
}

/** Belgian structured communication of ten digits: `+++090/9337/55493+++`. `undefined` for anything but ten digits. */
export function makeOgm(digits: string): string | undefined {
  if (!/^\d{10}$/.test(digits)) return undefined;
  const check = modulo97(digits) || 97;
  return formatOgm(digits + String(check).padStart(2, '0'));
}

/** Is this a valid Belgian structured communication: between `+++`, between `***`, or as twelve digits? */
export function isOgm(text: string): boolean {
  const shape = /^(?:\+\+\+(.*)\+\+\+|\*\*\*(.*)\*\*\*|([^+*]*))$/.exec(text.trim());
  const inner = shape?.[1] ?? shape?.[2] ?? shape?.[3] ?? '';
  if (!/^\d{3}\/?\d{4}\/?\d{5}$/.test(inner.replace(/\s/g, ''))) return false;
  const digits = inner.replace(/\D/g, '');
  return (modulo97(digits.slice(0, 10)) || 97) === Number(digits.slice(10));
}

/** Twelve digits in their printed form. */
export function formatOgm(text: string): string {
  const digits = text.replace(/\D/g, '');
  return `+++${digits.slice(0, 3)}/${digits.slice(3, 7)}/${digits.slice(7)}+++`;
}

/** Swiss reference of 26 digits, filled up with zeros on the left; `undefined` for anything else. */
export function makeQrr(digits: string): string | undefined {
  if (!/^\d{1,26}$/.test(digits)) return undefined;
  const body = digits.padStart(26, '0');
  return body + String(recursive10(body));
}

/** Is this a Swiss QR reference: 27 digits, not all of them zero, the last one their check digit? Spaces do not matter. */
export function isQrr(text: string): boolean {
  const bare = text.replace(/\s/g, '');
  return /^\d{27}$/.test(bare) && /[1-9]/.test(bare) && recursive10(bare.slice(0, 26)) === Number(bare[26]);
}

/** As it is printed: two digits, then groups of five. */
export function formatQrr(reference: string): string {
  const bare = reference.replace(/\s/g, '');
  return `${bare.slice(0, 2)} ${bare.slice(2).replace(/(.{5})(?=.)/g, '$1 ')}`;
}

/** An account that takes payments with a QR reference only: its bank number lies between 30000 and 31999. */
export function isQrIban(iban: string): boolean {
  return /^(?:CH|LI)\d{2}3[01]\d{3}/.test(iban);
}

/** Do the check digits after the first two letters fit, as ISO 13616 (IBAN) and ISO 11649 (RF) both have them? */
export function hasCheckDigits(code: string): boolean {
  return /^[A-Z]{2}\d{2}[A-Z0-9]+$/.test(code) && modulo97(code.slice(4) + code.slice(0, 4)) === 1;
}

/** Modulo 10, recursive, of the Swiss payment slips. */
function recursive10(digits: string): number {
  const table = [0, 9, 4, 6, 8, 2, 7, 1, 3, 5];
  let carry = 0;
  for (const digit of digits) carry = table[(carry + Number(digit)) % 10] ?? 0;
  return (10 - carry) % 10;
}

/** Remainder by 97 of a text in which A counts as 10 and Z as 35. */
function modulo97(text: string): number {
  let remainder = 0;
  for (const character of text) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder;
}
