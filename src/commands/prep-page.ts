import type { Context } from '../cli/context.ts';
import { type Brief, brief } from '../domain/brief.ts';
import { callSetup } from '../domain/call/setup.ts';
import type { StateName } from '../domain/call/state.ts';
import { noRecords } from '../domain/call-record.ts';
import { start } from '../domain/call/step.ts';
import type { Client } from '../domain/client.ts';
import { localMinutes } from '../domain/day.ts';
import type { Occasion } from '../domain/slot.ts';
import { goalText } from '../script/brief-words.ts';
import { sayFor } from '../script/say.ts';
import { showBrief } from '../terminal/show-brief.ts';
import { plainStyle } from '../terminal/style.ts';
import { heardBefore } from './heard-before.ts';
import type { Draft, Proposal } from './prep-draft.ts';

export type PrepServices = Pick<
  Context,
  | 'ledger'
  | 'words'
  | 'wordsIn'
  | 'script'
  | 'output'
  | 'prompter'
  | 'today'
  | 'now'
  | 'rules'
  | 'isJson'
  | 'isEarlier'
  | 'calendarOf'
  | 'profile'
  | 'checks'
  | 'files'
  | 'prepPage'
>;

/** What is known and proposed before the user has said anything. */
export interface Prepared extends Proposal {
  /** The greeting, said before anything else; empty when there is nothing to call about. */
  readonly greeting: readonly string[];
  /** The number to dial, as one reads it. */
  readonly phone: string | null;
  /** A link that dials it. */
  readonly tel: string | null;
}

export interface Page {
  readonly prepared: Prepared;
  readonly draft: Draft;
  readonly isPaper?: boolean;
}

/** Reads the client's facts and works out the brief and the opening lines. */
export async function prepare(context: PrepServices, client: Client): Promise<Prepared> {
  const { ledger, rules, today, words } = context;
  const standing = ledger.standings.one(client.id);
  const lastPrep = ledger.preps.last(client.id);
  const occasion = {
    today,
    rules,
    minutes: localMinutes(context.now()),
    calendar: await context.calendarOf(client),
  };
  const heard = heardBefore(context, client.id);
  const page = brief({ standing, profile: context.profile(), lastPrep, occasion, heard });
  const say = speaker(context, page, occasion);
  const opening = page.opening === 'direct' ? [...say('ask')] : [...say('opening'), ...say('ask')];
  const dialled = page.phone === null ? undefined : await context.checks.phone(page.phone, client.country);
  const phone = dialled?.display ?? page.phone;
  const tel = dialled?.tel ?? null;
  const { wordsIn } = context;
  return { page, lastPrep, today, words, wordsIn, phone, tel, greeting: say('identity'), opening };
}

/** The page with the draft on it; on paper without colour, eighty columns wide. */
export function pageLines(context: PrepServices, { prepared, draft, isPaper = false }: Page): string[] {
  const { output, words, today } = context;
  const { language } = prepared.page.standing.client;
  return showBrief(briefWith(prepared.page, draft), {
    words,
    today,
    answers: context.wordsIn(language),
    script: context.script(language),
    style: isPaper ? plainStyle : output.style,
    width: isPaper ? 80 : output.width,
    isPaper,
    ...(isPaper ? {} : { height: output.height }),
    phone: prepared.phone,
    opening: [...prepared.greeting, ...draft.opening],
  });
}

/** The brief as the user settled it: own goals, answers given, voicemail plan. */
export function briefWith(page: Brief, { objective, answers, voicemailPlan }: Draft): Brief {
  const questions = page.questions.map(({ key }) => ({ key, answer: answers[key] ?? null }));
  return { ...page, objective, voicemailPlan, questions };
}

/** What is said in a state of the call to come, as one text: the same words that the call will show. */
function speaker(context: PrepServices, page: Brief, occasion: Occasion): (state: StateName) => string[] {
  const { words, today } = context;
  const { client, attempts } = page.standing;
  const goal = {
    max: goalText(page.objective?.max ?? null, words, today),
    min: goalText(page.objective?.min ?? null, words, today),
    head: '',
  };
  const setup = callSetup({
    brief: page,
    profile: context.profile(),
    occasion,
    goal,
    ownOpening: null,
    records: noRecords,
    steps: [],
  });
  if (setup === undefined) return () => [];
  const script = context.script(client.language);
  const spoken = context.wordsIn(client.language);
  return (state) => {
    const saying = sayFor({ ...start(setup, context.now()), state }, spoken);
    if (saying === null) return [];
    const choice = { register: setup.register, tone: setup.tone, variant: attempts.length };
    return [script.line(saying.line, saying.facts, choice).join(' ')];
  };
}
