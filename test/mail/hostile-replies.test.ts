import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { show } from '../../src/terminal/style.ts';
import { read } from './support/reading.ts';
import { answerMail, memoId } from './support/returned-mails.ts';

describe('a mail made to do harm', () => {
  const refused = ['bounce', 'delayed', 'automatic', 'answer'];

  it.each<[string, string]>([
    [
      'thousands of parts',
      answerMail(
        `${'--B\nContent-Type: text/plain\n\nok\n'.repeat(5000)}--B--`,
        'Content-Type: multipart/mixed; boundary=B',
      ),
    ],
    [
      'a thousand references',
      answerMail(
        'ok',
        'In-Reply-To: ',
        `References: ${Array.from({ length: 1000 }, (_, at) => `<${at}@x.example>`).join(' ')} ${memoId}`,
      ),
    ],
    ['a field of 200 KB', answerMail('ok', `X-Long: ${'a'.repeat(200_000)}`)],
    ['10,000 fields', answerMail('ok', ...Array.from({ length: 10_000 }, (_, at) => `X-${at}: x`))],
    ['a wrong charset', answerMail('\u00ff\u00fe', 'Content-Type: text/plain; charset=utf-16')],
    ['a subject that turns the line', answerMail('ok', 'Subject: =?utf-8?B?4oCuZXhlLnBkZg==?=')],
    [
      'a boundary that is never closed',
      answerMail('--B\nContent-Type: text/plain\n\nok', 'Content-Type: multipart/mixed; boundary=B'),
    ],
    [
      'a part in a part in a part',
      answerMail(
        Array.from(
          { length: 40 },
          (_, at) => `--b${at}\nContent-Type: multipart/mixed; boundary=b${at + 1}\n`,
        ).join('\n'),
        'Content-Type: multipart/mixed; boundary=b0',
      ),
    ],
  ])('%s is read or left within a moment', async (_, raw) => {
    const before = performance.now();
    const found = await read(raw);
    expect(performance.now() - before).toBeLessThan(2000);
    for (const { subject, words, from } of found)
      for (const text of [subject, words, from])
        expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069]|(?!\n)\p{Cc}/u);
  });

  it('whatever the bytes, nothing reaches the screen that drives it, and nothing agrees by chance', async () => {
    const pieces = [
      'From: ',
      'Subject: ',
      '=?utf-8?B?',
      '\r\n',
      '\r\n\r\n',
      '--B',
      'boundary=B',
      '\u001b]0;x\u0007',
      '\u202e',
      memoId,
      'Content-Type: multipart/report',
      ';',
      '<',
      '>',
    ];
    const piece = fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 20 }));
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (parts) => {
        const found = await read(Buffer.from(`In-Reply-To: ${memoId}\r\n${parts.join('')}`));
        for (const { kind, subject, words, from } of found) {
          expect(refused).toContain(kind);
          for (const text of [subject, words, from]) expect(show(text)).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
        }
      }),
      { numRuns: 400 },
    );
  });
});
