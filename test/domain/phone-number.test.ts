import { describe, expect, test } from 'vitest';
import { numberToDial, phoneBetween, readablePhone } from '../../src/domain/phone-number.ts';
import { readPhone } from '../../src/formats/phone.ts';
import { aClient, aContact } from '../support/a-standing.ts';

describe('phoneBetween', () => {
  test.each([
    ['+33612345678', '+33388001122', '06 12 34 56 78'],
    ['+33612345678', '+442079460958', '+33 6 12 34 56 78'],
    ['+442079460958', '+33612345678', '+44 20 7946 0958'],
    ['+33612345678', null, '+33 6 12 34 56 78'],
    ['+33612345678', '020 7946 0958', '+33 6 12 34 56 78'],
    ['poste 12', '+33612345678', 'poste 12'],
    ['', null, ''],
  ])('%s to %s is said %s', (number, other, said) => {
    expect(phoneBetween(number, other)).toBe(said);
  });
});

describe('readablePhone', () => {
  test.each([
    ['+33388001122', 'FR', '03 88 00 11 22'],
    ['+33612345678', 'BE', '+33 6 12 34 56 78'],
    ['+3225550123', 'BE', '02 555 01 23'],
    ['+32470123456', 'BE', '0470 12 34 56'],
    ['+3281234567', 'BE', '081 23 45 67'],
    ['+3281234567', 'FR', '+32 81 23 45 67'],
    ['+35227123456', 'LU', '27 12 34 56'],
    ['+352621123456', 'FR', '+352 621 123 456'],
    ['+41446681800', 'CH', '044 668 18 00'],
    ['+442079460958', 'GB', '020 7946 0958'],
    ['+447400123456', 'GB', '07400 123456'],
    ['+441212345678', 'FR', '+44 121 234 5678'],
    ['+12133734253', 'US', '(213) 373-4253'],
    ['+15142345678', 'CA', '(514) 234-5678'],
    ['+12133734253', 'FR', '+1 213 373 4253'],
    ['+4930123456', 'DE', '030 123456'],
    ['+351912345678', 'FR', '+351 912 345 678'],
    ['+34912345678', 'fr', '+34 912 345 678'],
    ['03 88 00 11 22', 'FR', '03 88 00 11 22'],
    ['poste 12', 'FR', 'poste 12'],
    ['+33', 'FR', '+33'],
    ['', 'FR', ''],
  ])('%s for %s is %s', (number, country, shown) => {
    expect(readablePhone(number, country)).toBe(shown);
  });

  test.each([
    ['+33388001122', 'FR'],
    ['+33388001122', 'BE'],
    ['+3225550123', 'BE'],
    ['+32470123456', 'BE'],
    ['+41446681800', 'CH'],
    ['+41446681800', 'FR'],
    ['+442079460958', 'GB'],
    ['+441212345678', 'FR'],
    ['+447400123456', 'GB'],
    ['+12133734253', 'US'],
    ['+12133734253', 'FR'],
    ['+352621123456', 'LU'],
    ['+351912345678', 'FR'],
  ])('reads %s in %s as the library does', async (number, country) => {
    expect(readablePhone(number, country)).toBe((await readPhone(number, country))?.display);
  });
});

describe('numberToDial', () => {
  const client = aClient({ phone: '+33388000000' });
  const jules = aContact({ id: 1, phone: '+33388001122' });

  test.each([
    ['the contact', { contact: jules }, '+33388001122'],
    ['the number that was agreed', { contact: jules, agreed: '+33612345678' }, '+33612345678'],
    ['the house when nobody is known', { contact: undefined }, '+33388000000'],
    ['the house when the contact has no number', { contact: { ...jules, phone: null } }, '+33388000000'],
  ] as const)('%s', (_, asked, number) => {
    expect(numberToDial({ client, contacts: [jules] }, asked)).toBe(number);
  });

  test('a dead number is not proposed by any way', () => {
    const dead = { ...jules, isPhoneInvalid: true };
    const contacts = [dead, aContact({ id: 2, phone: '+33 3 88 00 11 22' })];
    expect(numberToDial({ client, contacts }, { contact: dead, agreed: '+33388001122' })).toBe(
      '+33388000000',
    );
    expect(numberToDial({ client, contacts }, { contact: contacts[1] })).toBe('+33388000000');
    const same = aClient({ phone: '+33388001122' });
    expect(numberToDial({ client: same, contacts }, { contact: dead })).toBeNull();
  });
});
