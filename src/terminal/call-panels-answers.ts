import type { DisputeAnswer, PaidAnswer } from '../domain/call/answer.ts';
import { pauseDay } from '../domain/call/proposals.ts';
import { answerOf } from '../domain/call/record.ts';
import type { Call } from '../domain/call/state.ts';
import { subtract } from '../domain/money.ts';
import {
  aboutRow,
  aside,
  cash,
  invoicesOf,
  joined,
  known,
  longDay,
  openOn,
  type PanelView,
  quotedWords,
  row,
  shortDay,
  warning,
} from './call-panels-row.ts';
import { show } from './style.ts';

/** "It is paid": what can be checked, and the alarm when the account is not ours (practice C6, B14). */
export function paidPanel(call: Call, view: PanelView): string[] {
  const answer = answerOf(call.heard, 'paid');
  if (!answer) return [];
  const { words } = view;
  const { paidOn, amount, reference } = answer;
  const day = paidOn === null ? null : joined(longDay(paidOn, view), amount && cash(amount, view));
  return [
    ...aboutRow(call, answer.invoiceIds, view),
    ...known('paid_on', day, view),
    ...known('claimed_account', accountText(answer, view), view),
    ...known('reference', reference, view),
    ...(paidOn === null ? [] : [row('proof', words.label('call.panel.proof_today'), view)]),
    ...fraudLines(call, answer, view),
  ];
}

function accountText({ accountLast4, isOtherAccount }: PaidAnswer, { words }: PanelView): string | null {
  if (accountLast4 === null) return isOtherAccount ? words.label('call.panel.account_foreign') : null;
  const whose = isOtherAccount ? 'account_other' : 'account_ours';
  return words.label(`call.panel.${whose}`, { last4: accountLast4 });
}

function fraudLines({ setup }: Call, { isOtherAccount }: PaidAnswer, view: PanelView): string[] {
  if (!isOtherAccount) return [];
  const last4 = setup.caller.ibanLast4;
  const text =
    last4 === null ? view.words.label('call.panel.fraud') : view.words.label('call.warn.fraud', { last4 });
  return warning(text, view);
}

/** A copy: where it goes, what else holds the invoice up, and the proof that it was sent before (practice C6). */
export function duplicatePanel(call: Call, view: PanelView): string[] {
  const answer = answerOf(call.heard, 'duplicate');
  if (!answer) return [];
  const { words } = view;
  const invoices = invoicesOf(call, answer.invoiceIds);
  const received = answer.isReceived ? words.label('call.panel.copy_received') : null;
  const sent = invoices.flatMap(({ sentBefore }) => (sentBefore === null ? [] : [sentBefore]))[0];
  const stall = sent && words.label('call.warn.stall', { on: longDay(sent.on, view), to: sent.to });
  return [
    ...aboutRow(call, answer.invoiceIds, view),
    ...(answer.address === null ? [] : [row('copy_to', joined(answer.address, received), view)]),
    ...known('obstacle', answer.obstacle, view),
    ...known('followup', answer.followUpOn && longDay(answer.followUpOn, view), view),
    ...(stall === undefined ? [] : warning(stall, view)),
    ...(invoices.some(({ hasCopy }) => !hasCopy) ? warning(words.label('call.panel.no_copy'), view) : []),
  ];
}

/** What is contested, what would settle it, and who sees to it by when (practice C6 "Dispute", B9). */
export function disputePanel(call: Call, view: PanelView): string[] {
  const answer = answerOf(call.heard, 'dispute');
  if (!answer) return [];
  const { words } = view;
  if (answer.isWithdrawn) return aside(words.label('call.panel.no_dispute'), view);
  return [
    ...aboutRow(call, answer.invoiceIds, view),
    ...known('words', answer.words && quotedWords(answer.words, view), view),
    ...known('disputed', disputedText(call, answer, view), view),
    ...known('kind', kindText(call, answer, view), view),
    ...known('remedy', answer.remedy, view),
    ...known('resolve', resolveText(answer, view), view),
    ...disputeWarnings(call, answer, view),
  ];
}

/** All of it, or a part and what is left without dispute; nothing before the caller has chosen. */
function disputedText(
  call: Call,
  { disputed, invoiceIds, resolveOn }: DisputeAnswer,
  view: PanelView,
): string | null {
  const open = openOn(call, invoiceIds);
  if (disputed === null) {
    const isChosen = resolveOn !== null || call.pendingChoice === 'all_disputed';
    return isChosen ? view.words.label('call.panel.disputed_all', { amount: cash(open, view) }) : null;
  }
  const rest = subtract(open, disputed);
  return view.words.label('call.panel.disputed_part', {
    amount: cash(disputed, view),
    rest: cash(rest, view),
  });
}

