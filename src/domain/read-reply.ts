import { agrees, type Deal, saysMore } from './agreement.ts';
import { bareSubject, machineOf, mayBeAutomatic, returnWords } from './automatic-mail.ts';
import { type DeliveryReport, deliveryReports, mayBeReport, returnedIds } from './bounce.ts';
import { type Day, localDay } from './day.ts';
import { fieldsOf, type FoundMail } from './found-mail.ts';
import { fold } from './fold.ts';
import { publicDomains } from './public-domains.ts';
import type { ReplyKind } from './reply.ts';
import { ownWords, type OwnWords } from './reply-words.ts';

/** One of our messages, as a mail may answer it. */
export interface Answerable {
  readonly id: number;
  readonly clientId: number;
  readonly callId: number | null;
  /** With its angle brackets. */
  readonly messageId: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly sentAt: number;
}

/** A mail that came back on one of ours, read. */
export interface ReadReply {
  readonly message: Answerable;
  readonly kind: ReplyKind;
  readonly from: string;
  readonly failedAddress: string | null;
  readonly on: Day;
  readonly at: number;
  readonly subject: string;
  readonly words: string;
  /** Of an absence notice: when they are back, in their words. */
  readonly returns: string | null;
  /** The mail names the message by its id, so the message has left. */
  readonly isNamed: boolean;
}

/** What is known when a mail is read. */
export interface Reading {
  readonly messages: readonly Answerable[];
  readonly now: number;
  /** What an answer of that day to this message would agree to; `null` = nothing was promised there. */
  readonly dealOf: (message: Answerable, on: Day) => Deal | null;
}

/** Could this mail, judged by its header alone, say something about one of these messages? */
export function mayConcern(head: FoundMail, messages: readonly Answerable[]): boolean {
  const ids = new Set([...head.inReplyTo, ...head.references]);
  return (
    messages.some(({ messageId }) => ids.has(messageId)) ||
    mayBeReport(head) ||
    messages.some((message) => isOnSubject(head, message))
  );
}

/** What a mail says about our messages: nothing when it answers none of them, several entries when several bounced. */
export function readReply(mail: FoundMail, reading: Reading): ReadReply[] {
  // Our own copy of a message answers nothing.
  if (reading.messages.some(({ messageId }) => messageId === mail.id)) return [];
  return machineOf(mail) === 'receipt'
    ? receipts(mail, reading)
    : (bounces(mail, reading) ?? answers(mail, reading));
}

function bounces(mail: FoundMail, reading: Reading): ReadReply[] | null {
  const reports = deliveryReports(mail);
  if (reports.length === 0) return null;
  const named = firstOf(returnedIds(mail), reading);
  const message = named ?? byReturnedSubject(mail, reports, reading);
  if (message === undefined) return [];
  const own = { ...base(mail, message, reading), isNamed: named !== undefined };
  const told = reports.filter(({ outcome }) => outcome !== 'other');
  return told.map(({ outcome, address, reason }): ReadReply => {
    const kind = outcome === 'failed' ? 'bounce' : 'delayed';
    const failedAddress = recipientOf(message, address);
    return { ...own, kind, failedAddress, words: reason, returns: null };
  });
}

/**
 * A draft may leave under another Message-ID, and some reports give nothing back: the newest message is meant that went to
 * an address of the report under the subject that the report names.
 */
function byReturnedSubject(
  mail: FoundMail,
  reports: readonly DeliveryReport[],
  { messages }: Reading,
): Answerable | undefined {
  const addresses = new Set(reports.map(({ address }) => address));
  const returned = bareSubject(mail.returnedSubject);
  return messages.findLast((message) => {
    const subject = bareSubject(message.subject);
    const isNamed = returned === '' ? fold(mail.subject).endsWith(`: ${subject}`) : returned === subject;
    return subject !== '' && isNamed && message.to.some((address) => addresses.has(address.toLowerCase()));
  });
}

/** The address as we wrote to it: behind it may stand another one, to which it was passed on. */
function recipientOf({ to }: Answerable, address: string | null): string | null {
  const known = to.find((one) => one.toLowerCase() === address);
  if (known !== undefined) return known.toLowerCase();
  const [only, ...others] = to;
  return only !== undefined && others.length === 0 ? only.toLowerCase() : address;
}

function receipts(mail: FoundMail, reading: Reading): ReadReply[] {
  const message = firstOf(returnedIds(mail), reading);
  if (message === undefined) return [];
  const own = base(mail, message, reading);
  return [
    { ...own, kind: 'automatic', failedAddress: null, words: own.subject, returns: null, isNamed: true },
  ];
}

function answers(mail: FoundMail, reading: Reading): ReadReply[] {
  const referred = firstOf([...mail.inReplyTo, ...mail.references.toReversed()], reading);
  const message = referred ?? bySubject(mail, reading);
  if (message === undefined || isOurs(mail, message, reading)) return [];
  const own = { ...base(mail, message, reading), failedAddress: null, isNamed: referred !== undefined };
  const written = ownWords(mail.text);
  const { text: words } = written;
  if (machineOf(mail) !== null)
    return [{ ...own, kind: 'automatic', words: words || own.subject, returns: returnWords(mail.text) }];
  const deal = isPlain(mail, written) && isFromThem(mail, message) ? reading.dealOf(message, own.on) : null;
  const isAgreed = deal !== null && agrees(words, { ...deal, names: [...deal.names, mail.fromName] });
  return [{ ...own, kind: isAgreed ? 'agreed' : 'answer', words, returns: null }];
}

