import { addDays, addMonths, compareDays, type Day, dayOf, earlier, later, partsOf } from './day.ts';
import type { Client } from './client.ts';
import type { Invoice } from './invoice.ts';
import type { Standing } from './standing.ts';

/** How long a debt may be claimed somewhere: figure and source, never a verdict (product 8). */
interface Period {
  readonly years: number;
  readonly basis: string;
  /** What sets the clock back: a part payment too, or only what was acknowledged in writing. */
  readonly restartsBy: 'writing' | 'payment';
  /** Counted from the end of the year, as in Germany. */
  readonly isFromYearEnd?: boolean;
}

export interface Limitation {
  readonly invoice: Invoice;
  /** The first day on which the figure of the table is reached, counted from the earliest plausible start. */
  readonly on: Day;
  readonly years: number;
  /** Source and date of the table. */
  readonly basis: string;
}

/** When the table was last compared with its sources. */
const limitationTableOf = '2026-11';
/** Warned so long before (practice D10). */
const warnMonths = 6;

/** The shortest plausible period of each country (facts 2.1): a warning that comes early costs nothing. */
// biome-ignore format: a table
const periods: Readonly<Record<string, Readonly<Record<'trade' | 'consumer', Period>>>> = {
  FR: { trade: { years: 5, basis: 'C. com. L110-4', restartsBy: 'writing' }, consumer: { years: 2, basis: 'C. conso. L218-2', restartsBy: 'writing' } },
  BE: { trade: { years: 10, basis: 'anc. C. civ. 2262bis', restartsBy: 'payment' }, consumer: { years: 1, basis: 'anc. C. civ. 2272', restartsBy: 'payment' } },
  LU: { trade: { years: 10, basis: 'C. com. 189', restartsBy: 'writing' }, consumer: { years: 10, basis: 'C. com. 189', restartsBy: 'writing' } },
  CH: { trade: { years: 5, basis: 'CO 128', restartsBy: 'payment' }, consumer: { years: 5, basis: 'CO 128', restartsBy: 'payment' } },
  DE: { trade: { years: 3, basis: 'BGB 195, 199', restartsBy: 'writing', isFromYearEnd: true }, consumer: { years: 3, basis: 'BGB 195, 199', restartsBy: 'writing', isFromYearEnd: true } },
  GB: { trade: { years: 6, basis: 'Limitation Act 1980', restartsBy: 'payment' }, consumer: { years: 6, basis: 'Limitation Act 1980', restartsBy: 'payment' } },
};
const quebec: Period = { years: 3, basis: 'CCQ 2925', restartsBy: 'writing' };

/**
 * The open invoice whose limitation figure is nearest, once it is within six months (practice D10). The clock starts at
 * the earliest plausible day, service or issue, and again with what the client acknowledged in writing; a formal notice
 * does not set it back. `undefined`: nothing near, or a country that the table does not know.
 */
export function nearestLimitation(
  standing: Standing,
  { open, today }: { readonly open: readonly Invoice[]; readonly today: Day },
): Limitation | undefined {
  const period = periodOf(standing.client);
  if (period === undefined) return undefined;
  const found = open.map((invoice): Limitation => {
    const start = startOf(invoice, { standing, today, period });
    const on = addMonths(period.isFromYearEnd === true ? yearEnd(start) : start, period.years * 12);
    return { invoice, on, years: period.years, basis: `${period.basis}, ${limitationTableOf}` };
  });
  const [first] = found.toSorted((a, b) => compareDays(a.on, b.on));
  return first !== undefined && today >= addMonths(first.on, -warnMonths) ? first : undefined;
}

function periodOf({ country, region, kind }: Client): Period | undefined {
  if (country === 'CA') return region === 'QC' ? quebec : undefined;
  return periods[country]?.[kind === 'consumer' ? 'consumer' : 'trade'];
}

function startOf(
  { id, deliveredOn, issuedOn }: Invoice,
  { standing, today, period }: { standing: Standing; today: Day; period: Period },
): Day {
  const first = deliveredOn === null ? issuedOn : earlier(deliveredOn, issuedOn);
  const written = standing.promises
    .filter(({ parts }) => parts.some(({ invoiceId }) => invoiceId === id))
    .flatMap(({ changes }) => changes.flatMap(({ kind, on }) => (kind === 'confirmed' ? [on] : [])));
  const paid =
    period.restartsBy === 'payment'
      ? standing.payments.flatMap(({ invoiceId, on, reversedOn }) =>
          invoiceId === id && reversedOn === null ? [on] : [],
        )
      : [];
  return [...written, ...paid].filter((on) => on <= today).reduce(later, first);
}

function yearEnd(on: Day): Day {
  return dayOf(partsOf(on).year, 12, 31) ?? addDays(on, 0);
}
