import { type Day, daysBetween } from '../day.ts';
import { type DisputeType, disputeTypes, isSettled, openDisputes } from '../dispute.ts';
import { balances } from '../invoice.ts';
import { add, byCurrency, type Money, sumsByCurrency } from '../money.ts';
import type { Standing } from '../standing.ts';
import { meanOf } from './rate.ts';

export const disputeAges = ['0_7', '8_14', '15_30', 'over_30'] as const;
export type DisputeAge = (typeof disputeAges)[number];

/** Disputes of one type: open ones by age, and how long the closed ones took. */
export interface DisputeFigures {
  readonly type: DisputeType;
  readonly open: number;
  readonly ages: Readonly<Record<DisputeAge, number>>;
  /** What they hold back, at most what is still open on the invoice; by currency code. */
  readonly amounts: readonly Money[];
  /** Open past the day on which they should have been settled. */
  readonly overdue: number;
  readonly closed: number;
  /** Days from raised to closed; `null` when none was closed. */
  readonly meanDays: number | null;
}

/** One entry a type that was ever raised by `today` (practice D11). */
export function disputeFigures(standings: readonly Standing[], today: Day): DisputeFigures[] {
  const open = standings.flatMap((standing) =>
    openDisputes(standing, today).map((dispute) => ({ dispute, standing })),
  );
  const closed = standings.flatMap(({ disputes }) =>
    disputes.filter((dispute) => dispute.raisedOn <= today && isSettled(dispute, today)),
  );
  return disputeTypes
    .map((type) => {
      const own = open.filter(({ dispute }) => dispute.type === type);
      const days = closed
        .filter((dispute) => dispute.type === type)
        .map(({ raisedOn, closedOn }) => daysBetween(raisedOn, closedOn ?? today));
      return {
        type,
        open: own.length,
        ages: agesOf(own.map(({ dispute }) => daysBetween(dispute.raisedOn, today))),
        amounts: sumsByCurrency(heldBack(own, today)).toSorted(byCurrency),
        overdue: own.filter(({ dispute }) => dispute.resolveOn < today).length,
        closed: days.length,
        meanDays: meanOf(days),
      };
    })
    .filter((figures) => figures.open + figures.closed > 0);
}

function ageOf(days: number): DisputeAge {
  if (days <= 7) return '0_7';
  if (days <= 14) return '8_14';
  return days <= 30 ? '15_30' : 'over_30';
}

function agesOf(days: readonly number[]): Record<DisputeAge, number> {
  const ages = { '0_7': 0, '8_14': 0, '15_30': 0, over_30: 0 };
  for (const each of days) ages[ageOf(each)] += 1;
  return ages;
}

interface Open {
  readonly standing: Standing;
  readonly dispute: Standing['disputes'][number];
}

/** One amount an invoice: what its disputes hold back together, at most what is open on it. */
function heldBack(own: readonly Open[], today: Day): Money[] {
  return [...Map.groupBy(own, ({ dispute }) => dispute.invoiceId)].map(([invoiceId, same]) => {
    const contested = same.map(({ dispute }) => dispute.disputed).reduce(add);
    const open = same[0] && balances(same[0].standing, today).get(invoiceId)?.balance;
    return open === undefined || open.minor > contested.minor ? contested : open;
  });
}
