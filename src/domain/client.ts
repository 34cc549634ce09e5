import type { Day } from './day.ts';
import type { Language } from './profile.ts';

export type ClientKind = 'business' | 'consumer' | 'public';

/** How the user wants to leave this client: drives wording and how early consequences appear (practice 000-10). */
export type Relationship = 'keep' | 'neutral' | 'ending';

/** Payer types of practice D9, in the order in which they are tried. */
export type PayerType =
  | 'insolvent' | 'sincere_disputer' | 'inventor_of_disputes' | 'cash_strapped' | 'serial_promiser' | 'silent'
  | 'good_payer' | 'strategic' | 'careless' | 'process_bound' | 'unknown'; // biome-ignore format: one row of names

/** Who owes. `recordedAt` is a moment in milliseconds UTC, here and in every fact. */
export interface Client {
  readonly id: number;
  /** Short name for the command line: `[a-z0-9-]`, unique. */
  readonly handle: string;
  readonly name: string;
  readonly kind: ClientKind;
  readonly country: string;
  readonly region: string | null;
  readonly language: Language;
  /** `formal` = vous, `familiar` = tu. English has one form. */
  readonly register: 'formal' | 'familiar';
  readonly relationship: Relationship;
  readonly email: string | null;
  readonly phone: string | null;
  readonly staffSize: number | null;
  /** Set by the user to overrule the detected type. */
  readonly payerType: PayerType | null;
  readonly recordedAt: number;
}

export type ContactRole = 'accounts' | 'buyer' | 'owner' | 'assistant' | 'other';

/** A person who can be called at a client. The first contact of a client is the one to call. */
export interface Contact {
  readonly id: number;
  readonly clientId: number;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly role: ContactRole;
  readonly phone: string | null;
  readonly extension: string | null;
  readonly email: string | null;
  /** In the user's words: `9–12`, `mardi matin`. */
  readonly reachableHours: string | null;
  /** Can this person release the payment? `null` while unknown (practice 002-06). */
  readonly canRelease: boolean | null;
  readonly isDecider: boolean;
  readonly verifiedOn: Day | null;
  readonly friendlyTopics: string | null;
  readonly isPhoneInvalid: boolean;
  readonly recordedAt: number;
}

/** `First Last`, whichever is known, or an empty text. */
export function contactName(contact: Pick<Contact, 'firstName' | 'lastName'>): string {
  return [contact.firstName, contact.lastName].filter((part) => part !== null && part !== '').join(' ');
}

/** `Jules Roussel` → first and last name; a single word is the last name; blank text names nobody. */
export function splitName(text: string): Pick<Contact, 'firstName' | 'lastName'> {
  const [first = null, ...rest] = text.trim().split(/\s+/).filter(Boolean);
  if (rest.length === 0) return { firstName: null, lastName: first };
  return { firstName: first, lastName: rest.join(' ') };
}

/** A person of whom nothing is known yet but that they are there. */
export const unknownContact: Omit<Contact, 'id' | 'clientId' | 'recordedAt'> = {
  firstName: null,
  lastName: null,
  role: 'other',
  phone: null,
  extension: null,
  email: null,
  reachableHours: null,
  canRelease: null,
  isDecider: false,
  verifiedOn: null,
  friendlyTopics: null,
  isPhoneInvalid: false,
};
