import { describe, expect, test } from 'vitest';
import { DunError } from '../../src/domain/errors.ts';
import { defaultRules, ruleTable, rulesFrom } from '../../src/domain/rule-table.ts';

test('one row for each number, with words in both languages', () => {
  expect(ruleTable.map(({ field }) => field).toSorted()).toEqual(Object.keys(defaultRules).toSorted());
  expect(new Set(ruleTable.map(({ key }) => key)).size).toBe(ruleTable.length);
  for (const { key, value, field, origin, meaning } of ruleTable) {
    expect(value).toBe(defaultRules[field]);
    expect(key).toMatch(/^[a-z]+(_[a-z0-9]+)*$/);
    expect(origin).toMatch(/^(S 00[0-4]|P|C)$/);
    expect(meaning.fr.length * meaning.en.length).toBeGreaterThan(0);
  }
});

test('settings are laid over the defaults; others are left alone', () => {
  const settings = new Map([
    ['arrival_days', '5'],
    ['small_amount', '75,50'],
    ['amount_ref', '10 000'],
    ['smtp_host', 'x'],
  ]);
  expect(rulesFrom(settings)).toEqual({
    ...defaultRules,
    arrivalDays: 5,
    smallAmountMinor: 7550,
    amountRefMinor: 1_000_000,
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
  ])('%s = "%s"', (key, value) => {
    const read = () => rulesFrom(new Map([[key, value]]));
    expect(read).toThrow(DunError);
    expect(read).toThrow(expect.objectContaining({ key: 'due.bad_rule', exitCode: 78 }));
  });
});
