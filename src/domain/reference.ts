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
 * Belgium `+++ddd/dddd/ddddd+++` when it is a structured one, else `RF…` if asked for and possible, else the number.
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
  return isRf(own) ? formatRf(own) : own;
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

/** Groups of four, as ISO 11649 asks for on paper. */
export function formatRf(reference: string): string {
  const bare = reference.replace(/\s/g, '').toUpperCase();
  return bare.replace(/(.{4})(?=.)/g, '$1 ');
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

/** Remainder by 97 of a text in which A counts as 10 and Z as 35. */
function modulo97(text: string): number {
  let remainder = 0;
  for (const character of text) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder;
}
