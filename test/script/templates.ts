import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DunError } from '../../src/domain/errors.ts';
import type { Language } from '../../src/domain/profile.ts';
import { type FactName, factNames, type Facts } from '../../src/script/facts.ts';
import type { WordFile } from '../../src/script/template.ts';
import type { WordFolders } from '../../src/script/words.ts';

/** The words that are shipped. */
export const builtIn = fileURLToPath(new URL('../../templates', import.meta.url));
export const shipped: WordFolders = { builtIn, user: null };
export const languages: readonly Language[] = ['fr', 'en'];

export function filesIn(...parts: string[]): WordFile[] {
  const folder = join(builtIn, ...parts);
  return readdirSync(folder).map((name) => {
    const path = join(folder, name);
    return { path, text: readFileSync(path, 'utf8') };
  });
}

/** Our words and, over them, files of a user: `{ 'fr/call/ask.txt': '…' }`. */
export function withOwn(
  files: Readonly<Record<string, string | Uint8Array>>,
): WordFolders & { user: string } {
  const user = mkdtempSync(join(tmpdir(), 'dun-words-'));
  for (const [name, content] of Object.entries(files)) {
    const path = join(user, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  return { builtIn, user };
}

/** The error that `work` throws, which must be one the user can act on. */
export function dunErrorOf(work: () => unknown): DunError {
  try {
    work();
  } catch (error) {
    if (error instanceof DunError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

const values: Facts = {
  me_full: 'Nadia Benali',
  me_business: 'Atelier Benali',
  me_phone: '06 12 34 56 78',
  me_email: 'nadia@benali.example',
  me_iban: 'FR76 3000 6000 0112 3456 7890 189',
  iban_last4: '0189',
  contact_name: 'Jules Roussel',
  contact_first: 'Jules',
  contact_email: 'jules@roussel.example',
  service: 'la refonte du catalogue',
  invoice_no: 'F-2026-044',
  the_invoices: 'la facture F-2026-044',
  invoice_count: '3',
  reference: 'RF18F2026044',
  balance: '840,00\u00a0€',
  plan_total: '840,00\u00a0€',
  total_overdue: '4\u00a0930,00\u00a0€',
  cause_note: 'votre comptable est absente jusque lundi',
  parked_topics: 'le devis du prochain site',
  next_step: 'un appel à votre direction',
  step: 'la remise du dossier à une étude',
  client_actions: 'vous réglez 840,00\u00a0€ le mercredi 10 juin 2026, par virement',
  my_actions: 'je vous écris dans quelques minutes',
  hour: '17\u00a0h',
  callback_at: 'jeudi 11 juin 2026 à 14\u00a0h\u00a030',
};

/** Every fact with a value of the usual length: amounts and days as they are read aloud. */
export function allFacts(): Facts {
  const facts: Partial<Record<FactName, string>> = {};
  for (const name of factNames()) facts[name] = usual(name);
  return { ...facts, ...values };
}

function usual(name: FactName): string {
  if (/amount|balance|remainder|fee|total/.test(name)) return '840,00\u00a0€';
  return /date|deadline|_on$|d1|d2/.test(name) ? 'mercredi 10 juin 2026' : `(${name})`;
}

export function only(facts: Facts, names: readonly FactName[]): Facts {
  return Object.fromEntries(names.map((name) => [name, facts[name]]));
}
