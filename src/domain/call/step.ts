import { missingOutcome } from './guard.ts';
import { fill, nothingHeard, openPromise } from './record.ts';
import type { Call, CallEvent, CallSetup, Gathered, StateName } from './state.ts';
import { type Choice, table } from './table.ts';

/** An event that does not fit the state it meets: a bug or a damaged journal, never ignored. */
export class UnfitEvent extends Error {
  constructor(state: StateName, event: CallEvent) {
    super(`event ${event.type} does not fit state ${state}: ${JSON.stringify(event)}`);
    this.name = 'UnfitEvent';
  }
}

/** A call before the first key. */
export function start(setup: CallSetup, at: number): Call {
  return {
    setup,
    state: 'preflight',
    heard: nothingHeard,
    asking: [],
    pendingChoice: null,
    rung: 1,
    isGuardSpent: false,
    at,
  };
}

/**
 * The state of a call is its journal folded. `back` takes away the last event before it, so going back is undoing;
 * the journal itself keeps both (house 1.2).
 */
export function replay(setup: CallSetup, startedAt: number, events: readonly CallEvent[]): Call {
  return effective(events).reduce(step, start(setup, startedAt));
}

/** The events that still count after every `back` has taken its predecessor away. */
export function effective(events: readonly CallEvent[]): CallEvent[] {
  const kept: CallEvent[] = [];
  for (const event of events) {
    if (event.type === 'back') kept.pop();
    else kept.push(event);
  }
  return kept;
}

/** State and event give the next state. Throws `UnfitEvent` when the event has no meaning there. */
export function step(call: Call, event: CallEvent): Call {
  const now = { ...call, at: event.at };
  switch (event.type) {
    case 'choose':
      return choose(now, event.choice, event);
    case 'proceed':
      return proceed(now, event);
    case 'fill':
      return fillField(now, event);
    case 'note':
      return { ...now, heard: noted(now, event.text, event.at) };
    case 'vague':
      return vague(now, event);
    case 'jump':
      return jump(now, event.to, event);
    case 'hangup':
      return hangUp(now, event);
    case 'lapse':
      return enter(now, 'wrapup', now.heard);
    case 'back':
      throw new UnfitEvent(call.state, event);
  }
}

/** A line lost longer ago than this is not dialled again in the same call (practice C7). */
const redialMinutes = 10;

/** Has the lost line been down too long to go on with this call? `now` in milliseconds UTC. */
export function isRedialOver({ state, heard, at }: Call, now: number): boolean {
  return state === 'ring' && heard.hangup === 'lost' && now - at > redialMinutes * 60_000;
}

/** Does this event have a meaning here? The screen asks before it writes anything. */
export function fits(call: Call, event: CallEvent): boolean {
  try {
    step(call, event);
    return true;
  } catch (error) {
    if (error instanceof UnfitEvent) return false;
    throw error;
  }
}

function choose(call: Call, name: string, event: CallEvent): Call {
  const choice = table[call.state].choices.find((one) => one.name === name);
  if (!choice || call.asking.length > 0) throw new UnfitEvent(call.state, event);
  if (choice.asks) return { ...call, asking: choice.asks, pendingChoice: choice.name };
  return take(call, choice);
}

function take(call: Call, choice: Choice): Call {
  const heard = choice.record ? choice.record(call) : call.heard;
  const to = typeof choice.to === 'function' ? choice.to({ ...call, heard }) : choice.to;
  return enter(call, to, heard);
}

function proceed(call: Call, event: CallEvent): Call {
  const row = table[call.state];
  if (row.proceed === null || call.asking.length > 0) throw new UnfitEvent(call.state, event);
  const heard = row.onProceed ? row.onProceed(call) : call.heard;
  const to = typeof row.proceed === 'function' ? row.proceed({ ...call, heard }) : row.proceed;
  const next = enter(call, to, heard);
  const climbs = call.state === 'evasive' && to === 'evasive';
  return climbs ? { ...next, rung: call.rung + 1 } : next;
}

function fillField(call: Call, event: CallEvent & { type: 'fill' }): Call {
  const [field, ...rest] = call.asking;
  if (field !== event.field) throw new UnfitEvent(call.state, event);
  const filled: Call = { ...call, heard: fill(call, field, event.value), asking: rest };
  if (rest.length > 0 || filled.pendingChoice === null) return filled;
  const choice = table[call.state].choices.find((one) => one.name === filled.pendingChoice);
  const done: Call = { ...filled, pendingChoice: null };
  return choice ? take(done, choice) : done;
}

/** A vague word where a day was asked: the ladder of evasive answers, the promise so far kept (practice C1, C6). */
function vague(call: Call, event: CallEvent & { type: 'vague' }): Call {
  if (call.asking[0] !== 'day') throw new UnfitEvent(call.state, event);
  const evasive = [...call.heard.evasive, { rung: call.rung, words: event.words }];
  return {
    ...enter(call, 'evasive', { ...call.heard, evasive, cause: call.heard.cause ?? 'vague' }),
    rung: call.rung,
  };
}

function jump(call: Call, to: 'promise' | 'callback', event: CallEvent): Call {
  const hasLine = call.state !== 'preflight' && call.state !== 'ended';
  // Nobody who may hear about money is on the line yet (practice 002-18).
  const isTooEarly = to === 'promise' && !call.heard.isIdentityConfirmed;
  if (!hasLine || isTooEarly) throw new UnfitEvent(call.state, event);
  return enter(call, to, to === 'promise' ? openPromise(call) : call.heard);
}

function hangUp(call: Call, event: CallEvent & { type: 'hangup' }): Call {
  const hasLine = !['preflight', 'wrapup', 'ended'].includes(call.state);
  if (!hasLine) throw new UnfitEvent(call.state, event);
  const heard: Gathered = { ...call.heard, hangup: event.how };
  // A lost line is dialled again in the same call: whoever answers must say who they are once more (practice C7).
  if (event.how === 'lost') return enter(call, 'ring', { ...heard, isIdentityConfirmed: false });
  const needsWarning = event.how === 'normal' && !call.isGuardSpent && missingOutcome(call) !== null;
  if (needsWarning) return { ...call, isGuardSpent: true };
  return enter(call, 'wrapup', heard);
}

function noted(call: Call, text: string, at: number): Gathered {
  return { ...call.heard, notes: [...call.heard.notes, { at, text }] };
}

function enter(call: Call, state: StateName, heard: Gathered): Call {
  const isHungUp = heard.isHungUp || state === 'wrapup';
  const entered: Call = { ...call, state, heard: { ...heard, isHungUp }, asking: [], pendingChoice: null };
  const asking = table[state].fields?.(entered) ?? [];
  // A fresh agreement arms the guard again: what it covers may have changed.
  const isGuardSpent = state === 'wrapup' ? call.isGuardSpent : call.isGuardSpent && state === call.state;
  return { ...entered, asking, isGuardSpent };
}
