import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { expect, it } from 'vitest';
import { paymentPicture } from '../../src/documents/payment-picture.ts';
import { epcPayload } from '../../src/domain/epc-payload.ts';
import { EUR, money } from '../../src/domain/money.ts';
import { makeOgm } from '../../src/domain/reference.ts';
import { buildMessage } from '../../src/mail/message.ts';
import { scanPicture } from '../support/scan-picture.ts';
import { aLetter } from './support/letter.ts';

it('is read from the file attached to the message', { timeout: 60_000 }, async () => {
  const quoted = fc.oneof(
    fc.stringMatching(/^F-20\d\d-\d{1,5}$/),
    fc.stringMatching(/^\d{10}$/).map((ten) => makeOgm(ten) ?? ''),
  );
  const name = fc.stringMatching(/^[A-ZÉÈÇ][a-zàâçéèêëîïôùûüÿœæß]{1,60}$/);
  const minor = fc.integer({ min: 1, max: 99_999_999_999 });
  const property = fc.asyncProperty(name, minor, quoted, async (payee, cents, reference) => {
    const payload = epcPayload({
      payee,
      address: null,
      country: 'BE',
      iban: 'BE68539007547034',
      bic: null,
      amount: money(cents, EUR),
      references: [reference],
    });
    const { png } = paymentPicture({ kind: 'epc', payload });
    const raw = await buildMessage(aLetter({ paymentCode: { png, cid: 'code.1', name: 'code' } }));
    const { attachments } = await PostalMime.parse(raw);
    const attached = attachments.filter(({ mimeType }) => mimeType === 'image/png');
    expect(attached.map(({ disposition }) => disposition)).toEqual(['inline', 'attachment']);
    for (const { content } of attached) {
      if (!(content instanceof ArrayBuffer)) throw new TypeError('not bytes');
      expect(scanPicture(new Uint8Array(content)).text).toBe(payload);
    }
  });
  await fc.assert(property, { numRuns: 500 });
});
