import type { MemoKind } from '../domain/attempt.ts';
import type { Language } from '../domain/profile.ts';
import { registerOf } from './call-file.ts';
import type { Register } from './catalog.ts';
import { type FactName, type Facts, isKnown, oneLine } from './facts.ts';
import { renderMemo } from './memo.ts';
import { memoCatalog, textOf } from './memo-catalog.ts';
import { memoStem } from './memo-fill.ts';
import type { MemoTemplate } from './memo-file.ts';

/** Two parts of an SMS: more is read as a letter, and half of it on a locked screen. */
export const longestText = 320;

export interface TextOrder {
  readonly kind: MemoKind;
  readonly facts: Facts;
  readonly register: Register;
  readonly language: Language;
}

/**
 * The memo in a few words, for an SMS or a chat: the words of the first source that has them, at most 320 characters.
 * `null` for a kind that has no short form, and when a fact that it cannot do without is not known.
 */
export function fillText(
  sources: readonly ReadonlyMap<string, MemoTemplate>[],
  order: TextOrder,
): string | null {
  const name = textOf[order.kind];
  if (name === undefined) return null;
  const { facts, language } = order;
  if (!memoCatalog[name].needs.every((fact) => isKnown(facts, fact))) return null;
  const stem = memoStem(name, registerOf(memoCatalog[name], language, order.register));
  const template = sources.map((source) => source.get(stem)).find((found) => found !== undefined);
  if (template === undefined) throw new RangeError(`no words for the text ${stem}`);
  const bare = { ...template, subject: [] };
  for (const kept of shorterAndShorter(facts)) {
    const { text, missing } = renderMemo(bare, { facts: kept, lists: {}, language });
    if (missing.length > 0) return null;
    const plain = plainSpaces(text);
    if (Array.from(plain).length <= longestText) return plain;
  }
  return null;
}

/** An SMS with one character of its own alphabet less holds half as many: the blanks that hold words together go. */
function plainSpaces(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, ' ').trim();
}

/** What is left out, in this order, until the text is short enough: never an amount or a day. */
function* shorterAndShorter(facts: Facts): Generator<Facts> {
  let kept = cut(facts, 90);
  yield kept;
  for (const names of dispensable) {
    const left = Object.entries(kept).filter(([name]) => !names.some((one) => one === name));
    kept = Object.fromEntries(left);
    yield kept;
  }
  kept = { ...kept, invoice_no: firstOf(facts.invoice_no ?? '') };
  yield kept;
  kept = cut(kept, 40);
  yield kept;
  const names = Object.entries(kept).filter(([name]) => lengthy.has(name));
  yield { ...kept, ...cut(Object.fromEntries(names), 24) };
}

/** What may be as long as somebody wrote it, and cannot be left out. */
const lengthy: ReadonlySet<string> = new Set<FactName>(['dispute_point', 'owner', 'invoice_no', 'me_full']);

const dispensable: readonly (readonly FactName[])[] = [
  ['me_business'],
  ['date_means', 'approver', 'contact_phone'],
  ['contact_name', 'contact_first'],
];

function cut(facts: Facts, most: number): Facts {
  const shown = Object.entries(facts).map(([name, value]) => [name, shortened(oneLine(value ?? ''), most)]);
  return Object.fromEntries(shown);
}

function shortened(text: string, most: number): string {
  const letters = Array.from(text.slice(0, 4 * most));
  return letters.length <= most
    ? text
    : `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}

/** `F-2026-044, F-2026-051` → `F-2026-044 (+1)`. */
function firstOf(numbers: string): string {
  const [first = '', ...others] = numbers.split(', ');
  return others.length === 0 ? first : `${shortened(first, 30)} (+${others.length})`;
}
