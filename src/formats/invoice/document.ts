import { type Day, parseDay } from '../../domain/day.ts';
import { DunError } from '../../domain/errors.ts';
import type { ForeignInvoice, ImportNote } from '../../domain/foreign-invoice.ts';
import { type Currency, exponentOf, money, parseCurrency, parseMinor } from '../../domain/money.ts';

/** The facts of an electronic invoice (EN 16931) as texts, whatever the syntax. Named after the business terms. */
export interface DocumentFacts {
  /** BT-3. */
  readonly typeCode: string | null;
  /** Said by the document itself (`CreditNote` of UBL). */
  readonly isCreditNote: boolean;
  /** BT-1. */
  readonly number: string | null;
  /** BT-2. */
  readonly issued: string | null;
  /** BT-9; several instalments or discounts may each have one. */
  readonly due: readonly string[];
  /** BT-20. */
  readonly terms: readonly string[];
  /** BT-5. */
  readonly currency: string | null;
  /** BT-112, BT-113, BT-114, BT-115. */
  readonly total: string | null;
  readonly prepaid: string | null;
  readonly rounding: string | null;
  readonly payable: string | null;
  /** BT-84. */
  readonly iban: string | null;
  /** BT-83. */
  readonly reference: string | null;
  /** BT-44. */
  readonly buyer: string | null;
  /** BT-49, BT-58: an address with an `@` is a mail address, the rest are network identifiers. */
  readonly emails: readonly (string | null)[];
  readonly contact: string | null;
  readonly phone: string | null;
  readonly country: string | null;
  /** BT-153 of each line. */
  readonly items: readonly string[];
  /** BT-13. */
  readonly order: string | null;
  /** BT-72. */
  readonly delivered: string | null;
  /** BT-25. */
  readonly credited: string | null;
}

export interface ReadDocument {
  readonly invoice: ForeignInvoice;
  readonly notes: readonly ImportNote[];
}

/** Credit notes of UNTDID 1001, self-billed and factored ones included. */
const creditCodes = new Set([
  '81',
  '83',
  '261',
  '262',
  '296',
  '308',
  '381',
  '396',
  '420',
  '458',
  '502',
  '503',
  '532',
]);

/** Requests that are no invoice: proforma, order, quotation. */
const otherCodes = new Set(['325', '220', '310']);

/**
 * Turns the texts of one document into a value. DunError 65 naming the field that is missing or that cannot be read;
 * a total that does not add up (BT-115 = BT-112 - BT-113 + BT-114) is a note.
 */
export function readDocument(facts: DocumentFacts, file: string): ReadDocument {
  const { typeCode } = facts;
  if (typeCode !== null && otherCodes.has(typeCode)) {
    throw new DunError('import.not_invoice_type', 65, { file, typeCode });
  }
  const number = required(facts.number, 'BT-1', file);
  const sums = sumsOf(facts, file);
  const isCredit = facts.isCreditNote || creditCodes.has(typeCode ?? '') || sums.total < 0;
  const amount = (minor: number) => money(isCredit ? Math.abs(minor) : Math.max(0, minor), sums.currency);
  const invoice: ForeignInvoice = {
    kind: isCredit ? 'credit_note' : 'invoice',
    number,
    issuedOn: dayOfText(required(facts.issued, 'BT-2', file), 'BT-2', file),
    dueOn: latest(facts.due.map((text) => dayOfText(text, 'BT-9', file))),
    currency: sums.currency,
    total: amount(sums.total),
    prepaid: amount(sums.prepaid),
    // Paid twice over, an invoice has a negative amount due: nothing is owed on it.
    amountDue: amount(sums.due),
    isDueStated: true,
    ...partyOf(facts, file),
    ...detailsOf(facts),
    creditedNumber: isCredit ? facts.credited : null,
    line: null,
  };
  return { invoice, notes: sums.addsUp ? [] : [{ key: 'import.note_sum', values: { file, number } }] };
}

