import type { Attempt } from './attempt.ts';
import { badAddresses } from './came-back.ts';
import { heldInvoices } from './claim.ts';
import { type Contact, contactName } from './client.ts';
import { contactFor } from './contact-for.ts';
import type { Day } from './day.ts';
import { insolvencyHold } from './insolvency.ts';
import { heldBy, noticeOf, openBalances, pausedUntil } from './history.ts';
import type { Invoice, InvoiceBalance } from './invoice.ts';
import type { TopicInvoice } from './memo-topic.ts';
import { subtract } from './money.ts';
import { disputedOn, openDisputes } from './dispute.ts';
import { heldUntil, livePromises, rowsOn } from './promise.ts';
import { remindersSent, tellsOf } from './reminder-sent.ts';
import type { Rules } from './rules.ts';
import type { Standing } from './standing.ts';

/** To whom a courteous mail goes. */
export interface ReminderReader {
  /** As the mail speaks to them; `null` when nobody in particular is known. */
  readonly contact: Contact | null;
  readonly address: string;
}

/**
 * Whom the courteous mail is for: the person one would ask for on the phone, at their own address or the firm's, else
 * another contact who has one, accounts first. `undefined` when nobody has an address, or all that are known refuse mail.
 */
export function reminderReader(standing: Standing, today: Day): ReminderReader | undefined {
  const { client, contacts } = standing;
  const bad = badAddresses(standing, today);
  const person = contactFor(standing, { contactId: null }) ?? null;
  const others = contacts.filter((one) => one !== person);
  const inOrder = [
    ...others.filter(({ role }) => role === 'accounts'),
    ...others.filter(({ role }) => role !== 'accounts'),
  ];
  const known = [
    { contact: person, address: person?.email ?? null },
    { contact: person, address: client.email },
    ...inOrder.map((contact) => ({ contact, address: contact.email })),
  ];
  return known.find(
    (one): one is ReminderReader => one.address !== null && !bad.has(one.address.toLowerCase()),
  );
}

/** Name of the reader, or of the firm. */
export function readerName({ client }: Standing, contact: Contact | null): string {
  const name = contact === null ? '' : contactName(contact);
  return name === '' ? client.name : name;
}

/** Has anything been done about an invoice since it fell due: a contact, or a courteous mail (practice D5, rung 1)? */
export function isTouched(standing: Standing, today: Day, invoice: Invoice): boolean {
  const isAbout = ({ outcomes }: Attempt): boolean =>
    outcomes.length === 0 || outcomes.some(({ invoiceId }) => invoiceId === null || invoiceId === invoice.id);
  return (
    heldBy(standing, today).some((attempt) => attempt.on >= invoice.dueOn && isAbout(attempt)) ||
    remindersSent(standing, today).some((sent) => tellsOf(sent, invoice))
  );
}

/** Why no courteous mail may be written now, and until when. */
export interface ReminderRefusal {
  readonly why: 'nothing_overdue' | 'insolvency' | 'pause' | 'notice' | 'promise' | 'dispute' | 'held';
  readonly until: Day | null;
}

/** What may be asked for in a courteous mail, oldest due first. */
export interface ReminderTopic {
  /** All that is past due, less what a dispute freezes or a promise holds. */
  readonly asked: readonly TopicInvoice[];
  /** Of these the invoices about which nothing was done yet, else those that no such mail was about, else all. */
  readonly fresh: readonly TopicInvoice[];
}

/** What a courteous mail is about, or why none is written (product 4: dispute beats promise beats ladder). */
export function reminderTopic(standing: Standing, today: Day, rules: Rules): ReminderTopic | ReminderRefusal {
  const overdue = openBalances(standing, today).filter(({ daysPastDue }) => daysPastDue > 0);
  const refused = refusalOf(standing, today, { overdue, rules });
  if (refused !== undefined) return refused;
  const held = heldInvoices(standing, today, rules);
  const asked = overdue
    .filter(({ invoice }) => !held.has(invoice.id))
    .flatMap((row) => undisputedOf(standing, today, row) ?? []);
  if (asked.length === 0) return heldBack(standing, today, { overdue, rules });
  const mailed = remindersSent(standing, today).filter(({ isText }) => !isText);
  const untouched = asked.filter(({ invoice }) => !isTouched(standing, today, invoice));
  const untold = asked.filter(({ invoice }) => !mailed.some((sent) => tellsOf(sent, invoice)));
  return { asked, fresh: [untouched, untold].find((some) => some.length > 0) ?? asked };
}

interface Overdue {
  readonly overdue: readonly InvoiceBalance[];
  readonly rules: Rules;
}

/** What forbids a friendly word to the client as a whole. */
function refusalOf(standing: Standing, today: Day, { overdue, rules }: Overdue): ReminderRefusal | undefined {
  const insolvency = insolvencyHold(standing, today);
  if (insolvency !== undefined) return { why: 'insolvency', until: insolvency.until };
  if (overdue.length === 0) return { why: 'nothing_overdue', until: null };
  const pause = pausedUntil(standing, today);
  if (pause !== undefined) return { why: 'pause', until: pause };
  const notice = noticeOf(standing, today, rules);
  return notice && { why: 'notice', until: notice.deadline };
}

/** Everything that is past due is held: by a promise, by a dispute, or one by each. */
function heldBack(standing: Standing, today: Day, { overdue, rules }: Overdue): ReminderRefusal {
  const live = livePromises(standing, today, rules);
  const until = overdue.flatMap(({ invoice }) => {
    const promise = live.get(invoice.id);
    return promise === undefined ? [] : [heldUntil(rowsOn(promise.rows, invoice.id), today, rules)];
  });
  const disputes = openDisputes(standing, today).filter(({ invoiceId }) =>
    overdue.some(({ invoice }) => invoice.id === invoiceId),
  );
  if (until.length === overdue.length) return { why: 'promise', until: firstOf(until) };
  const days = disputes.map(({ resolveOn }) => resolveOn);
  return { why: until.length === 0 ? 'dispute' : 'held', until: firstOf([...until, ...days]) };
}

function firstOf(days: readonly (Day | null)[]): Day | null {
  return days.flatMap((on) => on ?? []).toSorted()[0] ?? null;
}

function undisputedOf(
  standing: Standing,
  today: Day,
  { invoice, balance }: InvoiceBalance,
): TopicInvoice | undefined {
  const disputed = disputedOn(standing, { invoice, balance }, today);
  const rest = subtract(balance, disputed);
  return rest.minor === 0 ? undefined : { invoice, balance: rest, isPart: disputed.minor > 0 };
}
