import type { MailComposerAttachment } from 'nodemailer/lib/mail-composer';
import { isEmailAddress } from '../domain/email-address.ts';
import { DunError } from '../domain/errors.ts';
import type { Thread } from '../domain/thread.ts';
import { fileSlug } from './file-name.ts';
import { visibleLine } from './visible.ts';

/** A name and an address, apart: a string `Name <address>` can be made to mean somebody else (promises 3). */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

export interface AttachedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The picture of a payment code. */
export interface CodePicture {
  readonly png: Uint8Array;
  /** The HTML part shows it as `cid:…`; no other message has the same one. */
  readonly cid: string;
  /** Name of the attached copy, without its ending. */
  readonly name: string;
}

/** Everything one memo is made of. Same letter, same bytes. */
export interface Letter {
  readonly from: Mailbox;
  readonly to: Mailbox;
  readonly cc: readonly Mailbox[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** `<uuid@domain>`, made once by the caller and kept for good. */
  readonly messageId: string;
  /** Moment of writing, in milliseconds UTC. */
  readonly writtenAt: number;
  /** The earlier memos on the same matter. */
  readonly thread: Thread | null;
  /** The .ics of the promised days. */
  readonly calendar: AttachedFile | null;
  /** Copies of the invoices, as bytes: a path would let a name read any file. */
  readonly invoices: readonly AttachedFile[];
  readonly paymentCode: CodePicture | null;
}

/** Longest name and subject that leave: what is beyond would be seen by nobody. */
const longestName = 120;
const longestSubject = 300;

/** A subject as it will stand in the message: without invisible characters, 300 characters at most. */
export function subjectLine(subject: string): string {
  return visibleLine(subject, longestSubject);
}

/** Builds the message once (RFC 5322, CRLF). `DunError` 2 for a bad address, 65 for a control character in a header. */
export async function buildMessage(letter: Letter): Promise<Uint8Array> {
  checkLetter(letter);
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
  const composer = new MailComposer({
    from: boxOf(letter.from),
    to: boxOf(letter.to),
    ...(letter.cc.length === 0 ? {} : { cc: letter.cc.map(boxOf) }),
    subject: subjectLine(letter.subject),
    messageId: letter.messageId,
    date: new Date(letter.writtenAt),
    ...(letter.thread === null
      ? {}
      : { inReplyTo: letter.thread.inReplyTo, references: [...letter.thread.references] }),
    text: letter.text,
    html: letter.html,
    attachments: attachmentsOf(letter),
    baseBoundary: boundaryOf(letter.messageId),
    newline: 'win',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

function boxOf({ name, address }: Mailbox): Mailbox {
  return { name: visibleLine(name, longestName), address };
}

function attachmentsOf(letter: Letter): MailComposerAttachment[] {
  const attachments: MailComposerAttachment[] = [];
  if (letter.paymentCode !== null) attachments.push(...picturesOf(letter.paymentCode));
  if (letter.calendar !== null) {
    attachments.push({
      content: Buffer.from(letter.calendar.bytes),
      contentType: 'text/calendar; charset=utf-8; method=PUBLISH',
      filename: `${fileSlug(stemOf(letter.calendar), 'calendar')}.ics`,
    });
  }
  return attachments.concat(letter.invoices.map(invoiceCopy));
}

/** Once within the HTML part, and once as a file: a reader of plain text has no other way to it. */
function picturesOf({ png, cid, name }: CodePicture): MailComposerAttachment[] {
  const filename = `${fileSlug(name, 'payment-code')}.png`;
  const picture = { content: Buffer.from(png), contentType: 'image/png', filename };
  return [
    { ...picture, contentDisposition: 'inline', cid },
    { ...picture, contentDisposition: 'attachment' },
  ];
}

function invoiceCopy(file: AttachedFile): MailComposerAttachment {
  const isPdf = Buffer.from(file.bytes.subarray(0, 5)).toString('latin1') === '%PDF-';
  const ending = isPdf ? 'pdf' : (/\.([a-z0-9]{1,5})$/i.exec(file.name)?.[1]?.toLowerCase() ?? 'bin');
  return {
    content: Buffer.from(file.bytes),
    contentType: isPdf ? 'application/pdf' : 'application/octet-stream',
    filename: `${fileSlug(stemOf(file), 'invoice')}.${ending}`,
  };
}

function stemOf(file: AttachedFile): string {
  return file.name.replace(/\.[a-z0-9]{1,5}$/i, '');
}

function checkLetter(letter: Letter): void {
  for (const { address } of [letter.from, letter.to, ...letter.cc]) {
    if (!isEmailAddress(address)) throw new DunError('mail.bad_address', 2, { address });
  }
  refuseControls('subject', letter.subject);
  refuseControls('name', [letter.from, letter.to, ...letter.cc].map(({ name }) => name).join(' '));
  const { inReplyTo, references } = letter.thread ?? { inReplyTo: letter.messageId, references: [] };
  for (const id of [letter.messageId, inReplyTo, ...references]) {
    if (!/^<[!-;=?A-~]+@[!-;=?A-~]+>$/.test(id))
      throw new RangeError(`not a Message-ID: ${JSON.stringify(id)}`);
  }
}

// nodemailer would fold controls away, and mail programs would read an encoded word as other words than those that
// were shown; a header that holds either was never meant to be one (promises 9).
function refuseControls(field: string, value: string): void {
  if (/[\p{Cc}\u2028\u2029]|=\?.*\?=/u.test(value))
    throw new DunError('mail.control_character', 65, { field });
}

/** Boundaries follow from the Message-ID, so that the bytes do too. */
function boundaryOf(messageId: string): string {
  return messageId.replace(/[^A-Za-z0-9]/g, '').slice(0, 40);
}
