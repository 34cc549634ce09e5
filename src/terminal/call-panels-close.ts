import { commitmentsOf } from '../domain/call/own.ts';
import { addressOf, copyAddress, personOf } from '../domain/call/people.ts';
import { answerOf } from '../domain/call/record.ts';
import { reviewScores } from '../domain/call/review.ts';
import type { Call } from '../domain/call/state.ts';
import { table } from '../domain/call/table.ts';
import { type ReviewQuestion, reviewQuestions, type ReviewScore } from '../domain/call-record.ts';
import { addDays, type Day } from '../domain/day.ts';
import { formatTime } from '../domain/day-words.ts';
import { phoneBetween } from '../domain/phone-number.ts';
import {
  aboutRow,
  joined,
  known,
  labelled,
  longDay,
  type PanelView,
  row,
  shortDay,
  warning,
} from './call-panels-row.ts';

/** Promises of one's own, and topics put aside, that SUMMARY lists. */
const commitmentsShown = 6;

/** Whom, when and where to call back (practice C6 "Callback"). */
export function callbackPanel(call: Call, view: PanelView): string[] {
  const answer = answerOf(call.heard, 'callback');
  if (!answer) return [];
  const day = answer.on === null ? '…' : longDay(answer.on, view);
  const time = answer.minutes === null ? null : formatTime(answer.minutes, view.language);
  return [
    ...aboutRow(call, call.heard.isIdentityConfirmed ? answer.invoiceIds : [], view),
    row('callback', joined(day, time), view),
    row('who', (answer.who ?? personOf(call)) || '—', view),
    row('phone', phoneText(call, answer.phone), view),
    ...callbackWarnings(call, answer.on, view),
  ];
}

/** A day far ahead, or a second call back without anything between: both buy time (practice C6). */
function callbackWarnings({ setup, heard }: Call, on: Day | null, view: PanelView): string[] {
  const { words } = view;
  const limit = addDays(setup.today, setup.rules.callbackMaxDays);
  // The end of a pause is far by its nature.
  const isPause = on !== null && answerOf(heard, 'distress')?.pauseUntil === on;
  const isFar = on !== null && on > limit && !isPause;
  const isSecond = setup.isSecondCallback && heard.isIdentityConfirmed;
  return [
    ...(isFar ? warning(words.label('call.warn.callback_far', { day: longDay(limit, view) }), view) : []),
    ...(isSecond ? warning(words.label('call.warn.second_callback'), view) : []),
  ];
}

/** How to reach each other again (practice 002-38). */
export function contactsPanel(call: Call, view: PanelView): string[] {
  const { heard } = call;
  const { words } = view;
  const checked = heard.isContactVerified ? words.label('call.panel.verified') : null;
  const release = heard.canRelease === true ? words.label('call.panel.can_release') : null;
  return [
    row('who', joined(personOf(call) || '—', checked, release), view),
    row('phone', joined(phoneText(call), extensionText(call, view)), view),
    row('email', addressOf(call) ?? '—', view),
    ...known('hours', heard.hours, view),
    ...known('colleague', heard.colleague, view),
  ];
}

/** The number to ring, as one reads it out. */
function phoneText({ setup, heard }: Call, agreed: string | null = null): string {
  const number = agreed ?? heard.newPhone ?? setup.contact.phone;
  return number === null ? '—' : phoneBetween(number, setup.caller.phone);
}

function extensionText({ heard }: Call, { words }: PanelView): string | null {
  return heard.extension === null ? null : `${words.label('call.panel.extension')} ${heard.extension}`;
}

/** What the desk has told so far: it saves the next call a question (practice 000-27). */
export function gatekeeperPanel({ heard }: Call, view: PanelView): string[] {
  return [
    ...known('who', heard.speaker?.name ?? null, view),
    ...known('extension', heard.extension, view),
    ...known('hours', heard.hours, view),
  ];
}

/** What I promised, the topics put aside and the copy that leaves: read out with the rest (practice 000-41). */
export function summaryPanel(call: Call, view: PanelView): string[] {
  const { heard } = call;
  if (!heard.isIdentityConfirmed) return [];
  const own = commitmentsOf(call).map(({ text, dueOn, dueAt }, at) => {
    const time = dueAt === null ? null : formatTime(dueAt, view.language);
    const value = [text, joined(shortDay(dueOn, view), time)].join(' · ');
    return row(at < heard.own.length ? 'own' : 'topic', value, view);
  });
  return [...own.slice(-commitmentsShown), ...known('copy_to', copyAddress(heard), view)];
}

/** The look back: seven scores, and which of them the record gave by itself (practice 000-47). */
export function reviewPanel(call: Call, view: PanelView): string[] {
  const scores = reviewScores(call);
  const rows = table.review.choices.flatMap(({ name }) => {
    const question = reviewQuestions.find((one) => one === name);
    const score = question && scores[question];
    return question === undefined || score === undefined ? [] : [scoreRow(call, { question, score }, view)];
  });
  return [...rows, ...known('next_time', call.heard.nextTime, view)];
}

interface Scored {
  readonly question: ReviewQuestion;
  readonly score: ReviewScore;
}

function scoreRow({ heard }: Call, { question, score }: Scored, view: PanelView): string {
  const { words } = view;
  const word = words.label(`call.option.field.review_${question}.${score}`);
  const origin = heard.review[question] === undefined ? words.label('call.panel.score.prefilled') : null;
  const value = joined(words.label('call.panel.score', { score, word }), origin);
  return labelled(words.label(`call.choice.review.${question}`), value, view);
}
