import { join } from 'node:path';
import type { Talk } from './conversation.ts';

/** The copy on file of every invoice. */
const copy = join(import.meta.dirname, '..', '..', 'fixtures', 'invoices', 'Facture_FR_BASICWL.pdf');

/** The words of a command line; quotes hold some of them together. */
export function line(text: string): string[] {
  return [...text.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
}

/** The two clients who are spoken with, on the screen of their language. */
export const roussel: Talk = { client: 'roussel', screen: 'fr' };
export const harbour: Talk = { client: 'harbour', screen: 'en' };

/** The caller of every conversation, and two clients who owe one invoice each: one speaks French, one English. */
export const people: readonly (readonly string[])[] = [
  line(
    'init --first Nadia --last Benali --business "Atelier Benali" --country FR --lang fr --phone "06 12 34 56 78" --email nadia@benali.example --iban FR7630006000011234567890189 --methods transfer',
  ),
  line(
    'client add "Menuiserie Roussel" --lang fr --contact "Jules Roussel" --role owner --phone "03 88 00 11 22" --email jules@roussel.example',
  ),
  invoice(
    'roussel --number F-2026-044 --amount 840',
    '2026-04-20',
    '--due 2026-05-20 --service "la refonte du catalogue"',
  ),
  line(
    'client add "Harbour Books" --lang en --contact "Olivia Reed" --role accounts --phone "01 44 00 55 66" --email olivia@harbour.example',
  ),
  invoice(
    'harbour --number H-2026-017 --amount 1200',
    '2026-04-14',
    '--due 2026-05-14 --service "the website redesign"',
  ),
];

/** An invoice by hand, delivered on the day it was issued, with its copy. */
export function invoice(what: string, issuedOn: string, terms: string): string[] {
  return [
    ...line(`invoice add ${what} --issued ${issuedOn} --delivered ${issuedOn} ${terms}`),
    '--file',
    copy,
  ];
}
