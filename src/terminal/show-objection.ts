import { formatDay } from '../domain/day-words.ts';
import type { RankedObjection } from '../domain/objection.ts';
import type { Language } from '../domain/profile.ts';
import { objectionWords } from '../script/objections.ts';
import type { Words } from '../script/words.ts';
import { showCount, showLine } from './show-line.ts';
import { padStart, show, type Style, wrap } from './style.ts';

interface View {
  readonly words: Words;
  readonly output: { readonly style: Style; readonly width: number };
  /** Whose objections, or `null` for those of one's trade. */
  readonly client: string | null;
  /** The language of the answers. */
  readonly answered: Language;
}

interface Row {
  readonly one: RankedObjection;
  readonly answer: readonly string[];
}

const indent = '    ';

/** What they say, how often and with what effect; below it what to answer and what to get out of them. */
export function showObjections(rows: readonly Row[], hidden: number, view: View): string[] {
  const { words, client, output } = view;
  const head =
    client === null
      ? showLine(words, 'objection.list.head.trade')
      : showLine(words, 'objection.list.head.client', { client });
  const more =
    hidden > 0 ? ['', output.style.dim(showCount(words, 'objection.list.more', { count: hidden }))] : [];
  return [head, ...rows.flatMap((row, index) => ['', ...rowLines(row, index + 1, view)]), ...more];
}

function rowLines({ one, answer }: Row, rank: number, view: View): string[] {
  const { words, output } = view;
  const { style, width } = output;
  const { they, obtain } = objectionWords(one, words);
  const [first = '', ...rest] = wrap(show([they, ...tally(one, view)].join(' · ')), width - indent.length);
  const answered = answer.length > 0 || one.own === null;
  const said = answered
    ? showLine(words, 'objection.list.answer', { answer: answer.join(' ') })
    : showLine(words, 'objection.list.no_answer', { id: one.own?.id ?? 0, language: view.answered });
  return [
    `${padStart(String(rank), 2)}  ${style.bold(first)}`,
    ...rest.map((line) => `${indent}${style.bold(line)}`),
    ...wrap(said, width, indent).map((line) => (answered ? style.accent(line) : style.warn(line))),
    ...wrap(showLine(words, 'objection.list.obtain', { details: obtain.join(' · ') }), width, indent).map(
      (line) => style.dim(line),
    ),
  ];
}

/** Its number when it is one's own, how often it was said, and whether the answer worked. */
function tally(
  { own, count, clientCount, clientLastOn, worked, judged }: RankedObjection,
  { words }: View,
): string[] {
  const number = own === null ? [] : [showLine(words, 'objection.list.own', { id: own.id })];
  if (count === 0) return number;
  const heard =
    clientLastOn === null
      ? showCount(words, 'objection.list.times', { count })
      : showCount(words, 'objection.list.client', {
          count: clientCount,
          day: formatDay(clientLastOn, words.language, 'short'),
        });
  const effect =
    judged === 0
      ? showLine(words, 'objection.list.unjudged')
      : showLine(words, 'objection.list.worked', { worked, judged });
  return [...number, heard, effect];
}
