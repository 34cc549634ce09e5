import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJournal } from '../../src/domain/call/journal.ts';
import type { Screen } from '../../src/terminal/call-pressed.ts';
import { replay } from '../../src/domain/call/step.ts';
import { table } from '../../src/domain/call/table.ts';
import { catalog } from '../../src/script/catalog.ts';
import { isOpenFact } from '../../src/script/facts.ts';
import { sayFor } from '../../src/script/say.ts';
import { isOptionField } from '../../src/terminal/call-typing.ts';
import { faultsOf } from '../support/call-account.ts';
import { aPlayedCall, spoken } from '../support/call-stage.ts';
import { beginning, presses } from '../support/call-presses.ts';
import { setups } from '../support/call-walks.ts';

interface Taken {
  readonly key: string;
  readonly before: Screen;
  readonly after: Screen;
  readonly hasEvent: boolean;
  readonly isLeaving: boolean;
}

type Played = Awaited<ReturnType<typeof aPlayedCall>>;

/** Presses the keys one by one, each looked at, until the call is over or left. */
async function walk(
  setupAt: number,
  keys: readonly string[],
  look: (taken: Taken, call: Played) => void = () => undefined,
): Promise<Played> {
  const call = await aPlayedCall(setups[setupAt] ?? setups[0] ?? fail());
  for (const key of keys) {
    const before = call.loop.screen();
    if (before.call.state === 'ended') break;
    const count = call.events.length;
    const turn = call.press(key);
    const isLeaving = turn !== 'goes_on';
    look({ key, before, after: call.loop.screen(), hasEvent: call.events.length > count, isLeaving }, call);
    if (isLeaving) break;
  }
  return call;
}

function fail(): never {
  throw new RangeError('no set-up');
}

const setupNumbers = fc.nat(setups.length - 1);
const anywhere = fc.tuple(setupNumbers, presses);
/** From the first ring on, so that most keys come before anybody is confirmed. */
const fromRinging = fc.tuple(
  setupNumbers,
  presses.map((keys) => [' ', ...keys.slice(beginning.length)]),
);
const numRuns = 250;

describe('any keys', () => {
  it('are never ignored silently', async () => {
    await fc.assert(
      fc.asyncProperty(anywhere, async ([setupAt, keys]) => {
        await walk(setupAt, keys, ({ key, before, after, hasEvent, isLeaving }) => {
          const differs = after.overlay !== before.overlay || after.typed !== before.typed;
          const isMoved =
            before.typed !== '' && ['left', 'ctrl-a', 'ctrl-b', 'ctrl-e', 'ctrl-f'].includes(key);
          const isAnswered = hasEvent || isLeaving || differs || isMoved || after.message !== null;
          const where = [key, before.call.state, before.overlay, before.call.asking[0] ?? 'no field'];
          expect(isAnswered ? [] : where).toEqual([]);
        });
      }),
      { numRuns },
    );
  });

  it('leave a call that can be ended within twelve more', async () => {
    await fc.assert(
      fc.asyncProperty(anywhere, async ([setupAt, keys]) => {
        const call = await walk(setupAt, keys);
        let count = 0;
        while (call.loop.screen().call.state !== 'ended' && count < 12) {
          count += 1;
          if (call.press(wayOut(call.loop.screen())) !== 'goes_on') break;
        }
        expect(call.loop.screen().call.state).toBe('ended');
      }),
      { numRuns },
    );
  });

  it('are taken back by u: the call is what it was before', async () => {
    await fc.assert(
      fc.asyncProperty(anywhere, async ([setupAt, keys]) => {
        await walk(setupAt, keys, ({ before, after, hasEvent }, call) => {
          if (!hasEvent || after.depth <= 1 || after.last === null || call.events.at(-1)?.type === 'back')
            return;
          undo(call);
          expect({ ...call.loop.screen().call, at: 0 }).toEqual({ ...before.call, at: 0 });
          // Once more and on: the rest of the keys meets the call as it was.
        });
      }),
      { numRuns },
    );
  });

  it('leave a journal that, read from the disk, gives the same call, and a result that keeps the rules', async () => {
    await fc.assert(
      fc.asyncProperty(anywhere, async ([setupAt, keys]) => {
        const { loop, events, startedAt } = await walk(setupAt, keys);
        const { call } = loop.screen();
        const stored: unknown = JSON.parse(JSON.stringify(events));
        const journal = readJournal(Array.isArray(stored) ? stored : []);
        const setup = setups[setupAt] ?? fail();
        expect(replay(setup, startedAt, journal)).toEqual(call);
        expect(faultsOf(call)).toEqual([]);
      }),
      { numRuns },
    );
  });

  it('bring no money to anybody but the right person, neither a state nor a spoken line', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fromRinging, anywhere), async ([setupAt, keys]) => {
        await walk(setupAt, keys, ({ after: { call } }) => {
          const { isIdentityConfirmed, isHungUp, hasSpoken } = call.heard;
          if (isIdentityConfirmed || call.state === 'preflight') return;
          const isMoney = table[call.state].isAboutMoney === true && !(isHungUp && hasSpoken);
          expect(isMoney ? call.state : 'nothing').toBe('nothing');
          if (isHungUp && hasSpoken) return;
          const saying = sayFor(call, spoken.fr.words);
          if (saying === null) return;
          expect(catalog[saying.line].needs.filter((fact) => !isOpenFact(fact))).toEqual([]);
          const choice = { register: 'formal', tone: 'final', variant: call.heard.notes.length } as const;
          expect(spoken.fr.script.line(saying.line, saying.facts, choice).join('\n')).not.toMatch(telling);
        });
      }),
      { numRuns },
    );
  });
});

/** Money, an invoice, or a word for either. */
const telling = /\d €|F-2026|\b0189\b|factur|impay|retard|relance|dette/i;

/** The next key of somebody who wants to be done. */
function wayOut(screen: Screen): string {
  const { call, overlay } = screen;
  if (overlay === 'hangup') return '2';
  if (overlay !== 'none' || call.objecting !== null) return 'esc';
  const [field] = call.asking;
  if (field !== undefined) return 'esc';
  if (['preflight', 'wrapup', 'review'].includes(call.state)) return ' ';
  return call.heard.isHungUp ? ' ' : 'h';
}

/** `u`, from wherever it can be reached: in a text `Ctrl-G` first, below a list `Esc`. */
function undo(call: Played): void {
  const { overlay, call: now } = call.loop.screen();
  if (overlay === 'facts') call.press('esc');
  const [field] = now.asking;
  const isText =
    now.objecting === null && field !== undefined && !isOptionField(field) && overlay !== 'recentre';
  if (isText) call.press('ctrl-g');
  call.press('u');
}
