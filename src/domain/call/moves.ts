import { isObjectionKey, objections } from '../objection.ts';
import { openPromise } from './agreements.ts';
import type { Call, Gathered, StateName } from './state.ts';
import { stateNames, table } from './table.ts';

type Enter = (call: Call, state: StateName, heard: Gathered) => Call;

/** May this state be gone to from here? Money waits for the right person; after hanging up only forms are left. */
export function canJump(call: Call, to: StateName): boolean {
  const { state, heard } = call;
  const row = table[to];
  const hasLine = !['preflight', 'review', 'ended'].includes(state);
  if (!hasLine || row.isReachable !== true) return false;
  if (row.isAboutMoney === true && !mayHearMoney(heard)) return false;
  return !heard.isHungUp || row.isForm === true;
}

/** Money is for the right person alone; once the line is down it may be written about who was on it before. */
function mayHearMoney({ isHungUp, isIdentityConfirmed, hasSpoken }: Gathered): boolean {
  return isHungUp ? hasSpoken : isIdentityConfirmed;
}

/** The states that `j` can lead to now. */
export function jumpsFrom(call: Call): StateName[] {
  return stateNames().filter((state) => state !== call.state && canJump(call, state));
}

/** Goes to a state, all data kept (practice C2). */
export function jumpTo(call: Call, to: StateName, enter: Enter): Call {
  return enter(call, to, to === 'promise' ? openPromise(call) : call.heard);
}

/** The state an objection on the screen leads to; `null` when it names none, as the user's own ones do. */
export function branchOf({ heard, objecting }: Call): StateName | null {
  const key = objecting === null ? null : heard.objections[objecting]?.objection;
  return key && isObjectionKey(key) ? objections[key].to : null;
}

/** Takes the branch an objection names, with the reason it stands for (practice B2). */
export function takeBranch(call: Call, to: StateName, enter: Enter): Call {
  const key = call.objecting === null ? null : call.heard.objections[call.objecting]?.objection;
  const cause = key && isObjectionKey(key) ? objections[key].cause : null;
  const heard = { ...call.heard, cause: cause ?? call.heard.cause };
  return jumpTo({ ...call, heard, objecting: null }, to, enter);
}

/**
 * Back to the state before, what was heard kept (practice C2 `b`). `undefined` when there is none: dialling cannot be
 * taken back, and once the line is down only undoing leads back to it.
 */
export function returnFrom(call: Call, enter: Enter): Call | undefined {
  const to = call.trail.at(-1);
  if (to === undefined || to === 'preflight' || call.heard.isHungUp) return undefined;
  if (table[to].isAboutMoney === true && !call.heard.isIdentityConfirmed) return undefined;
  const entered = enter(call, to, call.heard);
  return { ...entered, trail: call.trail.slice(0, -1), heard: looked(entered.heard, call.heard, to) };
}

/** Looking back is no answer: the order of what was said stays; a stranger stays one. */
function looked(entered: Gathered, before: Gathered, to: StateName): Gathered {
  const isIdentityConfirmed = table[to].isAboutMoney === true || before.isIdentityConfirmed;
  return { ...before, isIdentityConfirmed: isIdentityConfirmed && entered.isIdentityConfirmed };
}
