import type { Letter } from '../../../src/mail/message.ts';

export const pdf = Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n', 'latin1');

const plain: Letter = {
  from: { name: 'Nadia Benali', address: 'nadia@atelier.example' },
  to: { name: 'Jules Roussel', address: 'jules@roussel.example' },
  cc: [],
  subject: 'F-2026-044 : votre virement de 840,00 € du mercredi 10 juin',
  text: 'Bonjour Monsieur Roussel,\n\nMerci pour notre échange de ce matin.\n',
  html: '<p>Bonjour Monsieur Roussel,</p>',
  messageId: '<6b9f2d0c-5b52-4a58-9f5e-0d4fd21a7e11@atelier.example>',
  writtenAt: Date.UTC(2026, 5, 9, 8, 30),
  thread: null,
  calendar: null,
  invoices: [],
  paymentCode: null,
};

export function aLetter(change: Partial<Letter> = {}): Letter {
  return { ...plain, ...change };
}
