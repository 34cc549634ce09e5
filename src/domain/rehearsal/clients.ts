import { answerOf } from '../call/record.ts';
import type { FieldName, StateName } from '../call/state.ts';
import {
  type Act,
  common,
  drawn,
  inTurn,
  type Moment,
  says,
  takesFromRank,
  vagueUntilTheLastRung,
} from './moves.ts';
import { offerOf } from './offer.ts';
import type { Persona } from './persona.ts';
import type { Move, Situation } from './situation.ts';

/** Until they were let vent, there is nothing else to be heard from them (practice B7). */
const untilVented =
  (otherwise: Act): Act =>
  (moment) =>
    (moment.entered.anger ?? 0) > 0 ? otherwise(moment) : { says: 'attacks', fits: ['jump:anger'] };

const whenPlanFits =
  (then: Act, otherwise: Act): Act =>
  (moment) =>
    (offerOf(moment).each === null ? otherwise : then)(moment);

const deskDetails = inTurn(says('desk_details', 'email', 'phone', 'proceed'), says('agreed', 'proceed'));

/** Where a client differs from what anybody would say (practice D9). */
const clients: Readonly<Record<Persona, Partial<Record<StateName, Act>>>> = {
  forgetful: {
    listen: says('forgot', 'forgot'),
    solution: says('pays_today', 'today'),
  },
  evasive: {
    listen: says('vague', 'vague'),
    evasive: vagueUntilTheLastRung,
    negotiate: takesFromRank(2),
  },
  disputer: {
    opening: says('not_pleased', 'not_satisfied'),
    listen: says('disputes', 'dispute'),
    dispute: says('part_fine', 'part_agreed'),
    refusal: says('disputes', 'ground'),
    evasive: says('disputes', 'true_reason'),
  },
  cash_strapped: {
    listen: says('short_of_cash', 'cannot_pay'),
    cannot_pay: whenPlanFits(
      inTurn(says('shortfall', 'shortfall', 'hardship', 'instalments'), says('in_parts', 'instalments')),
      says('can_pay', 'lump_later', 'proceed'),
    ),
    evasive: says('short_of_cash', 'true_reason'),
    solution: whenPlanFits(says('in_parts', 'instalments'), says('offers_day', 'dated', 'proceed')),
    negotiate: takesFromRank(3),
  },
  angry: {
    ask: untilVented(says('hesitates', 'proceed')),
    listen: untilVented(says('not_received', 'not_received')),
    anger: inTurn(drawn(7, says('rages', 'trigger'), says('insults', 'insults')), says('calms', 'calmer')),
    negotiate: takesFromRank(2),
  },
  gatekeeper: {
    ring: says('desk', 'desk'),
    gatekeeper: inTurn(
      drawn(8, says('gives_extension', 'extension'), says('gives_hours', 'hours')),
      drawn(
        9,
        says('puts_through', 'put_through', 'proceed'),
        says('away', 'away'),
        says('refuses', 'refuses'),
        says('takes_message', 'takes_message'),
      ),
    ),
    identity: drawn(10, says('is_me', 'yes'), inTurn(says('someone_else', 'someone_else'), says('is_me', 'yes'))),
    ask: says('date_at_once', 'date_at_once'),
    contacts: (moment) => (moment.call.heard.hasSpoken ? common.contacts : deskDetails)(moment),
  },
}; // biome-ignore format: one state a row

/** What the client tells while a field is open; a field of the user's own concern leaves the last words standing. */
const told: Readonly<Partial<Record<FieldName, Situation>>> = {
  amount: 'gives_amount_and_day',
  day: 'gives_amount_and_day',
  callback_day: 'gives_hour',
  callback_time: 'gives_hour',
  callback_who: 'gives_name',
  callback_phone: 'gives_number',
  address: 'gives_address',
  name: 'gives_name',
  extension: 'gives_extension',
  hours: 'gives_hours',
  phone: 'gives_number',
  email: 'gives_address',
  colleague: 'gives_name',
  claim_day: 'not_paid',
  claim_amount: 'not_paid',
  claim_account: 'not_paid',
  claim_reference: 'not_paid',
  dispute_words: 'point',
  dispute_type: 'part_amount',
  disputed_amount: 'part_amount',
  remedy: 'remedy',
  dispute_owner: 'remedy',
  resolve_day: 'settle_days',
  settle_day: 'settle_days',
  shortfall: 'shortfall',
  change_note: 'change',
  change_day: 'change',
  stage: 'approver',
  approver: 'approver',
  approver_contact: 'approver',
  waits_for: 'approver',
  approver_day: 'approver',
  pause_day: 'all_well',
  insolvency_kind: 'no_court',
  court: 'no_court',
  opened_day: 'no_court',
  administrator: 'no_court',
  plan_terms: 'plan_offer',
  plan_day: 'first_payment',
  plan_first_amount: 'plan_offer',
  refusal_words: 'no_refusal',
};

/** Is this the one time that somebody short of cash offers too little to end within the limit? (practice C6 "Plan") */
export function isOfferLittle({ persona, call }: Pick<Moment, 'persona' | 'call'>): boolean {
  return (
    persona === 'cash_strapped' &&
    call.asking[0] === 'plan_terms' &&
    answerOf(call.heard, 'plan')?.terms === null
  );
}

/** The one thing the client says now: to the open field, else in this state. `null` = nothing new. */
export function moveOf(moment: Moment): Move | null {
  const { call, persona } = moment;
  const field = call.asking[0];
  if (field === undefined) return (clients[persona][call.state] ?? common[call.state])(moment);
  const situation = isOfferLittle(moment) ? 'ten_a_month' : told[field];
  return situation === undefined ? null : { says: situation, fits: [] };
}
