import type { Call, CallEvent, CallSetup, StateName } from '../call/state.ts';
import { effective, start, step } from '../call/step.ts';
import { isOfferLittle, moveOf } from './clients.ts';
import { type Judgement, judge } from './judge.ts';
import { type Expected, expectedOf, type Offer, offerOf } from './offer.ts';
import type { Moment } from './moves.ts';
import type { Persona } from './persona.ts';
import type { Fit, Situation } from './situation.ts';

/** What makes a rehearsal: with the same events it is the same conversation. */
export interface Rehearsal {
  readonly setup: CallSetup;
  readonly startedAt: number;
  readonly persona: Persona;
  /** Draws days, amounts and the course; any whole number. */
  readonly seed: number;
}

/** One thing said. `turn` counts how often the same thing was said before it: another turn, another wording. */
export interface Said {
  readonly situation: Situation;
  readonly turn: number;
}

/** What was last heard from the client, and what would fit it. */
export interface Reply {
  readonly says: readonly Said[];
  readonly fits: readonly Fit[];
  readonly expected: Expected;
  readonly offer: Offer;
}

/** The rehearsal at one moment: the call, what the client says, and how the keys so far fitted. */
export interface Encounter extends Moment {
  readonly call: Call;
  readonly reply: Reply;
  /** Where and on which entry the last words were said: as long as nothing changes they stand. */
  readonly saidAt: string;
  readonly turns: Readonly<Partial<Record<Situation, number>>>;
  readonly judgements: readonly Judgement[];
}

/** The rehearsal after these events; `back` takes its predecessor away, with what the client said to it. */
export function encounterAfter(rehearsal: Rehearsal, events: readonly CallEvent[]): Encounter {
  return effective(events).reduce(meet, begin(rehearsal));
}

/** Before the first key: nobody has picked up. */
export function begin({ setup, startedAt, persona, seed }: Rehearsal): Encounter {
  const call = start(setup, startedAt);
  const reply = { says: [], fits: [], expected: {}, offer: offerOf({ persona, seed, call }) };
  return { call, persona, seed, reply, saidAt: '', entered: {}, handled: {}, turns: {}, judgements: [] };
}

/** One event: the key is judged by what was heard before it, then the client answers. Throws like `step`. */
export function meet(before: Encounter, event: CallEvent): Encounter {
  const call = step(before.call, event);
  const judgement = judge(before, event, call);
  const isEntered = hasEntered(before.call, call);
  const after: Encounter = {
    ...before,
    call,
    entered: isEntered ? counted(before.entered, call.state) : before.entered,
    handled:
      judgement?.isFit && event.type !== 'fill' ? counted(before.handled, before.call.state) : before.handled,
    judgements: judgement === null ? before.judgements : [...before.judgements, judgement],
  };
  return answered(after, judgement !== null && !judgement.isFit && isEntered);
}

/** Another state, or the next rung of a ladder. */
function hasEntered(before: Call, call: Call): boolean {
  return (
    call.trail !== before.trail ||
    call.state !== before.state ||
    call.rung !== before.rung ||
    call.offer !== before.offer
  );
}

function answered(now: Encounter, isPuzzled: boolean): Encounter {
  const move = moveOf(now);
  const offer = offerOf(now);
  const expected = expectedOf(offer, { isLittle: isOfferLittle(now) });
  if (move === null && now.call.asking.length > 0)
    return { ...now, reply: { ...now.reply, fits: [], expected, offer } };
  if (move === null) return { ...now, saidAt: '', reply: { says: [], fits: [], expected: {}, offer } };
  const { state } = now.call;
  const saidAt = [state, now.entered[state] ?? 0, move.says].join();
  if (saidAt === now.saidAt) return { ...now, reply: { ...now.reply, fits: move.fits, expected, offer } };
  const wondering = isPuzzled && move.says !== 'corrects' ? [puzzled(now)] : [];
  const says = [...wondering, move.says].map((situation) => ({ situation, turn: now.turns[situation] ?? 0 }));
  const turns = says.reduce((all, { situation }) => counted(all, situation), now.turns);
  return { ...now, saidAt, turns, reply: { says, fits: move.fits, expected, offer } };
}

/** After a key that does not fit: before the invoice was named nobody can stick to anything. */
function puzzled({ call }: Encounter): Situation {
  return call.heard.askedAt === null ? 'pardon' : 'sticks';
}

function counted<K extends StateName | Situation>(
  counts: Readonly<Partial<Record<K, number>>>,
  name: K,
): Readonly<Partial<Record<K, number>>> {
  const count: number = counts[name] ?? 0;
  return { ...counts, [name]: count + 1 };
}
