import { EUR, formatMoney, money, parseMinor } from '../domain/money.ts';
import type { Words } from '../script/words.ts';
import { showLine } from './show-line.ts';
import { padEnd, show, type Style, wrap } from './style.ts';

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

/** Every setting: key, value and meaning; the user's own stand out and name the default they replace. */
export function showSettings(
  items: readonly SettingItem[],
  { words, output }: { words: Words; output: { readonly style: Style; readonly width: number } },
): string[] {
  const widest = Math.max(0, ...items.map(({ key }) => key.length));
  return items.flatMap((item) => {
    const value = item.value === null ? words.label('config.nothing') : valueText(item, item.value, words);
    const replaced = item.isOwn
      ? showLine(words, 'config.replaces', {
          value: item.default === null ? words.label('config.nothing') : valueText(item, item.default, words),
        })
      : '';
    const first = `${padEnd(item.key, widest + 2)}${value}${replaced === '' ? '' : ` · ${replaced}`}`;
    return [
      item.isOwn ? output.style.bold(first) : first,
      ...wrap(item.meaning, output.width, '  ').map((line) => output.style.dim(line)),
    ];
  });
}

/** `1 jour`, `10 jours`, `50,00 €`; the rules' amounts are in euros. */
function valueText({ unit }: SettingItem, value: string, words: Words): string {
  if (unit === null || unit === 'count') return show(value, 40);
  const minor = unit === 'money' ? parseMinor(value.replace(',', '.'), EUR) : undefined;
  if (minor !== undefined) return formatMoney(money(minor, EUR), words.language);
  const one = `config.unit.${unit}.one`;
  return `${show(value, 40)} ${words.label(Number(value) === 1 && words.has(one) ? one : `config.unit.${unit}`)}`;
}
