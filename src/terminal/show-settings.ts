import type { Words } from '../script/words.ts';
import { showLine } from './show-line.ts';
import { padEnd, show, type Style } from './style.ts';

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
    const unit =
      item.unit === null || item.unit === 'count' ? '' : ` ${words.label(`config.unit.${item.unit}`)}`;
    const value = item.value === null ? words.label('config.nothing') : `${show(item.value, 40)}${unit}`;
    const replaced = item.isOwn
      ? showLine(words, 'config.replaces', { value: item.default ?? words.label('config.nothing') })
      : '';
    const origin = item.origin === null ? '' : ` [${item.origin}]`;
    const first = `${padEnd(item.key, widest + 2)}${value}${replaced === '' ? '' : ` · ${replaced}`}`;
    return [item.isOwn ? output.style.bold(first) : first, output.style.dim(`  ${item.meaning}${origin}`)];
  });
}
