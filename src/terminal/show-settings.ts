import { EUR, formatMoney, money, parseMinor } from '../domain/money.ts';
import type { Words } from '../script/words.ts';
import { showLine } from './show-line.ts';
import { padEnd, show, type Style, widthOf, wrap } from './style.ts';

/** More of a value would not be read anyway; `dun config get` gives it whole. */
const longestValue = 100;

/** A setting as it stands, with what it would be without the user's word. */
export interface SettingItem {
  readonly key: string;
  readonly value: string | null;
  readonly default: string | null;
  readonly isOwn: boolean;
  readonly unit: string | null;
  readonly origin: string | null;
  readonly meaning: string;
}

/** Every setting: key, value and default, then what it means and where it comes from; the user's own stand out. */
export function showSettings(items: readonly SettingItem[], view: View): string[] {
  const widest = Math.max(0, ...items.map(({ key }) => key.length));
  const { style, width } = view.output;
  return items.flatMap((item) => {
    const key = padEnd(item.key, widest + 2);
    const value = standing(item, view.words);
    const isShort = widthOf(key + value) <= width;
    const head = isShort ? [key + value] : [item.key, ...wrap(value, width, '  ')];
    const meaning = [item.meaning, originText(item, view.words)].filter((text) => text !== '').join(' · ');
    return [
      ...head.map((line) => (item.isOwn ? style.bold(line) : line)),
      ...wrap(meaning, width, '  ').map((line) => style.dim(line)),
    ];
  });
}

interface View {
  readonly words: Words;
  readonly output: { readonly style: Style; readonly width: number };
}

function standing(item: SettingItem, words: Words): string {
  const text = (value: string | null) =>
    value === null ? words.label('config.nothing') : valueText(item, value, words);
  if (item.isOwn) {
    return `${text(item.value)} · ${showLine(words, 'config.replaces', { value: text(item.default) })}`;
  }
  return item.default === null ? text(null) : `${text(item.default)} · ${words.label('config.default')}`;
}

/** The rules say where they come from, the other settings come from nowhere. */
function originText({ origin }: SettingItem, words: Words): string {
  return origin === null
    ? ''
    : words.label(`config.origin.${origin.slice(0, 1)}`, { origin: origin.replace(' ', '\u00a0') });
}

/** `1 jour`, `10 jours`, `50,00 €`; the rules' amounts are in euros. */
function valueText({ unit }: SettingItem, value: string, words: Words): string {
  if (unit === null || unit === 'count' || unit === 'week_hours') return show(value, longestValue);
  const minor = unit === 'money' ? parseMinor(value.replace(',', '.'), EUR) : undefined;
  if (minor !== undefined) return formatMoney(money(minor, EUR), words.language);
  const one = `config.unit.${unit}.one`;
  return `${show(value, longestValue)} ${words.label(Number(value) === 1 && words.has(one) ? one : `config.unit.${unit}`)}`;
}
