import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { isEmailAddress } from '../../src/domain/email-address.ts';
import { DunError } from '../../src/domain/errors.ts';
import { buildMessage } from '../../src/mail/message.ts';
import { aLetter } from './support/letter.ts';

const evil = 'evil@evil.example';
const bites = fc.constantFrom(
  `Anna <${evil}>`, `"${evil}"`, `${evil},`, `, ${evil}`, '<', '>', '"', '\\', '(', ')', ':', ';', `group: ${evil};`,
  `\r\nBcc: ${evil}`, `\nTo: ${evil}`, '\r', '\u2028', '\u0000', '=?utf-8?q?', '?=', `=?utf-8?q?=3C${evil}=3E?=`,
  '\u202e', '\u00ad', 'ａ＠ｂ', '@', ' ', '\t', '%s', 'é', '日本', '🎈', '\ud800',
); // biome-ignore format: rows of bites
const hostileName = fc
  .array(fc.oneof(bites, fc.string({ maxLength: 8 })), { maxLength: 5 })
  .map((parts) => parts.join(''));
const hostileAddress = fc
  .tuple(fc.constantFrom('jules@roussel.example', 'o.k@a.example'), hostileName, fc.nat(30))
  .map(([address, bite, at]) => address.slice(0, at) + bite + address.slice(at));
const soundAddress = fc
  .tuple(fc.stringMatching(/^[a-z0-9.+_'-]{1,12}$/), fc.stringMatching(/^[a-z]{1,8}\.example$/))
  .map(([local, domain]) => `${local}@${domain}`)
  .filter(isEmailAddress);

async function readBack(letter: Parameters<typeof buildMessage>[0]) {
  try {
    return await PostalMime.parse(await buildMessage(letter));
  } catch (error) {
    if (error instanceof DunError) return undefined;
    throw error;
  }
}

/** A header keeps its words; runs of spaces at a fold may be told apart by nobody. */
function squeezed(text: string | undefined): string {
  return (text ?? '')
    .toWellFormed()
    .replace(/[\u00ad\u202e]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

describe('a hostile name, subject or address', () => {
  it('never reaches anybody but the one address shown, or is refused: 10,000 messages', {
    timeout: 60_000,
  }, async () => {
    let [sent, refused] = [0, 0];
    const address = fc.oneof(
      { arbitrary: soundAddress, weight: 3 },
      { arbitrary: hostileAddress, weight: 1 },
    );
    const property = fc.asyncProperty(hostileName, hostileName, address, async (name, subject, to) => {
      const mail = await readBack(aLetter({ subject, to: { name, address: to } }));
      if (mail === undefined) {
        refused++;
        return;
      }
      sent++;
      expect(isEmailAddress(to)).toBe(true);
      expect(mail.to?.map((box) => box.address)).toEqual([
        to.replace(/@.*/, (domain) => domain.toLowerCase()),
      ]);
      expect([mail.cc ?? [], mail.bcc ?? [], mail.replyTo ?? []].flat()).toEqual([]);
      expect(mail.from?.address).toBe('nadia@atelier.example');
      expect(squeezed(mail.subject)).toBe(squeezed(subject));
      const known = /^(?:from|to|subject|message-id|date|mime-version|content-)/;
      expect(mail.headers.filter(({ key }) => !known.test(key))).toEqual([]);
      expect(`${mail.subject} ${mail.to?.[0]?.name}`).not.toMatch(/[\p{Cc}\u00ad\u202e]/u);
    });
    await fc.assert(property, { numRuns: 10_000 });
    expect(sent).toBeGreaterThan(2000);
    expect(refused).toBeGreaterThan(1000);
  });

  it.each([
    'a\u0000',
    'a\r\nBcc: evil@evil.example',
    'a\nb',
    'a\u0085',
    'a\u2028b',
    'a\u001b[31m',
    '=?utf-8?q?=41?=',
  ])('refuses the control in %j, in subject and names', async (text) => {
    const field = { exitCode: 65 };
    await expect(buildMessage(aLetter({ subject: text }))).rejects.toMatchObject(field);
    await expect(buildMessage(aLetter({ to: { name: text, address: 'a@b.example' } }))).rejects.toMatchObject(
      field,
    );
    await expect(
      buildMessage(aLetter({ from: { name: text, address: 'a@b.example' } })),
    ).rejects.toMatchObject(field);
  });

  it.each([
    '',
    'x',
    'a@b',
    'a b@c.example',
    '<a@c.example>',
    'a@c.example,b@d.example',
    'a@b@c.example',
    'a@c.example\n',
    'a@c.example (comment)',
    'a(b)@c.example',
    'Anna <a@c.example>',
    'group: a@c.example;',
    'undisclosed-recipients:;',
    '"a b"@c.example',
    'a@[127.0.0.1]',
    '@relay.example:a@c.example',
    'a@c.example\u202e',
    '=?utf-8?q?a?=@c.example\r\nBcc: b@c.example',
    `${'a'.repeat(1_000_000)}@c.example`,
  ])('refuses the address %j', async (address) => {
    await expect(buildMessage(aLetter({ to: { name: '', address } }))).rejects.toMatchObject({ exitCode: 2 });
    await expect(buildMessage(aLetter({ from: { name: '', address } }))).rejects.toMatchObject({
      exitCode: 2,
    });
  });

  it.each([
    ['a name that reads backwards', 'Anna \u202eelpmaxe.live@a', 'Anna elpmaxe.live@a'],
    ['marks without width', 'An\u200bna\u2060 \ufeffRoy\u{e0041}', 'Anna Roy'],
    ['a family and a flag', '👩🏽\u200d💻 \u{1f1eb}\u{1f1f7} a\u200db', '👩🏽\u200d💻 \u{1f1eb}\u{1f1f7} ab'],
  ])('shows %s as what it is', async (_, text, shown) => {
    const mail = await readBack(aLetter({ subject: text, to: { name: text, address: 'a@b.example' } }));
    expect([mail?.subject, mail?.to?.[0]?.name]).toEqual([shown, shown]);
  });

  it('cuts a name and a subject of a million characters', async () => {
    const long = 'é'.repeat(1_000_000);
    const box = { name: long, address: 'a@b.example' };
    const raw = await buildMessage(aLetter({ subject: long, from: box, to: box, cc: [box] }));
    expect(raw.length).toBeLessThan(10_000);
    const mail = await PostalMime.parse(raw);
    expect(mail.subject).toBe(`${'é'.repeat(299)}…`);
    expect(mail.to).toEqual([{ name: `${'é'.repeat(119)}…`, address: 'a@b.example' }]);
  });

  it.each(['x', '<a>', '<a@b\r\nX: y>', '<a@b> <c@d>'])(
    'takes %j for a bug, not a Message-ID',
    async (messageId) => {
      await expect(buildMessage(aLetter({ messageId }))).rejects.toThrow(RangeError);
      const thread = { inReplyTo: '<a@b>', references: [messageId] };
      await expect(buildMessage(aLetter({ thread }))).rejects.toThrow(RangeError);
    },
  );
});
