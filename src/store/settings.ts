import type { Profile } from '../domain/profile.ts';
import type { ProfileStore, SettingsStore } from './ledger.ts';
import { jsonOf, nameOf, textOf, textOrNull } from './rows.ts';
import type { Row } from './rows.ts';
import { insert } from './session.ts';
import type { Session } from './session.ts';

/** Each saved profile is kept; the last one counts. */
export function profileStore(session: Session): ProfileStore {
  return {
    load: () => {
      const text = 'SELECT * FROM profiles ORDER BY id DESC LIMIT 1';
      const row = session.sql(text).get();
      return row && toProfile(row);
    },
    save: (profile) =>
      session.write(() => {
        insert(session, 'profiles', {
          first_name: profile.firstName,
          last_name: profile.lastName,
          business: profile.business,
          phone: profile.phone,
          email: profile.email,
          address: profile.address,
          country: profile.country,
          region: profile.region,
          language: profile.language,
          iban: profile.iban,
          bic: profile.bic,
          legal_id: profile.legalId,
          payment_methods_json: JSON.stringify(profile.paymentMethods),
          payment_link: profile.paymentLink,
          signature: profile.signature,
          recorded_at: session.now(),
        });
      }),
  };
}

/** Each setting is kept with its moment; the last value of a key counts, `NULL` takes it away. */
export function settingsStore(session: Session): SettingsStore {
  const put = (key: string, value: string | null) => {
    session.write(() => insert(session, 'settings', { key, value, recorded_at: session.now() }));
  };
  return {
    all: () => {
      const text = 'SELECT key, value, max(id) FROM settings GROUP BY key ORDER BY key';
      const settings = new Map<string, string>();
      for (const row of session.sql(text).all()) {
        const value = textOrNull(row['value'], 'value');
        if (value !== null) settings.set(textOf(row['key'], 'key'), value);
      }
      return settings;
    },
    set: put,
    unset: (key) => put(key, null),
  };
}

function toProfile(row: Row): Profile {
  return {
    firstName: textOf(row['first_name'], 'first_name'),
    lastName: textOf(row['last_name'], 'last_name'),
    business: textOf(row['business'], 'business'),
    phone: textOrNull(row['phone'], 'phone'),
    email: textOrNull(row['email'], 'email'),
    address: textOrNull(row['address'], 'address'),
    country: textOf(row['country'], 'country'),
    region: textOrNull(row['region'], 'region'),
    language: nameOf(row['language'], 'language'),
    iban: textOrNull(row['iban'], 'iban'),
    bic: textOrNull(row['bic'], 'bic'),
    legalId: textOrNull(row['legal_id'], 'legal_id'),
    paymentMethods: jsonOf<string[]>(row['payment_methods_json'], 'payment_methods_json'),
    paymentLink: textOrNull(row['payment_link'], 'payment_link'),
    signature: textOrNull(row['signature'], 'signature'),
  };
}
