import { formatDay } from '../domain/day-words.ts';
import type { Report } from '../domain/stats/report.ts';
import type { Stats } from '../domain/stats/stats.ts';
import { callSections, objectionSection, reviewSection } from './stats-call-words.ts';
import { creditSections, disputeSection } from './stats-credit-words.ts';
import { keptSections } from './stats-promise-words.ts';
import type { Words } from './words.ts';

/** All figures in words, in the order in which one asks: what is owed, what was promised, how the calls go. */
export function statsReport(stats: Stats, words: Words): Report {
  const { client, today } = stats;
  return {
    language: words.language,
    title:
      client === null ? words.label('stats.title') : words.label('stats.title_of', { client: client.name }),
    subtitle: words.label('stats.on', { day: formatDay(today, words.language, 'long') }),
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
