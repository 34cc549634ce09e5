import { type Client, type Contact, contactName } from '../domain/client.ts';
import { isSettled } from '../domain/dispute.ts';
import type { Day } from '../domain/day.ts';
import { formatDay, formatTime } from '../domain/day-words.ts';
import type { NextAction } from '../domain/action.ts';
import { balances, clientCredit } from '../domain/invoice.ts';
import { formatMoney } from '../domain/money.ts';
import { nextActions } from '../domain/next-action.ts';
import { readablePhone } from '../domain/phone-number.ts';
import { judgePromises } from '../domain/promise.ts';
import type { Rules } from '../domain/rules.ts';
import type { Standing } from '../domain/standing.ts';
import { timeline } from '../domain/timeline.ts';
import { entryText } from '../script/brief-words.ts';
import type { Words } from '../script/words.ts';
import { showInvoices } from './show-invoice.ts';
import { showCount, showLine } from './show-line.ts';
import { totals } from './show-payment.ts';
import { showPromises } from './show-promise.ts';
import { padEnd, show, type Style, widthOf, wrap } from './style.ts';
import { type Column, tableLines } from './table.ts';

interface View {
  readonly words: Words;
  readonly today: Day;
  readonly rules: Rules;
  readonly output: { readonly style: Style; readonly width: number };
}

/** Everyone in the ledger: what is open, on how many invoices. */
export function showClients(standings: readonly Standing[], { words, today, output }: View): string[] {
  const rows = standings.map((standing) => {
    const open = [...balances(standing, today).values()].filter(({ balance }) => balance.minor > 0);
    return { client: standing.client, open: open.map(({ balance }) => balance) };
  });
  const cells = rows.map(({ client, open }) => [
    client.name,
    client.handle,
    open.length === 0 ? '–' : totals(open, words),
    open.length === 0 ? '' : showCount(words, 'client.open_invoices', { count: open.length }),
  ]);
  const columns: readonly Column[] = [
    { canShrink: true, narrowest: 24 },
    { canShrink: true },
    { align: 'right' },
    {},
  ];
  const lines = tableLines(cells, columns, output.width);
  return lines.map((line, index) => (rows[index]?.open.length === 0 ? output.style.dim(line) : line));
}

/** The whole story of a client, dated, in words that somebody else can follow (practice 000-18, 003-12). */
export function showClient(standing: Standing, view: View): string[] {
  const blocks = [
    head(standing, view),
    section('invoices', invoiceLines(standing, view), view),
    section('promises', promiseLines(standing, view), view),
    section('disputes', disputeLines(standing, view), view),
    section('history', historyLines(standing, view), view),
    section('next', nextLines(standing, view), view),
  ];
  return blocks
    .filter((block) => block.length > 0)
    .flatMap((block, index) => (index === 0 ? block : ['', ...block]));
}

/** Lines of a section stand two columns in. */
function indented(view: View): View {
  return { ...view, output: { style: view.output.style, width: view.output.width - 2 } };
}

function section(name: string, lines: readonly string[], { words, output }: View): string[] {
  return lines.length === 0
    ? []
    : [output.style.bold(words.label(`client.section.${name}`)), ...lines.map((line) => `  ${line}`)];
}

function head({ client, contacts }: Standing, { words, output }: View): string[] {
  const facts = [
    words.label(`client.kind.${client.kind}`),
    [client.country, client.region].filter((part) => part !== null).join('-'),
    words.label(`client.language.${client.language}`),
    words.label(`client.relationship.${client.relationship}`),
    client.phone === null ? null : readablePhone(client.phone, client.country),
    client.email,
  ];
  const known = facts.filter((fact) => fact !== null && fact !== '').map((fact) => show(fact ?? '', 60));
  const { style, width } = output;
  const name = show(client.name, 60);
  const title = style.accent(style.bold(name));
  const isOneLine = widthOf(name) + 3 + widthOf(client.handle) <= width;
  return [
    ...(isOneLine ? [`${title} · ${client.handle}`] : [title, client.handle]),
    ...wrap(known.join(' · '), width).map(style.dim),
    ...contacts.flatMap((contact) => wrap(contactLine(contact, client, words), width)),
  ];
}

