import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJournal, readSetup } from '../../src/domain/call/journal.ts';
import type { Call } from '../../src/domain/call/state.ts';
import { effective, fits, replay, start, step } from '../../src/domain/call/step.ts';
import { table } from '../../src/domain/call/table.ts';
import { faultsOf } from '../support/call-account.ts';
import { at, event } from '../support/call-events.ts';
import { type Walk, walks } from '../support/call-walks.ts';

const numRuns = 500;

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
        const isTold = table[call.state].isAboutMoney === true && !isAllowed;
        expect(isTold ? call.state : 'nothing').toBe('nothing');
      }
    });
  });

  it('the result keeps the rules of the ledger: outcomes, amounts, days, plans', () => {
    holds(({ call }) => {
      expect(faultsOf(call)).toEqual([]);
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
