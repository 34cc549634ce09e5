import { describe, expect, it } from 'vitest';
import { preflightOf, type PreflightServices } from '../../src/commands/call-preflight.ts';
import { qrCodes } from '../../src/documents/qr.ts';
import { brief } from '../../src/domain/brief.ts';
import type { Client, Contact } from '../../src/domain/client.ts';
import { defaultRules } from '../../src/domain/rule-table.ts';
import { day } from '../../src/domain/day.ts';
import { readPhone } from '../../src/formats/phone.ts';
import { checkIban } from '../../src/formats/iban.ts';
import { loadWords } from '../../src/script/words.ts';
import { aCalendar, aClient, aContact, anInvoice, aProfile, aStanding } from '../support/a-standing.ts';
import { wordFolders } from '../support/prep-services.ts';

interface Case {
  readonly client?: Partial<Client>;
  readonly contact?: Partial<Contact>;
  /** Where the caller is. */
  readonly home?: string;
}

async function ready({ client = {}, contact = {}, home = 'FR' }: Case) {
  const profile = aProfile({ country: home });
  const services: PreflightServices = {
    words: loadWords('fr', wordFolders),
    language: 'fr',
    checks: { iban: checkIban, phone: readPhone },
    qrCodes: async (text) => qrCodes(text),
    profile: () => profile,
  };
  const standing = aStanding({
    client: aClient(client),
    contacts: [aContact(contact)],
    invoices: [anInvoice()],
  });
  const occasion = { today: day('2026-06-09'), minutes: 615, rules: defaultRules, calendar: aCalendar() };
  const page = brief({ standing, profile, lastPrep: undefined, occasion });
  return preflightOf(page, { invoices: [{ number: 'F-2026-044' }] }, services);
}

describe('the number before dialling', () => {
  it.each([
    ['in pairs at home', {}, { display: '03 88 00 11 22', tel: 'tel:+33388001122' }],
    ['as one reads it, however it is on file', { contact: { phone: '03.88.00.11.22' } }, { display: '03 88 00 11 22', tel: 'tel:+33388001122' }],
    ['with its country to a caller abroad', { client: { country: 'BE' }, contact: { phone: '02 511 22 33' } }, { display: '+32 2 511 22 33', tel: 'tel:+3225112233' }],
    ['without it to a caller of that country', { client: { country: 'BE' }, contact: { phone: '02 511 22 33' }, home: 'BE' }, { display: '02 511 22 33', tel: 'tel:+3225112233' }],
    ['as it stands when it cannot be read', { contact: { phone: 'au standard' } }, { display: 'au standard', tel: null }],
  ])('is shown %s', async (_, facts, shown) => {
    const { number } = await ready(facts);
    expect(number).toMatchObject(shown);
    expect(number?.codes).toEqual(shown.tel === null ? [] : qrCodes(shown.tel));
  }); // biome-ignore format: a row a number

  it('comes with the extension of the person whose number it is, not with that of another', async () => {
    expect((await ready({ contact: { extension: '12' } })).number).toMatchObject({ extension: '12' });
    const firm = { client: { phone: '03 88 00 11 00' }, contact: { phone: null, extension: '12' } };
    expect((await ready(firm)).number).toMatchObject({ display: '03 88 00 11 00', extension: null });
  });

  it('may be missing', async () => {
    expect((await ready({ contact: { phone: null } })).number).toBeNull();
  });
});

describe('what stands beside the number', () => {
  it('is what is owed, and that nothing was prepared', async () => {
    const { owed, warnings, voicemailPlan } = await ready({});
    expect([owed.replaceAll('\u00a0', ' '), voicemailPlan]).toEqual(['840,00 € · F-2026-044', 'leave']);
    expect(warnings.at(-1)).toContain('dun prep roussel');
  });
});
