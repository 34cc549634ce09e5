import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answersOf } from '../../src/domain/call/record.ts';
import type { CallEvent, StateName } from '../../src/domain/call/state.ts';
import { fits } from '../../src/domain/call/step.ts';
import { choicesOf, stateNames, table } from '../../src/domain/call/table.ts';
import { EUR, money } from '../../src/domain/money.ts';
import { moveOf } from '../../src/domain/rehearsal/clients.ts';
import { debriefOf } from '../../src/domain/rehearsal/debrief.ts';
import { type Encounter, encounterAfter, meet } from '../../src/domain/rehearsal/encounter.ts';
import { drawnPersona, isPersona, personas } from '../../src/domain/rehearsal/persona.ts';
import { aSetup } from '../support/a-call.ts';
import { aRehearsal, attentive, ending, playedBy, startedAt } from '../support/a-rehearsal.ts';

const seeds = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const silent: readonly StateName[] = ['preflight', 'wrapup', 'review', 'ended'];

function kindsOf({ call }: Encounter): string[] {
  return [...new Set(call.heard.answers.map(({ kind }) => kind))].toSorted();
}

describe('who hears everything', () => {
  const all = personas.flatMap((persona) => seeds.map((seed) => [persona, seed] as const));

  it.each(all)('%s, seed %i: ends, and every key fitted', (persona, seed) => {
    const last = playedBy(attentive, aRehearsal(persona, seed)).at(-1);
    expect(last && debriefOf(last)).toMatchObject({ missed: [], fitting: last?.judgements.length });
    expect(last?.judgements.length).toBeGreaterThan(2);
  });

  it.each([
    ['forgetful', 'forgot', ['promise']],
    ['evasive', 'vague', ['promise']],
    ['disputer', 'dispute', ['dispute', 'promise']],
    ['cash_strapped', 'cash', ['plan']],
    ['angry', 'not_received', ['duplicate', 'promise']],
  ] as const)('%s leaves the cause %s and %j', (persona, cause, kinds) => {
    const last = playedBy(attentive, aRehearsal(persona, 3)).at(-1);
    expect(last?.call.heard.cause).toBe(cause);
    expect(last && kindsOf(last)).toEqual(kinds);
  });

  it('hears the desk in four courses: put through, called back, refused, a message', () => {
    const courses = seeds.map((seed) => playedBy(attentive, aRehearsal('gatekeeper', seed)).at(-1));
    const said = new Set(courses.map((last) => last?.call.heard.gatekeeperSaid));
    expect(said).toEqual(new Set(['away', 'message', 'put_through', 'refuses']));
  });

  it('hears an evasive client three times before a day is named', () => {
    const steps = playedBy(attentive, aRehearsal('evasive', 1));
    const rungs = steps.filter(({ call }) => call.state === 'evasive');
    expect(rungs.map(({ call, reply }) => [call.rung, reply.says[0]?.situation])).toEqual([
      [1, 'vague_again'],
      [2, 'vague_again'],
      [3, 'names_day'],
    ]);
  });

  it('hears ten a month once, then an offer that ends within the limit', () => {
    const steps = playedBy(attentive, aRehearsal('cash_strapped', 1));
    const terms = steps.filter(({ call }) => call.asking[0] === 'plan_terms');
    expect(terms.map(({ reply }) => [reply.says[0]?.situation, reply.expected.plan_terms])).toEqual([
      ['ten_a_month', ['each:1000']],
      ['plan_offer', ['each:28000']],
    ]);
    const last = steps.at(-1);
    expect(last && answersOf(last.call.heard, 'plan')).toMatchObject([
      { terms: { each: money(28_000, EUR) } },
    ]);
  });

  it('lets an angry client vent first, whatever is pressed', () => {
    const listening = playUntil(aRehearsal('angry', 2), 'ask', { type: 'proceed' });
    expect(listening.call.state).toBe('listen');
    expect(listening.reply.says.map(({ situation }) => situation)).toEqual(['sticks', 'attacks']);
    expect(listening.reply.fits).toEqual(['jump:anger']);
  });
});

