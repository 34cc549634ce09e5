import { describe, expect, it } from 'vitest';
import { openLoop } from '../../src/commands/call-loop.ts';
import { resultOf } from '../../src/domain/call/result.ts';
import type { CallEvent } from '../../src/domain/call/state.ts';
import { EUR, money } from '../../src/domain/money.ts';
import { aSetup } from '../support/a-call.ts';
import { typed } from '../support/call-presses.ts';
import { aKey, aPlayedCall } from '../support/call-stage.ts';

const [invoice] = aSetup().invoices;
if (invoice === undefined) throw new RangeError('a call without an invoice');
const two = aSetup({
  invoices: [invoice, { ...invoice, id: 12, number: 'F-2026-051', balance: money(30_000, EUR) }],
});
const nothingBefore = { attempts: [], livePromises: [] };

/** To the invoice with the right person; a promise on it; a promise by somebody who was put through. */
const asked = [' ', '1', '1', '1'];
const promised = ['1', 't', '+', '3', 'enter'];
const lost = ['h', '4'];
/** What is spoken of: the first of two invoices, then the second. */
const firstOnly = ['f', '1', 'x'];
const secondOnly = ['f', '1', '2', 'x'];
const putThrough = (name: string) => ['j', 'v', 'enter', '2', ...typed(name), 'enter'];

/** Nothing of money stands on the screen. */
function isCovered(lines: readonly string[]): boolean {
  return !/840|300,00|F-2026|factur|retard/i.test(lines.join('\n')) && lines.join('\n').includes('••••');
}

type Played = Awaited<ReturnType<typeof aPlayedCall>>;
const callOf = (call: Played) => call.loop.screen().call;
const effectsOf = (call: Played) => resultOf(callOf(call), nothingBefore);

describe('a lost line', () => {
  it('is dialled again in the same call, covered until the person is there again, with all that was said', async () => {
    const call = await aPlayedCall(aSetup());
    call.press(...asked, ...promised, 'n', ...typed('la facture F-2026-044, sûr'), 'enter', ...lost);
    expect(callOf(call)).toMatchObject({
      state: 'ring',
      heard: { hangup: 'lost', isIdentityConfirmed: false },
    });
    expect(isCovered(call.picture())).toBe(true);
    call.press('1');
    expect(isCovered(call.picture())).toBe(true);
    call.press('1');
    expect(callOf(call)).toMatchObject({ state: 'ask', heard: { isIdentityConfirmed: true } });
    expect(call.picture().join('\n')).toMatch(/840,00/);
    const numbers = call.events.map(({ type }) => type);
    expect(numbers.filter((type) => type === 'hangup')).toEqual(['hangup']);
    expect(effectsOf(call).promises).toMatchObject([{ parts: [{ promisedOn: '2026-06-05' }] }]);
  });

  it('asks in other words once the invoice was named, and again of several', async () => {
    const one = await aPlayedCall(aSetup());
    one.press(...asked);
    const first = one.picture().find((line) => line.includes('«'));
    one.press(' ', ...lost, '1', '1');
    expect(callOf(one).state).toBe('ask');
    expect(one.picture().find((line) => line.includes('«'))).not.toBe(first);
    const several = await aPlayedCall(two);
    several.press(...asked, ' ', ...lost, '1', '1');
    expect(several.picture().join('\n')).toMatch(/2 factures/);
  });

  it.each([
    [9, 'identity'],
    [10, 'identity'],
    [10 + 1 / 60, 'wrapup'],
  ])('stays open for ten minutes: after %d the next key leads to %s', async (minutes, state) => {
    const call = await aPlayedCall(aSetup());
    call.press(...asked, ...lost);
    call.wait(minutes);
    call.press('1');
    expect(callOf(call).state).toBe(state);
  });

  it('stays open for ten minutes each time it is lost', async () => {
    const call = await aPlayedCall(aSetup());
    call.press(...asked, ...lost);
    call.wait(9);
    call.press('1', '1', ...lost);
    call.wait(9);
    call.press('?');
    expect(callOf(call).state).toBe('ring');
    call.wait(2);
    call.press('?');
    expect(callOf(call).state).toBe('wrapup');
  });

  it('that nobody answers any more keeps the person who was spoken to, and what they said', async () => {
    const call = await aPlayedCall(aSetup());
    call.press(...asked, ...promised, ...lost, '4', ' ');
    expect(callOf(call).state).toBe('wrapup');
    expect(effectsOf(call)).toMatchObject({ reach: 'person', outcomes: [{ outcome: 'promise' }] });
  });

  it('is not warned of: nobody is there to be asked', async () => {
    const call = await aPlayedCall(aSetup());
    call.press(...asked, ...lost);
    expect(callOf(call)).toMatchObject({ state: 'ring', isGuardSpent: false });
  });

  it('before anybody was reached leaves nothing but the attempt', async () => {
    const call = await aPlayedCall(aSetup());
    call.press(' ', '2', ...lost, '4', ' ');
    expect(effectsOf(call)).toMatchObject({
      reach: 'no_answer',
      promises: [],
      outcomes: [{ invoiceId: null }],
    });
  });

  it('can be found lost by a program that was started again: past ten minutes the first key leads to the wrap-up', async () => {
    const before = await aPlayedCall(aSetup());
    before.press(...asked, ...promised, ...lost);
    const saved: CallEvent[] = [];
    const { desk, call } = before.loop.screen();
    const loop = openLoop(
      { setup: aSetup(), startedAt: before.startedAt, events: before.events, draft: null, desk },
      { save: (event) => void saved.push(event), keepDraft: () => undefined },
      { now: () => call.at + 11 * 60_000, language: 'fr' },
    );
    expect(loop.screen().call).toEqual(call);
    loop.turn(aKey('1'));
    expect(loop.screen().call.state).toBe('wrapup');
    expect(saved.map(({ type }) => type)).toEqual(['lapse']);
  });
});

