import { type Bucket, buckets } from '../domain/aging.ts';
import type { CreditFigures, ProvisionRow } from '../domain/stats/credit.ts';
import { type DisputeAge, disputeAges, type DisputeFigures } from '../domain/stats/disputes.ts';
import type { Block, PlotRow, Section } from '../domain/stats/report.ts';
import { amountsText, countText, moneyText, noData, percentText } from './stats-figures.ts';
import type { Words } from './words.ts';

/** The aged balance of each currency with DSO, slippage and provision; one section a currency, what is open first. */
export function creditSections(all: readonly CreditFigures[], words: Words): Section[] {
  const isOpen = ({ aged }: CreditFigures): boolean => aged !== null;
  // A currency that was settled long ago says nothing any more.
  const quiet = all.filter((figures) => !isOpen(figures) && figures.dso.days !== null);
  const shown = [...all.filter(isOpen), ...quiet];
  if (shown.length === 0) {
    const text = all.length === 0 ? noData(words) : words.label('stats.nothing_open');
    return [{ title: words.label('stats.balance'), blocks: [{ kind: 'note', text }] }];
  }
  return shown.map((figures) => ({
    title: words.label('stats.balance_in', { currency: figures.currency }),
    blocks: [agedBlock(figures, words), creditBlock(figures, words)],
  }));
}

function agedBlock({ aged }: CreditFigures, words: Words): Block {
  if (aged === null) return { kind: 'note', text: words.label('stats.nothing_open') };
  const rows = buckets.map((bucket): PlotRow => {
    const share = aged.buckets[bucket].minor / aged.total.minor;
    const values = [moneyText(aged.buckets[bucket], words), percentText(share, words)];
    return { label: words.label(`stats.bucket.${bucket satisfies Bucket}`), values, share };
  });
  const total = {
    label: words.label('stats.total'),
    values: [moneyText(aged.total, words), ''],
    share: null,
    isTotal: true,
  };
  return { kind: 'bars', caption: null, rows: [...rows, total] };
}

function creditBlock({ aged, dso, slippage, provision }: CreditFigures, words: Words): Block {
  const days = dso.days === null ? noData(words) : countText('stats.days', dso.days, words);
  const figure = (key: string, value: string) => ({ label: words.label(`stats.${key}`), value });
  const sales = {
    label: words.label('stats.dso', { period: countText('stats.days', dso.period, words) }),
    value: days,
  };
  if (aged === null) return { kind: 'figures', rows: [sales] };
  return {
    kind: 'figures',
    rows: [
      figure('overdue', moneyText(aged.overdue, words)),
      sales,
      figure('slippage', slippage === null ? noData(words) : moneyText(slippage, words)),
      figure('provision', provision === null ? noData(words) : moneyText(provision.total, words)),
      ...(provision?.rows ?? [])
        .filter(({ open }) => open.minor > 0)
        .map((row) => ({
          label: words.label('stats.provision.over', { days: row.overDays }),
          value: provisionText(row, words),
        })),
    ],
  };
}

function provisionText({ open, percent, provision }: ProvisionRow, words: Words): string {
  const values = { percent, open: moneyText(open, words), provision: moneyText(provision, words) };
  return words.label('stats.provision.of', values);
}

/** Open disputes by type and age, what they hold back, and how long the closed ones took. */
export function disputeSection(all: readonly DisputeFigures[], words: Words): Section {
  const title = words.label('stats.disputes');
  if (all.length === 0) return { title, blocks: [{ kind: 'note', text: noData(words) }] };
  const most = Math.max(1, ...all.flatMap(({ ages }) => Object.values(ages)));
  const rows = all.flatMap(({ type, ages }) =>
    disputeAges
      .filter((age) => ages[age] > 0)
      .map((age: DisputeAge) => ({
        label: words.label('stats.dispute.row', {
          type: words.label(`stats.dispute.${type}`),
          age: words.label(`stats.age.${age}`),
        }),
        values: [String(ages[age])],
        share: ages[age] / most,
      })),
  );
  const figures = all.map((own) => ({
    label: words.label(`stats.dispute.${own.type}`),
    value: disputeText(own, words),
  }));
  const plot: Block[] =
    rows.length === 0 ? [] : [{ kind: 'bars', caption: words.label('stats.disputes.open'), rows }];
  return { title, blocks: [...plot, { kind: 'figures', rows: figures }] };
}

function disputeText({ open, amounts, overdue, closed, meanDays }: DisputeFigures, words: Words): string {
  const parts = [
    open === 0 ? null : words.label('stats.dispute.held', { amounts: amountsText(amounts, words) }),
    overdue === 0 ? null : countText('stats.dispute.late', overdue, words),
    closed === 0 || meanDays === null
      ? null
      : words.label('stats.dispute.closed', {
          count: closed,
          days: countText('stats.days', meanDays, words),
        }),
  ];
  return parts.filter((part) => part !== null).join(' · ');
}