describe('a client', () => {
  const spoken = stateNames().filter((state) => !silent.includes(state));
  const all = personas.flatMap((persona) => spoken.map((state) => [persona, state] as const));

  it.each(all)('%s has an answer in %s, and it fits a key of that state', (persona, state) => {
    const now = aRehearsal(persona);
    const heard = { ...now.call.heard, isIdentityConfirmed: true };
    const move = moveOf({ ...now, call: { ...now.call, state, heard, asking: [] } });
    const names = table[state].choices.map(({ name }) => name);
    const known = [...names, 'proceed', 'return', 'hangup', 'jump:anger'];
    expect(move?.fits.length).toBeGreaterThan(0);
    expect(move?.fits.filter((fit) => !known.includes(fit))).toEqual([]);
    expect(move?.fits.includes('proceed') && table[state].proceed === null).toBe(false);
  });

  it.each(silent)('says nothing in %s', (state) => {
    const now = aRehearsal('evasive');
    expect(moveOf({ ...now, call: { ...now.call, state } })).toBeNull();
  });

  it('who owes too little for a plan pays in one go a little later', () => {
    const [invoice] = aSetup().invoices;
    const setup = aSetup({ invoices: invoice ? [{ ...invoice, balance: money(900, EUR) }] : [] });
    const last = playedBy(attentive, aRehearsal('cash_strapped', 1, setup)).at(-1);
    expect(last && kindsOf(last)).toEqual(['promise']);
  });

  it('is drawn among all of them', () => {
    expect(new Set(Array.from({ length: 60 }, (_, seed) => drawnPersona(seed)))).toEqual(new Set(personas));
    expect([isPersona('angry'), isPersona('Angry'), isPersona('')]).toEqual([true, false, false]);
  });
});

describe('a key that does not fit', () => {
  it.each([
    ['evasive', 'listen', 'paid', 'sticks', 'vague'],
    ['forgetful', 'listen', 'dispute', 'sticks', 'forgot'],
    ['disputer', 'opening', 'fine', 'pardon', 'not_satisfied'],
    ['cash_strapped', 'listen', 'refuses', 'sticks', 'cannot_pay'],
    ['gatekeeper', 'ring', 'person', 'pardon', 'desk'],
  ] as const)('%s, %s: %s is met by "%s", and missed is %s', (...row) => {
    const [persona, state, choice, says, best] = row;
    const after = playUntil(aRehearsal(persona, 1), state, { type: 'choose', choice });
    expect(after.reply.says[0]?.situation).toBe(says);
    expect(debriefOf(after).missed).toMatchObject([{ state, best: { fit: best } }]);
  });

  it('is told once in the debrief, however often it was pressed', () => {
    const once = playUntil(aRehearsal('evasive', 1), 'listen', { type: 'choose', choice: 'forgot' });
    const twice = [{ type: 'return' }, { type: 'choose', choice: 'forgot' }] as const;
    const after = twice.reduce((now, body) => meet(now, { ...body, at: startedAt }), once);
    expect(after.judgements.filter(({ isFit }) => !isFit)).toHaveLength(2);
    expect(debriefOf(after).missed).toHaveLength(1);
  });

  it('is forgotten with the undone event', () => {
    const { call, persona, seed } = aRehearsal('evasive', 1);
    const events: CallEvent[] = (['proceed', 'person', 'yes', 'disputed', 'back'] as const).map((name) => {
      if (name === 'proceed' || name === 'back') return { at: startedAt, type: name };
      return { at: startedAt, type: 'choose', choice: name === 'disputed' ? 'not_satisfied' : name };
    });
    const rehearsal = { setup: call.setup, startedAt, persona, seed };
    const after = encounterAfter(rehearsal, events);
    expect(after).toEqual(encounterAfter(rehearsal, events.slice(0, 3)));
    expect(debriefOf(after).missed).toEqual([]);
  });

  it('in a field is corrected at once, and again in the summary', () => {
    const half: CallEvent = { at: startedAt, type: 'fill', field: 'amount', value: '42000' };
    const isAsked = ({ call }: Encounter) => call.asking[0] === 'amount';
    const asked = playedUntil(attentive, aRehearsal('evasive', 1), isAsked);
    const form = playedUntil(attentive, meet(asked, half), ({ call }) => call.asking.length === 0);
    expect(form.reply).toMatchObject({ says: [{ situation: 'corrects' }], fits: ['amount'] });
    const summary = meet(form, { at: startedAt, type: 'proceed' });
    expect(summary.reply).toMatchObject({ says: [{ situation: 'corrects' }], fits: ['correct'] });
    expect(debriefOf(summary).missed).toMatchObject([
      { best: { field: 'amount', value: '84000' }, typed: '42000' },
      { state: 'promise', best: { fit: 'amount' } },
    ]);
    const mended = playedBy(attentive, summary).at(-1);
    expect(mended && answersOf(mended.call.heard, 'promise')).toMatchObject([{ amount: money(84_000, EUR) }]);
  });
});

