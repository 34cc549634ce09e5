import { promiseDays, promiseQuality, uncovered } from '../domain/call/agreements.ts';
import type { PromiseAnswer } from '../domain/call/answer.ts';
import { ladderOf, type LadderRung, offeredRung } from '../domain/call/ladder.ts';
import { answerOf, answersOf } from '../domain/call/record.ts';
import type { Call } from '../domain/call/state.ts';
import { methodSaid } from '../script/say-actions.ts';
import {
  aboutRow,
  aside,
  cash,
  joined,
  longDay,
  type PanelView,
  quotedWords,
  row,
  shortDay,
} from './call-panels-row.ts';
import { padEnd, padStart, show, widthOf } from './style.ts';

/** Evasive answers shown, the last ones. */
const evasiveShown = 3;

/** Who pays what, when and how; what the ledger will do by itself (practice C6 "Promise"). */
export function promisePanel(call: Call, view: PanelView): string[] {
  const answer = answerOf(call.heard, 'promise');
  if (!answer) return [];
  const { words } = view;
  const lines = [
    ...earlierRows(call, answer, view),
    row('amount', amountText(call, answer, view), view),
    row('day', dayText(answer, view), view),
  ];
  if (answer.promisedOn === null) return lines;
  lines.push(...arrivalLines(call, answer, view));
  if (answer.amount === null) return lines;
  lines.push(row('method', methodText(call, answer, view), view));
  const quality = words.label('call.panel.quality', { points: promiseQuality(call, answer) });
  if (answer.condition === null) {
    return [...lines, row('condition', joined(words.label('call.panel.no_condition'), quality), view)];
  }
  const intent = joined(words.label('call.panel.intent'), quality);
  return [...lines, row('condition', answer.condition, view), ...aside(intent, view)];
}

/** What was promised just before on these invoices: a part now, the rest later. */
function earlierRows(call: Call, answer: PromiseAnswer, view: PanelView): string[] {
  const earlier = answersOf(call.heard, 'promise').filter(
    (one) => one !== answer && one.invoiceIds.some((id) => answer.invoiceIds.includes(id)),
  );
  const parts = earlier.flatMap(({ amount, promisedOn }) =>
    amount === null || promisedOn === null ? [] : [`${cash(amount, view)} ${shortDay(promisedOn, view)}`],
  );
  const before = parts.length === 0 ? [] : [row('before', parts.join(', '), view)];
  return [...aboutRow(call, answer.invoiceIds, view), ...before];
}

function amountText(call: Call, answer: PromiseAnswer, view: PanelView): string {
  if (answer.amount === null) return '…';
  const rest = uncovered(call);
  const isWhole = answer.promisedOn === null || rest.minor <= 0;
  return joined(
    cash(answer.amount, view),
    isWhole ? null : view.words.label('call.panel.rest', { rest: cash(rest, view) }),
  );
}

function dayText(answer: PromiseAnswer, view: PanelView): string {
  if (answer.promisedOn === null) return '…';
  return joined(longDay(answer.promisedOn, view), view.words.label(`call.panel.means.${answer.means}`));
}

// The sentence that tells the caller what the ledger will do by itself: it takes the fear of forgetting away.
function arrivalLines({ setup }: Call, answer: PromiseAnswer, view: PanelView): string[] {
  if (answer.promisedOn === null) return [];
  const days = promiseDays(setup, answer, answer.promisedOn);
  const text = view.words.label('call.panel.arrival', {
    deadline: shortDay(days.arrivalDeadline, view),
    recontact: shortDay(days.recontactOn, view),
  });
  return aside(text, view);
}

function methodText({ setup }: Call, answer: PromiseAnswer, { words }: PanelView): string {
  const method = methodSaid(answer.method, words);
  const last4 = setup.caller.ibanLast4;
  if (last4 === null) return joined(method, words.label('call.panel.account_none'));
  const read = words.label(answer.isAccountReadOut ? 'call.panel.read' : 'call.panel.unread');
  return joined(method, `${words.label('call.panel.account', { last4 })} ${read}`);
}

/** The ladder from the goal down: what was refused, what is on offer, where the fallback lies (practice C6). */
export function ladderPanel(call: Call, view: PanelView): string[] {
  const rungs = ladderOf(call).map((rung) => ({
    rung,
    text: rungText(rung, view),
    tags: rungTags(call, rung, view),
  }));
  const room = view.width - Math.max(0, ...rungs.map(({ tags }) => widthOf(tags))) - 8;
  const wide = Math.min(room, Math.max(0, ...rungs.map(({ text }) => widthOf(text))));
  const offered = offeredRung(call)?.rank;
  return rungs.map(({ rung, text, tags }) => {
    const isOffered = rung.rank === offered;
    const line =
      `${isOffered ? '→' : ' '} ${rung.rank}  ${padEnd(show(text, wide), wide)}   ${tags}`.trimEnd();
    return isOffered ? view.style.bold(line) : view.style.dim(line);
  });
}

function rungText({ rank, amount, on, rest }: LadderRung, view: PanelView): string {
  const values = {
    amount: cash(amount, view),
    day: shortDay(rest?.on ?? on, view),
    rest: rest === null ? '' : cash(rest.amount, view),
  };
  return view.words.label(`call.panel.rung.${rank}`, values);
}

function rungTags(call: Call, { rank, isBelow }: LadderRung, { words }: PanelView): string {
  const { objective } = call.setup;
  const answered = call.heard.offers.findLast((offer) => offer.rank === rank);
  const isOffered = offeredRung(call)?.rank === rank;
  const said = answered ? (answered.isAccepted ? 'accepted' : 'refused') : isOffered ? 'offered' : null;
  const isFallback = rank === Math.max(objective.minRank, objective.maxRank);
  return joined(
    said === null ? null : words.label(`call.panel.rung.${said}`),
    isFallback ? words.label('call.panel.rung.fallback') : null,
    isBelow ? words.label('call.panel.rung.below') : null,
  );
}

/** The vague words so far, each with the rung at which it came (practice C6). */
export function evasivePanel({ heard }: Call, view: PanelView): string[] {
  const room = view.width - 6;
  return heard.evasive
    .slice(-evasiveShown)
    .map(({ rung, words }) =>
      view.style.dim(`${padStart(String(rung), 4)}  ${show(quotedWords(words, view), room)}`),
    );
}

/** The step that follows without a payment; only one that is ready is ever named (practice C6 "Consequences"). */
export function consequencesPanel({ setup, heard }: Call, view: PanelView): string[] {
  const { announcement } = heard;
  const { words } = view;
  if (announcement === null) {
    return [
      ...aside(words.label('call.panel.no_step'), view),
      ...aside(words.label('call.panel.no_step.how'), view),
    ];
  }
  const others = setup.steps.filter((step) => step !== announcement.step);
  const reaction = announcement.reaction;
  return [
    row('step', announcement.step, view),
    row('deadline', longDay(announcement.deadline, view), view),
    ...(others.length === 0 ? [] : [row('other_steps', others.join(', '), view)]),
    ...(reaction === null ? [] : [row('answer', words.label(`call.panel.reaction.${reaction}`), view)]),
  ];
}
