import { formatTime } from '../domain/day-words.ts';
import type { CallFigures } from '../domain/stats/calls.ts';
import type { Block, PlotRow, Section } from '../domain/stats/report.ts';
import type { ReviewTrend } from '../domain/stats/reviews.ts';
import type { ObjectionFigures, Stats } from '../domain/stats/stats.ts';
import { objectionWords } from './objections.ts';
import { countText, moneyText, noData, numberText, rateRow, rateText } from './stats-figures.ts';
import type { Words } from './words.ts';

/** Objections with a line of their own (practice 000-35). */
const objectionsShown = 10;
const bestScore = 2;

/** When somebody answers, and what calls bring. */
export function callSections({ calls, ownHours, client }: Stats, words: Words): Section[] {
  const { contact, byHour, byWeekday } = calls;
  const hours = byHour.map(({ hour, rate }) => rateRow(formatTime(hour * 60, words.language), rate, words));
  const days = byWeekday.map(({ weekday, rate }) =>
    rateRow(words.label(`stats.weekday.${weekday}`), rate, words),
  );
  const own: Block[] =
    client === null
      ? []
      : [
          {
            kind: 'note',
            text: ownHours === null ? words.label('stats.hours.general') : hoursText(ownHours, words),
          },
        ];
  const plot = (rows: readonly PlotRow[]): Block[] =>
    rows.length === 0 ? [] : [{ kind: 'bars', caption: null, rows }];
  const nothing: Block[] = days.length === 0 ? [{ kind: 'note', text: noData(words) }] : [];
  const all = { label: words.label('stats.contact.all'), value: rateText(contact, words) };
  return [
    {
      title: words.label('stats.by_hour'),
      blocks: [{ kind: 'figures', rows: [all] }, ...plot(hours), ...own],
    },
    { title: words.label('stats.by_weekday'), blocks: [...plot(days), ...nothing] },
    { title: words.label('stats.calls'), blocks: [{ kind: 'figures', rows: callRows(calls, words) }] },
  ];
}

function hoursText({ from, to }: NonNullable<Stats['ownHours']>, words: Words): string {
  const { language } = words;
  return words.label('stats.hours.own', { from: formatTime(from, language), to: formatTime(to, language) });
}

function callRows(calls: CallFigures, words: Words): { label: string; value: string }[] {
  const { dated, collected, daysToMoney } = calls;
  const row = (key: string, value: string) => ({ label: words.label(`stats.calls.${key}`), value });
  const money =
    daysToMoney === null
      ? noData(words)
      : words.label('stats.calls.to_money_of', {
          days: countText('stats.days', daysToMoney.median, words),
          mean: numberText(daysToMoney.mean, words),
          payments: countText('stats.payments', daysToMoney.payments, words),
        });
  const hourly = collected.map(({ currency, amount, hours, perHour }) => ({
    label: words.label('stats.calls.per_hour', { currency }),
    value:
      perHour === null
        ? noData(words)
        : words.label('stats.calls.per_hour_of', {
            amount: moneyText(perHour, words),
            whole: moneyText(amount, words),
            hours: hourCount(hours, words),
          }),
  }));
  return [
    row('dated', rateText(dated, words)),
    row('minutes', meanText(calls.meanMinutes, { count: calls.timedCalls, key: 'stats.talks', words })),
    row('prep', meanText(calls.meanPrepMinutes, { count: calls.timedPreps, key: 'stats.preps', words })),
    ...(hourly.length === 0 ? [row('per_hour_none', noData(words))] : hourly),
    row('to_money', money),
  ];
}

/** A mean of minutes, and of how many it is the mean. */
function meanText(
  minutes: number | null,
  { count, key, words }: { count: number; key: `stats.${string}`; words: Words },
): string {
  if (minutes === null) return noData(words);
  return words.label('stats.calls.minutes_of', {
    minutes: countText('stats.minutes', minutes, words),
    measured: countText(key, count, words),
  });
}

function hourCount(hours: number, words: Words): string {
  return hours < 1
    ? countText('stats.minutes', hours * 60, words)
    : words.label('stats.hours', { hours: numberText(hours, words) });
}

/** What they say, how often, and whether the answer worked. */
export function objectionSection(all: readonly ObjectionFigures[], words: Words): Section {
  const title = words.label('stats.objections');
  if (all.length === 0) return { title, blocks: [{ kind: 'note', text: noData(words) }] };
  const most = Math.max(...all.map(({ count }) => count));
  const rows = all.slice(0, objectionsShown).map(({ key, own, count, success }) => ({
    label: objectionWords({ key, own }, words).they,
    values: [
      countText('stats.times', count, words),
      success.share === null ? words.label('stats.unjudged') : rateText(success, words),
    ],
    share: count / most,
  }));
  return { title, blocks: [{ kind: 'bars', caption: words.label('stats.objections.caption'), rows }] };
}

/** The seven questions over the last ten calls. */
export function reviewSection(trends: readonly ReviewTrend[], words: Words): Section {
  const title = words.label('stats.reviews');
  if (trends.every(({ scores }) => scores.length === 0))
    return { title, blocks: [{ kind: 'note', text: noData(words) }] };
  const rows = trends.map(({ question, scores, mean, trend }) => ({
    label: words.label(`stats.review.${question}`),
    values: [
      mean === null ? noData(words) : words.label('stats.score', { score: numberText(mean, words) }),
      trend === null ? '' : words.label(`stats.trend.${trend}`),
    ],
    points: scores.map((score) => score / bestScore),
  }));
  return { title, blocks: [{ kind: 'trends', caption: words.label('stats.reviews.caption'), rows }] };
}
