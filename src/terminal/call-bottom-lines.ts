import { lay } from '../domain/call/agreements.ts';
import { type FieldKind, fieldTable } from '../domain/call/field-table.ts';
import { type Missing, missingOutcome } from '../domain/call/guard.ts';
import { dayAdvice, proposalFor, showField } from '../domain/call/proposals.ts';
import { answerOf } from '../domain/call/record.ts';
import type { Call, FieldName } from '../domain/call/state.ts';
import { formatDay } from '../domain/day-words.ts';
import { formatMoney, money } from '../domain/money.ts';
import type { Words } from '../script/words.ts';
import type { Screen } from './call-pressed.ts';
import { isOptionField, openField } from './call-typing.ts';
import type { CallView } from './show-call.ts';
import { show, wrap } from './style.ts';

type BottomView = Pick<CallView, 'words' | 'language' | 'style' | 'width'>;

/** What stands below the input line: a message, help for the open field, the keys. */
export function bottomLines(screen: Screen, view: BottomView): string[] {
  const message = messageLine(screen, view);
  const field = openField(screen);
  const help = field === null ? null : fieldHelp(field, screen, view);
  return [
    ...(message === null ? [] : wrap(message, view.width - 2).map((line) => view.style.warn(line))),
    ...(help === null ? [] : wrap(help, view.width).map((line) => view.style.dim(line))),
    ...wrap(footer(screen, view.words), view.width).map((line) => view.style.dim(line)),
  ];
}

/** What the caller should know now, the gravest first; `null` when there is nothing. */
export function messageLine({ call, message }: Screen, view: BottomView): string | null {
  const { words, language } = view;
  if (message !== null) return words.label(message.key, shownValues(message.values));
  const missing = call.isGuardSpent ? missingOutcome(call) : null;
  if (missing !== null) return guardText(call, missing, view);
  const warning = warningOf(call);
  if (warning !== null) return words.label(`call.warn.${warning}`);
  const promisedOn = call.state === 'promise' ? answerOf(call.heard, 'promise')?.promisedOn : null;
  const advice = promisedOn ? dayAdvice(call, promisedOn) : null;
  return advice ? words.label(advice.key, { day: formatDay(advice.day, language, 'long') }) : null;
}

/** What was warned of once: the same key again passes. */
function warningOf({ state, warned, asking }: Call): 'summary' | 'voicemail' | 'below' | null {
  if ((state === 'summary' || state === 'voicemail') && warned.includes(state)) return state;
  return asking[0] === 'below_reason' ? 'below' : null;
}

/** What one invoice still lacks, with the shortest question; named when there are several (practice C7). */
function guardText(
  { setup, heard }: Call,
  { what, invoice }: Missing,
  { words, language }: BottomView,
): string {
  const left = lay({ setup, heard }).left.get(invoice.id) ?? 0;
  const values = what === 'rest' ? { rest: formatMoney(money(left, setup.currency), language) } : {};
  const text = words.label(`call.guard.${what}`, values);
  if (setup.invoices.length === 1) return text;
  return words.label('call.guard.about', { invoice: show(invoice.number, 20), text });
}

/** What was typed is foreign text too: a paste may hold anything. */
function shownValues(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, show(value, 40)]));
}

const helpOf: Readonly<Partial<Record<FieldKind, string>>> = {
  amount: 'amount',
  'amount?': 'amount',
  promised_day: 'day',
  day: 'day',
  'day?': 'day',
  past_day: 'past_day',
  'past_day?': 'past_day',
  time: 'time',
  'time?': 'time',
  plan_terms: 'plan_terms',
  plan_row: 'plan_row',
  account: 'account',
  firm_text: 'firm_text',
};

/** How to fill a field: examples, and what `Enter` alone takes. While a note is typed, what a vague phrase leaves out. */
export function fieldHelp(field: FieldName, screen: Screen, view: BottomView): string | null {
  if (isOptionField(field)) return null;
  return field === 'note' ? noteHelp(screen, view) : valueHelp(field, screen, view);
}

function noteHelp({ desk, typed }: Screen, { words }: BottomView): string | null {
  const missing = typed === '' ? null : desk.vagueIn(typed);
  return missing === null ? null : words.label(`call.vague_note.${missing}`);
}

function valueHelp(field: FieldName, { call }: Screen, { words, language }: BottomView): string | null {
  const { kind } = fieldTable[field];
  const help = helpOf[kind];
  const value = proposalFor(field, call);
  const proposal = value === null ? null : show(showField(field, value, { call, language }), 40);
  if (help === 'amount') {
    return proposal === null
      ? words.label('call.field_help.amount_heard')
      : words.label('call.field_help.amount', { proposal });
  }
  const parts = [
    ...(proposal === null ? [] : [words.label('call.field_help.proposal', { proposal })]),
    ...(help === undefined ? [] : [words.label(`call.field_help.${help}`)]),
    ...(kind.endsWith('?') && proposal === null ? [words.label('call.field_help.skip')] : []),
  ];
  return parts.length === 0 ? null : parts.join(' · ');
}

const overlayFooters: Readonly<Partial<Record<Screen['overlay'], string>>> = {
  facts: 'call.any_key',
  help: 'call.any_key',
  qr: 'call.any_key',
  vague: 'call.footer.vague',
  hangup: 'call.footer.hangup',
  mood: 'call.footer.mood',
  objection: 'call.footer.objection',
  jump: 'call.footer.jump',
  silence: 'call.footer.silence',
};

export function footer(screen: Screen, words: Words): string {
  const { call, overlay } = screen;
  const field = openField(screen);
  if (field !== null) return words.label(isOptionField(field) ? 'call.footer.option' : 'call.footer.field');
  const over = overlayFooters[overlay];
  if (over !== undefined) return words.label(over);
  if (call.objecting !== null) return words.label('call.footer.answer');
  if (call.state === 'preflight' || call.state === 'wrapup' || call.state === 'review') {
    return words.label(`call.footer.${call.state}`);
  }
  return words.label('call.footer');
}
