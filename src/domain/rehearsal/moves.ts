import { ladderOf, offeredRung } from '../call/ladder.ts';
import type { Call, StateName } from '../call/state.ts';
import { answerOf, narrowingDays } from '../call/record.ts';
import { offerOf } from './offer.ts';
import { type Persona, pick } from './persona.ts';
import type { Fit, Move, Situation } from './situation.ts';

/** Where the rehearsal stands, for the client who has to answer. */
export interface Moment {
  readonly persona: Persona;
  readonly seed: number;
  readonly call: Call;
  /** How often a state was entered, this time included. */
  readonly entered: Readonly<Partial<Record<StateName, number>>>;
  /** How often what was said in a state was heard rightly. */
  readonly handled: Readonly<Partial<Record<StateName, number>>>;
}

/** What is said in a state; `null` where nobody speaks. */
export type Act = (moment: Moment) => Move | null;

export const says =
  (situation: Situation, ...fits: readonly Fit[]): Act =>
  () => ({ says: situation, fits });

/** First this, and the next once it was heard. The last one stays. */
export const inTurn =
  (...acts: readonly Act[]): Act =>
  (moment) => {
    const heard = moment.handled[moment.call.state] ?? 0;
    return acts[Math.min(heard, acts.length - 1)]?.(moment) ?? null;
  };

const silent: Act = () => null;

/** Dug into until the ladder is spent (practice C6); then they name a day. */
export const vagueUntilTheLastRung: Act = ({ persona, seed, call }) => {
  if (call.rung < call.setup.rules.evasiveRungs) return { says: 'vague_again', fits: ['proceed', 'words'] };
  return { says: 'names_day', fits: ['date', ...offeredDay({ persona, seed, call })] };
};

/** The day they name may be one of the two that were offered to them. */
function offeredDay(moment: Pick<Moment, 'persona' | 'seed' | 'call'>): Fit[] {
  const at = narrowingDays(moment.call.setup).indexOf(offerOf(moment).on);
  return at === 0 ? ['first_day'] : at === 1 ? ['second_day'] : [];
}

/** Takes the rung on offer when it asks for no more than so; the last one in any case. */
export const takesFromRank =
  (rank: number): Act =>
  ({ call }) => {
    const offered = offeredRung(call);
    const isLast = call.offer + 1 >= ladderOf(call).length;
    if (offered === undefined) return { says: 'accepts', fits: ['none'] };
    if (offered.rank >= rank || isLast) return { says: 'accepts', fits: [`rung_${offered.rank}`] };
    return { says: 'declines', fits: ['proceed'] };
  };

/** What was written down and is not what they said: they say so, in the form and in the summary. */
function misheard({ persona, seed, call }: Moment): Fit[] {
  const promise = answerOf(call.heard, 'promise');
  if (promise === undefined || promise !== call.heard.answers.at(-1)) return [];
  // A rung that was accepted is what they said, whatever they would have offered themselves.
  if (call.heard.offers.some(({ isAccepted }) => isAccepted)) return [];
  const { amount, on } = offerOf({ persona, seed, call });
  const wrong: Fit[] = [];
  if (promise.amount !== null && promise.amount.minor !== amount.minor) wrong.push('amount');
  if (promise.promisedOn !== null && promise.promisedOn !== on) wrong.push('day');
  return wrong;
}

/** Agrees to what was written down, or says it again. */
const confirms =
  (right: Act, correction?: Fit): Act =>
  (moment) => {
    const wrong = misheard(moment);
    if (wrong.length === 0) return right(moment);
    return { says: 'corrects', fits: correction === undefined ? wrong : [correction] };
  };

/** What anybody says who has nothing of their own to say there: polite, true, and with a way on. */
export const common: Readonly<Record<StateName, Act>> = {
  preflight: silent,
  ring: says('picks_up', 'person'),
  gatekeeper: says('puts_through', 'put_through', 'proceed'),
  voicemail: says('machine', 'left', 'not_left'),
  no_answer: says('rings_out', 'proceed'),
  identity: says('is_me', 'yes'),
  wrong_person: says('handles_it', 'handles_invoices'),
  opening: says('pleased', 'fine', 'proceed'),
  ask: says('hesitates', 'proceed'),
  listen: says('offers_day', 'proceed'),
  paid: says('not_paid', 'no_details', 'return'),
  duplicate: says('copy_received', 'received'),
  dispute: says('no_dispute', 'no_dispute'),
  cannot_pay: says('can_pay', 'lump_later', 'proceed'),
  approval: says('approver', 'approver_known'),
  evasive: says('names_day', 'date'),
  refusal: says('no_refusal', 'return'),
  anger: says('calm', 'calmer'),
  distress: says('all_well', 'goes_on'),
  insolvency: says('no_court', 'return'),
  solution: says('offers_day', 'dated', 'proceed'),
  negotiate: takesFromRank(1),
  promise: confirms(says('agreed', 'proceed')),
  plan: says('agreed', 'proceed'),
  callback: says('agreed', 'proceed'),
  consequences: says('turns', 'turns'),
  summary: confirms(says('agrees', 'agreed'), 'correct'),
  contacts: inTurn(says('same_details', 'still_right', 'proceed'), says('agreed', 'proceed')),
  close: says('goodbye', 'proceed', 'hangup'),
  wrapup: silent,
  review: silent,
  ended: silent,
}; // biome-ignore format: one state a row

/** One of several courses, the same one throughout a rehearsal. */
export const drawn =
  (salt: number, ...acts: readonly Act[]): Act =>
  (moment) =>
    acts[pick(moment.seed + salt, acts.length)]?.(moment) ?? null;
