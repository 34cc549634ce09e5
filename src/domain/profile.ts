/** The two languages of the screen, the script and the memo. */
export type Language = 'fr' | 'en';

export const languages: readonly Language[] = ['fr', 'en'];

/** Who calls: the freelancer. Absent facts are `null`. */
export interface Profile {
  readonly firstName: string;
  readonly lastName: string;
  readonly business: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly address: string | null;
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string;
  /** Subdivision with holidays of its own: `57`, `67`, `68` in France, `SCT` in the United Kingdom, a US state … */
  readonly region: string | null;
  readonly language: Language;
  /** Without spaces, upper case, check digits verified. */
  readonly iban: string | null;
  readonly bic: string | null;
  /** SIRET, enterprise number, VAT number: printed under the signature as it is. */
  readonly legalId: string | null;
  /** What the client may pay with, in the user's words: `transfer`, `card` … */
  readonly paymentMethods: readonly string[];
  readonly paymentLink: string | null;
  readonly signature: string | null;
}
