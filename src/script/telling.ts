import type { CallSetup } from '../domain/call/state.ts';
import { fold } from '../domain/fold.ts';
import { formatDecimal } from '../domain/money.ts';

/**
 * Words that tell a third party of a debt, in either language (practice B5): the objective ones, and any amount. A word
 * such as "account" or « relance » may mean something else and is left to whoever writes it.
 */
const moneyWords = [
  // French
  'factur\\p{L}*', 'impay\\p{L}*', 'retards?', 'dettes?', 'créances?', 'paiements?', 'payer', 'payez', 'payée?s?',
  'recouvrement', 'contentieux', 'huissier', 'mise en demeure',
  // English
  'invoic\\p{L}*', 'unpaid', 'overdue', 'past due', 'debts?', 'payments?', 'pay', 'paid', 'paying', 'ow(?:e|es|ed|ing)',
  'formal notice', 'bailiff', 'collection agency',
]; // biome-ignore format: rows of words

const amounts = [
  "\\d[\\d .,'\\u00a0\\u202f]*(?:€|\\$|£|(?:EUR|USD|GBP|CHF|euros?|dollars?|pounds?)(?!\\p{L}))",
  '[€$£]\\s?\\d[\\d.,]*',
];

/** Every such word or amount in a text, accents as they are written; fresh, for it keeps its place. */
export function moneyPattern(): RegExp {
  return new RegExp(`(?<![\\p{L}\\d])(?:${moneyWords.join('|')})(?!\\p{L})|${amounts.join('|')}`, 'giu');
}

/** The same without accents and case, for what people type; a reminder (« relance ») is told here too. */
const told = new RegExp(
  `(?<![a-z\\d])(?:${moneyWords.map(bareSource).join('|')}|relanc[a-z]*)(?![a-z])|${amounts.join('|')}`,
  'iu',
);

function bareSource(source: string): string {
  return source.replaceAll('\\p{L}', '[a-z]').normalize('NFD').replace(/\p{M}/gu, '');
}

/** Does this text tell whoever hears or reads it of money owed: a word for it, an amount, one of these numbers? */
export function tellsOfDebt(text: string, numbers: readonly string[] = []): boolean {
  const bare = fold(text);
  return told.test(bare) || numbers.some((number) => holds(bare, fold(number)));
}

/** As a word of its own: an invoice called 7 is not in 17. */
function holds(text: string, number: string): boolean {
  if (number === '') return false;
  for (let at = text.indexOf(number); at >= 0; at = text.indexOf(number, at + 1)) {
    const around = `${text[at - 1] ?? ' '}${text[at + number.length] ?? ' '}`;
    if (!/[\p{L}\d]/u.test(around)) return true;
  }
  return false;
}

/** What names the debt of this call without a word: numbers of its invoices, what is open on them, the account. */
export function numbersOf({ invoices, caller }: Pick<CallSetup, 'invoices' | 'caller'>): string[] {
  const named = invoices.flatMap(({ number, reference, balance }) => {
    const [whole = ''] = formatDecimal(balance).split('.');
    return [number, reference, ...(whole.length < 3 ? [] : [whole])];
  });
  return [...named, caller.ibanLast4 ?? ''];
}
