import { formatDay } from '../domain/day-words.ts';
import type { Report } from '../domain/stats/report.ts';
import type { Rate } from '../domain/stats/rate.ts';
import type { Stats } from '../domain/stats/stats.ts';
import { callSections, objectionSection, reviewSection } from './stats-call-words.ts';
import { creditSections, disputeSection } from './stats-credit-words.ts';
import { keptSections } from './stats-promise-words.ts';
import { moneyText, rateText } from './stats-figures.ts';
import type { Words } from './words.ts';

/** All figures in words, in the order in which one asks: what is owed, what was promised, how the calls go. */
export function statsReport(stats: Stats, words: Words): Report {
  const { client, today } = stats;
  return {
    language: words.language,
    title:
      client === null ? words.label('stats.title') : words.label('stats.title_of', { client: client.name }),
    subtitle: words.label('stats.on', { day: formatDay(today, words.language, 'long') }),
    lead: leadOf(stats, words),
    sections: [
      ...creditSections(stats.credit, words),
      disputeSection(stats.disputes, words),
      ...keptSections(stats.kept, words, client !== null),
      ...callSections(stats, words),
      objectionSection(stats.objections, words),
      reviewSection(stats.reviews, words),
    ],
  };
}

function leadOf({ credit, kept, calls }: Stats, words: Words): Report['lead'] {
  const overdue = credit.flatMap(({ aged }) => (aged === null ? [] : [moneyText(aged.overdue, words)]));
  const rate = (label: string, one: Rate) =>
    one.share === null ? [] : [{ label, values: [rateText(one, words)] }];
  return [
    ...(overdue.length === 0 ? [] : [{ label: words.label('stats.overdue'), values: overdue }]),
    ...rate(words.label('stats.kept'), kept.all.count),
    ...rate(words.label('stats.calls.dated'), calls.dated),
  ];
}
