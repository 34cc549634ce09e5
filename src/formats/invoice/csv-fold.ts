import { foldName } from '../../domain/client-name.ts';
import { DunError } from '../../domain/errors.ts';
import type { ColumnField, ForeignInvoice } from '../../domain/foreign-invoice.ts';
import { money } from '../../domain/money.ts';
import { type Columns, foldHeader } from './csv-columns.ts';
import type { RowFacts } from './csv-row.ts';
import { cleanCell } from './csv-values.ts';

interface FoldContext {
  readonly file: string;
  readonly headers: readonly string[];
  readonly columns: Columns;
}

/** How several rows of one invoice add up. */
type RowsPer = 'invoice' | 'item' | 'entry';

const lineNumberHeaders = new Set([
  'ligne',
  'line',
  'line number',
  'numero ligne',
  'position',
  'pos',
  'regel',
]);
const itemHeaders = new Set([
  'quantity', 'quantite', 'qty', 'menge', 'aantal', 'unit price', 'prix unitaire', 'prix unitaire ht', 'einzelpreis', 'rate', 'item quantity',
]); // biome-ignore format: a row of words

const countries: Readonly<Record<string, string>> = {
  france: 'FR', belgique: 'BE', belgium: 'BE', belgie: 'BE', belgien: 'BE', suisse: 'CH', switzerland: 'CH', schweiz: 'CH', zwitserland: 'CH',
  luxembourg: 'LU', luxemburg: 'LU', allemagne: 'DE', germany: 'DE', deutschland: 'DE', duitsland: 'DE', 'pays bas': 'NL', netherlands: 'NL',
  'the netherlands': 'NL', nederland: 'NL', niederlande: 'NL', espagne: 'ES', spain: 'ES', italie: 'IT', italy: 'IT', italien: 'IT', canada: 'CA',
  'royaume uni': 'GB', 'united kingdom': 'GB', uk: 'GB', 'united states': 'US', 'united states of america': 'US', usa: 'US', 'etats unis': 'US',
  autriche: 'AT', austria: 'AT', osterreich: 'AT', irlande: 'IE', ireland: 'IE', portugal: 'PT', monaco: 'MC',
}; // biome-ignore format: a table

/**
 * Rows as invoices: tools that write a row for each item repeat the totals (Xero, Zoho), give amounts by item only
 * (FreshBooks) or book entries (Wave). DunError 65 when rows of one number contradict each other.
 */
export function foldRows(rows: readonly RowFacts[], context: FoldContext): ForeignInvoice[] {
  const groups = [...Map.groupBy(rows, ({ number, client }) => `${foldName(client)}\n${number}`).values()];
  const per = rowsPer(groups, context);
  return groups.map((group) => invoiceOf(group, per, context)).filter(({ total }) => total.minor > 0);
}

function rowsPer(groups: readonly (readonly RowFacts[])[], { columns, headers }: FoldContext): RowsPer {
  if (columns.has('account')) return 'entry';
  if (!columns.has('amount')) return 'item';
  if (columns.has('line')) return 'invoice';
  const folded = headers.map((header) => foldHeader(header));
  const differs = groups.some((group) => group.some(({ amount }) => amount !== group[0]?.amount));
  const hasItems = folded.some((header) => itemHeaders.has(header));
  return (hasItems && differs) || folded.some((header) => lineNumberHeaders.has(header)) ? 'item' : 'invoice';
}

function invoiceOf(group: readonly RowFacts[], per: RowsPer, context: FoldContext): ForeignInvoice {
  const [first] = group;
  if (first === undefined) throw new RangeError('an invoice has at least one row');
  const sums = sumsOf(group, per, context);
  const isCredit = first.isCredit || sums.total < 0;
  const text = (field: ColumnField) =>
    group.map((row) => row.text(field)).find((value) => value !== null) ?? null;
  const items = new Set(group.map((row) => row.text('service')));
  return {
    kind: isCredit ? 'credit_note' : 'invoice',
    number: first.number,
    issuedOn: first.issuedOn,
    dueOn: first.dueOn,
    ...amountsOf(first, sums, isCredit),
    clientName: first.client,
    clientEmail: text('email'),
    clientPhone: text('phone'),
    contactName: text('contact'),
    clientCountry: countryOf(text('country')),
    iban: text('iban')?.replace(/\s/g, '').toUpperCase() ?? null,
    reference: text('reference'),
    service: items.size === 1 ? text('service') : null,
    terms: text('terms'),
    poNumber: text('po'),
    deliveredOn: null,
    creditedNumber: isCredit ? text('credited') : null,
    line: first.line,
  };
}

function amountsOf(
  first: RowFacts,
  sums: Sums,
  isCredit: boolean,
): Pick<ForeignInvoice, 'currency' | 'total' | 'prepaid' | 'amountDue' | 'isDueStated'> {
  const { currency } = first;
  const open = openOf(first, sums);
  const due = open ?? sums.total;
  return {
    currency,
    total: money(Math.abs(sums.total), currency),
    prepaid: money(isCredit ? 0 : Math.max(0, sums.paid ?? 0), currency),
    amountDue: money(isCredit ? Math.abs(due) : Math.max(0, due), currency),
    isDueStated: open !== null,
  };
}

interface Sums {
  readonly total: number;
  readonly paid: number | null;
  readonly balance: number | null;
}

function sumsOf(group: readonly RowFacts[], per: RowsPer, context: FoldContext): Sums {
  const add = (pick: (row: RowFacts) => number) => group.reduce((sum, row) => sum + pick(row), 0);
  const paid = group[0]?.paid ?? null;
  const balance = group[0]?.balance ?? null;
  if (per === 'item') return { total: add((row) => row.amount ?? row.lineAmount ?? 0), paid, balance };
  if (per === 'entry') {
    const total = add((row) => Math.max(0, row.amount ?? 0));
    return { total, paid: add((row) => Math.max(0, -(row.amount ?? 0))), balance: null };
  }
  refuseContradiction(group, context);
  return { total: group[0]?.amount ?? 0, paid, balance };
}

function refuseContradiction(group: readonly RowFacts[], { file }: FoldContext): void {
  const [first, ...others] = group;
  const odd = others.find(
    (row) => row.amount !== first?.amount || row.balance !== first.balance || row.currency !== first.currency,
  );
  if (odd === undefined) return;
  throw new DunError('import.row_twice', 65, {
    file,
    line: odd.line,
    first: first?.line ?? 0,
    number: odd.number,
  });
}

/** What is still open as the row tells it, or `null`. A row that says it is paid is believed before its balance. */
function openOf(first: RowFacts, { total, paid, balance }: Sums): number | null {
  if (first.state === 'paid') return 0;
  if (balance !== null) return balance;
  return paid === null ? null : total - Math.sign(total || 1) * Math.abs(paid);
}

function countryOf(text: string | null): string | null {
  const cell = cleanCell(text ?? '');
  return /^[A-Z]{2}$/.test(cell) ? cell : (countries[foldHeader(cell)] ?? null);
}
