import { describe, expect, test } from 'vitest';
import { DunError } from '../../src/domain/errors.ts';
import { defaultRules, hoursTable, ruleTable, rulesFrom } from '../../src/domain/rule-table.ts';

test('one row for each number, with words in both languages', () => {
  const all = [...ruleTable, ...hoursTable];
  expect(all.map(({ field }) => field).toSorted()).toEqual(Object.keys(defaultRules).toSorted());
  expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
  for (const { key, origin, meaning } of all) {
    expect(key).toMatch(/^[a-z]+(_[a-z0-9]+)*$/);
    expect(origin).toMatch(/^(S 00[0-4]|P|C)$/);
    expect(meaning.fr.length * meaning.en.length).toBeGreaterThan(0);
  }
  for (const { value, field } of ruleTable) expect(value).toBe(defaultRules[field]);
});

test('settings are laid over the defaults; others are left alone', () => {
  const settings = new Map([
    ['arrival_days', '5'],
    ['small_amount', '75,50'],
    ['amount_ref', '10 000'],
    ['smtp_host', 'x'],
    ['avoid', 'none'],
    ['prime', 'tue 9:00-11:00'],
  ]);
  expect(rulesFrom(settings)).toEqual({
    ...defaultRules,
    arrivalDays: 5,
    smallAmountMinor: 7550,
    amountRefMinor: 1_000_000,
    avoid: [],
    prime: [{ days: [2], from: 540, to: 660 }],
  });
  expect(rulesFrom(new Map())).toEqual(defaultRules);
});

describe('a bad value names the setting', () => {
  test.each([
    ['arrival_days', ''],
    ['arrival_days', '-1'],
    ['arrival_days', '1.5'],
    ['arrival_days', 'trois'],
    ['min_part_now', '101'],
    ['small_amount', '-5'],
    ['small_amount', '12345678901'],
    ['amount_ref', '0'],
    ['never', 'at night'],
  ])('%s = "%s"', (key, value) => {
    const read = () => rulesFrom(new Map([[key, value]]));
    expect(read).toThrow(DunError);
    expect(read).toThrow(expect.objectContaining({ key: 'due.bad_rule', exitCode: 78 }));
  });
});

/** Practice D1, row by row: key, value, origin. */
test.each([
  ['Money arrival', 'arrival_days=3 S 002, recontact_days=1 S 002, paid_tolerance_percent=1 C, paid_tolerance=100 C'],
  ['Cadence', 'max_gap_days=10 S 003, duplicate_followup_days=7 S 003, first_call_after_due=5 C, first_call_after_due_good_payer=10 C, callback_max_days=10 C'],
  ['Litigation', 'litigation_chases=3 S 003, litigation_window_days=30 S 003, litigation_broken_promises=3 S 003, litigation_broken_warn=2 S 003, final_notice_days=8 P, final_notice_uk_business_days=14 P, final_notice_uk_person_days=30 P'],
  ['Age and amount', 'old_debt_days=90 S 003, small_amount=5000 S 002, large_amount=100000 C, amount_ref=500000 C'],
  ['Promise and plan', 'promise_max_days=14 P, plan_max_months=6 P, plan_max_rows=6 C, plan_first_days=7 P, plan_min_instalment=5000 C, min_part_now=50 C'],
  ['Call', 'call_target_min=10 P, silence_s=5 P, vent_s=60 P, evasive_rungs=3 C, objections_kept=10 S 000'],
  ['Attempts', 'calls_per_day=0 C, conversations_per_day=1 C, attempts_per_week=3 C, attempts_window_days=7 C, voicemails_per_contact=2 C'],
  ['Prep, memo', 'prep_fresh_hours=24 C, rehearsals=3 C, memo_target_min=10 S 002, memo_warn_min=60 C, unconfirmed_days=2 C'],
  ['Disputes', 'dispute_administrative_days=2 C, dispute_commercial_days=7 C, dispute_technical_days=14 C, concession_max=0 S 000'],
  ['Pauses', 'anger_pause_days=2 C, distress_pause_days=14 C'],
])('D1 %s: %s', (_, expected) => {
  for (const text of expected.split(', ')) {
    const [key = "", value = ""] = text.split(" ")[0]?.split("=") ?? [];
    const row = ruleTable.find((one) => one.key === key);
    expect([key, row?.value, row?.origin]).toEqual([key, Number(value), text.slice(text.indexOf(' ') + 1)]);
  }
}); // biome-ignore format: one group of D1 a line
