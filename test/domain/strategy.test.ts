import { describe, expect, test } from 'vitest';
import type { PayerType } from '../../src/domain/client.ts';
import { defaultRules } from '../../src/domain/rule-table.ts';
import { firstCallDelay, strategyFor } from '../../src/domain/strategy.ts';

describe('practice D9, the strategy of each type', () => {
  test.each<[PayerType, string]>([
    ['insolvent', 'no_chase declare'],
    ['sincere_disputer', 'solve_first collect_undisputed link_to_resolution'],
    ['inventor_of_disputes', 'one_written_list deadline_for_list decider_next'],
    ['cash_strapped', 'empathy shortfall_question plan first_payment_now weekly_contact'],
    ['serial_promiser', 'direct_opening proof_only remind_before last_chance'],
    ['silent', 'change_hour change_person change_number registered_letter'],
    ['good_payer', 'mail_first light_tone ask_hour thank'],
    ['strategic', 'terms_and_runs fees_early no_new_work decider'],
    ['careless', 'statement duplicate_now monthly_call payment_link'],
    ['process_bound', 'preventive_call approver_number po_before_work own_circuit'],
    ['unknown', 'cause_first friendly wide_goals'],
  ])('%s: %s', (type, moves) => {
    expect(strategyFor(type, 'business').moves.join(' ')).toBe(moves);
  });

  test('no charges are mentioned to a consumer', () => {
    expect(strategyFor('strategic', 'consumer').moves).toEqual(['terms_and_runs', 'no_new_work', 'decider']);
  });

  test('a good payer is rung ten days after the due day, everybody else after five', () => {
    const own = { ...defaultRules, firstCallAfterDue: 4, firstCallAfterDueGoodPayer: 12 };
    expect([firstCallDelay('good_payer', defaultRules), firstCallDelay('unknown', defaultRules)]).toEqual([
      10, 5,
    ]);
    expect([firstCallDelay('good_payer', own), firstCallDelay('silent', own)]).toEqual([12, 4]);
  });
});