/** What we wrote ourselves is no answer, unless the message went to ourselves. */
function isOurs(mail: FoundMail, { to }: Answerable, { messages }: Reading): boolean {
  const own = new Set(messages.map(({ from }) => from.toLowerCase()));
  const recipients = new Set(to.map((address) => address.toLowerCase()));
  return mail.from.some((address) => own.has(address) && !recipients.has(address));
}

/** These words are all there is: nothing between quoted lines, below the signature or in a file says more. */
function isPlain(mail: FoundMail, { isBetween, below }: OwnWords): boolean {
  return !isBetween && !mail.hasEnclosure && !saysMore(below.split('\n'));
}

/** A person who got the message wrote this to it, and not to something else. */
function isFromThem(mail: FoundMail, message: Answerable): boolean {
  return isDirect(mail, message) && isTheirs(mail, message) && !mayBeAutomatic(mail);
}

function firstOf(ids: readonly string[], { messages }: Reading): Answerable | undefined {
  for (const id of ids) {
    const found = messages.find(({ messageId }) => messageId === id);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Whoever sends a draft on, and some servers, give it another Message-ID: an answer from whom it went to, or from a
 * colleague, is then known by its subject alone. The newest message of that subject is meant; that it is so has to be
 * seen by the user.
 */
function bySubject(mail: FoundMail, { messages, now }: Reading): Answerable | undefined {
  return messages.findLast((message) => {
    const { sentAt } = message;
    // A clock that was ahead dates a message after its answer.
    const isAhead = sentAt > now;
    return isOnSubject(mail, message) && (isAhead || (mail.receivedAt ?? mail.sentAt ?? sentAt) >= sentAt);
  });
}

function isOnSubject(mail: FoundMail, message: Answerable): boolean {
  const subject = bareSubject(mail.subject);
  // Without a mark it is a mail of its own.
  if (subject === '' || subject === fold(mail.subject)) return false;
  return bareSubject(message.subject) === subject && mail.from.some((sender) => isOfTheirs(sender, message));
}

/** "Yes" to a mail that the user wrote in between by hand is no yes to the memo. */
function isDirect({ inReplyTo, references }: FoundMail, { messageId }: Answerable): boolean {
  return (inReplyTo.length > 0 ? inReplyTo : references.slice(-1)).includes(messageId);
}

/** From whom the memo went to, or from a colleague, and nothing in the mail says that somebody only claims to be that. */
function isTheirs(mail: FoundMail, message: Answerable): boolean {
  const [sender = '', ...others] = mail.from;
  return others.length === 0 && !isForged(mail) && isOfTheirs(sender, message);
}

/** An address that the message went to, or one at the same firm. */
function isOfTheirs(sender: string, { to }: Answerable): boolean {
  const recipients = to.map((address) => address.toLowerCase());
  if (recipients.includes(sender)) return true;
  const domain = domainOf(sender);
  return (
    domain !== '' && !publicDomains.has(domain) && recipients.some((address) => domainOf(address) === domain)
  );
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

/**
 * What the server that took the mail found out about its sender (RFC 8601). It writes its findings on top, under its
 * name; what stands further down under other names may come with the mail. Only a failure is believed: it costs a look.
 */
function isForged(mail: FoundMail): boolean {
  const fields = fieldsOf(mail, 'authentication-results').map((field) => field.toLowerCase());
  const server = (field: string): string => field.split(';', 1)[0]?.trim() ?? '';
  const own = fields.filter((field) => server(field) === server(fields[0] ?? ''));
  const results = own.join(' ; ').replace(/\([^()]*\)/g, ' ');
  const says = (method: string, result: string): boolean =>
    new RegExp(`(?:^|[;\\s])${method}\\s*=\\s*(?:${result})\\b`).test(results);
  if (says('dmarc', 'fail')) return true;
  if (says('dmarc', 'pass')) return false;
  const isSpfBad = says('spf', 'fail|softfail');
  const isDkimBad = says('dkim', 'fail');
  return (isSpfBad && !says('dkim', 'pass')) || (isDkimBad && !says('spf', 'pass'));
}

type Base = Pick<ReadReply, 'message' | 'from' | 'on' | 'at' | 'subject'>;

/** The day is the one of the mail, within what is possible: not before our message, not after it came, not after now. */
function base(mail: FoundMail, message: Answerable, { now }: Reading): Base {
  const latest = Math.min(now, mail.receivedAt ?? now);
  const written = mail.sentAt ?? latest;
  const at = Math.max(Math.min(written, latest), Math.min(message.sentAt, now));
  return { message, from: mail.from[0] ?? '', on: localDay(at), at, subject: mail.subject };
}
