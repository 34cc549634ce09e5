import type { Call, CallEvent, FieldName, StateName } from '../call/state.ts';
import { type Choice, choicesOf, table } from '../call/table.ts';
import type { Expected } from './offer.ts';
import type { Fit, Situation } from './situation.ts';

/** Whether one key fitted what was heard, and what would have fitted. */
export interface Judgement {
  readonly isFit: boolean;
  /** The last thing heard before the key. */
  readonly heard: Situation;
  readonly state: StateName;
  /** The key that would have fitted best: a choice's name, `proceed`, `return`, `jump:<state>`; or the field's value. */
  readonly best: { readonly fit: Fit } | { readonly field: FieldName; readonly value: string };
  /** What was typed instead, where a field was filled. */
  readonly typed: string | null;
}

interface Heard {
  readonly call: Call;
  readonly reply: {
    readonly says: readonly { readonly situation: Situation }[];
    readonly fits: readonly Fit[];
    readonly expected: Expected;
  };
}

/**
 * Judges an event by what the client said before it. `null` = nothing to judge: notes, moods, a form of one's own, a
 * toggle that leaves the state as it is, the wrap-up. `after` is the call with the event.
 */
export function judge(before: Heard, event: CallEvent, after: Call): Judgement | null {
  const { call, reply } = before;
  const heard = reply.says.at(-1)?.situation;
  if (heard === undefined) return null;
  if (event.type === 'fill') return judgeFill({ ...before, heard }, event);
  const [best] = reply.fits;
  if (best === undefined || call.asking.length > 0) return null;
  const isFit = fitOf(before, event, after);
  return isFit === null ? null : { isFit, heard, state: call.state, best: { fit: best }, typed: null };
}

function judgeFill(
  { call, reply, heard }: Heard & { readonly heard: Situation },
  { field, value }: CallEvent & { readonly type: 'fill' },
): Judgement | null {
  const wanted = reply.expected[field];
  const [best] = wanted ?? [];
  if (wanted === undefined || best === undefined || call.suspended !== null) return null;
  return {
    isFit: wanted.includes(value),
    heard,
    state: call.state,
    best: { field, value: best },
    typed: value,
  };
}

function fitOf({ call, reply }: Heard, event: CallEvent, after: Call): boolean | null {
  if (reply.fits.includes(event.type === 'choose' ? event.choice : event.type)) return true;
  const hasMoved = after.state !== call.state || after.rung !== call.rung || after.offer !== call.offer;
  if (event.type === 'choose') return hasMoved || after.pendingChoice !== null ? false : null;
  if (!hasMoved) return null;
  if (event.type === 'proceed') return false;
  return isJump(event) ? targetsOf(call, reply.fits).has(after.state) : null;
}

function isJump({ type }: CallEvent): boolean {
  return type === 'jump' || type === 'branch' || type === 'answered';
}

/** The states to which what fits would lead: who gets there by a jump has heard it as well. */
function targetsOf(call: Call, fits: readonly Fit[]): ReadonlySet<string> {
  const choices = choicesOf(call).filter(({ name }) => fits.includes(name));
  const onward = fits.includes('proceed') ? [table[call.state].proceed] : [];
  const targets: Choice['to'][] = [...choices.map(({ to }) => to), ...onward.filter((to) => to !== null)];
  return new Set([
    ...targets.map((to) => (typeof to === 'function' ? to(call) : to)),
    ...fits.filter((fit) => fit.startsWith('jump:')).map((fit) => fit.slice('jump:'.length)),
  ]);
}
