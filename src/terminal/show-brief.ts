import type { Brief } from '../domain/brief.ts';
import { isCuredByPrep, type Warning } from '../domain/warnings.ts';
import {
  answerText,
  commitmentText,
  consequenceText,
  dayText,
  entryText,
  excuseText,
  moneyText,
  plainDay,
  promiseText,
  warningText,
} from '../script/brief-words.ts';
import { countKey, quoted } from '../script/words.ts';
import { type BriefView, clipped, fieldLines, linesFor, listLines, type Room } from './brief-field.ts';
import { goalLines, headLines, owedLines, stopLines } from './brief-top.ts';
import { padEnd, padStart, show, widthOf } from './style.ts';

const rooms: readonly [Room, ...Room[]] = [
  { invoices: 6, timeline: 5, excuses: 3, disputes: 3, thoughts: 6, lines: 3 },
  { invoices: 4, timeline: 5, excuses: 2, disputes: 2, thoughts: 6, lines: 2 },
  { invoices: 3, timeline: 4, excuses: 2, disputes: 1, thoughts: 5, lines: 2 },
  { invoices: 3, timeline: 4, excuses: 1, disputes: 1, thoughts: 5, lines: 2 },
  // Fewer old lines before the fact that answers an excuse is cut.
  { invoices: 3, timeline: 3, excuses: 1, disputes: 1, thoughts: 5, lines: 2 },
  { invoices: 3, timeline: 4, excuses: 1, disputes: 1, thoughts: 5, lines: 1 },
  { invoices: 2, timeline: 2, excuses: 1, disputes: 1, thoughts: 4, lines: 1 },
  { invoices: 2, timeline: 2, excuses: 1, disputes: 1, thoughts: 2, lines: 1 },
];

/** Paper has more room: whatever stands in the ledger, as far as it goes. */
const paperRooms: readonly Room[] = [
  { invoices: 14, timeline: 5, excuses: 6, disputes: 6, thoughts: 12, lines: 4 },
  { invoices: 10, timeline: 5, excuses: 4, disputes: 4, thoughts: 10, lines: 3 },
];
/** Lines of a page of A4 at the usual size, with its margins. */
const paperLines = 58;

/** Room for the page; the line of actions below it makes it forty (practice D10). */
const pageLines = 38;
const answerWidth = 24;
const stopsRepeated = 2;

/** The brief as a page of at most 38 lines, 58 on paper: whom, what is owed and the goal stand on top (practice D10). */
export function showBrief(brief: Brief, view: BriefView): string[] {
  const most = view.isPaper === true ? paperLines : pageLines;
  for (const room of view.isPaper === true ? [...paperRooms, ...rooms] : rooms) {
    const page = pageOf(brief, view, room);
    if (page.length <= most) return page;
  }
  return pageOf(brief, view, rooms.at(-1) ?? rooms[0]).slice(0, most);
}

function pageOf(brief: Brief, view: BriefView, room: Room): string[] {
  const blocks = [
    [...headLines(brief, view), ...stopLines(brief.warnings, view)],
    [...owedLines(brief, view, room), ...goalLines(brief, view, room)],
    [
      ...historyLines(brief, view, room),
      ...excuseLines(brief, view, room),
      ...disputeLines(brief, view, room),
    ],
    questionLines(brief, view, room),
    [...openingLines(view, room), ...consequenceLines(brief, view)],
    [...stopsBelow(brief.warnings, view), ...warningLines(brief.warnings, view, room)],
  ];
  const filled = blocks.filter((block) => block.length > 0);
  return filled
    .flatMap((block, index) => (index === 0 ? block : ['', ...block]))
    .map((line) => line.trimEnd());
}

function historyLines(brief: Brief, view: BriefView, room: Room): string[] {
  const { words, today } = view;
  const entries = brief.timeline.slice(-room.timeline);
  const column = Math.max(0, ...entries.map(({ on }) => widthOf(plainDay(on, words, today))));
  const told = entries.map(
    (entry) => `${padStart(plainDay(entry.on, words, today), column)}  ${entryText(entry, words)}`,
  );
  const texts = told.length === 0 ? [words.label('prep.no_history')] : told;
  const history = listLines(texts, { label: words.label('prep.history'), lines: linesFor(view, room) }, view);
  return [
    ...history,
    ...fieldLines(
      { label: words.label('prep.promises'), text: promiseText(brief.promises, words), lines: 1 },
      view,
    ),
  ];
}

function excuseLines(brief: Brief, view: BriefView, room: Room): string[] {
  const { words, today } = view;
  const of = { client: brief.standing.client, owed: brief.claim?.asked ?? null, oldest: brief.invoices[0] };
  const told = brief.excuses
    .slice(0, room.excuses)
    .map((excuse) => excuseText(excuse, words, { answer: answerText(excuse, view, of), today }));
  const texts = told.length === 0 ? [words.label('prep.no_excuses')] : told;
  return listLines(texts, { label: words.label('prep.excuses'), lines: Math.min(3, room.lines) }, view);
}

