import type { Brief, BriefInvoice } from '../domain/brief.ts';
import { type Contact, contactName } from '../domain/client.ts';
import type { Warning } from '../domain/warnings.ts';
import {
  dueText,
  goalText,
  moneyText,
  plainDay,
  reasonText,
  rungText,
  slotText,
  strategyText,
  totalText,
  warningText,
} from '../script/brief-words.ts';
import { countKey } from '../script/words.ts';
import {
  type BriefView,
  clipped,
  type Field,
  fieldLines,
  labelCell,
  linesFor,
  type Paint,
  type Room,
  roomBeside,
} from './brief-field.ts';
import { padStart, show, widthOf } from './style.ts';

const stopsShown = 3;
/** A service cut shorter than this tells nothing. */
const shortestService = 8;
const servicesTold = 3;
const longestNumber = 20;
const shortestNumber = 6;
const shortestName = 12;

/** Whom to ask for, how to reach them, and when. */
export function headLines(brief: Brief, view: BriefView): string[] {
  const { client } = brief.standing;
  const { words, width, today } = view;
  const what = ` · ${words.label(`prep.kind.${client.kind}`)}, ${show(client.country, 4)}`;
  const relation = fitting(
    words.label(`prep.relationship.${client.relationship}`),
    width - widthOf(what) - shortestName,
  );
  const title = titleLines(show(client.name), { what, relation }, view);
  const person = clipped(
    show(personText(brief.contact, { words, phone: view.phone ?? words.label('prep.no_phone') })),
    width,
    2,
  );
  const slot = show(slotText(brief.slot, words, today), width);
  const topics = brief.contact?.friendlyTopics ?? '';
  const friendly = topics === '' ? [] : [show(words.label('prep.topics', { topics }), width)];
  return [...title, ...person, slot + verifiedText(brief.contact, view, width - widthOf(slot)), ...friendly];
}

/** Name, kind and relation in one line; on paper a long name is told whole, and the rest below it. */
function titleLines(
  full: string,
  { what, relation }: { readonly what: string; readonly relation: string },
  { style, width, isPaper }: BriefView,
): string[] {
  const room = width - widthOf(what) - widthOf(relation) - 2;
  const isWhole = isPaper === true && widthOf(full) > room;
  const names = isWhole ? clipped(full, width, 2) : [show(full, room)];
  const left = isWhole ? what.replace(/^ · /, '') : what;
  const used = widthOf(left) + (isWhole ? 0 : widthOf(names[0] ?? ''));
  const rest = style.dim(left + (relation === '' ? '' : padStart(relation, width - used)));
  const shown = names.map((name) => style.accent(style.bold(name)));
  return isWhole ? [...shown, rest] : [`${shown[0] ?? ''}${rest}`];
}

/** The text when it fits, else nothing: it can be done without. */
function fitting(text: string, room: number): string {
  return widthOf(text) <= room ? text : '';
}

/** At the right edge, where there is room for it. */
function verifiedText(
  contact: Contact | undefined,
  { words, style, today }: BriefView,
  room: number,
): string {
  const on = contact?.verifiedOn ?? null;
  const text = on === null ? '' : words.label('prep.verified', { day: plainDay(on, words, today) });
  return text === '' || widthOf(text) + 2 > room ? '' : style.dim(padStart(text, room));
}

/** Whom to ask for, with role, power and hours; the number in between unless it stands elsewhere (`null`). */
export function personText(
  contact: Contact | undefined,
  { words, phone }: Pick<BriefView, 'words'> & { readonly phone: string | null },
): string {
  const number = phone ?? '';
  if (contact === undefined) return joined([words.label('prep.nobody'), number], ' · ');
  const { role, canRelease, isDecider, extension, reachableHours } = contact;
  const name = contactName(contact);
  const power = isDecider ? 'prep.decides' : canRelease ? 'prep.releases' : 'prep.cannot_release';
  const who = [
    name === '' ? words.label('prep.nobody') : name,
    words.label(`prep.role.${role}`),
    isDecider || canRelease !== null ? words.label(power) : '',
  ];
  const reach = [
    joined(who, ', '),
    number,
    extension === null ? '' : words.label('prep.extension', { extension }),
    reachableHours === null ? '' : words.label('prep.reachable', { hours: reachableHours }),
  ];
  return joined(reach, ' · ');
}

