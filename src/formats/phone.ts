import type { CountryCode } from 'libphonenumber-js/min';

/** A telephone number in the forms the program needs. */
export interface Phone {
  /** For the eye: as in its own country, with the country code for a number abroad. */
  readonly display: string;
  /** `+33388001122`. */
  readonly e164: string;
  /** A link that dials: `tel:+33388001122`. */
  readonly tel: string;
}

/**
 * Reads a number as it is written in `country` (ISO 3166, also lower case); `undefined` when it is none, or has words in
 * it. The library is loaded at the first call.
 */
export async function readPhone(text: string, country: string): Promise<Phone | undefined> {
  const { isSupportedCountry, parsePhoneNumberFromString } = await import('libphonenumber-js/min');
  const code = country.toUpperCase();
  const home: CountryCode | undefined = isSupportedCountry(code) ? code : undefined;
  const options = { extract: false, ...(home === undefined ? {} : { defaultCountry: home }) };
  const number = parsePhoneNumberFromString(text.normalize('NFKC').trim(), options);
  if (!number?.isValid()) return undefined;
  const isHome =
    number.country === home || (home !== undefined && number.getPossibleCountries().includes(home));
  return {
    display: isHome ? number.formatNational() : number.formatInternational(),
    e164: number.number,
    tel: number.getURI(),
  };
}
