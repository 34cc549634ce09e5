import type { Context } from '../cli/context.ts';
import { DunError } from '../domain/errors.ts';
import { keptMethod, typedMethod } from '../domain/payment-method.ts';
import type { Language, Profile } from '../domain/profile.ts';
import { longestName, notTooLong, readCountry, readEmail, readLanguage, readPhone } from './read-values.ts';

export type ProfileFlag =
  | 'first' | 'last' | 'business' | 'lang' | 'country' | 'region' | 'phone' | 'email' | 'address' | 'iban' | 'bic' | 'legalId'
  | 'methods' | 'paymentLink' | 'signature'; // biome-ignore format: one row of names

/** The profile as typed, by flag; an empty text clears a field. */
export type ProfileTexts = { readonly [K in ProfileFlag]?: string };

/** What reading a field may ask: the libraries that know formats, and the country of its numbers. */
type Where = Pick<Context, 'checks'> & { readonly country: string };

/** One field of the profile: how its text becomes a value. */
export interface ProfileField {
  readonly flag: ProfileFlag;
  /** Without it there is no profile. */
  readonly isNeeded: boolean;
  /** Asked for on a terminal; the others have a flag only. */
  readonly isAsked: boolean;
  readonly standard?: (language: Language) => string;
  /** DunError 2 when the text is of no use. */
  readonly read: (text: string, where: Where) => Partial<Profile> | Promise<Partial<Profile>>;
  readonly text: (profile: Profile) => string | null;
}

const needed = (flag: ProfileFlag, field: 'firstName' | 'lastName' | 'business'): ProfileField => ({
  flag,
  isNeeded: true,
  isAsked: true,
  read: (text) => {
    if (text.trim() === '') throw new DunError('value.missing', 2, { flag: `--${flag}` });
    return {
      [field]: notTooLong({ flag: `--${flag}`, text: text.replace(/\s+/g, ' ').trim() }, longestName),
    };
  },
  text: (profile) => profile[field],
});

const optional = (
  flag: ProfileFlag,
  field: keyof Profile,
  more: Partial<ProfileField> = {},
): ProfileField => ({
  flag,
  isNeeded: false,
  isAsked: false,
  read: (text) => ({ [field]: text.trim() || null }),
  text: (profile) => {
    const value = profile[field];
    return Array.isArray(value) ? value.join(', ') : value === null ? null : String(value);
  },
  ...more,
});

/** In the order of the questions: who, where from, how to reach, how to be paid. */
export const profileFields: readonly ProfileField[] = [
  needed('first', 'firstName'),
  needed('last', 'lastName'),
  needed('business', 'business'),
  optional('lang', 'language', {
    isAsked: false,
    read: (text) => (text === '' ? {} : { language: readLanguage({ flag: '--lang', text }) }),
  }),
  optional('country', 'country', {
    isAsked: true,
    standard: (language) => (language === 'fr' ? 'FR' : 'GB'),
    read: (text) => ({ country: readCountry({ flag: '--country', text }) }),
  }),
  optional('region', 'region', { read: (text) => ({ region: text.trim().toUpperCase() || null }) }),
  optional('phone', 'phone', {
    isAsked: true,
    read: async (text, where) => ({
      phone: text === '' ? null : await readPhone({ flag: '--phone', text }, where.country, where),
    }),
  }),
  optional('email', 'email', {
    isAsked: true,
    read: (text) => ({ email: text === '' ? null : readEmail({ flag: '--email', text }) }),
  }),
  optional('address', 'address'),
  optional('iban', 'iban', { isAsked: true, read: readIban }),
  optional('bic', 'bic', { read: readBic }),
  optional('legalId', 'legalId'),
  optional('methods', 'paymentMethods', {
    isAsked: true,
    standard: (language) => (language === 'fr' ? 'virement' : 'bank transfer'),
    read: (text) => ({ paymentMethods: text.split(/[,;]/).map(keptMethod).filter(Boolean) }),
    text: ({ paymentMethods, language }) =>
      paymentMethods.map((method) => typedMethod(method, language)).join(', '),
  }),
  optional('paymentLink', 'paymentLink', { read: readLink }),
  optional('signature', 'signature'),
];

/** The text of a field as it stands in a profile, to be offered as the default. */
export function textOf(field: ProfileField, profile: Profile | undefined): string | undefined {
  return profile === undefined ? undefined : (field.text(profile) ?? undefined);
}

/** The profile with the texts laid over what is there. DunError 2 for the first text that is of no use. */
export async function readProfile(
  context: Pick<Context, 'checks' | 'language'>,
  texts: ProfileTexts,
  present: Profile | undefined,
): Promise<Profile> {
  let profile: Profile = present ?? {
    firstName: '', lastName: '', business: '', phone: null, email: null, address: null, country: 'FR', region: null,
    language: context.language, iban: null, bic: null, legalId: null, paymentMethods: [], paymentLink: null, signature: null,
  }; // biome-ignore format: nothing known yet
  for (const field of profileFields) {
    const text =
      texts[field.flag] ?? (present === undefined ? field.standard?.(context.language) : undefined);
    if (text !== undefined)
      profile = { ...profile, ...(await field.read(text, { ...context, country: profile.country })) };
  }
  return profile;
}

async function readIban(text: string, { checks }: Where): Promise<Partial<Profile>> {
  if (text.trim() === '') return { iban: null };
  const checked = await checks.iban(text);
  if ('iban' in checked) return { iban: checked.iban };
  const bare = text.replace(/[^a-z0-9]/gi, '').toUpperCase();
  const values = { text, country: bare.slice(0, 2), digits: bare.slice(2, 4), length: bare.length };
  throw new DunError(`value.iban.${checked.problem}`, 2, {
    ...values,
    groups: bare.replace(/(.{4})(?=.)/g, '$1 '),
  });
}

function readBic(text: string): Partial<Profile> {
  const bic = text.replace(/\s/g, '').toUpperCase();
  if (bic !== '' && !/^[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/.test(bic))
    throw new DunError('value.bic', 2, { text });
  return { bic: bic || null };
}

function readLink(text: string): Partial<Profile> {
  const link = text.trim();
  if (link !== '' && !/^https:\/\/[^\s"<>]+$/.test(link)) throw new DunError('value.link', 2, { text });
  return { paymentLink: link || null };
}