function joined(parts: readonly string[], separator: string): string {
  return parts.filter((part) => part !== '').join(separator);
}

/** What forbids the call stands where nobody can miss it. */
export function stopLines(warnings: readonly Warning[], view: BriefView): string[] {
  const { words, style } = view;
  const stops = warnings.filter(({ level }) => level === 'stop').slice(0, stopsShown);
  return stops.flatMap((warning) => {
    const lines = clipped(show(warningText(warning, words)), roomBeside(view), 2);
    const mark = style.warn(labelCell(words.label('prep.stop'), { style: { ...style, dim: style.bold } }));
    return lines.map((line, index) => (index === 0 ? mark : labelCell('', view)) + style.bold(line));
  });
}

/** What is owed, one line an invoice, the sum below when there are several. */
export function owedLines({ claim, invoices }: Brief, view: BriefView, room: Room): string[] {
  const { words, style } = view;
  const label = words.label('prep.owed');
  if (claim === undefined)
    return fieldLines({ label, text: words.label('prep.nothing_owed'), lines: 1 }, view);
  const shown = invoices.slice(0, room.invoices);
  const total = moneyText(claim.open, words);
  const column = Math.max(...[...shown.map(({ balance }) => moneyText(balance, words)), total].map(widthOf));
  // A list of many is there for its amounts.
  const lines = view.isPaper === true && shown.length <= servicesTold ? linesFor(view, room) : 0;
  const rows = shown.flatMap((row) => invoiceLines(row, { view, lines, column }));
  const below = (amount: string, text: string): string =>
    `${style.bold(padStart(amount, column))}  ${show(text, roomBeside(view) - column - 2)}`;
  const count = invoices.length - shown.length;
  if (count > 0) rows.push(below('', words.label(`prep.invoice.more.${countKey(count, words)}`, { count })));
  if (invoices.length > 1) rows.push(below(total, totalText(claim, words)));
  return rows.map((row, index) => labelCell(index === 0 ? label : '', view) + row);
}

interface InvoicePlace {
  readonly view: BriefView;
  /** Lines for a service that does not fit beside its invoice; without any it is cut. */
  readonly lines: number;
  /** Columns of the widest amount. */
  readonly column: number;
}

function invoiceLines(row: BriefInvoice, { view, lines, column }: InvoicePlace): string[] {
  const { words, style, today } = view;
  const beside = roomBeside(view) - column - 4;
  const due = show(dueText(row, words, today), beside - shortestNumber);
  const number = show(row.invoice.number, Math.min(longestNumber, beside - widthOf(due)));
  const free = beside - widthOf(number) - widthOf(due) - 2;
  const service = show(row.invoice.service ?? '');
  const isBelow = lines > 0 && widthOf(service) > free;
  const below = isBelow ? clipped(service, beside + 2, lines) : [];
  const what =
    service === '' || isBelow || free < shortestService ? '' : `  ${style.dim(show(service, free))}`;
  return [
    `${style.bold(padStart(moneyText(row.balance, words), column))}  ${number}${what}  ${due}`,
    ...below.map((line) => `${' '.repeat(column + 2)}${style.dim(line)}`),
  ];
}

/** Goal, fallback and why; how to speak to this payer; the step of the ladder. */
export function goalLines(brief: Brief, view: BriefView, room: Room): string[] {
  const { words, style, today } = view;
  const { objective, strategy } = brief;
  if (objective === undefined) return [];
  const max = `${goalText(objective.max, words, today)} · ${reasonText(objective, words)}`;
  const fallback = goalText(objective.min, words, today);
  const accent: Paint = (line) => style.accent(style.bold(line));
  const fields: Field[] = [
    { label: words.label('prep.goal'), text: max, lines: 2, paint: accent },
    { label: words.label('prep.fallback'), text: fallback, lines: 2 },
    {
      label: words.label('prep.profile'),
      text: strategyText(strategy, words),
      lines: Math.min(2, room.lines),
    },
    // A command is not cut.
    { label: words.label('prep.rung'), text: rungText(brief, words), lines: brief.isToBeWritten ? 2 : 1 },
  ];
  return fields.flatMap((field) => fieldLines(field, view));
}
