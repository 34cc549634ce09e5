import PostalMime from 'postal-mime';
import { beforeAll, describe, expect, it } from 'vitest';
import { runMemo } from '../../src/commands/memo.ts';
import { paymentOf } from '../../src/commands/memo-draft.ts';
import type { MemoBlock } from '../../src/script/memo.ts';
import { allMemos, type WrittenMemo } from '../support/all-memos.ts';
import { anAttempt, anOutcome } from '../support/a-standing.ts';
import { aDesk } from '../support/memo-services.ts';
import { readByAnother } from '../support/ical-reader.ts';
import { scanPicture } from '../support/scan-picture.ts';

/** All words of a block, whatever they are laid out as. */
function wordsOf(block: MemoBlock): readonly string[] {
  switch (block.kind) {
    case 'paragraph':
      return [block.text];
    case 'facts':
      return block.rows.flat();
    case 'table':
      return [block.head, ...block.rows].flat();
    case 'signature':
      return block.lines;
  }
}

function wordsIn(content: ArrayBuffer | Uint8Array | string): string {
  return typeof content === 'string' ? content : new TextDecoder().decode(content);
}

describe.each(['fr', 'en'] as const)('the memos as they leave, in %s', (language) => {
  let memos: WrittenMemo[] = [];
  beforeAll(async () => {
    memos = await allMemos(language);
  });

  it('are of all kinds', () => {
    const kinds = new Set(memos.map(({ prepared }) => prepared.kind));
    expect(kinds.size).toBe(13);
  });

  it('carry a code that another program reads, once shown and once attached, or none', async () => {
    const coded: string[] = [];
    for (const { name, prepared, message } of memos) {
      const mail = await PostalMime.parse(message.raw);
      const pictures = mail.attachments.filter(({ mimeType }) => mimeType === 'image/png');
      const payment = paymentOf(prepared);
      const shown = [...(mail.html ?? '').matchAll(/src="cid:([^"]*)"/g)].map(([, cid]) => `<${cid}>`);
      expect(shown).toEqual(pictures.flatMap(({ contentId }) => contentId ?? []));
      expect(pictures).toHaveLength(payment === null ? 0 : 2);
      for (const { content, filename } of pictures) {
        expect(filename).toMatch(/^(?:code-de-paiement|payment-code)-\d+-\d\d-eur\.png$/);
        const bytes = content instanceof ArrayBuffer ? new Uint8Array(content) : new Uint8Array();
        expect(scanPicture(bytes).text).toBe(payment?.payload);
      }
      if (payment !== null) coded.push(name);
    }
    // biome-ignore format: one row of names
    expect(coded).toEqual([
      'final_notice-person', 'no_agreement-person', 'instalment_plan-person', 'promise_confirmation-person',
      'duplicate_sent-person', 'many-person', 'broken', 'reminder',
    ]);
  });

  it('say all in plain text alone', async () => {
    for (const { prepared, message } of memos) {
      const mail = await PostalMime.parse(message.raw);
      const text = (mail.text ?? '').replace(/\s+/g, ' ');
      for (const words of (prepared.blocks ?? []).flatMap(wordsOf)) {
        expect(text).toContain(words.replace(/\s+/g, ' ').trim());
      }
      const payment = paymentOf(prepared);
      if (payment === null) continue;
      // What the code holds stands in the words too: whoever cannot scan can type.
      expect(text).toContain(payment.amount.replace(/\s+/g, ' '));
      expect(text).toContain('FR76 3000 6000 0112 3456 7890 189');
      expect(text).toMatch(/F-2026-10[12]/);
    }
  });

  it('bring the promised days into the calendar of the reader, as another program reads them', async () => {
    let days: string[] = [];
    for (const { prepared, message } of memos) {
      const { attachments } = await PostalMime.parse(message.raw);
      const files = attachments.filter(({ mimeType }) => mimeType === 'text/calendar');
      const events = files.flatMap(({ content }) => readByAnother(wordsIn(content)));
      const told = (prepared.calendar?.events ?? []).map(({ uid, on, summary }) => [uid, on, summary]);
      expect(events.map(({ uid, start, summary }) => [uid, start, summary])).toEqual(told);
      days = [...days, ...events.map(({ start }) => start)];
    }
    expect(days).toContain('2026-06-12');
  });

  it('load nothing and run nothing', async () => {
    for (const { message } of memos) {
      const { html = '' } = await PostalMime.parse(message.raw);
      expect(html).not.toMatch(
        /<(?:script|link|iframe|object|embed|form|base|svg|video)|@import|\son\w+=|javascript:/i,
      );
      expect(html.match(/(?:src|href)="(?!cid:)[^"]*"/g)).toBeNull();
    }
  });
});

describe('the thread', () => {
  it('runs through three memos of one debt, and the first ones keep their bytes', async () => {
    const { context } = aDesk();
    const { ledger } = context;
    await runMemo(context, { send: true });
    const [standing] = ledger.standings.all();
    const invoiceId = standing?.invoices[0]?.id ?? 0;
    for (const minutes of [5, 10]) {
      const startedAt = context.now() + minutes * 60_000;
      const outcomes = [anOutcome({ invoiceId, outcome: 'no_date' })];
      const who = { clientId: standing?.client.id ?? 0, contactId: standing?.contacts[0]?.id ?? null };
      ledger.calls.log(anAttempt('2026-06-09', { ...who, outcomes, startedAt, reach: 'person' }));
      const before = ledger.outbox.list().map(({ raw }) => Buffer.from(raw).toString('latin1'));
      await runMemo(context, { send: true });
      const after = ledger.outbox.list().map(({ raw }) => Buffer.from(raw).toString('latin1'));
      expect(after.slice(0, before.length)).toEqual(before);
    }
    await runMemo(context, { action: 'resend', which: 'roussel' });
    const messages = ledger.outbox.list();
    const mails = await Promise.all(messages.map(({ raw }) => PostalMime.parse(raw)));
    const ids = messages.map(({ messageId }) => messageId);
    expect(mails.map(({ inReplyTo }) => inReplyTo)).toEqual([undefined, ids[0], ids[1], ids[2]]);
    expect(mails.map(({ references }) => references)).toEqual([
      undefined,
      ids[0],
      `${ids[0]} ${ids[1]}`,
      `${ids[0]} ${ids[1]} ${ids[2]}`,
    ]);
  });
});
