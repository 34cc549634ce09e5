import type { OwnObjection } from '../domain/call-record.ts';
import { formatDay } from '../domain/day-words.ts';
import { DunError } from '../domain/errors.ts';
import type { Invoice } from '../domain/invoice.ts';
import { formatMoney, type Money } from '../domain/money.ts';
import {
  isObjectionKey,
  type ObjectionKey,
  objectionKeys,
  type RankedObjection,
} from '../domain/objection.ts';
import type { Language } from '../domain/profile.ts';
import {
  type CallFile,
  fillWording,
  isUsable,
  parseSections,
  parseWording,
  type Wording,
} from './call-file.ts';
import type { Register } from './catalog.ts';
import { type FactName, type Facts, oneLine } from './facts.ts';
import { type Part, parseParts, type WordFile } from './template.ts';
import type { Words } from './words.ts';

export interface AnswerChoice {
  readonly register: Register;
  /** Any whole number: another number, another wording; the first says the most. */
  readonly variant?: number;
}

/** The headings a file of answers may have: the key of an objection, `, familiar` after it for tu. */
function headingsOf(language: Language): string[] {
  const registers: readonly Register[] = language === 'fr' ? ['formal', 'familiar'] : ['formal'];
  return objectionKeys().flatMap((key) => registers.map((register) => heading(key, register)));
}

function heading(key: ObjectionKey, register: Register): string {
  return register === 'formal' ? key : `${key}, familiar`;
}

/** Reads `objections.txt`: under each heading wordings of one or two lines. `DunError` 78 at the first fault. */
export function parseObjections(file: WordFile, language: Language): CallFile {
  // All is said after the person is known to be the right one, so any fact may be mentioned.
  return parseSections(file, headingsOf(language), (rows) => parseWording(file, rows, () => true));
}

/** The answer of the first file that has one for these facts, filled. */
export function pickAnswer(
  sources: readonly CallFile[],
  wanted: { readonly key: ObjectionKey; readonly facts: Facts; readonly language: Language },
  { register, variant = 0 }: AnswerChoice,
): string[] {
  const { key, facts, language } = wanted;
  const title = heading(key, language === 'en' ? 'formal' : register);
  for (const source of sources) {
    const usable = (source.get(title) ?? []).filter((wording: Wording) => isUsable(wording, facts));
    const wording = usable.at(variant % Math.max(1, usable.length));
    if (wording) return fillWording(wording, facts);
  }
  throw new RangeError(`no answer to the objection ${key} in ${language}`);
}

/** Facts that one's own answer may mention: those that no client who owes lacks, for it has no second form. */
export const ownAnswerFacts: readonly FactName[] = ['balance', 'invoice_no', 'due_date'];

/** Where an answer of one's own has its first fault, a brace that names no such fact: counted in characters from 1. */
export function ownAnswerFault(text: string): number | undefined {
  try {
    ownParts(text);
  } catch (error) {
    if (error instanceof DunError) return Number(error.values['column']);
    throw error;
  }
  return undefined;
}

function ownParts(text: string): Part[] {
  const file = { path: '', text: oneLine(text) };
  const mayMention = (name: FactName) => ownAnswerFacts.includes(name);
  return parseParts(file, { from: 0, to: file.text.length }, { hasSections: false, mayMention });
}

/** The facts of an open invoice that an answer may mention, in the language it is said in. */
export function claimFacts(
  { invoice, balance }: { readonly invoice: Invoice; readonly balance: Money },
  language: Language,
): Facts {
  return {
    invoice_no: invoice.number,
    service: invoice.service ?? '',
    balance: formatMoney(balance, language),
    due_date: formatDay(invoice.dueOn, language, 'spoken'),
  };
}

/** The part of a script that answers objections. */
export interface AnswerBook {
  readonly language: Language;
  objection(key: ObjectionKey, facts: Facts, choice: AnswerChoice): string[];
}

/** What is needed to answer in the client's words. */
export interface Answering {
  /** In the client's language. */
  readonly script: AnswerBook;
  readonly facts: Facts;
  readonly register: Register;
  readonly variant?: number;
}

/**
 * The answer to one objection, in one or two lines; none when it is one's own and no answer is written in the client's
 * language yet.
 */
export function answerTo(
  { key, own }: { readonly key: string; readonly own: OwnObjection | null },
  { script, facts, ...choice }: Answering,
): string[] {
  if (isObjectionKey(key)) return script.objection(key, facts, choice);
  const text = own?.answer[script.language] ?? '';
  return text.trim() === '' ? [] : ownLines(text, facts);
}

function ownLines(text: string, facts: Facts): string[] {
  // A ledger of a newer dun may hold an answer that this one cannot read: it is shown as it was written.
  const wording = ownAnswerFault(text) === undefined ? { lines: [ownParts(text)] } : undefined;
  return wording && isUsable(wording, facts) ? fillWording(wording, facts) : [oneLine(text)];
}

/** An objection as the screen names it, in the user's language. */
export interface ObjectionWords {
  /** What they say, short. */
  readonly they: string;
  /** The details to get out of them, short (practice 000-36). */
  readonly obtain: readonly string[];
  /** Other words to find it by. */
  readonly aliases: readonly string[];
}

export function objectionWords(
  { key, own }: Pick<RankedObjection, 'key' | 'own'>,
  words: Words,
): ObjectionWords {
  const name = isObjectionKey(key) ? key : 'own';
  const list = (text: string) => text.split('|').filter((each) => each !== '');
  return {
    they: own === null ? words.label(`objection.${name}.they`) : oneLine(own.words),
    obtain: list(words.label(`objection.${name}.obtain`)),
    aliases: list(words.label(`objection.${name}.aliases`)),
  };
}

/** What an objection may be found by: its wording and the other words for it. */
export function searchWords(one: Pick<RankedObjection, 'key' | 'own'>, words: Words): string[] {
  const { they, aliases } = objectionWords(one, words);
  return [they, ...aliases];
}