describe('what is not judged', () => {
  it.each([
    { type: 'note', text: 'rappeler le devis' },
    { type: 'mood', mood: 'tense' },
    { type: 'language', to: 'en' },
    { type: 'open', form: 'own' },
    { type: 'hangup', how: 'cut' },
  ] as const)('$type', (body) => {
    const now = playUntil(aRehearsal('evasive', 1), 'opening', { type: 'choose', choice: 'fine' });
    const after = meet(now, { ...body, at: startedAt });
    expect(after.judgements).toEqual(now.judgements);
    if (body.type === 'hangup') return;
    expect(after.reply.says).toEqual(now.reply.says);
  });
});

describe('any conversation', () => {
  const moves = fc.array(fc.nat({ max: 30 }), { maxLength: 40 });

  it.each(personas)('with %s is the same again, and can be ended', (persona) => {
    fc.assert(
      fc.property(fc.nat(), moves, (seed, steps) => {
        const events = anyEvents(aRehearsal(persona, seed), steps);
        const rehearsal = { setup: aSetup(), startedAt, persona, seed };
        const once = encounterAfter(rehearsal, events);
        expect(encounterAfter(rehearsal, events)).toEqual(once);
        expect(playedBy(ending, once).at(-1)?.call.state).toBe('ended');
      }),
      { numRuns: 60 },
    );
  });
});

/** Events that have a meaning where they come, drawn by numbers. */
function anyEvents(from: Encounter, steps: readonly number[]): CallEvent[] {
  const events: CallEvent[] = [{ at: startedAt, type: 'proceed' }];
  let now = from;
  for (const number of steps) {
    const event = possible(now)[number % Math.max(1, possible(now).length)];
    if (event === undefined || now.call.state === 'ended') break;
    events.push(event);
    now = meet(now, event);
  }
  return events;
}

function possible(now: Encounter): CallEvent[] {
  const at = startedAt;
  const { call } = now;
  const tried: CallEvent[] = [
    ...choicesOf(call).map(({ name }): CallEvent => ({ at, type: 'choose', choice: name })),
    ...stateNames().map((to): CallEvent => ({ at, type: 'jump', to })),
    { at, type: 'proceed' },
    { at, type: 'return' },
    { at, type: 'leave' },
    { at, type: 'hangup', how: 'lost' },
    attentive(now),
  ];
  return tried.filter((event) => fits(call, event));
}

function playedUntil(
  listen: (now: Encounter) => CallEvent,
  from: Encounter,
  isThere: (now: Encounter) => boolean,
): Encounter {
  let now = from;
  for (let turn = 0; !isThere(now); turn += 1) {
    if (turn > 60) throw new Error(`never there, last in ${now.call.state}`);
    now = meet(now, listen(now));
  }
  return now;
}

type Body = { type: 'proceed' } | { type: 'choose'; choice: string };

/** Hears everything up to a state, then presses this there. */
function playUntil(from: Encounter, state: StateName, body: Body): Encounter {
  const there = playedUntil(attentive, from, ({ call }) => call.state === state && call.asking.length === 0);
  return meet(there, { ...body, at: startedAt });
}
