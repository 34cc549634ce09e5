import { describe, expect, it } from 'vitest';
import {
  loginName,
  mailProvider,
  mailProviders,
  providerOfAddress,
  providerOfExchanger,
  tidyPassword,
} from '../../src/domain/mail-provider.ts';
import { loadWords } from '../../src/script/words.ts';

const templates = new URL('../../templates', import.meta.url).pathname;

// Written out by hand, so that a slip in the table is a red row here.
const table = [
  ['gmail', 'smtp.gmail.com', 465, 'tls', 'imap.gmail.com', 993, 'tls', 'app_password'],
  ['microsoft365', 'smtp.office365.com', 587, 'starttls', 'outlook.office365.com', 993, 'tls', 'token'],
  ['outlook', 'smtp-mail.outlook.com', 587, 'starttls', 'outlook.office365.com', 993, 'tls', 'token'],
  ['icloud', 'smtp.mail.me.com', 587, 'starttls', 'imap.mail.me.com', 993, 'tls', 'app_password'],
  ['fastmail', 'smtp.fastmail.com', 465, 'tls', 'imap.fastmail.com', 993, 'tls', 'app_password'],
  ['proton', '127.0.0.1', 1025, 'starttls', '127.0.0.1', 1143, 'starttls', 'bridge'],
  ['ovh', 'ssl0.ovh.net', 465, 'tls', 'ssl0.ovh.net', 993, 'tls', 'password'],
  ['infomaniak', 'mail.infomaniak.com', 465, 'tls', 'mail.infomaniak.com', 993, 'tls', 'password'],
  ['gandi', 'mail.gandi.net', 465, 'tls', 'mail.gandi.net', 993, 'tls', 'password'],
  ['free', 'smtp.free.fr', 465, 'tls', 'imap.free.fr', 993, 'tls', 'password'],
  ['orange', 'smtp.orange.fr', 465, 'tls', 'imap.orange.fr', 993, 'tls', 'password'],
  ['zoho', 'smtp.zoho.com', 465, 'tls', 'imap.zoho.com', 993, 'tls', 'app_password'],
  ['zoho-eu', 'smtp.zoho.eu', 465, 'tls', 'imap.zoho.eu', 993, 'tls', 'app_password'],
  ['zoho-pro', 'smtppro.zoho.com', 465, 'tls', 'imappro.zoho.com', 993, 'tls', 'app_password'],
  ['zoho-pro-eu', 'smtppro.zoho.eu', 465, 'tls', 'imappro.zoho.eu', 993, 'tls', 'app_password'],
] as const;

describe('the usual providers', () => {
  it('are these, with these servers', () => {
    const rows = mailProviders.map(({ id, smtp, imap, secret }) => [
      id, smtp.host, smtp.port, smtp.security, imap.host, imap.port, imap.security, secret,
    ]); // biome-ignore format: one row
    expect(rows).toEqual(table);
  });

  it.each(['fr', 'en'] as const)('are all named by the help, and say what they want: %s', (language) => {
    const words = loadWords(language, { builtIn: templates, user: null });
    const names = mailProviders.map(({ id }) => id).join(', ');
    for (const key of ['mail.option.provider', 'init.option.mail_provider', 'config.meaning.mail.provider'])
      expect(words.label(key)).toContain(names);
    for (const { id, page } of mailProviders) {
      const about = words.label(`mail.setup.about.${id}`, { page: page ?? '' });
      expect(about.includes(page ?? '')).toBe(true);
    }
  });

  it('name the page of an app password, and share no domain', () => {
    const wanting = mailProviders.filter(({ secret }) => secret === 'app_password');
    expect(wanting.filter(({ page }) => page?.startsWith('https://') !== true)).toEqual([]);
    for (const field of ['domains', 'exchangers'] as const) {
      const names = mailProviders.flatMap((provider) => provider[field]);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it.each([
    ['nadia@gmail.com', 'gmail'],
    ['nadia@GoogleMail.com', 'gmail'],
    ['nadia@hotmail.fr', 'outlook'],
    ['nadia@outlook.com', 'outlook'],
    ['nadia@me.com', 'icloud'],
    ['nadia@pm.me', 'proton'],
    ['nadia@wanadoo.fr', 'orange'],
    ['nadia@free.fr', 'free'],
    ['nadia@zohomail.eu', 'zoho-eu'],
    ['nadia@gmail.com.example', undefined],
    ['nadia@notgmail.com', undefined],
    ['nadia@atelier.example', undefined],
    ['gmail.com@atelier.example', undefined],
  ])('%s is with %s', (address, id) => {
    expect(providerOfAddress(address)?.id).toBe(id);
  });

  it.each([
    ['aspmx.l.google.com', 'gmail'],
    ['ALT1.ASPMX.L.GOOGLE.COM.', 'gmail'],
    ['atelier-example.mail.protection.outlook.com', 'microsoft365'],
    ['mx1.mail.ovh.net', 'ovh'],
    ['mta-gw.infomaniak.ch', 'infomaniak'],
    ['spool.mail.gandi.net', 'gandi'],
    ['in1-smtp.messagingengine.com', 'fastmail'],
    ['mail.protonmail.ch', 'proton'],
    ['mx.zoho.eu', 'zoho-pro-eu'],
    ['mx.zoho.com', 'zoho-pro'],
    ['mx.notgoogle.com', undefined],
    ['google.com.evil.example', undefined],
  ])('mail that goes to %s is with %s', (host, id) => {
    expect(providerOfExchanger(host)?.id).toBe(id);
  });

  it('are logged in to by the address, or by what stands before the @', () => {
    const name = (id: string, way: 'smtp' | 'imap') => {
      const provider = mailProvider(id);
      return provider === undefined ? undefined : loginName(provider[way], 'nadia.b@home.example');
    };
    expect([name('gmail', 'smtp'), name('icloud', 'smtp'), name('icloud', 'imap'), name('free', 'imap')]).toEqual([
      'nadia.b@home.example', 'nadia.b@home.example', 'nadia.b', 'nadia.b',
    ]); // biome-ignore format: one row
    expect(mailProvider('pigeon')).toBeUndefined();
  });

  it.each([
    ['gmail', 'abcd efgh ijkl mnop', 'abcdefghijklmnop'],
    ['gmail', ' abcd efgh ijkl mnop ', 'abcdefghijklmnop'],
    ['gmail', 'a pass phrase', 'a pass phrase'],
    ['orange', 'abcd efgh ijkl mnop', 'abcd efgh ijkl mnop'],
  ])('%s: %j is kept as %j', (id, typed, kept) => {
    const provider = mailProvider(id);
    expect(provider && tidyPassword(provider, typed)).toBe(kept);
  });
});
