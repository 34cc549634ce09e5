import type { Row } from './row.ts';
import { conclude } from './rows-conclude.ts';
import { introduce } from './rows-introduce.ts';
import { listen } from './rows-listen.ts';
import { negotiate } from './rows-negotiate.ts';
import type { Call, StateName } from './state.ts';
import type { Choice } from './row.ts';

export type { Choice, Row } from './row.ts';

/** The states of practice C4, phase by phase: one row each. */
export const table: Readonly<Record<StateName, Row>> = { ...introduce, ...listen, ...negotiate, ...conclude };

/** The answers on offer now. */
export function choicesOf(call: Call): Choice[] {
  return table[call.state].choices.filter(({ isOffered }) => isOffered?.(call) ?? true);
}

export function isStateName(text: string): text is StateName {
  return Object.hasOwn(table, text);
}

/** All states, in the order of the phases. */
export function stateNames(): StateName[] {
  return Object.keys(table).filter(isStateName);
}
