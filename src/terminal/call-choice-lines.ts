import { ladderOf } from '../domain/call/ladder.ts';
import { optionsOf } from '../domain/call/read-field.ts';
import { narrowingDays } from '../domain/call/record.ts';
import type { Call, FieldName } from '../domain/call/state.ts';
import { choicesOf, table } from '../domain/call/table.ts';
import { formatDay } from '../domain/day-words.ts';
import { formatMoney } from '../domain/money.ts';
import { leavingKeys } from './call-keys.ts';
import type { CallView } from './show-call.ts';
import { padEnd, show, widthOf } from './style.ts';

type ChoiceView = Pick<CallView, 'words' | 'language' | 'style' | 'width' | 'isPlain'>;

/** Choices in columns, then what `Space` does. */
export function choiceLines(call: Call, view: ChoiceView): string[] {
  const { words, style } = view;
  const rows = columnsOf(cellsOf(call, view), view);
  const ahead = view.isPlain && call.state === 'preflight' ? null : spaceLabel(call);
  if (ahead !== null) rows.push(`${style.bold(words.label('call.space'))} ${words.label(ahead)}`);
  return [...rows, ''];
}

/** The answers of a field that takes one digit. */
export function optionLines(field: FieldName, view: ChoiceView): string[] {
  const options = optionsOf(field);
  const first = options[0] === '0' ? 0 : 1;
  const cells = options.map(
    (option, at) => `${at + first} ${view.words.label(`call.option.field.${field}.${option}`)}`,
  );
  return [...columnsOf(cells, view), ''];
}

function cellsOf(call: Call, view: ChoiceView): string[] {
  if (call.state === 'preflight') {
    return leavingKeys().map(
      ({ key, name }) => `${key} ${view.words.label(`call.choice.preflight.${name}`)}`,
    );
  }
  return choicesOf(call).map(({ key, name }) => `${key} ${choiceLabel(call, name, view)}`);
}

function columnsOf(cells: readonly string[], { isPlain, width }: ChoiceView): string[] {
  const columns = isPlain ? 1 : cells.length > 4 || cells.length === 3 ? 3 : 2;
  // Near one another whatever the width, so that the eye takes them in at once.
  const room = Math.min(Math.floor(width / columns), Math.max(24, ...cells.map((cell) => widthOf(cell) + 3)));
  const rows: string[] = [];
  for (let at = 0; at < cells.length; at += columns) {
    rows.push(
      cells
        .slice(at, at + columns)
        .map((cell) => padEnd(show(cell, room - 1), room))
        .join('')
        .trimEnd(),
    );
  }
  return rows;
}

function choiceLabel(call: Call, name: string, { words, language }: ChoiceView): string {
  const key = `call.choice.${call.state}.${name}`;
  if (name === 'first_day' || name === 'second_day') {
    const [first, second] = narrowingDays(call.setup);
    return words.label(key, { day: formatDay(name === 'first_day' ? first : second, language, 'spoken') });
  }
  if (call.state !== 'negotiate' || !name.startsWith('rung_')) return words.label(key);
  const rung = ladderOf(call).find(({ rank }) => name === `rung_${rank}`);
  if (rung === undefined || rung.rank > 3) return words.label(key);
  const rest = rung.rest === null ? '' : formatDay(rung.rest.on, language, 'short');
  const day = formatDay(rung.on, language, 'short');
  return words.label(key, { amount: formatMoney(rung.amount, language), day, rest });
}

function spaceLabel(call: Call): string | null {
  const { state, heard } = call;
  if (heard.isHungUp && !['wrapup', 'review', 'ended'].includes(state)) return 'call.proceed.hung_up';
  if (table[state].proceed === null) return null;
  if (state === 'evasive' && call.rung >= call.setup.rules.evasiveRungs) return 'call.proceed.evasive_last';
  const isLastOffer = state === 'negotiate' && call.offer + 1 >= ladderOf(call).length;
  return isLastOffer ? 'call.proceed.negotiate_last' : `call.proceed.${state}`;
}
