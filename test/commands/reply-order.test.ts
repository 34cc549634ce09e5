import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Ledger } from '../../src/store/ledger.ts';
import { answerMail, memoId, reportMail } from '../mail/support/returned-mails.ts';
import { desk, promised } from '../support/mail-check-desk.ts';

/** The memos that have left, each with the promise that its call brought; the thanks follow no call. */
const memos = [
  { id: memoId, to: 'jules@roussel.example', subject: 'F-2026-044 : merci de confirmer 840,00' },
  { id: '<canal-1@atelier.example>', to: 'karim@canal.example', subject: 'F-2026-046 : merci de confirmer' },
  { id: '<canal-2@atelier.example>', to: 'karim@canal.example', subject: 'F-2026-047 : merci de confirmer' },
];

/** Roussel promised F-2026-044; Canal its two invoices, in two calls. Each was told so in a memo. */
async function threePromises(): Promise<Ledger> {
  const ledger = await promised();
  const before = desk(ledger, { today: '2026-06-09' });
  const at = Date.parse('2026-06-09T09:00:00Z');
  for (const [index, number] of ['F-2026-046', 'F-2026-047'].entries()) {
    const log = ['log', 'canal', '--outcome', 'promise', '--amount', 'all', '--invoice', number];
    await before.dun(...log, '--at', `2026-06-09T09:3${index}`, '--on', `2026-06-1${2 + index}`);
    const { id: callId, clientId } =
      ledger.standings
        .all()
        .flatMap(({ attempts }) => attempts)
        .at(-1) ?? {};
    const memo = memos[index + 1];
    const { id } = ledger.outbox.queue({
      callId: callId ?? 0,
      clientId: clientId ?? 0,
      kind: 'promise_confirmation',
      language: 'fr',
      messageId: memo?.id ?? '',
      from: 'nadia@atelier.example',
      to: [memo?.to ?? ''],
      subject: memo?.subject ?? '',
      text: 'Bonjour',
      raw: new Uint8Array([1]),
      transport: 'smtp',
    });
    ledger.outbox.take(id, process.pid);
    ledger.outbox.advance(id, { to: 'sent', receipt: '250', at });
  }
  return ledger;
}

const kinds = ['agreed', 'other', 'machine', 'refused', 'delayed'] as const;

interface Reply {
  readonly memo: number;
  readonly kind: (typeof kinds)[number];
  /** Minutes after the memos left. */
  readonly after: number;
}

const words = {
  agreed: "D'accord.",
  other: 'Je transmets à la compta.',
  machine: 'Je suis absent, de retour le 15 juin.',
};

/** The reply as a mail of its own: each has a Message-ID that no other has. */
function mailOf({ memo, kind, after }: Reply, index: number): string {
  const { id = '', to = '', subject = '' } = memos[memo] ?? {};
  const date = new Date(Date.parse('2026-06-09T10:00:00Z') + after * 60_000).toUTCString();
  const header = [`From: Client <${to}>`, `In-Reply-To: ${id}`, `Subject: Re: ${subject}`, `Date: ${date}`];
  if (kind === 'refused' || kind === 'delayed') {
    const action = kind === 'refused' ? 'failed' : 'delayed';
    const status = `Final-Recipient: rfc822;${to}\nAction: ${action}\nStatus: ${action === 'failed' ? 5 : 4}.1.1`;
    return reportMail({ status, id })
      .replace('<report@', `<report-${index}@`)
      .replace(/^Date: .*$/m, `Date: ${date}`);
  }
  const own = kind === 'machine' ? ['Auto-Submitted: auto-replied'] : [];
  return answerMail(words[kind], ...header, ...own, `Message-ID: <reply-${index}@client.example>`);
}

/** All that the ledger says after these mails were read in this order, each by a command of its own, but the order of records. */
async function said(mails: readonly string[]): Promise<string[]> {
  const ledger = await threePromises();
  for (const mail of mails) {
    const contents = { 'mail.eml': Buffer.from(mail.replace(/\r?\n/g, '\r\n')) };
    await desk(ledger, { contents }).dun('mail', 'check', '--file', 'mail.eml');
  }
  const changes = ledger.standings
    .all()
    .flatMap(({ promises }) => promises)
    .flatMap(({ id, changes: own }) => own.map(({ kind, on, reason }) => `${id} ${kind} ${on} ${reason}`));
  const screens = [
    ['due'],
    ['due', '--json'],
    ['client', 'show', 'roussel', '--json'],
    ['client', 'show', 'canal'],
    ['client', 'show', 'canal', '--json'],
    ['promise', 'list', '--json'],
  ];
  const shown: string[] = [];
  for (const argv of screens) {
    const { out, document } = await desk(ledger).dun(...argv);
    shown.push(
      out,
      (JSON.stringify(document) ?? '').replace(/"id":\d+,(?="memo")|"changes":\[[^\]]*\]/g, ''),
    );
  }
  return [...shown, ...changes.toSorted()];
}

const aReply = fc.record({
  memo: fc.nat(2),
  kind: fc.constantFrom('agreed' as const, 'agreed' as const, ...kinds),
  after: fc.integer({ min: 1, max: 1200 }),
});

it('whichever answer is read first, and however often, the ledger says the same', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(aReply, { minLength: 2, maxLength: 7, selector: ({ after }) => after }),
      fc.infiniteStream(fc.nat(99)),
      async (replies, draw) => {
        const mails = replies.map(mailOf);
        const shuffled = [...mails, ...mails]
          .map((mail) => ({ mail, at: draw.next().value ?? 0 }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ mail }) => mail);
        const inOrder = await said(mails);
        expect(await said(shuffled)).toEqual(inOrder);
        const confirmed = new Set(inOrder.flatMap((line) => /^(\d+) confirmed /.exec(line)?.[1] ?? []));
        const agreed = new Set(
          replies.flatMap(({ kind, memo }) => (kind === 'agreed' ? [String(memo + 1)] : [])),
        );
        expect(confirmed).toEqual(agreed);
      },
    ),
    { numRuns: 20 },
  );
});
