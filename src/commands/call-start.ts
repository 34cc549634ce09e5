import type { Context, Prep } from '../cli/context.ts';
import { type Brief, brief } from '../domain/brief.ts';
import type { Earlier } from '../domain/call/result.ts';
import { callSetup } from '../domain/call/setup.ts';
import type { CallSetup } from '../domain/call/state.ts';
import type { Client } from '../domain/client.ts';
import type { Goal } from '../domain/objective.ts';
import type { Words } from '../script/words.ts';
import { type Day, localMinutes } from '../domain/day.ts';
import { formatDay } from '../domain/day-words.ts';
import { DunError } from '../domain/errors.ts';
import { formatMoney } from '../domain/money.ts';
import { livePromises } from '../domain/promise.ts';
import type { Standing } from '../domain/standing.ts';
import { dueText, entryText, goalText } from '../script/brief-words.ts';
import type { Preflight } from '../terminal/preflight-facts.ts';
import { show } from '../terminal/style.ts';
import { heardBefore } from './heard-before.ts';
import { preflightOf } from './call-preflight.ts';

type Services = Pick<
  Context,
  | 'ledger'
  | 'rules'
  | 'words'
  | 'today'
  | 'now'
  | 'calendarOf'
  | 'profile'
  | 'checks'
  | 'language'
  | 'qrCodes'
>;

/** A call ready to be dialled. */
export interface Prepared {
  readonly setup: CallSetup;
  readonly brief: Brief;
  readonly earlier: Earlier;
  readonly prepId: number | null;
  readonly dossier: readonly string[];
  readonly preflight: Preflight;
}

/** Gathers what the call needs of one client. `DunError` 1 when nothing is open. */
export async function prepareCall(services: Services, client: Client): Promise<Prepared> {
  const { ledger, rules, today } = services;
  const standing = ledger.standings.one(client.id);
  const lastPrep = ledger.preps.last(client.id);
  const occasion = {
    today,
    minutes: localMinutes(services.now()),
    rules,
    calendar: await services.calendarOf(client),
  };
  const profile = services.profile();
  const heard = heardBefore(services, client.id);
  const page = brief({ standing, profile, lastPrep, occasion, heard });
  const goal = goalOf(page, lastPrep?.on === today ? lastPrep : undefined, services);
  const setup = callSetup({
    brief: page,
    profile,
    occasion,
    goal,
    ownOpening: lastPrep?.opening ?? null,
    records: ledger.records.of(client.id),
    steps: heard.steps ?? [],
  });
  if (setup === undefined)
    throw new DunError('call.nothing_open', 1, { client: client.name, handle: client.handle });
  return {
    setup,
    brief: page,
    prepId: lastPrep?.id ?? null,
    earlier: earlierOf(standing, services),
    dossier: dossierLines(page, services),
    preflight: await preflightOf(page, setup, services),
  };
}

/** What was chosen in today's prep, else what the rules recommend. */
function goalOf(
  page: Brief,
  prep: Prep | undefined,
  services: Services,
): Pick<CallSetup['objective'], 'head' | 'max' | 'min'> {
  const { words, today } = services;
  return {
    head: headText(page, prep, services),
    max: prep?.objectiveMax ?? goalText(page.objective?.max ?? null, words, today),
    min: prep?.objectiveMin ?? goalText(page.objective?.min ?? null, words, today),
  };
}

/** `840,00 € auj. → 420,00 €`: what to leave with and what to fall back on, short enough to stand beside the timer. */
function headText(
  { objective }: Brief,
  prep: Prep | undefined,
  { words, today, language }: Services,
): string {
  const goals = [objective?.max ?? null, objective?.min ?? null] as const;
  const amounts = [prep?.goal ?? null, prep?.fallback ?? null] as const;
  const isChosen = amounts.some((amount) => amount !== null);
  const parts = goals.map((goal, at) => {
    const amount = amounts[at] ?? null;
    // What was proposed and taken as it is keeps its day: two equal amounts would tell nothing.
    if (amount !== null && amount.minor !== goal?.amount?.minor) return formatMoney(amount, language);
    if (isChosen && amount === null) return null;
    return goal && shortGoal(goal, { words, today, isSame: at === 1 && isSameAmount(goals) });
  });
  return parts.filter((part) => part !== null).join(' → ');
}

/** The fallback asks for as much as the goal: only its day is another one. */
function isSameAmount([max, min]: readonly [Goal | null, Goal | null]): boolean {
  return max?.amount != null && max.amount.minor === min?.amount?.minor;
}

interface HeadManner {
  readonly words: Words;
  readonly today: Day;
  readonly isSame: boolean;
}

function shortGoal({ kind, amount, by }: Goal, { words, today, isSame }: HeadManner): string {
  if (amount === null) return words.label(`call.goal_head.${kind === 'own' ? 'own' : 'facts'}`);
  const money = formatMoney(amount, words.language);
  if (by === null) return money;
  if (by === today) return words.label('call.goal_head.today', { amount: money });
  // English figures would leave open which is the month.
  const day =
    words.language === 'fr' ? formatDay(by, 'fr', 'numeric').slice(0, 5) : formatDay(by, 'en', 'short');
  return isSame
    ? words.label('call.goal_head.day', { day })
    : words.label('call.goal_head.by', { amount: money, day });
}

export function earlierOf(standing: Standing, { today, rules }: Pick<Services, 'today' | 'rules'>): Earlier {
  const live = [...livePromises(standing, today, rules).values()].map(({ promise }) => promise);
  return { attempts: standing.attempts, livePromises: [...new Set(live)] };
}

/** The facts panel: invoices and the last events, as short as the screen is low (practice 000-22). */
export function dossierLines(
  page: Brief,
  { words, today, language }: Pick<Services, 'words' | 'today' | 'language'>,
): string[] {
  const invoices = page.invoices
    .slice(0, 5)
    .map(
      (one) =>
        `${show(one.invoice.number, 16)} · ${formatMoney(one.balance, language)} · ${dueText(one, words, today)}`,
    );
  const events = page.timeline.map(
    (entry) => `${formatDay(entry.on, language, 'short')} · ${entryText(entry, words)}`,
  );
  return [...invoices, '', ...events].map((line) => show(line, 74));
}
