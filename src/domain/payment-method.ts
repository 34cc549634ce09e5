import { fold } from './fold.ts';
import type { Language } from './profile.ts';

/** The usual means of payment, by the name under which the ledger keeps them. */
export type PaymentMethod = 'transfer' | 'card' | 'cheque' | 'direct_debit' | 'cash' | 'link';

/** How people write them, folded; the first of each language is how they are shown again. */
const names: Readonly<Record<PaymentMethod, Readonly<Record<Language, readonly string[]>>>> = {
  transfer: {
    fr: ['virement', 'virement bancaire', 'virement sepa', 'virement instantané', 'vir', 'par virement'],
    en: ['bank transfer', 'transfer', 'wire', 'wire transfer', 'sepa', 'sepa transfer', 'bacs', 'faster payment', 'ach', 'eft'],
  },
  card: {
    fr: ['carte', 'carte bancaire', 'carte bleue', 'carte de crédit', 'cb', 'par carte'],
    en: ['card', 'credit card', 'debit card', 'bank card'],
  },
  cheque: { fr: ['chèque', 'chèque bancaire', 'par chèque'], en: ['cheque', 'check'] },
  direct_debit: {
    fr: ['prélèvement', 'prélèvement sepa', 'prélèvement automatique'],
    en: ['direct debit', 'direct_debit', 'sepa direct debit'],
  },
  cash: { fr: ['espèces', 'liquide', 'en espèces'], en: ['cash'] },
  link: {
    fr: ['lien de paiement', 'lien', 'paiement en ligne', 'en ligne'],
    en: ['payment link', 'link', 'online', 'online payment'],
  },
}; // biome-ignore format: rows of names

/** Every spelling, folded. */
const byName = new Map<string, PaymentMethod>();
for (const method of ['transfer', 'card', 'cheque', 'direct_debit', 'cash', 'link'] as const)
  for (const name of [...names[method].fr, ...names[method].en]) byName.set(fold(name), method);

/** The usual means of payment that these words name in either language; `undefined` for any other. */
export function paymentMethod(text: string): PaymentMethod | undefined {
  return byName.get(fold(text));
}

/** What the ledger keeps of a means of payment as typed: its usual name, else the user's own words. */
export function keptMethod(text: string): string {
  return paymentMethod(text) ?? text.trim();
}

/** The name of a kept means of payment as one types it in a language; own words as they are. */
export function typedMethod(kept: string, language: Language): string {
  const method = paymentMethod(kept);
  return method === undefined ? kept : (names[method][language][0] ?? kept);
}

/** Is the money sent from account to account? So it is where no other means was named (practice C6). */
export function isTransfer(method: string | null): boolean {
  return method === null || paymentMethod(method) === 'transfer';
}
