import { contactName } from '../domain/client.ts';
import { formatTime } from '../domain/day-words.ts';
import type { Brief, BriefInvoice } from '../domain/brief.ts';
import type { Day } from '../domain/day.ts';
import type { Money } from '../domain/money.ts';
import type { Goal } from '../domain/objective.ts';
import {
  answerText,
  entryText,
  factText,
  goalText,
  reasonText,
  saidText,
  strategyText,
  warningText,
} from '../script/brief-words.ts';
import type { AnswerBook } from '../script/objections.ts';
import type { Words } from '../script/words.ts';
import { type JsonMoney, jsonMoney } from './json-values.ts';

/** What the document needs besides the brief. */
export interface DocumentFacts {
  readonly today: Day;
  /** Of the screen. */
  readonly words: Words;
  /** Of the client's language. */
  readonly answers: Words;
  readonly script: AnswerBook;
  /** Opening lines, in the client's language or the user's own. */
  readonly opening: readonly string[];
  readonly isRecorded: boolean;
}

/** `dun.prep/1`: everything the page shows, as data and, where it is words, in the language of the screen. */
export function prepDocument(brief: Brief, facts: DocumentFacts): object {
  const { today, words, opening, isRecorded } = facts;
  const { standing, claim, strategy, ladder, promises } = brief;
  return {
    schema: 'dun.prep/1',
    today,
    client: standing.client.name,
    handle: standing.client.handle,
    relationship: standing.client.relationship,
    contact: jsonContact(brief),
    phone: brief.phone,
    email: brief.email,
    bestSlot: jsonSlot(brief),
    owed: moneyOrNull(claim?.open),
    overdue: moneyOrNull(claim?.overdue),
    disputed: moneyOrNull(claim?.disputed),
    asked: moneyOrNull(claim?.asked),
    invoices: brief.invoices.map(jsonInvoice),
    objective: jsonObjective(brief, facts),
    payerType: strategy.payerType,
    strategy: { moves: strategy.moves, text: strategyText(strategy, words) },
    rung: { now: ladder.rung, act: ladder.act, next: ladder.next?.rung ?? null },
    timeline: brief.timeline.map((entry) => ({
      on: entry.on,
      kind: entry.kind,
      text: entryText(entry, words),
    })),
    promises: promises.open.map(({ amount, promisedOn, madeOn }) => ({
      amount: jsonMoney(amount),
      promisedOn,
      madeOn,
    })),
    keptRate: promises.ended === 0 ? null : { kept: promises.kept, ended: promises.ended },
    ...heard(brief, facts),
    questions: brief.questions.map(({ key, answer }) => ({
      key,
      text: words.label(`prep.question.${key}`),
      answer,
    })),
    opening,
    voicemail: brief.voicemailPlan,
    commitments: brief.commitments.map(({ text, dueOn }) => ({ text, dueOn })),
    consequence: brief.consequence,
    warnings: brief.warnings.map((one) => ({
      level: one.level,
      code: one.code,
      text: warningText(one, words),
    })),
    isRecorded,
  };
}

function heard(brief: Brief, { today, words, answers, script }: DocumentFacts): object {
  const of = { client: brief.standing.client, owed: brief.claim?.asked ?? null, oldest: brief.invoices[0] };
  return {
    disputes: brief.disputes.map(({ disputed, words: said, type, raisedOn, resolveOn, ground }) => ({
      disputed: jsonMoney(disputed),
      words: said,
      type,
      raisedOn,
      resolveOn,
      ground,
    })),
    excuses: brief.excuses.map((excuse) => ({
      cause: excuse.cause,
      objection: excuse.objection?.key ?? null,
      count: excuse.count,
      lastOn: excuse.lastOn,
      words: saidText(excuse, words),
      fact:
        excuse.fact === null
          ? null
          : {
              kind: excuse.fact.kind,
              on: excuse.fact.day,
              amount: moneyOrNull(excuse.fact.amount),
              text: factText(excuse.fact, words, today),
            },
      answer: answerText(excuse, { answers, script }, of),
      worked: excuse.worked,
      judged: excuse.judged,
    })),
    resolution: brief.resolution,
  };
}

function jsonInvoice({ invoice, balance, daysPastDue, isHeld }: BriefInvoice): object {
  const { number, service, issuedOn, dueOn, file } = invoice;
  return {
    number,
    service,
    issuedOn,
    dueOn,
    daysPastDue,
    balance: jsonMoney(balance),
    isHeld,
    hasFile: file !== null,
  };
}

function jsonObjective({ objective }: Brief, facts: DocumentFacts): object | null {
  if (objective === undefined) return null;
  const { max, min, why } = objective;
  return {
    max: jsonGoal(max, facts),
    min: min === null ? null : jsonGoal(min, facts),
    why: { code: why.code, text: reasonText(objective, facts.words) },
  };
}

function jsonContact({ contact }: Brief): object | null {
  if (contact === undefined) return null;
  const { role, phone, extension, email, reachableHours, canRelease, isDecider, verifiedOn } = contact;
  const name = contactName(contact);
  return {
    name: name === '' ? null : name,
    role,
    phone,
    extension,
    email,
    reachableHours,
    canRelease,
    isDecider,
    verifiedOn,
  };
}

function jsonSlot({ slot }: Brief): object {
  const hour = (minutes: number): string => formatTime(minutes, 'en');
  return {
    on: slot.on,
    from: hour(slot.from),
    to: hour(slot.to),
    isNow: slot.isNow,
    isOwnHours: slot.isOwnHours,
    isAgreed: slot.isAgreed,
  };
}

function jsonGoal(goal: Goal, { words, today }: DocumentFacts): object {
  const { kind, amount, by, percent, rest, ask } = goal;
  return {
    kind,
    amount: moneyOrNull(amount),
    by,
    percent,
    rest: rest === null ? null : { amount: jsonMoney(rest.amount), by: rest.by, payments: rest.payments },
    ask,
    text: goalText(goal, words, today),
  };
}

function moneyOrNull(amount: Money | null | undefined): JsonMoney | null {
  return amount === null || amount === undefined ? null : jsonMoney(amount);
}
