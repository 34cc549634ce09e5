import type { Language } from '../domain/profile.ts';
import type { Finding } from '../script/check.ts';
import type { WordKind } from '../script/word-files.ts';
import type { Words } from '../script/words.ts';
import { showCount, showLine } from './show-line.ts';
import { padEnd, show, type Style } from './style.ts';

/** A file of words as the list shows it. */
export interface TemplateItem {
  readonly name: string;
  readonly kind: WordKind;
  readonly isOwn: boolean;
  readonly faults: number;
  readonly warnings: number;
}

interface Screen {
  readonly words: Words;
  readonly output: { readonly style: Style };
}

/** Files of one language in groups: what is said, what is written, the lists, the screen; the user's own stand out. */
export function showTemplates(
  items: readonly TemplateItem[],
  language: Language,
  { words, output }: Screen,
): string[] {
  const widest = Math.max(0, ...items.map(({ name }) => name.length));
  const kinds = [...new Set(items.map(({ kind }) => kind))];
  return kinds.flatMap((kind, at) => [
    ...(at === 0 ? [] : ['']),
    output.style.bold(`${words.label(`template.kind.${kind}`)} · ${language}`),
    ...items
      .filter((item) => item.kind === kind)
      .map((item) => {
        const line = `  ${padEnd(item.name, widest + 2)}${standText(item, words)}`;
        return item.isOwn ? output.style.accent(line) : line;
      }),
  ]);
}

function standText({ isOwn, faults }: TemplateItem, words: Words): string {
  if (!isOwn) return words.label('template.stand.ours');
  const own = words.label('template.stand.own');
  return faults === 0 ? own : `${own} · ${showCount(words, 'template.stand.faults', { count: faults })}`;
}

/** `/home/…/fr/call/ask.txt:2:7: « {balence} » …`, as editors and other tools read it. */
export function showFinding(finding: Finding, path: string, { words, output }: Screen): string {
  const { file, line, column } = findingPlace(finding, path);
  const place = line === null ? show(file) : `${show(file)}:${line}:${column}`;
  const reason = findingText(finding, words);
  if (!finding.isWarning) return `${place}: ${output.style.warn(reason)}`;
  return `${place}: ${words.label('template.warning', { reason })}`;
}

export function findingPlace(
  { error }: Finding,
  path: string,
): { file: string; line: number | null; column: number | null } {
  const { line, column } = error.values;
  return {
    file: path,
    line: typeof line === 'number' ? line : null,
    column: typeof column === 'number' ? column : null,
  };
}

/** What is wrong, without the place that the label of an error begins with. */
export function findingText({ error }: Finding, words: Words): string {
  const text = showLine(words, error.key, error.values);
  const { file = '', line, column } = error.values;
  if (line === undefined || column === undefined) return text;
  const place = showLine(words, 'script.place', { file, line, column });
  return text.startsWith(place) ? text.slice(place.length) : text;
}