/** Its type and who answers, once they were asked: before that they are only assumed. */
function kindText(
  call: Call,
  { type, owner, isEvidenceAsked, resolveOn }: DisputeAnswer,
  view: PanelView,
): string | null {
  const { words } = view;
  const isAsked = resolveOn !== null || call.asking[0] === 'resolve_day';
  const text = joined(
    isAsked ? words.label(`call.option.field.dispute_type.${type}`) : null,
    isAsked ? words.label(`call.panel.owner.${owner}`) : null,
    isEvidenceAsked ? words.label('call.panel.evidence') : null,
  );
  return text === '' ? null : text;
}

function resolveText({ resolveOn, payOn }: DisputeAnswer, view: PanelView): string | null {
  if (resolveOn === null) return null;
  const paid = payOn && view.words.label('call.panel.pay_after', { day: shortDay(payOn, view) });
  return joined(longDay(resolveOn, view), paid);
}

/** Settled before, or raised only now that somebody asks for money (practice C6). */
function disputeWarnings({ setup }: Call, { invoiceIds }: DisputeAnswer, view: PanelView): string[] {
  const { words } = view;
  const numbers = new Set(
    setup.invoices.filter(({ id }) => invoiceIds.includes(id)).map(({ number }) => number),
  );
  const settled = setup.settledDisputes.findLast(({ number }) => numbers.has(number));
  if (settled) {
    const { number, on, resolution } = settled;
    const text = words.label('call.warn.settled', { number, on: shortDay(on, view), resolution });
    return [view.style.warn(show(text, view.width))];
  }
  return setup.hasChased ? warning(words.label('call.warn.late_dispute'), view) : [];
}

/** What is short, what will change, and whether it is a hardship that stands (practice C4). */
export function cannotPayPanel({ heard }: Call, view: PanelView): string[] {
  const { shortfall, change, changesOn, isConfirmed } = heard.hardship;
  const day = changesOn === null ? null : longDay(changesOn, view);
  const isNamed = change !== null || day !== null;
  return [
    ...known('shortfall', shortfall && cash(shortfall, view), view),
    ...known('change', isNamed ? joined(change, day) : null, view),
    row('hardship', view.words.label(`call.panel.hardship.${isConfirmed === true ? 'yes' : 'no'}`), view),
  ];
}

/** Where the invoice stands in their house, who holds it, and when I call that person (practice C6 "Approval"). */
export function approvalPanel(call: Call, view: PanelView): string[] {
  const answer = answerOf(call.heard, 'approval');
  if (!answer) return [];
  const { stage, approver, approverContact, waitsFor, poNumber, runOn, callOn } = answer;
  return [
    ...aboutRow(call, answer.invoiceIds, view),
    ...known('approver', joined(approver, approverContact) || null, view),
    ...known(
      'stage',
      stage === 'unknown' ? null : view.words.label(`call.option.field.stage.${stage}`),
      view,
    ),
    ...known('waits_for', waitsFor, view),
    ...known('po_number', poNumber, view),
    ...known('run', runOn && longDay(runOn, view), view),
    ...known('call_on', callOn && longDay(callOn, view), view),
  ];
}

/** A no in their words. */
export function refusalPanel(call: Call, view: PanelView): string[] {
  const answer = answerOf(call.heard, 'refusal');
  if (!answer) return [];
  return [
    ...aboutRow(call, answer.invoiceIds, view),
    ...known('words', answer.words && quotedWords(answer.words, view), view),
    ...(answer.isFirm ? [row('answer', view.words.label('call.panel.refusal_firm'), view)] : []),
  ];
}

/** Facts of the procedure; no money is asked for any more. */
export function insolvencyPanel({ heard }: Call, view: PanelView): string[] {
  const answer = answerOf(heard, 'insolvency');
  if (!answer) return [];
  const { procedure, court, openedOn, administrator } = answer;
  const kind = view.words.label(`call.option.field.insolvency_kind.${procedure}`);
  return [
    ...known('procedure', procedure === 'unknown' ? null : kind, view),
    ...known('court', court, view),
    ...known('opened', openedOn && longDay(openedOn, view), view),
    ...known('administrator', administrator, view),
    ...aside(view.words.label('call.panel.insolvency_claim'), view),
  ];
}

/** Only the end of the pause is kept (practice B7, B14). */
export function distressPanel(call: Call, view: PanelView): string[] {
  const until = answerOf(call.heard, 'distress')?.pauseUntil ?? pauseDay(call);
  return [
    row('pause', view.words.label('call.panel.pause_until', { day: longDay(until, view) }), view),
    ...aside(view.words.label('call.panel.pause_only'), view),
  ];
}

/** What set it off, and whether the one boundary was said (practice B7). */
export function angerPanel({ heard }: Call, view: PanelView): string[] {
  const { anger } = heard;
  if (anger === null) return [];
  const boundary = view.words.label(`call.panel.boundary.${anger.isWarned ? 'set' : 'unset'}`);
  return [...known('trigger', anger.trigger, view), row('boundary', boundary, view)];
}
