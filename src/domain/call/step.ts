import { fill } from './field-table.ts';
import { missingOutcome } from './guard.ts';
import { branchOf, canJump, jumpTo, returnFrom, takeBranch } from './moves.ts';
import { nothingHeard } from './record.ts';
import type { Call, CallEvent, CallSetup, FieldName, FormName, Gathered, StateName } from './state.ts';
import { type Choice, choicesOf, table } from './table.ts';

/** An event that does not fit the state it meets: a bug or a damaged journal, never ignored. */
export class UnfitEvent extends Error {
  constructor(state: StateName, event: CallEvent) {
    super(`event ${event.type} does not fit state ${state}: ${JSON.stringify(event)}`);
    this.name = 'UnfitEvent';
  }
}

/** A call before the first key. `at` is the moment of dialling. */
export function start(setup: CallSetup, at: number): Call {
  return {
    setup,
    state: 'preflight',
    heard: nothingHeard,
    asking: [],
    pendingChoice: null,
    suspended: null,
    objecting: null,
    trail: [],
    rung: 1,
    offer: 0,
    warned: [],
    isGuardSpent: false,
    startedAt: at,
    at,
    lasted: 0,
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

type EventOf<T extends CallEvent['type']> = CallEvent & { readonly type: T };
type Steps = { readonly [T in CallEvent['type']]: (call: Call, event: EventOf<T>) => Call };

/** What each event does. One row an event; a row that does not fit throws `UnfitEvent`. */
const steps: Steps = {
  choose: (call, event) => choose(call, event),
  proceed: (call, event) => proceed(call, event),
  fill: (call, event) => fillField(call, event),
  leave: (call, event) => leave(call, event),
  note: (call, event) => ({ ...call, heard: noted(call, event) }),
  vague: (call, event) => vague(call, event),
  jump: (call, event) => (canJump(call, event.to) ? jumpTo(call, event.to, enter) : unfit(call, event)),
  return: (call, event) => returnFrom(call, enter) ?? unfit(call, event),
  open: (call, event) => open(call, event),
  object: (call, event) => object(call, event),
  answered: (call, event) => answered(call, event),
  branch: (call, event) => branch(call, event),
  dismiss: (call, event) => (call.objecting === null ? unfit(call, event) : { ...call, objecting: null }),
  mood: (call, { mood }) => ({ ...call, heard: { ...call.heard, moods: [...call.heard.moods, mood] } }),
  language: (call, { to }) => ({ ...call, setup: { ...call.setup, language: to } }),
  copy: (call, event) =>
    call.heard.isIdentityConfirmed
      ? { ...call, heard: { ...call.heard, copyTo: event.address } }
      : unfit(call, event),
  focus: (call, { invoiceIds }) => focus(call, invoiceIds),
  hangup: (call, event) => hangUp(call, event),
  lapse: (call) => enter(call, 'wrapup', call.heard),
  back: (call, event) => unfit(call, event),
};

/** State and event give the next state. Throws `UnfitEvent` when the event has no meaning there. */
export function step(call: Call, event: CallEvent): Call {
  return apply({ ...call, at: event.at, lasted: call.lasted + onLine(call, event.at) }, event);
}

/** Nobody holds the phone for longer than this without a key: the call was broken off meanwhile. */
const longestSilence = 30 * 60_000;
const afterwards: ReadonlySet<Call['state']> = new Set(['wrapup', 'review', 'ended']);

function onLine({ state, at }: Call, until: number): number {
  const passed = until - at;
  return afterwards.has(state) || passed < 0 || passed > longestSilence ? 0 : passed;
}

function apply<T extends CallEvent['type']>(call: Call, event: EventOf<T>): Call {
  const run: (call: Call, event: EventOf<T>) => Call = steps[event.type];
  return run(call, event);
}

function unfit(call: Call, event: CallEvent): never {
  throw new UnfitEvent(call.state, event);
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

function choose(call: Call, event: EventOf<'choose'>): Call {
  const choice = choicesOf(call).find((one) => one.name === event.choice);
  if (!choice || call.asking.length > 0) return unfit(call, event);
  if (isThirdVoicemail(call, choice)) return { ...call, warned: [...call.warned, 'voicemail'] };
  const asks = typeof choice.asks === 'function' ? choice.asks(call) : (choice.asks ?? []);
  if (asks.length > 0) {
    const heard = choice.onPress?.(call) ?? call.heard;
    return { ...call, heard, asking: asks, pendingChoice: choice.name };
  }
  return take(call, choice);
}

/** Two messages were left already: the third one wants a second press (practice C6 "Voicemail"). */
function isThirdVoicemail({ state, setup, warned }: Call, { name }: Choice): boolean {
  const isTooMany = setup.voicemailsLeft >= setup.rules.voicemailsPerContact;
  return state === 'voicemail' && name === 'left' && isTooMany && !warned.includes('voicemail');
}

function take(call: Call, choice: Choice): Call {
  const heard = choice.record ? choice.record(call) : call.heard;
  const to = typeof choice.to === 'function' ? choice.to({ ...call, heard }) : choice.to;
  return enter(call, to, heard);
}

function proceed(call: Call, event: EventOf<'proceed'>): Call {
  const row = table[call.state];
  const isAsking = call.asking.length > 0 && row.isSkippable !== true;
  const ahead = row.proceed ?? (isCorrecting(call) ? 'wrapup' : null);
  if (ahead === null || isAsking || call.suspended !== null) return unfit(call, event);
  // What was agreed is read out aloud: passing over it in silence takes a second press (practice 000-41).
  if (call.state === 'summary' && !call.warned.includes('summary')) {
    return { ...call, warned: [...call.warned, 'summary'] };
  }
  const heard = row.onProceed ? row.onProceed(call) : call.heard;
  const to = typeof ahead === 'function' ? ahead({ ...call, heard }) : ahead;
  const next = enter(call, to, heard);
  return to === call.state ? deeper(next) : next;
}

/** The same state once more: the next rung of an evasive answer, or the next offer. */
function deeper(call: Call): Call {
  return call.state === 'evasive' ? { ...call, rung: call.rung + 1 } : { ...call, offer: call.offer + 1 };
}

/** A form opened from the wrap-up, whose ways out belong to a conversation: Space leads back (practice C2 "Returns to"). */
function isCorrecting({ state, heard }: Call): boolean {
  return heard.isHungUp && table[state].isForm === true;
}

function fillField(call: Call, event: EventOf<'fill'>): Call {
  const [field, ...rest] = call.asking;
  if (field !== event.field) return unfit(call, event);
  const filled: Call = { ...call, heard: fill(call, field, event.value), asking: rest };
  // What does not hold is asked again at once, before the fields that build on it.
  if (call.suspended === null && table[call.state].recheck?.(filled)[0] === field)
    return { ...filled, asking: call.asking };
  return rest.length > 0 ? filled : allFilled(filled);
}

/** Every field was typed: below a form lies what it was opened over, else the choice that asked is taken. */
function allFilled(call: Call): Call {
  if (call.suspended !== null) return { ...call, ...call.suspended, suspended: null };
  const choice = table[call.state].choices.find((one) => one.name === call.pendingChoice);
  if (choice) return take({ ...call, pendingChoice: null }, choice);
  return { ...call, asking: table[call.state].recheck?.(call) ?? [] };
}

/** Leaves a field: the rest of its form waits, the state stays (practice C2 `Esc`). */
function leave(call: Call, event: EventOf<'leave'>): Call {
  if (call.asking.length === 0) return unfit(call, event);
  if (call.suspended !== null) return { ...call, ...call.suspended, suspended: null };
  return { ...call, asking: [], pendingChoice: null };
}

/** A vague word where a day was asked: the ladder of evasive answers, what was typed so far kept (practice C1, C6). */
function vague(call: Call, event: EventOf<'vague'>): Call {
  if (call.asking[0] !== 'day' && call.asking[0] !== 'plan_day') return unfit(call, event);
  const evasive = [...call.heard.evasive, { rung: call.rung, words: event.words }];
  return enter(call, 'evasive', { ...call.heard, evasive });
}

const forms: Readonly<Record<FormName, readonly FieldName[]>> = {
  own: ['own_text', 'own_day', 'own_time'],
  topic: ['topic'],
};

/** A global form suspends the state and comes back to the same field; forms nest one level (practice C7). */
function open(call: Call, event: EventOf<'open'>): Call {
  if (call.suspended !== null || !hasLine(call)) return unfit(call, event);
  const { asking, pendingChoice } = call;
  return { ...call, asking: forms[event.form], pendingChoice: null, suspended: { asking, pendingChoice } };
}

function object(call: Call, event: EventOf<'object'>): Call {
  if (!call.heard.isIdentityConfirmed || call.heard.isHungUp) return unfit(call, event);
  const { objection, words } = event;
  const objections = [...call.heard.objections, { objection, words, hasWorked: null }];
  return { ...call, objecting: objections.length - 1, heard: { ...call.heard, objections } };
}

/** Worked: the details it brings are taken in the branch it names. Not yet: the same question goes on. */
function answered(call: Call, event: EventOf<'answered'>): Call {
  const { objecting, heard } = call;
  if (objecting === null) return unfit(call, event);
  const objections = heard.objections.map((one, at) =>
    at === objecting ? { ...one, hasWorked: event.hasWorked } : one,
  );
  const judged: Call = { ...call, heard: { ...heard, objections } };
  if (event.hasWorked && branchOf(judged) !== null) return branch(judged, event);
  return { ...judged, objecting: null };
}

function branch(call: Call, event: CallEvent): Call {
  const to = branchOf(call);
  if (to === null || !canJump(call, to)) return unfit(call, event);
  return takeBranch(call, to, enter);
}

function focus(call: Call, invoiceIds: readonly number[]): Call {
  const known = call.setup.invoices.filter(({ id }) => invoiceIds.includes(id)).map(({ id }) => id);
  const isAll = known.length === 0 || known.length === call.setup.invoices.length;
  return { ...call, heard: { ...call.heard, focus: isAll ? null : known }, isGuardSpent: false };
}

function hasLine({ state }: Call): boolean {
  return state !== 'preflight' && state !== 'ended' && state !== 'review';
}

function hangUp(call: Call, event: EventOf<'hangup'>): Call {
  if (!hasLine(call) || call.state === 'wrapup') return unfit(call, event);
  const heard: Gathered = { ...call.heard, hangup: event.how };
  // A lost line is dialled again in the same call: whoever answers must say who they are once more (practice C7).
  if (event.how === 'lost') return enter(call, 'ring', { ...heard, isIdentityConfirmed: false });
  const needsWarning = event.how === 'normal' && !call.isGuardSpent && missingOutcome(call) !== null;
  if (needsWarning) return { ...call, isGuardSpent: true };
  return enter(call, 'wrapup', heard);
}

/** What they say while one listens is the reason in their words (practice C4 LISTEN). */
function noted({ heard, state }: Call, { text, at }: EventOf<'note'>): Gathered {
  const isReason = state === 'listen' && heard.causeNote === null;
  return { ...heard, notes: [...heard.notes, { at, text }], causeNote: isReason ? text : heard.causeNote };
}

/** Enters a state: once the line is down, whatever is no form leads to the wrap-up. */
export function enter(call: Call, wanted: StateName, gathered: Gathered): Call {
  const isOver = gathered.isHungUp && !['wrapup', 'review', 'ended'].includes(wanted);
  const state = isOver && table[wanted].isForm !== true ? 'wrapup' : wanted;
  const isHungUp = gathered.isHungUp || state === 'wrapup';
  const arrived: Call = {
    ...call,
    state,
    heard: { ...gathered, isHungUp },
    asking: [],
    pendingChoice: null,
    suspended: null,
    objecting: null,
    trail: state === call.state ? call.trail : [...call.trail, call.state],
    warned: call.warned.filter((warning) => warning !== 'summary'),
  };
  const entered = { ...arrived, heard: table[state].onEnter?.(arrived) ?? arrived.heard };
  const asking = table[state].fields?.(entered) ?? [];
  // A fresh agreement arms the guard again: what it covers may have changed.
  const isGuardSpent = call.isGuardSpent && state === call.state && state !== 'wrapup';
  return { ...entered, asking, isGuardSpent };
}
