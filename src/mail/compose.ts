import type { MemoKind } from '../domain/attempt.ts';
import { DunError } from '../domain/errors.ts';
import type { MemoPayment } from '../domain/memo-payment.ts';
import type { NewMessage } from '../domain/outbox.ts';
import type { Language } from '../domain/profile.ts';
import type { Thread } from '../domain/thread.ts';
import { type CalendarEvent, calendarFile } from '../documents/ics.ts';
import type { MemoBlock } from '../script/memo.ts';
import { memoPage, type PageCode } from './html.ts';
import { type AttachedFile, buildMessage, type CodePicture, type Mailbox, subjectLine } from './message.ts';
import { mailSettings } from './settings.ts';
import { visible } from './visible.ts';

/** A memo as it was shown, and everything that travels with it. */
export interface MemoDraft {
  readonly callId: number | null;
  readonly clientId: number;
  readonly kind: MemoKind;
  readonly language: Language;
  /** The profile's address; the setting `mail.from` takes its place. */
  readonly from: Mailbox;
  readonly to: Mailbox;
  readonly cc: readonly Mailbox[];
  readonly subject: string;
  readonly text: string;
  /** `null` after an edit by hand: the paragraphs of the text are laid out instead. */
  readonly blocks: readonly MemoBlock[] | null;
  /** The earlier memos on the same matter. */
  readonly thread: Thread | null;
  /** Entries for the client's calendar and what the file is called; none = no file. */
  readonly calendar: { readonly name: string; readonly events: readonly CalendarEvent[] } | null;
  readonly invoices: readonly AttachedFile[];
  readonly paymentCode: MemoPayment | null;
  /** The message that this one says again. */
  readonly repeats?: number | null;
}

/** Builds the message of a memo: its bytes, made once, are what is stored, shown and sent. */
export type Compose = (draft: MemoDraft) => Promise<NewMessage>;

/** What a message needs from outside. `newId` gives a fresh UUID. */
export interface Desk {
  readonly settings: () => ReadonlyMap<string, string>;
  readonly now: () => number;
  readonly newId: () => string;
}

/** `DunError` 2 for a bad address, 65 for a control character in a header, 78 for a bad setting. */
export function composer(desk: Desk): Compose {
  return async (draft) => {
    const settings = mailSettings(desk.settings());
    const from = { ...draft.from, address: settings.from ?? draft.from.address };
    if (from.address === '') throw new DunError('mail.no_sender', 78);
    const id = desk.newId();
    const messageId = `<${id}@${domainOf(from.address)}>`;
    const writtenAt = desk.now();
    const [subject, text] = [subjectLine(draft.subject), visible(draft.text)];
    const code = await codeOf(draft, id);
    const raw = await buildMessage({
      ...draft,
      from,
      subject,
      text,
      html: memoPage(draft.blocks ?? paragraphsOf(text), {
        language: draft.language,
        title: subject,
        paymentCode: code,
      }),
      messageId,
      writtenAt,
      calendar: calendarOf(draft, writtenAt),
      paymentCode: code,
    });
    const { callId, clientId, kind, language } = draft;
    return {
      callId,
      clientId,
      kind,
      language,
      subject,
      text,
      messageId,
      from: from.address,
      to: [draft.to.address, ...draft.cc.map(({ address }) => address)],
      raw,
      transport: settings.transport,
      repeats: draft.repeats ?? null,
    };
  };
}

/** The code drawn; its library is loaded for memos that have one. */
async function codeOf({ paymentCode }: MemoDraft, id: string): Promise<(PageCode & CodePicture) | null> {
  if (paymentCode === null) return null;
  const { paymentPicture } = await import('../documents/payment-picture.ts');
  const { alt, caption, file } = paymentCode;
  return { ...paymentPicture(paymentCode), cid: `payment-code.${id}`, alt, caption, name: file };
}

function calendarOf(draft: MemoDraft, stamp: number): AttachedFile | null {
  if (draft.calendar === null || draft.calendar.events.length === 0) return null;
  const text = calendarFile({ language: draft.language, stamp, events: draft.calendar.events });
  return { name: draft.calendar.name, bytes: new TextEncoder().encode(text) };
}

/** A text edited by hand, laid out as it stands: an empty line parts paragraphs, a line break stays one. */
function paragraphsOf(text: string): MemoBlock[] {
  const paragraphs = text.replaceAll('\r\n', '\n').split(/\n[ \t]*\n/);
  return paragraphs
    .map((paragraph) => paragraph.replace(/^\n+|\s+$/g, ''))
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => ({ kind: 'paragraph', text: paragraph }));
}

/** The part after the @, as a Message-ID may hold it. */
function domainOf(address: string): string {
  const domain = address.slice(address.lastIndexOf('@') + 1);
  return /^[A-Za-z0-9.-]+$/.test(domain) ? domain : 'dun.invalid';
}
