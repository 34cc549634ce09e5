import { type AgendaEntry, agendaOf, rememberDays } from '../domain/agenda.ts';
import { contactName } from '../domain/client.ts';
import { addDays } from '../domain/day.ts';
import { formatMoney } from '../domain/money.ts';
import { readablePhone } from '../domain/phone-number.ts';
import type { Words } from '../script/words.ts';
import { plainDay } from '../terminal/due-words.ts';
import { showCount } from '../terminal/show-line.ts';
import { show } from '../terminal/style.ts';
import type { DueServices } from './due.ts';
import { writeOwnFile } from './own-file.ts';

type CalendarFile = Parameters<DueServices['calendarFile']>[0];
type CalendarEvent = CalendarFile['events'][number];

const longestWords = 200;
/** Revisions are counted in seconds from 2020 on, so that they stay far below the largest number of RFC 5545. */
const countFrom = 1_577_836_800_000;
/** Deadlines are told the day before too: there is something to do by then. */
const early: ReadonlySet<AgendaEntry['kind']> = new Set(['dispute', 'notice', 'claim', 'commitment']);

/** `dun due --ics FILE`: every dated thing of the ledger for the user's own calendar. */
export async function writeAgenda(context: DueServices, path: string): Promise<void> {
  const { ledger, output, words, rules, today } = context;
  const entries = ledger.standings.all().flatMap((standing) => agendaOf({ standing, today, rules }));
  const stamp = context.now();
  const events = entries.map((entry) => eventOf(entry, { words, stamp }));
  const before = await replaced(context, path);
  const file: CalendarFile = {
    language: words.language,
    stamp,
    name: words.label('due.ics.name'),
    events,
    ...(before === undefined ? {} : { before }),
  };
  const text = await context.calendarFile(file);
  const written = await writeOwnFile(context, { path, text, mark: 'PRODID:-//dun//dun//' });
  const live = entries.filter(({ isOver }) => !isOver).length;
  output.note(showCount(words, 'due.ics.written', { count: live, path: written }));
}

/** The file of the last export. A look at an earlier day knows less than it and takes nothing out of a calendar. */
async function replaced(
  { files, words, today, now, isEarlier }: DueServices,
  path: string,
): Promise<CalendarFile['before']> {
  const bytes = isEarlier ? undefined : await files.read(files.resolve(path));
  if (bytes === undefined) return undefined;
  return {
    text: new TextDecoder().decode(bytes),
    words: words.label('due.ics.gone'),
    since: addDays(today, -rememberDays),
    sequence: sequenceAt(now()),
  };
}

interface At {
  readonly words: Words;
  readonly stamp: number;
}

/**
 * A calendar program takes the entry with the higher SEQUENCE for the newer one (RFC 5545, 3.8.7.4). The ledger derives
 * its days and so keeps no count of changes: the moment of the export counts, and a later file always wins.
 */
function eventOf(entry: AgendaEntry, { words, stamp }: At): CalendarEvent {
  const { uid, kind, on, at, isOver } = entry;
  const summary = words.label(`due.ics.${kind}`, valuesOf(entry, words));
  return {
    uid,
    on,
    at,
    summary,
    description: detailText(entry),
    sequence: sequenceAt(stamp),
    isCancelled: isOver,
    alarm: summary,
    modified: stamp,
    ...(early.has(kind) ? { earlyDays: 1 } : {}),
  };
}

function sequenceAt(stamp: number): number {
  return Math.max(0, Math.floor((stamp - countFrom) / 1000));
}

function valuesOf({ client, amount, text, on }: AgendaEntry, words: Words): Record<string, string> {
  return {
    client: show(client.name, longestWords),
    amount: amount === null ? '' : formatMoney(amount, words.language),
    text: show(text ?? '', longestWords),
    day: plainDay(on, words),
  };
}

/** Invoices, whom to ring at which number, and the command that goes on from there; a line each. */
function detailText({ client, contact, phone, invoices, kind }: AgendaEntry): string {
  const name = contact === null ? '' : show(contactName(contact), longestWords);
  const number = phone === null ? '' : readablePhone(phone, client.country);
  const person = [name, show(number, longestWords)].filter((part) => part !== '').join(' · ');
  const lines = [
    invoices.map((invoice) => show(invoice, longestWords)).join(', '),
    person,
    kind === 'courtesy' ? `dun memo ${client.handle} --reminder` : `dun prep ${client.handle}`,
  ];
  return lines.filter((line) => line !== '').join('\n');
}