describe('two persons in one call', () => {
  it('the second is a stranger until they say who they are, whatever the first has promised', async () => {
    const call = await aPlayedCall(two);
    call.press(...asked, ...firstOnly, ...promised, ...secondOnly, 'n', ...typed('840 vendredi'), 'enter');
    call.press(...putThrough('Ana Ruiz'));
    expect(callOf(call)).toMatchObject({ state: 'identity', heard: { isIdentityConfirmed: false } });
    expect(isCovered(call.picture())).toBe(true);
    expect(call.picture().join('\n').replaceAll('\u00a0', ' ')).toContain('Ana Ruiz');
    for (const key of ['f', 'p', 'd', 'e', 'o']) {
      call.press(key);
      expect(isCovered(call.picture())).toBe(true);
    }
    call.press('1');
    expect(callOf(call)).toMatchObject({ state: 'ask', heard: { isIdentityConfirmed: true } });
    expect(effectsOf(call)).toMatchObject({ reach: 'person', isSpeakerNew: true });
  });

  it('each promises what is theirs to promise; the line is lost between them', async () => {
    const call = await aPlayedCall(two);
    call.press(...asked, ...firstOnly, ...promised, ...secondOnly, ...putThrough('Ana Ruiz'), '1', ...lost);
    expect(isCovered(call.picture())).toBe(true);
    // The switchboard picks up, and puts through to the second person once more.
    call.press('2', '1');
    expect(callOf(call)).toMatchObject({ state: 'identity', heard: { reach: 'desk' } });
    expect(isCovered(call.picture())).toBe(true);
    call.press('1', '1', 't', '+', '6', 'enter');
    const { outcomes, promises, newContacts } = effectsOf(call);
    expect(promises.flatMap(({ parts }) => parts).map((part) => [part.invoiceId, part.promisedOn])).toEqual([
      [11, '2026-06-05'],
      [12, '2026-06-08'],
    ]);
    expect(new Set(outcomes.map(({ invoiceId }) => invoiceId))).toEqual(new Set([11, 12]));
    expect(newContacts.map(({ firstName, lastName }) => `${firstName} ${lastName}`)).toEqual(['Ana Ruiz']);
  });

  it('a second one who is not there takes a message; the first one’s word stands', async () => {
    const call = await aPlayedCall(two);
    call.press(...asked, ...firstOnly, ...promised, ...secondOnly, ...putThrough('Ana Ruiz'), '3', '4');
    expect(callOf(call).state).toBe('wrapup');
    const said = call.picture().filter((line) => /[«»]/.test(line));
    expect(said.length).toBeGreaterThan(0);
    expect(said.join('\n')).not.toMatch(/840|F-2026|factur/i);
    expect(effectsOf(call)).toMatchObject({ reach: 'person', promises: [{ parts: [{ invoiceId: 11 }] }] });
  });

  it('put through by the desk to the one who was meant: asked who they are, covered until then', async () => {
    const call = await aPlayedCall(aSetup());
    call.press(' ', '2', '1');
    expect(callOf(call).state).toBe('identity');
    expect(isCovered(call.picture())).toBe(true);
    call.press('3', '2', ...typed('Ana Ruiz'), 'enter', '1');
    expect(callOf(call)).toMatchObject({ state: 'identity', heard: { speaker: { name: 'Ana Ruiz' } } });
    expect(isCovered(call.picture())).toBe(true);
  });
});
