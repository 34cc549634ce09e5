import { describe, expect, test } from 'vitest';
import { day } from '../../src/domain/day.ts';
import { nearestLimitation } from '../../src/domain/limitation.ts';
import type { Standing } from '../../src/domain/standing.ts';
import { aClient, anInvoice, aPart, aPayment, aPromise, aStanding } from '../support/a-standing.ts';

const invoice = anInvoice({
  issuedOn: day('2021-12-31'),
  deliveredOn: day('2021-12-09'),
  dueOn: day('2022-01-31'),
});

function near(on: string, facts: Partial<Standing> = {}) {
  const found = nearestLimitation(aStanding({ invoices: [invoice], ...facts }), {
    open: [invoice],
    today: day(on),
  });
  return found && `${found.on} ${found.years}`;
}

describe('nearestLimitation', () => {
  test.each([
    ['the day before six months are left', '2026-06-08', undefined],
    ['six months before', '2026-06-09', '2026-12-09 5'],
    ['after it too: nobody says what that means', '2027-06-09', '2026-12-09 5'],
  ])('%s', (_, on, expected) => {
    expect(near(on)).toBe(expected);
  });

  test.each([
    ['FR', 'business', null, '2026-12-09 5'],
    ['FR', 'consumer', null, '2023-12-09 2'],
    ['FR', 'public', null, '2026-12-09 5'],
    ['BE', 'business', null, '2031-12-09 10'],
    ['BE', 'consumer', null, '2022-12-09 1'],
    ['LU', 'business', null, '2031-12-09 10'],
    ['CH', 'business', null, '2026-12-09 5'],
    ['DE', 'business', null, '2024-12-31 3'],
    ['GB', 'business', null, '2027-12-09 6'],
    ['CA', 'business', 'QC', '2024-12-09 3'],
    ['CA', 'business', 'ON', undefined],
    ['JP', 'business', null, undefined],
  ] as const)('%s, %s, %s: %s', (...row) => {
    const [country, kind, region, expected] = row;
    expect(near('2040-01-01', { client: aClient({ country, kind, region }) })).toBe(expected);
  });

  test('what they acknowledged in writing sets the clock back, a payment only where the table says so', () => {
    const confirmed = {
      kind: 'confirmed' as const,
      on: day('2024-03-01'),
      reason: null,
      replacedBy: null,
      recordedAt: 1,
    };
    const parts = [aPart(101, '2024-03-15', 840)];
    expect(
      near('2040-01-01', {
        promises: [aPromise('2024-02-28', '2024-03-15', { parts, changes: [confirmed] })],
      }),
    ).toBe('2029-03-01 5');
    expect(near('2040-01-01', { promises: [aPromise('2024-02-28', '2024-03-15', { parts })] })).toBe(
      '2026-12-09 5',
    );
    const payments = [aPayment(101, '2024-03-01', 10)];
    expect(near('2040-01-01', { payments })).toBe('2026-12-09 5');
    expect(near('2040-01-01', { payments, client: aClient({ country: 'GB' }) })).toBe('2030-03-01 6');
  });

  test('a source and its date stand beside the figure', () => {
    const found = nearestLimitation(aStanding({ invoices: [invoice] }), {
      open: [invoice],
      today: day('2026-11-01'),
    });
    expect(found?.basis).toMatch(/^C\. com\. L110-4, \d{4}-\d{2}$/);
  });
});
