import type { AttemptOutcome, Outcome } from '../domain/attempt.ts';
import { missingDetails } from '../domain/call/guard.ts';
import { addressOf } from '../domain/call/people.ts';
import { answerOf } from '../domain/call/record.ts';
import { outcomesByWeight, resultOf } from '../domain/call/result.ts';
import type { Call } from '../domain/call/state.ts';
import { formatDay, formatTime } from '../domain/day-words.ts';
import { memoKindFor } from '../domain/memo-kind.ts';
import { formatMoney, sum } from '../domain/money.ts';
import type { PromisePart } from '../domain/promise.ts';
import type { Words } from '../script/words.ts';
import type { Stage } from './call-view.ts';

type Kept = Pick<Stage, 'context' | 'earlier'>;

/** What will be written down: outcome and next action of each invoice, the reason, the memo, and what is missing. */
export function wrapupLines(call: Call, stage: Stage): string[] {
  const { words } = stage.context;
  const { outcomes } = resultOf(call, stage.earlier);
  const label = (name: string, text: string): string =>
    `${words.label(`call.panel.${name}`).padEnd(12)}${text}`;
  const missing = missingDetails(call).map((detail) => words.label(`call.missing.${detail}`));
  return [
    label('outcome', outcomeText(call, stage)),
    ...nextTexts(call, outcomes, stage).map((text, at) =>
      at === 0 ? label('next', text) : `${' '.repeat(12)}${text}`,
    ),
    ...(call.heard.hasSpoken ? [label('cause', causeText(call, words))] : []),
    label('memo', memoText(call, stage)),
    ...(missing.length === 0 ? [] : [label('missing', missing.join(' · '))]),
  ];
}

/** One line a next action; named by its invoice where they differ. */
function nextTexts(call: Call, outcomes: readonly AttemptOutcome[], { context }: Kept): string[] {
  const { words, language } = context;
  const texts = outcomes.map((one) => {
    const day = formatDay(one.followUpOn, language, 'long');
    const at = one.followUpAt === null ? '' : ` · ${formatTime(one.followUpAt, language)}`;
    return { invoiceId: one.invoiceId, text: `${words.label(`call.next.${one.action}`)} · ${day}${at}` };
  });
  const different = new Set(texts.map(({ text }) => text));
  if (different.size === 1) return [...different];
  return texts.map(({ invoiceId, text }) => {
    const number = call.setup.invoices.find(({ id }) => id === invoiceId)?.number;
    return number === undefined || call.setup.invoices.length === 1 ? text : `${number} · ${text}`;
  });
}

function causeText({ heard }: Call, words: Words): string {
  if (heard.cause === null) return words.label('call.panel.no_cause');
  const name = words.label(`call.cause.${heard.cause}`);
  return heard.causeNote === null ? name : `${name} · ${heard.causeNote}`;
}

function memoText(call: Call, { context, earlier, clientEmail }: Stage): string {
  const kind = memoKindFor(resultOf(call, earlier).outcomes);
  if (kind === null) return context.words.label('call.panel.memo_nothing');
  const address = addressOf(call) ?? clientEmail;
  return address === null
    ? context.words.label('call.panel.memo_none')
    : context.words.label('call.panel.memo_to', { address });
}

/** The call in a few words, the weightiest first: what stands on the last line and in the log. */
export function outcomeText(call: Call, { context, earlier }: Kept): string {
  const { outcomes, promises } = resultOf(call, earlier);
  const parts = promises.flatMap((promise) => promise.parts);
  return outcomesByWeight(outcomes)
    .slice(0, outcomesNamed)
    .map((outcome) =>
      context.words.label(`call.outcome.${outcome}`, valuesOf(call, outcome, { parts, context })),
    )
    .join(' · ');
}

/** More than two would not be read. */
const outcomesNamed = 2;

function valuesOf(
  { heard, setup }: Call,
  outcome: Outcome,
  { parts, context }: { readonly parts: readonly PromisePart[]; readonly context: Kept['context'] },
): Record<string, string | number> {
  const { language } = context;
  const callback = answerOf(heard, 'callback');
  const day = outcome === 'callback' ? callback?.on : parts[0]?.promisedOn;
  const amount = sum(
    parts.map((part) => part.amount),
    setup.currency,
  );
  return {
    amount: formatMoney(amount, language),
    count: new Set(parts.map((part) => part.promisedOn)).size,
    day: day ? formatDay(day, language, 'long') : '',
    time: callback?.minutes == null ? '' : formatTime(callback.minutes, language),
  };
}
