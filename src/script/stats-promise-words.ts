import type { Kept, KeptBy, KeptFigures, Reference } from '../domain/stats/kept.ts';
import type { PlotRow, Section } from '../domain/stats/report.ts';
import { moneyText, percentText, rateText } from './stats-figures.ts';
import type { Words } from './words.ts';

/** Clients shown with a line of their own; the others are counted. */
const clientsShown = 10;

/** Were promises kept, and which ones: by count, by amount, and by how the day was won. */
export function keptSections(figures: KeptFigures, words: Words, isOfOne: boolean): Section[] {
  const { all, by, fates } = figures;
  const groups = groupRows(by, words);
  const open = fates.get('open') ?? 0;
  const head = [
    { label: words.label('stats.kept.count'), value: rateText(all.count, words) },
    ...all.amounts.map(({ currency, received, promised, share }) => ({
      label: words.label('stats.kept.amount', { currency }),
      value: words.label('stats.kept.received', {
        percent: percentText(share, words),
        received: moneyText(received, words),
        promised: moneyText(promised, words),
      }),
    })),
    { label: words.label('stats.kept.open'), value: String(open) },
  ];
  const kept: Section = {
    title: words.label('stats.kept'),
    blocks: [
      { kind: 'figures', rows: head },
      { kind: 'note', text: referenceText(figures.reference, words) },
      ...(groups.length === 0
        ? []
        : [{ kind: 'bars' as const, caption: words.label('stats.kept.by'), rows: groups }]),
    ],
  };
  return isOfOne || by.client.length === 0 ? [kept] : [kept, clientSection(by.client, words)];
}

/** Under 60 % the line points to what the broken promises have in common (practice D11). */
export function referenceText({ verdict, weakPoint }: Reference, words: Words): string {
  if (verdict === null) return words.label('stats.reference.no_data');
  if (verdict !== 'below') return words.label(`stats.reference.${verdict}`);
  if (weakPoint === null) return words.label('stats.reference.below');
  const { count, of } = weakPoint.rate;
  return words.label(`stats.reference.below.${weakPoint.kind}`, { count, of });
}

function groupRows(by: KeptBy, words: Words): PlotRow[] {
  const label = (key: string) => words.label(`stats.by.${key}`);
  return [
    ...by.origin.map(({ key, kept }) => keptRow(label(`origin.${key}`), kept, words)),
    ...by.confirmed.map(({ key, kept }) => keptRow(label(`confirmed.${key}`), kept, words)),
    ...by.method.map(({ key, kept }) => keptRow(label(`method.${key}`), kept, words)),
    ...by.daysAhead.map(({ key, kept }) => keptRow(label(`ahead.${key}`), kept, words)),
    ...by.rung.map(({ key, kept }) => keptRow(rungLabel(key, words), kept, words)),
  ];
}

function rungLabel(rung: number | null, words: Words): string {
  if (rung === null) return words.label('stats.by.rung.unknown');
  return rung === 0 ? words.label('stats.by.rung.at_once') : words.label('stats.by.rung.at', { rung });
}

function keptRow(label: string, { count, amounts }: Kept, words: Words): PlotRow {
  const money = amounts.map(({ currency, share }) =>
    words.label('stats.kept.share', { percent: percentText(share, words), currency }),
  );
  return { label, values: [rateText(count, words), money.join('\u00a0+ ')], share: count.share };
}

function clientSection(clients: KeptBy['client'], words: Words): Section {
  const rows = clients.slice(0, clientsShown).map(({ key, kept }) => keptRow(key.name, kept, words));
  const left = clients.length - rows.length;
  const more = { kind: 'note' as const, text: words.label('stats.clients.more', { count: left }) };
  return {
    title: words.label('stats.kept_by_client'),
    blocks: [
      { kind: 'bars', caption: words.label('stats.kept.by_client'), rows },
      ...(left > 0 ? [more] : []),
    ],
  };
}
