import type { PayerType } from './client.ts';
import type { Rules } from './rules.ts';

/** How to speak to a payer of this type (practice D9). The words of each move are labels `prep.move.<move>`. */
export interface Strategy {
  readonly payerType: PayerType;
  /** What to do, most important first. */
  readonly moves: readonly Move[];
}

export type Move =
  | 'no_chase' | 'declare' | 'solve_first' | 'collect_undisputed' | 'link_to_resolution' | 'one_written_list'
  | 'deadline_for_list' | 'decider_next' | 'empathy' | 'shortfall_question' | 'plan' | 'first_payment_now'
  | 'weekly_contact' | 'direct_opening' | 'proof_only' | 'remind_before' | 'last_chance' | 'change_hour'
  | 'change_person' | 'change_number' | 'registered_letter' | 'mail_first' | 'light_tone' | 'ask_hour' | 'thank'
  | 'terms_and_runs' | 'fees_early' | 'no_new_work' | 'decider' | 'statement' | 'duplicate_now' | 'monthly_call'
  | 'payment_link' | 'preventive_call' | 'approver_number' | 'po_before_work' | 'own_circuit' | 'cause_first'
  | 'friendly' | 'wide_goals'; // biome-ignore format: a table of names

const moves: Readonly<Record<PayerType, readonly Move[]>> = {
  insolvent: ['no_chase', 'declare'],
  sincere_disputer: ['solve_first', 'collect_undisputed', 'link_to_resolution'],
  inventor_of_disputes: ['one_written_list', 'deadline_for_list', 'decider_next'],
  cash_strapped: ['empathy', 'shortfall_question', 'plan', 'first_payment_now', 'weekly_contact'],
  serial_promiser: ['direct_opening', 'proof_only', 'remind_before', 'last_chance'],
  silent: ['change_hour', 'change_person', 'change_number', 'registered_letter'],
  good_payer: ['mail_first', 'light_tone', 'ask_hour', 'thank'],
  strategic: ['terms_and_runs', 'fees_early', 'no_new_work', 'decider'],
  careless: ['statement', 'duplicate_now', 'monthly_call', 'payment_link'],
  process_bound: ['preventive_call', 'approver_number', 'po_before_work', 'own_circuit'],
  unknown: ['cause_first', 'friendly', 'wide_goals'],
};

/** The strategy of practice D9 for a payer type; charges are not mentioned to a consumer (product 8). */
export function strategyFor(payerType: PayerType, kind: 'business' | 'consumer' | 'public'): Strategy {
  const mayMention = (move: Move) => move !== 'fees_early' || kind !== 'consumer';
  return { payerType, moves: moves[payerType].filter(mayMention) };
}

/** Days after the due day at which the first call is due: a good payer by accident gets more (practice D1). */
export function firstCallDelay(payerType: PayerType, rules: Rules): number {
  return payerType === 'good_payer' ? rules.firstCallAfterDueGoodPayer : rules.firstCallAfterDue;
}
