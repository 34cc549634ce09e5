import { type AgedBalance, agedBalances, type Dso, daysSalesOutstanding, slippage } from '../aging.ts';
import type { Day } from '../day.ts';
import { balances } from '../invoice.ts';
import { type Currency, type Money, money, share, sum } from '../money.ts';
import type { Rules } from '../rules.ts';
import type { Standing } from '../standing.ts';

/** What is open for longer than so many days, and the part of it to write down as doubtful. */
export interface ProvisionRow {
  readonly overDays: number;
  readonly percent: number;
  readonly open: Money;
  readonly provision: Money;
}

/** The credit figures of practice D11 in one currency; two currencies are never added. */
export interface CreditFigures {
  readonly currency: Currency;
  /** `null` when nothing is open. */
  readonly aged: AgedBalance | null;
  readonly dso: Dso;
  /** What moved into an older bucket within the month; `null` when nothing is open. */
  readonly slippage: Money | null;
  /** `null` when nothing is open. */
  readonly provision: { readonly total: Money; readonly rows: readonly ProvisionRow[] } | null;
}

/** One entry for each currency that was ever invoiced by `today`, by its code. `window` = days of the DSO. */
export function creditFigures(
  standings: readonly Standing[],
  today: Day,
  { window, rules }: { readonly window: number; readonly rules: Rules },
): CreditFigures[] {
  const known = standings.map((standing) => issuedBy(standing, today));
  const aged = new Map(agedBalances(known, today).map((own) => [own.currency, own]));
  const moved = new Map(slippage(known, today).map((own) => [own.currency, own]));
  return daysSalesOutstanding(known, today, window).map((dso) => {
    const { currency } = dso;
    const own = aged.get(currency) ?? null;
    return {
      currency,
      aged: own,
      dso,
      slippage: own === null ? null : (moved.get(currency) ?? money(0, currency)),
      provision: own === null ? null : provisionOf(known, today, { currency, rules }),
    };
  });
}

// An invoice of a day still to come is not owed yet. Facts stay the same object where they can: answers are kept by it.
function issuedBy(standing: Standing, today: Day): Standing {
  if (standing.invoices.every(({ issuedOn }) => issuedOn <= today)) return standing;
  return { ...standing, invoices: standing.invoices.filter(({ issuedOn }) => issuedOn <= today) };
}

function provisionOf(
  standings: readonly Standing[],
  today: Day,
  { currency, rules }: { readonly currency: Currency; readonly rules: Rules },
): NonNullable<CreditFigures['provision']> {
  const open = standings
    .flatMap((standing) => [...balances(standing, today).values()])
    .filter(({ balance }) => balance.currency === currency && balance.minor > 0);
  const rows = provisionSteps(rules).map(({ overDays, upTo, percent }) => {
    const own = open.filter(({ daysPastDue }) => daysPastDue > overDays && daysPastDue <= upTo);
    const total = sum(
      own.map(({ balance }) => balance),
      currency,
    );
    return { overDays, percent, open: total, provision: share(total, percent) };
  });
  const total = sum(
    rows.map(({ provision }) => provision),
    currency,
  );
  return { total, rows };
}

/** Practice D11: 25 % over 90 days, 50 % over 180, 100 % over 365; each debt in one step only. */
function provisionSteps(rules: Rules): { overDays: number; upTo: number; percent: number }[] {
  return [
    { overDays: 90, upTo: 180, percent: rules.provision90Percent },
    { overDays: 180, upTo: 365, percent: rules.provision180Percent },
    { overDays: 365, upTo: Number.POSITIVE_INFINITY, percent: rules.provision365Percent },
  ];
}
