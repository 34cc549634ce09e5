import type { Context } from '../cli/context.ts';
import { type Brief, type Question, questions } from '../domain/brief.ts';
import type { Day } from '../domain/day.ts';
import { DunError } from '../domain/errors.ts';
import { type Money, zero } from '../domain/money.ts';
import { type Goal, type Objective, ownGoal } from '../domain/objective.ts';
import { languages } from '../domain/profile.ts';
import { parseSpokenAmount } from '../domain/spoken-amount.ts';
import type { VoicemailPlan } from '../domain/voicemail-plan.ts';
import { goalText, moneyText } from '../script/brief-words.ts';
import { oneLine } from '../script/facts.ts';
import type { Words } from '../script/words.ts';
import { readChoice } from './read-values.ts';

type Preps = Context['ledger']['preps'];
type Prep = NonNullable<ReturnType<Preps['last']>>;
type NewPrep = Parameters<Preps['add']>[0];

/** What the user may set instead of what is proposed. */
export interface Chosen {
  readonly max?: string;
  readonly min?: string;
  readonly opening?: string;
  readonly voicemail?: string;
  readonly answer?: readonly string[];
}

/** A prep in the making: proposed, then changed by the user, then recorded. */
export interface Draft {
  readonly objective: Objective | undefined;
  /** What is said after the greeting. */
  readonly opening: readonly string[];
  readonly voicemailPlan: VoicemailPlan;
  readonly answers: Readonly<Record<string, string>>;
}

export interface Proposal {
  readonly page: Brief;
  readonly opening: readonly string[];
  readonly lastPrep: Prep | undefined;
  readonly today: Day;
  readonly words: Words;
  readonly wordsIn: Context['wordsIn'];
}

/** Longest text of one's own: a goal, an opening, an answer. */
const longest = 300;

/** What is proposed; a prep of the same day is gone on with, answers to oneself are remembered for ever (D10). */
export function proposedDraft(proposal: Proposal): Draft {
  const { page, opening, lastPrep, today } = proposal;
  const answers = lastPrep?.answers ?? {};
  const plain: Draft = { objective: page.objective, opening, voicemailPlan: page.voicemailPlan, answers };
  if (lastPrep?.on !== today || page.objective === undefined) return plain;
  const objective = keptObjective(page.objective, lastPrep, proposal);
  const { voicemailPlan } = lastPrep;
  return { objective, opening: lastPrep.opening?.split('\n') ?? opening, voicemailPlan, answers };
}

/** The goals settled earlier today, unless money came since that makes them too high. */
function keptObjective(proposed: Objective, lastPrep: Prep, { page, wordsIn, today }: Proposal): Objective {
  const open = page.claim?.open.minor ?? 0;
  const kept = (goal: Goal | null, text: string, amount: Money | null): Goal | null => {
    // It may have been settled while the screen spoke the other language.
    const isProposed = languages.some((language) => text === goalText(goal, wordsIn(language), today));
    const isSame = text === '' || isProposed;
    return isSame || (amount?.minor ?? 0) > open ? goal : ownGoal(text, amount);
  };
  const max = kept(proposed.max, lastPrep.objectiveMax, lastPrep.goal) ?? proposed.max;
  const min = kept(proposed.min, lastPrep.objectiveMin, lastPrep.fallback);
  return { max, min, why: max.kind === 'own' ? { code: 'own' } : proposed.why };
}

/** The draft with what the user chose. DunError 2 for a goal, a plan or an answer that cannot be. */
export function withChosen(
  draft: Draft,
  chosen: Chosen,
  { page, words }: Pick<Proposal, 'page' | 'words'>,
): Draft {
  const { max, min, opening, voicemail, answer = [] } = chosen;
  const own = (flag: string, text: string | undefined): string | undefined =>
    text === undefined ? undefined : ownText(flag, text);
  const line = own('--opening', opening);
  const plan =
    voicemail === undefined
      ? undefined
      : readChoice({ flag: '--voicemail', text: voicemail }, ['leave', 'skip']);
  const given = Object.fromEntries(answer.map((text) => readAnswer(text, page)));
  return {
    objective: withGoals(
      draft.objective,
      { max: own('--max', max), min: own('--min', min) },
      { page, words },
    ),
    opening: line === undefined ? draft.opening : [line],
    voicemailPlan: plan ?? draft.voicemailPlan,
    answers: { ...draft.answers, ...given },
  };
}