function contactLine(contact: Contact, { country }: Client, words: Words): string {
  const phone = contact.phone === null ? '' : readablePhone(contact.phone, country);
  const release =
    contact.canRelease === null
      ? null
      : `client.contact.${contact.canRelease ? 'releases' : 'cannot_release'}`;
  const parts = [
    contactName(contact) || words.label('client.contact.unnamed'),
    words.label(`client.role.${contact.role}`),
    contact.isDecider ? words.label('client.contact.decides') : '',
    release === null ? '' : words.label(release),
    phone !== '' && contact.isPhoneInvalid ? words.label('client.contact.bad_number', { phone }) : phone,
    contact.extension === null
      ? ''
      : words.label('client.contact.extension', { extension: contact.extension }),
    contact.email ?? '',
    contact.reachableHours ?? '',
  ];
  return parts
    .filter((part) => part !== '')
    .map((part) => show(part, 80))
    .join(' · ');
}

function invoiceLines(standing: Standing, view: View): string[] {
  const rows = [...balances(standing, view.today).values()].map((row) => ({ client: standing.client, row }));
  const credit = clientCredit(standing, view.today).map((amount) =>
    showLine(view.words, 'client.credit', { amount: formatMoney(amount, view.words.language) }),
  );
  return [...showInvoices(rows, indented(view)), ...credit];
}

function promiseLines(standing: Standing, view: View): string[] {
  const judged = [...judgePromises(standing, view.today).values()];
  return showPromises(
    judged.map(({ promise }) => ({ standing, promise })),
    indented(view),
  );
}

function disputeLines({ disputes, invoices }: Standing, { words, today }: View): string[] {
  return disputes.map((dispute) => {
    const number = invoices.find(({ id }) => id === dispute.invoiceId)?.number ?? '';
    const amount = formatMoney(dispute.disputed, words.language);
    const { closedOn, resolution, resolveOn } = dispute;
    const isOver = isSettled(dispute, today);
    const day = formatDay(isOver ? (closedOn ?? today) : resolveOn, words.language, 'long');
    const values = { number, amount, words: dispute.words, day, resolution: resolution ?? '' };
    return showLine(words, isOver ? 'client.dispute.closed' : 'client.dispute.open', values);
  });
}

/** Long notes go on under themselves, beside the column of days. */
function historyLines(standing: Standing, { words, today, output }: View): string[] {
  const column = 12;
  return timeline(standing, today).flatMap((entry) => {
    const day = padEnd(formatDay(entry.on, words.language, 'numeric'), column);
    const text = wrap(show(entryText(entry, words)), Math.max(30, output.width - column - 2));
    return text.map((line, index) => (index === 0 ? output.style.dim(day) : ' '.repeat(column)) + line);
  });
}

function nextLines(standing: Standing, { words, today, rules }: View): string[] {
  return nextActions(standing, today, rules).map((next) => nextText(next, standing, words));
}

function nextText(
  { action, on, at, amount, invoiceId }: NextAction,
  { invoices }: Standing,
  words: Words,
): string {
  const number = invoices.find(({ id }) => id === invoiceId)?.number;
  const about = [number, amount === null ? undefined : formatMoney(amount, words.language)].filter(
    (part) => part !== undefined,
  );
  const day = formatDay(on, words.language, 'long');
  const when =
    at === null ? day : words.label('client.day_at', { day, time: formatTime(at, words.language) });
  const what = words.label(`client.action.${action}`);
  return showLine(words, about.length === 0 ? 'client.next_plain' : 'client.next', {
    what,
    when,
    about: about.join(', '),
  });
}
