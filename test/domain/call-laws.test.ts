import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lay, planTotal } from '../../src/domain/call/agreements.ts';
import { readJournal, readSetup } from '../../src/domain/call/journal.ts';
import { planOf } from '../../src/domain/call/plan.ts';
import { answersOf } from '../../src/domain/call/record.ts';
import { resultOf } from '../../src/domain/call/result.ts';
import type { Call } from '../../src/domain/call/state.ts';
import { effective, fits, replay, start, step } from '../../src/domain/call/step.ts';
import { table } from '../../src/domain/call/table.ts';
import { disputedMinor } from '../../src/domain/call/verdict.ts';
import { memoKindFor } from '../../src/domain/memo-kind.ts';
import { at, event } from '../support/call-events.ts';
import { type Walk, walks } from '../support/call-walks.ts';

const numRuns = 300;
const nothingBefore = { attempts: [], livePromises: [] };

function holds(law: (walk: Walk) => void): void {
  fc.assert(fc.property(walks, law), { numRuns });
}

describe('laws of every call', () => {
  it('folding the journal is stepping through it', () => {
    holds(({ setup, events, call }) => {
      expect(replay(setup, at, events)).toEqual(call);
    });
  });

  it('back undoes the last event, whatever it was', () => {
    holds(({ setup, events }) => {
      const undone = [...events, event('u')];
      expect(replay(setup, at, undone)).toEqual(replay(setup, at, events.slice(0, -1)));
      expect(effective(undone)).toEqual(events.slice(0, -1));
    });
  });

  it('a journal read from the disk gives the same call', () => {
    holds(({ setup, events, call }) => {
      const stored: unknown = JSON.parse(JSON.stringify({ setup, events }));
      const read = Object.entries(stored ?? {});
      const [[, storedSetup] = [], [, storedEvents] = []] = read;
      const journal = readJournal(Array.isArray(storedEvents) ? storedEvents : []);
      expect(replay(readSetup(storedSetup), at, journal)).toEqual(call);
    });
  });

  it('from anywhere the call can be ended', () => {
    holds(({ call }) => {
      expect(ended(call).state).toBe('ended');
    });
  });

  it('money is spoken of only with the right person, and afterwards only if it ever was', () => {
    holds(({ setup, events }) => {
      let call = start(setup, at);
      for (const one of events) {
        call = step(call, one);
        const { isIdentityConfirmed, isHungUp, hasSpoken } = call.heard;
        const isAllowed = isIdentityConfirmed || (isHungUp && hasSpoken);
        expect(isAllowed || table[call.state].isAboutMoney !== true, call.state).toBe(true);
      }
    });
  });

  it('every invoice has an outcome with a next action and a day from today on, or nobody was reached', () => {
    holds(({ setup, call }) => {
      const { outcomes, reach } = resultOf(call, nothingBefore);
      const ids = new Set(outcomes.map(({ invoiceId }) => invoiceId));
      const expected = reach === 'person' ? setup.invoices.map(({ id }) => id) : [null];
      expect(ids).toEqual(new Set(expected));
      for (const one of outcomes) {
        expect(one.action).toBeTypeOf('string');
        expect(one.followUpOn >= setup.today, `${one.outcome} on ${one.followUpOn}`).toBe(true);
      }
      expect(() => memoKindFor(outcomes)).not.toThrow();
    });
  });

  it('promised and disputed together never pass what is open on an invoice', () => {
    holds(({ setup, call }) => {
      const { promises, disputes } = resultOf(call, nothingBefore);
      const { left } = lay(call);
      for (const { id, balance } of setup.invoices) {
        const parts = promises.flatMap((one) => one.parts).filter(({ invoiceId }) => invoiceId === id);
        const promised = parts.reduce((total, { amount }) => total + amount.minor, 0);
        const contested = disputes
          .filter(({ invoiceId }) => invoiceId === id)
          .reduce((total, { disputed }) => total + disputed.minor, 0);
        expect(parts.every(({ amount }) => amount.minor > 0)).toBe(true);
        expect(promised + contested).toBeLessThanOrEqual(balance.minor);
        expect(left.get(id)).toBe(balance.minor - promised - contested);
        expect(contested).toBe(disputedMinor(setup, call.heard).get(id) ?? 0);
      }
    });
  });

  it('promises are whole: parts on days from today on, each invoice in one firm promise', () => {
    holds(({ setup, call }) => {
      const { promises } = resultOf(call, nothingBefore);
      for (const { parts, kind } of promises) {
        expect(parts.length).toBeGreaterThan(0);
        expect(parts.every(({ promisedOn }) => promisedOn >= setup.today)).toBe(true);
        const days = new Set(parts.map(({ promisedOn }) => promisedOn)).size;
        expect(days > 1 ? kind : 'plan').toBe('plan');
      }
      const firm = promises.filter(({ condition }) => condition === null);
      const owners = firm.flatMap(({ parts }, at) =>
        [...new Set(parts.map(({ invoiceId }) => invoiceId))].map((id) => `${id}:${at}`),
      );
      expect(new Set(owners.map((one) => one.split(':')[0])).size).toBe(owners.length);
    });
  });

  it('the rows of a plan add up to the cent, whatever was changed', () => {
    holds(({ setup, call }) => {
      for (const plan of answersOf(call.heard, 'plan')) {
        const total = planTotal(call, plan);
        const rows = planOf(setup, plan, total)?.rows ?? [];
        if (rows.length === 0) continue;
        expect(rows.reduce((minor, { amount }) => minor + amount.minor, 0)).toBe(total.minor);
      }
    });
  });
});

/** Hangs up and leaves what is asked, as somebody in a hurry would. */
function ended(call: Call): Call {
  let now = call.state === 'preflight' ? step(call, event(' ')) : call;
  for (const text of [
    'dismiss',
    'leave',
    'leave',
    'h:cut',
    ' ',
    'leave',
    'leave',
    'leave',
    ' ',
    ' ',
    ' ',
    ' ',
  ]) {
    const next = event(text);
    if (now.state !== 'ended' && fits(now, next)) now = step(now, next);
  }
  return now;
}
