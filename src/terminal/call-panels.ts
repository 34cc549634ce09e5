import { uncovered } from '../domain/call/record.ts';
import { promiseDays, promiseQuality } from '../domain/call/agreements.ts';
import { addressOf, personOf } from '../domain/call/people.ts';
import type { Call, PromiseDraft } from '../domain/call/state.ts';
import { formatDay, formatTime } from '../domain/day-words.ts';
import { formatMoney } from '../domain/money.ts';
import { knownMethod } from '../script/say.ts';
import type { CallView } from './show-call.ts';
import { padEnd, show, wrap } from './style.ts';

type PanelView = Pick<CallView, 'words' | 'language' | 'width' | 'style'>;

/** The form of a state, filled as far as it is known. States without a form have no panel. */
export function panelFor(call: Call, view: PanelView): string[] {
  switch (call.state) {
    case 'promise':
      return promisePanel(call, view);
    case 'callback':
      return callbackPanel(call, view);
    case 'duplicate':
      return duplicatePanel(call, view);
    case 'contacts':
      return contactsPanel(call, view);
    default:
      return [];
  }
}

function row(label: string, value: string, { width }: PanelView): string {
  return `${padEnd(label, 12)}${show(value, width - 13)}`;
}

function promisePanel(call: Call, view: PanelView): string[] {
  const draft = call.heard.promises.at(-1);
  if (!draft) return [];
  const { words } = view;
  const lines = [
    row(words.label('call.panel.amount'), amountText(call, draft, view), view),
    row(words.label('call.panel.day'), dayText(draft, view), view),
  ];
  if (draft.promisedOn !== null) {
    lines.push(...arrivalLines(promiseDays(call.setup, draft, draft.promisedOn), view));
  }
  if (draft.amount === null || draft.promisedOn === null) return lines;
  lines.push(row(words.label('call.panel.method'), methodText(call, draft, view), view));
  const quality = words.label('call.panel.quality', { points: promiseQuality(call, draft) });
  const condition = words.label(draft.condition === null ? 'call.panel.no_condition' : 'call.panel.intent');
  const said = draft.condition === null ? condition : `${draft.condition} · ${condition}`;
  lines.push(row(words.label('call.panel.condition'), said, view));
  return [...lines, view.style.dim(`${' '.repeat(12)}${quality}`)];
}

function amountText(call: Call, draft: PromiseDraft, { words, language }: PanelView): string {
  if (draft.amount === null) return '…';
  const rest = uncovered(call);
  const amount = formatMoney(draft.amount, language);
  if (draft.promisedOn === null || rest.minor <= 0) return amount;
  return `${amount} · ${words.label('call.panel.rest', { rest: formatMoney(rest, language) })}`;
}

function dayText(draft: PromiseDraft, { words, language }: PanelView): string {
  if (draft.promisedOn === null) return '…';
  return `${formatDay(draft.promisedOn, language, 'long')} · ${words.label(`call.panel.means.${draft.means}`)}`;
}

// The sentence that tells the caller what the ledger will do by itself: it takes the fear of forgetting away.
function arrivalLines(days: ReturnType<typeof promiseDays>, view: PanelView): string[] {
  const text = view.words.label('call.panel.arrival', {
    deadline: formatDay(days.arrivalDeadline, view.language, 'short'),
    recontact: formatDay(days.recontactOn, view.language, 'short'),
  });
  return wrap(text, view.width).map((line) => view.style.dim(line));
}

function methodText(call: Call, draft: PromiseDraft, { words }: PanelView): string {
  const method = words.label(`call.method.${knownMethod(draft.method)}`);
  const last4 = call.setup.caller.ibanLast4;
  if (last4 === null) return `${method} · ${words.label('call.panel.account_none')}`;
  const read = words.label(draft.isAccountReadOut ? 'call.panel.read' : 'call.panel.unread');
  return `${method} · ${words.label('call.panel.account', { last4 })} ${read}`;
}

function callbackPanel(call: Call, view: PanelView): string[] {
  const { callback } = call.heard;
  const { words, language } = view;
  if (!callback) return [];
  const on = callback.on === null ? '…' : formatDay(callback.on, language, 'long');
  const at = callback.minutes === null ? '' : ` · ${formatTime(callback.minutes, language)}`;
  return [
    row(words.label('call.panel.callback'), `${on}${at}`, view),
    row(words.label('call.panel.who'), callback.who ?? personOf(call), view),
    row(words.label('call.panel.phone'), callback.phone ?? call.setup.contact.phone ?? '—', view),
  ];
}

function contactsPanel(call: Call, view: PanelView): string[] {
  const { setup, heard } = call;
  const { words } = view;
  const checked = heard.isContactVerified ? ` · ${words.label('call.panel.verified')}` : '';
  const lines = [
    row(words.label('call.panel.who'), `${personOf(call)}${checked}`, view),
    row(words.label('call.panel.phone'), heard.newPhone ?? setup.contact.phone ?? '—', view),
    row(words.label('call.panel.email'), addressOf(call) ?? '—', view),
  ];
  return heard.colleague === null
    ? lines
    : [...lines, row(words.label('call.panel.colleague'), heard.colleague, view)];
}

function duplicatePanel(call: Call, view: PanelView): string[] {
  const address = call.heard.duplicate?.address;
  const invoice = call.setup.invoices[0];
  if (!address || !invoice) return [];
  const lines = [
    show(view.words.label('call.panel.sent_to', { invoice: invoice.number, address }), view.width),
  ];
  return invoice.hasCopy ? lines : [...lines, view.style.warn(view.words.label('call.panel.no_copy'))];
}
