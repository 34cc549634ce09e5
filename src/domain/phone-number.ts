import type { Contact } from './client.ts';
import type { Standing } from './standing.ts';

/** How the numbers of one calling code are read: digits after the code, then the form at home and the one abroad. */
type Form = readonly [pattern: RegExp, home: string, abroad: string];

const pairs = '$1 $2 $3 $4';
// biome-ignore format: a table
const forms: Readonly<Record<string, readonly Form[]>> = {
  '1': [[/^(\d{3})(\d{3})(\d{4})$/, '($1) $2-$3', '$1 $2 $3']],
  '32': [
    [/^(4\d\d)(\d\d)(\d\d)(\d\d)$/, `0${pairs}`, pairs],
    [/^([2349])(\d{3})(\d\d)(\d\d)$/, `0${pairs}`, pairs],
    [/^(\d\d)(\d\d)(\d\d)(\d\d)$/, `0${pairs}`, pairs],
  ],
  '33': [[/^(\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, `0${pairs} $5`, `${pairs} $5`]],
  '41': [[/^(\d\d)(\d{3})(\d\d)(\d\d)$/, `0${pairs}`, pairs]],
  '44': [
    [/^(2\d)(\d{4})(\d{4})$/, '0$1 $2 $3', '$1 $2 $3'],
    [/^(7\d{3})(\d{6})$/, '0$1 $2', '$1 $2'],
    [/^(1\d1|11\d|[389]\d\d)(\d{3})(\d{4})$/, '0$1 $2 $3', '$1 $2 $3'],
    [/^(1\d{3})(\d{5,6})$/, '0$1 $2', '$1 $2'],
  ],
  '49': [
    [/^(30|40|69|89)(\d{4,8})$/, '0$1 $2', '$1 $2'],
    [/^(1[5-7]\d|[2-9]\d\d)(\d{4,8})$/, '0$1 $2', '$1 $2'],
  ],
  '352': [
    [/^(6\d\d)(\d{3})(\d{3})$/, '$1 $2 $3', '$1 $2 $3'],
    [/^(\d\d)(\d\d)(\d\d)(\d\d)$/, pairs, pairs],
    [/^(\d\d)(\d\d)(\d\d)$/, '$1 $2 $3', '$1 $2 $3'],
  ],
};

const codeOf: Readonly<Record<string, string>> = {
  FR: '33', BE: '32', LU: '352', CH: '41', GB: '44', DE: '49', US: '1', CA: '1',
}; // biome-ignore format: a table

/** Calling codes of one and of two digits; all others have three. */
const shortCode = /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])(?=\d)/;

/**
 * A stored number (`+33388001122`) as one reads it out: as at home for a client of that country, with its calling code
 * otherwise. What is stored as it was typed comes back unchanged. No library: the due list cannot wait for one.
 */
export function readablePhone(number: string, country: string): string {
  return inForm(number, codeOf[country.toUpperCase()]);
}

/** The same on a line between two numbers: as at home when both have one calling code, else in the form that works anywhere. */
export function phoneBetween(number: string, other: string | null): string {
  return inForm(number, other === null ? undefined : callingCode(other));
}

function callingCode(number: string): string | undefined {
  const digits = /^\+(\d{6,15})$/.exec(number)?.[1];
  return digits && (shortCode.exec(digits)?.[0] ?? digits.slice(0, 3));
}

function inForm(number: string, home: string | undefined): string {
  const code = callingCode(number);
  if (code === undefined) return number;
  const own = number.slice(code.length + 1);
  const isHome = home === code;
  const form = forms[code]?.find(([pattern]) => pattern.test(own));
  if (form === undefined) return `+${code} ${inThrees(own)}`;
  const [pattern, athome, abroad] = form;
  return isHome ? own.replace(pattern, athome) : `+${code} ${own.replace(pattern, abroad)}`;
}

/** `912345678` → `912 345 678`, the last group of four rather than of one. */
function inThrees(digits: string): string {
  return digits.replace(/\d{3}(?=\d{2})/g, '$& ');
}

/**
 * The number to dial: the one that was agreed, else the contact's own, else the client's. A number that was found dead
 * is not proposed again, whoever else is entered with it (practice D3 "bad number"). `null`: none is known.
 */
export function numberToDial(
  { client, contacts }: Pick<Standing, 'client' | 'contacts'>,
  {
    contact,
    agreed = null,
  }: { readonly contact: Contact | null | undefined; readonly agreed?: string | null },
): string | null {
  const dead = new Set(
    contacts.flatMap(({ phone, isPhoneInvalid }) => (phone !== null && isPhoneInvalid ? [bare(phone)] : [])),
  );
  const own = [agreed, contact?.phone ?? null, client.phone];
  return own.find((number) => number !== null && !dead.has(bare(number))) ?? null;
}

/** Without blanks, dots and brackets, so that two ways of writing are one number. */
function bare(number: string): string {
  return number.replace(/[^\d+]/g, '');
}
