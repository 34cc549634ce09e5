import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEmailAddress } from '../../src/domain/email-address.ts';

describe('isEmailAddress', () => {
  it.each([
    'jules@roussel.example',
    'compta+factures@clinique-des-lices.example',
    "o'brien@mail.example",
    'a@b.fr',
    'j.r@sub.domain.example',
    'paul_martin@xn--caf-dma.example',
    `${'a'.repeat(64)}@roussel.example`,
    'a@exemple.xn--p1ai',
  ])('takes %s', (text) => expect(isEmailAddress(text)).toBe(true));

  it.each([
    '',
    'jules',
    '@roussel.example',
    'jules@',
    'jules@roussel',
    'jules@@roussel.example',
    'jules@roussel@autre.example',
    'jules roussel@roussel.example',
    ' jules@roussel.example',
    'jules@roussel.example\n',
    'jules@roussel.example\r\nBcc: x@y.example',
    '"jules"@roussel.example',
    'Jules <jules@roussel.example>',
    'a@b.example, c@d.example',
    'amis: a@b.example;',
    'jules@[127.0.0.1]',
    'jules@127.0.0.1',
    'jules(compta)@roussel.example',
    '.jules@roussel.example',
    'jules.@roussel.example',
    'ju..les@roussel.example',
    'jules@-roussel.example',
    'jules@roussel-.example',
    'jules@rous..sel.example',
    'jules@roussel.example.',
    'jules@roussel.e',
    'jules@roussel.4x',
    'jüles@roussel.example',
    'jules@roussél.example',
    'jules\u00ad@roussel.example',
    'jules@rous\u200bsel.example',
    'ju\u0000les@roussel.example',
    'jules\\@roussel.example',
    `${'a'.repeat(65)}@roussel.example`,
    `a@${'b'.repeat(64)}.example`,
    `a@${'b.'.repeat(130)}example`,
  ])('refuses %j', (text) => expect(isEmailAddress(text)).toBe(false));

  it('never takes a text with a separator, a control or a second recipient', () => {
    const dangerous = /[\s\p{Cc},;:<>()[\]"\\]/u;
    const piece = fc.string({ unit: 'binary', maxLength: 12 });
    fc.assert(
      fc.property(piece, piece, (before, after) => {
        const text = `${before}@${after}.example`;
        expect(isEmailAddress(text) && dangerous.test(text)).toBe(false);
      }),
      { numRuns: 5000 },
    );
  });
});
