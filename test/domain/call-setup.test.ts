import { describe, expect, it } from 'vitest';
import { brief } from '../../src/domain/brief.ts';
import { noRecords } from '../../src/domain/call-record.ts';
import { callSetup } from '../../src/domain/call/setup.ts';
import { day } from '../../src/domain/day.ts';
import { defaultRules } from '../../src/domain/rule-table.ts';
import { aCalendar, aProfile, aStanding } from '../support/a-standing.ts';

const occasion = { today: day('2026-06-09'), minutes: 615, rules: defaultRules, calendar: aCalendar() };

function methodsOf(paymentMethods: readonly string[]): readonly string[] | undefined {
  const profile = aProfile({ paymentMethods: [...paymentMethods] });
  const page = brief({ standing: aStanding(), profile, lastPrep: undefined, occasion });
  const goal = { max: '', min: '', head: '' };
  const facts = { goal, ownOpening: null, records: noRecords, steps: [] };
  return callSetup({ brief: page, profile, occasion, ...facts })?.caller.methods;
}

describe('what the caller is paid by', () => {
  it.each([
    ['as dun keeps it', ['transfer', 'card'], ['transfer', 'card']],
    ['in words that an earlier dun kept', ['virement', 'Chèque'], ['transfer', 'cheque']],
    ['in words of one’s own', ['PayPal'], ['PayPal']],
    ['not said', [], ['transfer']],
  ])('%s', (_, methods, expected) => {
    expect(methodsOf(methods)).toEqual(expected);
  });
});
