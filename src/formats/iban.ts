import { validateIBAN, ValidationErrorsIBAN } from 'ibantools';

/** A sound IBAN without spaces in upper case, or the first thing that is wrong with it. */
export type IbanCheck =
  | { readonly iban: string }
  | { readonly problem: 'country' | 'length' | 'format' | 'checksum' };

type Problem = Extract<IbanCheck, { problem: string }>['problem'];

/** What each finding means to the person who typed; the earliest row that applies is told. */
const problems: readonly (readonly [Problem, readonly ValidationErrorsIBAN[]])[] = [
  ['country', [ValidationErrorsIBAN.NoIBANCountry]],
  ['length', [ValidationErrorsIBAN.WrongBBANLength]],
  [
    'format',
    [
      ValidationErrorsIBAN.WrongBBANFormat,
      ValidationErrorsIBAN.ChecksumNotNumber,
      ValidationErrorsIBAN.NoIBANProvided,
    ],
  ],
];

/**
 * Checks an IBAN as it is typed or printed (spaces, dots and hyphens ignored, any case): country, length, pattern, check
 * digits, and the bank's own check digits where the country has them. A Swiss QR-IBAN is an IBAN (facts 3.2).
 */
export function checkIban(text: string): IbanCheck {
  const iban = text
    .replace(/^\s*iban(?=[\s:]|[a-z]{2}\d{2})[\s:]*/i, '')
    .replace(/[\s.\u00a0\u202f-]/g, '')
    .toUpperCase();
  if (!/^[A-Z]{2}[A-Z0-9]+$/.test(iban)) return { problem: 'format' };
  const { valid, errorCodes } = validateIBAN(iban);
  if (valid) return { iban };
  const row = problems.find(([, codes]) => codes.some((code) => errorCodes.includes(code)));
  return { problem: row?.[0] ?? 'checksum' };
}