/** The draft as a row of the ledger; the goals in words, with their amounts where they name one. */
export function prepOf(
  draft: Draft,
  { page, today, words }: Omit<Proposal, 'opening' | 'lastPrep' | 'wordsIn'>,
): NewPrep {
  const { objective, opening, voicemailPlan, answers } = draft;
  const min = objective?.min ?? null;
  return {
    clientId: page.standing.client.id,
    on: today,
    objectiveMax: goalText(objective?.max ?? null, words, today),
    objectiveMin: min === null ? '' : goalText(min, words, today),
    goal: objective?.max.amount ?? null,
    fallback: min?.amount ?? null,
    opening: opening.length === 0 ? null : opening.join('\n'),
    voicemailPlan,
    answers,
    seconds: null,
  };
}

interface GoalTexts {
  readonly max: string | undefined;
  readonly min: string | undefined;
}

function withGoals(
  objective: Objective | undefined,
  { max, min }: GoalTexts,
  at: Pick<Proposal, 'page' | 'words'>,
): Objective | undefined {
  if (objective === undefined || (max === undefined && min === undefined)) return objective;
  const most = max === undefined ? objective.max : readGoal('--max', max, at);
  const least = min === undefined ? objective.min : readGoal('--min', min, at);
  const why = max === undefined ? objective.why : ({ code: 'own' } as const);
  if (!isAbove(least, most)) return { max: most, min: least, why };
  // A goal lowered below the proposed fallback takes the fallback down with it; one typed too high is a slip.
  if (min === undefined) return { max: most, min: most, why };
  const [low, high] = [least?.amount ?? null, most.amount];
  throw new DunError('prep.min_over_max', 2, {
    min: moneyText(low, at.words),
    max: moneyText(high, at.words),
  });
}

function isAbove(goal: Goal | null, limit: Goal): boolean {
  const [amount, most] = [goal?.amount ?? null, limit.amount];
  return amount !== null && most !== null && amount.minor > most.minor;
}

/** A goal as typed: an amount (`420`, `moitié`, `50 %`) or the user's own words. */
function readGoal(option: string, text: string, { page, words }: Pick<Proposal, 'page' | 'words'>): Goal {
  const { claim } = page;
  if (claim === undefined) return ownGoal(text, null);
  const whole = claim.asked.minor > 0 ? claim.asked : claim.open;
  const amount = parseSpokenAmount(text, { currency: claim.currency, whole });
  const client = page.standing.client.handle;
  const isNumeric = /^[-+]?\d[\d\s.,'’\u00a0\u202f]*\D{0,3}$/.test(text);
  if (amount === undefined && !isNumeric && !text.startsWith('-')) return ownGoal(text, null);
  if (amount === undefined || amount.minor <= zero(claim.currency).minor) {
    throw new DunError('prep.bad_amount', 2, { option, value: text, client });
  }
  const open = moneyText(claim.open, words);
  if (amount.minor > claim.open.minor)
    throw new DunError('prep.over_amount', 2, { option, value: text, open, client });
  return ownGoal(moneyText(amount, words), amount);
}

function ownText(option: string, text: string): string {
  const line = oneLine(text).slice(0, longest);
  if (line === '') throw new DunError('prep.empty_text', 2, { option });
  return line;
}

function readAnswer(text: string, page: Brief): [Question, string] {
  const [name = '', ...rest] = text.split('=');
  const key = questions.find((question) => question === name.trim());
  if (key === undefined || rest.length === 0) {
    const client = page.standing.client.handle;
    throw new DunError('prep.bad_answer', 2, { value: text, keys: questions.join(', '), client });
  }
  return [key, oneLine(rest.join('=')).slice(0, longest)];
}