function disputeLines(brief: Brief, view: BriefView, room: Room): string[] {
  const { words } = view;
  const told = brief.disputes.slice(0, room.disputes).map((dispute) => {
    const amount = moneyText(dispute.disputed, words);
    return words.label('prep.dispute.line', {
      amount,
      words: dispute.words,
      day: dayText(dispute.resolveOn, words),
    });
  });
  const texts = told.length === 0 ? [words.label('prep.no_disputes')] : told;
  return listLines(texts, { label: words.label('prep.disputes'), lines: linesFor(view, room) }, view);
}

function questionLines(brief: Brief, view: BriefView, room: Room): string[] {
  const { words } = view;
  const asked = brief.questions.map(({ key, answer }) => {
    const said = show(answer ?? words.label('prep.unanswered'), answerWidth);
    return `${words.label(`prep.${view.isPaper === true ? 'question' : 'short'}.${key}`)} ${said}`;
  });
  const plan = words.label(`prep.voicemail.${brief.voicemailPlan}`);
  const { resolution } = brief;
  const again =
    resolution === null
      ? []
      : fieldLines({ label: words.label('prep.resolution'), text: resolution, lines: 1 }, view);
  return [
    ...again,
    ...fieldLines({ label: words.label('prep.me'), text: asked.join(' · '), lines: room.lines + 1 }, view),
    ...mineLines(brief, view),
    ...fieldLines({ label: words.label('prep.voicemail'), text: plan, lines: 1 }, view),
  ];
}

function mineLines({ commitments }: Brief, view: BriefView): string[] {
  if (commitments.length === 0) return [];
  const { words, today } = view;
  const text = commitments.map((one) => commitmentText(one, words, today)).join(' · ');
  return fieldLines({ label: words.label('prep.mine'), text, lines: 1 }, view);
}

function openingLines(view: BriefView, room: Room): string[] {
  const { words, opening, style, answers } = view;
  const texts = opening.map((line) => quoted(line, answers));
  const field = { label: words.label('prep.opening'), lines: Math.max(2, room.lines), paint: style.accent };
  return listLines(texts, field, view);
}

function consequenceLines(brief: Brief, view: BriefView): string[] {
  const { words } = view;
  const text = consequenceText(brief.consequence, words);
  return [
    ...fieldLines({ label: words.label('prep.consequence'), text, lines: 1 }, view),
    ...fieldLines(
      { label: words.label('prep.around'), text: words.label('prep.environment'), lines: 1 },
      view,
    ),
  ];
}

/** On a screen that the page outgrows, what forbids the call stands at its end too: the top has gone by. */
function stopsBelow(warnings: readonly Warning[], view: BriefView): string[] {
  const { words, style, width, height = pageLines + 1 } = view;
  if (height > pageLines) return [];
  const mark = `${words.label('prep.stop')} `;
  const stops = warnings.filter(({ level }) => level === 'stop').slice(0, stopsRepeated);
  return stops.flatMap((warning) =>
    clipped(show(warningText(warning, words)), width - widthOf(mark), 2).map(
      (line, index) => style.warn(padEnd(index === 0 ? mark : '', widthOf(mark))) + style.bold(line),
    ),
  );
}

/** What to think about, one line each; what is missing in one sentence that begins with the count (practice 000-02). */
function warningLines(warnings: readonly Warning[], view: BriefView, room: Room): string[] {
  const { words, style, width } = view;
  const thoughts = warnings.filter(({ level }) => level === 'think');
  const marked = (mark: string, line: string) => `${style.warn(padEnd(mark, 3))}${line}`;
  const told = thoughts.slice(0, room.thoughts);
  const lines = told.flatMap((warning) =>
    clipped(show(warningText(warning, words)), width - 3, linesFor(view, room)).map((line, index) =>
      marked(index === 0 ? words.label('prep.think') : '', line),
    ),
  );
  const count = thoughts.length - told.length;
  if (count > 0) lines.push(marked('', words.label(`prep.warn.more.${countKey(count, words)}`, { count })));
  const missing = warnings.filter((warning) => warning.level === 'complete' && !isCuredByPrep(warning));
  if (missing.length === 0) return lines;
  const list = words.label(`prep.missing.${countKey(missing.length, words)}`, {
    count: missing.length,
    list: missing.map((warning) => warningText(warning, words)).join(' '),
  });
  const shown = clipped(show(list), width - 3, Math.min(2, room.lines));
  const bullet = words.label('prep.complete');
  return [...lines, ...shown.map((line, index) => marked(index === 0 ? bullet : '', style.dim(line)))];
}