function detailsOf(
  facts: DocumentFacts,
): Pick<ForeignInvoice, 'iban' | 'reference' | 'service' | 'terms' | 'poNumber' | 'deliveredOn'> {
  const [item = null] = facts.items;
  return {
    iban: ibanOf(facts.iban),
    reference: facts.reference,
    service: facts.items.length === 1 ? item : null,
    terms: facts.terms.length === 0 ? null : facts.terms.join(' · '),
    poNumber: facts.order,
    deliveredOn: facts.delivered === null ? null : (parseXmlDay(facts.delivered) ?? null),
  };
}

function partyOf(
  facts: DocumentFacts,
  file: string,
): Pick<ForeignInvoice, 'clientName' | 'clientEmail' | 'clientPhone' | 'contactName' | 'clientCountry'> {
  return {
    clientName: required(facts.buyer, 'BT-44', file),
    clientEmail: facts.emails.find((email) => email?.includes('@') === true) ?? null,
    clientPhone: facts.phone,
    contactName: facts.contact,
    clientCountry: /^[A-Z]{2}$/.test(facts.country ?? '') ? facts.country : null,
  };
}

interface Sums {
  readonly currency: Currency;
  readonly total: number;
  readonly prepaid: number;
  readonly due: number;
  readonly addsUp: boolean;
}

/** Minor units; what is not stated is computed from the rest. */
function sumsOf(facts: DocumentFacts, file: string): Sums {
  const currency = currencyOf(facts, file);
  const read = (text: string | null, field: string) =>
    text === null ? null : minorOf(text, { currency, field, file });
  const stated = read(facts.payable, 'BT-115');
  const prepaid = read(facts.prepaid, 'BT-113') ?? 0;
  const total = read(facts.total, 'BT-112') ?? (stated === null ? null : stated + prepaid);
  if (total === null) throw new DunError('import.field_missing', 65, { file, field: 'BT-112' });
  const computed = total - prepaid + (read(facts.rounding, 'BT-114') ?? 0);
  return {
    currency,
    total,
    prepaid,
    due: stated ?? computed,
    addsUp: stated === null || stated === computed,
  };
}

/** The first account that is an IBAN: some files put a national account number in the same place. */
function ibanOf(text: string | null): string | null {
  const bare = text?.replace(/[\s\u00a0\u202f]/g, '').toUpperCase() ?? '';
  return /^[A-Z]{2}\d{2}[A-Z0-9]{8,30}$/.test(bare) ? bare : null;
}

function currencyOf(facts: DocumentFacts, file: string): Currency {
  const text = required(facts.currency, 'BT-5', file);
  const currency = parseCurrency(text);
  if (currency === undefined) throw new DunError('import.currency_unknown', 65, { file, value: text });
  return currency;
}

function required(text: string | null, field: string, file: string): string {
  if (text === null) throw new DunError('import.field_missing', 65, { file, field });
  return text;
}

/** XML decimals have a point and no groups, so `1.250` is one and a quarter: a digit more tells `parseMinor` so. */
function minorOf(text: string, where: { currency: Currency; field: string; file: string }): number {
  const isDecimal = /^[-+]?(\d+\.?\d*|\.\d+)$/.test(text);
  const pointed = text.startsWith('.') ? `0${text}` : text;
  const padded = pointed.includes('.') ? `${pointed}${'0'.repeat(exponentOf(where.currency) + 2)}` : pointed;
  const minor = isDecimal ? parseMinor(padded, where.currency) : undefined;
  if (minor === undefined)
    throw new DunError('import.field_amount', 65, { file: where.file, field: where.field, value: text });
  return minor;
}

function dayOfText(text: string, field: string, file: string): Day {
  const day = parseXmlDay(text);
  if (day === undefined) throw new DunError('import.field_date', 65, { file, field, value: text });
  return day;
}

/** `20260305` (CII, with or without a time behind it) or `2026-03-05` (UBL, perhaps with a zone). */
function parseXmlDay(text: string): Day | undefined {
  const compact = /^(\d{4})(\d{2})(\d{2})(\d{4}|\d{6})?$/.exec(text);
  if (compact) return parseDay(`${compact[1]}-${compact[2]}-${compact[3]}`);
  return /^\d{4}-\d{2}-\d{2}(?:[T+Z-].*)?$/.test(text) ? parseDay(text.slice(0, 10)) : undefined;
}

function latest(days: readonly Day[]): Day | null {
  return days.toSorted().at(-1) ?? null;
}
