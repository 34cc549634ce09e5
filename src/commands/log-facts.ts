import type { Outcome } from '../domain/attempt.ts';
import { addDays, type Day } from '../domain/day.ts';
import { formatDay } from '../domain/day-words.ts';
import { grounds } from '../domain/dispute.ts';
import { heldBy } from '../domain/history.ts';
import { isEmptyCallback } from '../domain/attempt-history.ts';
import type { Standing } from '../domain/standing.ts';
import { showLine } from '../terminal/show-line.ts';
import { hearDispute } from './log-dispute.ts';
import {
  answer,
  type Asked,
  type Heard,
  type Here,
  type LogFlags,
  nothingMore,
  oneInvoice,
} from './log-hearing.ts';
import { hearPromise } from './log-promise.ts';
import { readChoice, readMoment, readPastDay } from './read-values.ts';

/** Outcomes by the name one types. */
export const outcomeNames: Readonly<Record<string, Outcome>> = {
  promise: 'promise', plan: 'plan', duplicate: 'duplicate_sent', dispute: 'dispute', approval: 'approval',
  callback: 'callback', voicemail: 'voicemail', 'no-answer': 'no_answer', paid: 'paid_claimed', 'no-date': 'no_date',
  refusal: 'refusal', insolvency: 'insolvency', busy: 'busy', 'bad-number': 'bad_number', message: 'message_left',
  angry: 'angry', distress: 'distress',
}; // biome-ignore format: rows of names

/** Reads the facts an outcome needs from flags, and from questions on a terminal where a flag is missing. DunError 2, 66. */
export async function readHeard(here: Here, asked: Asked): Promise<Heard> {
  if (asked.outcome === 'promise' || asked.outcome === 'plan') return hearPromise(here, asked);
  return asked.outcome === 'dispute' ? hearDispute(here, asked) : hearPlain(here, asked);
}

async function hearPlain(here: Here, asked: Asked): Promise<Heard> {
  const { standing, outcome, flags } = asked;
  const invoiceIds =
    flags.invoice === undefined ? [null] : [(await oneInvoice(here, standing, flags.invoice)).invoice.id];
  const details = await dayDetails(here, outcome, flags);
  const advice = outcome === 'callback' ? callbackAdvice(here, standing, details.agreedOn) : [];
  return { ...nothingMore(asked), invoiceIds, details, advice };
}

/** A day far ahead, or a second call back without anything between: both buy time (practice C6, D1). */
function callbackAdvice({ today, rules, words, language }: Here, standing: Standing, on?: Day): string[] {
  const limit = addDays(today, rules.callbackMaxDays);
  const far = showLine(words, 'log.callback.far', { day: formatDay(limit, language, 'long') });
  const isSecond = isEmptyCallback(heldBy(standing, today).at(-1));
  return [
    ...(on !== undefined && on > limit ? [far] : []),
    ...(isSecond ? [words.label('log.callback.second')] : []),
  ];
}

/** The day, and for appointments the hour, that goes with an outcome. */
async function dayDetails(here: Here, outcome: Outcome, flags: LogFlags): Promise<Heard['details']> {
  const ground =
    flags.ground === undefined
      ? {}
      : { ground: readChoice({ flag: '--ground', text: flags.ground }, grounds) };
  const on =
    outcome === 'callback'
      ? await answer(here, { flag: '--on', text: flags.on, label: 'log.ask.callback' })
      : flags.on;
  if (on === undefined) return ground;
  if (outcome === 'paid_claimed')
    return { ...ground, agreedOn: readPastDay({ flag: '--on', text: on }, here) };
  const moment = readMoment({ flag: '--on', text: on }, here);
  return { ...ground, agreedOn: moment.on, ...(moment.at === null ? {} : { agreedAt: moment.at }) };
}
