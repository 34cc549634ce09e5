import { table } from '../../src/domain/call/table.ts';
import type { CallEvent, CallSetup } from '../../src/domain/call/state.ts';
import { fits } from '../../src/domain/call/step.ts';
import { type Encounter, encounterAfter, meet } from '../../src/domain/rehearsal/encounter.ts';
import type { Persona } from '../../src/domain/rehearsal/persona.ts';
import { aSetup } from './a-call.ts';

export const startedAt = 1_780_388_100_000;

/** A rehearsal whose number is dialled. */
export function aRehearsal(persona: Persona, seed = 1, setup: CallSetup = aSetup()): Encounter {
  return encounterAfter({ setup, startedAt, persona, seed }, [{ type: 'proceed', at: startedAt }]);
}

/** What is typed where the client says nothing that could be judged. */
const anything: Readonly<Record<string, string>> = {
  dispute_type: 'technical',
  dispute_owner: 'me',
  stage: 'approved',
  approver_day: '2026-06-03',
  change_day: '2026-06-30',
  callback_phone: '03 88 00 55 66',
  phone: '03 88 00 55 66',
  email: 'claire@roussel.example',
  name: 'Claire Morel',
};

/** The event of somebody who hears everything: the key that fits, the amount and the day that were said. */
export function attentive({ call, reply }: Encounter): CallEvent {
  const at = call.at + 1000;
  const field = call.asking[0];
  if (call.state === 'review') return { at, type: 'proceed' };
  if (field !== undefined) {
    return { at, type: 'fill', field, value: reply.expected[field]?.[0] ?? anything[field] ?? 'noté' };
  }
  const [fit] = reply.fits;
  if (fit === undefined || fit === 'proceed') return { at, type: 'proceed' };
  if (fit === 'return') return { at, type: 'return' };
  if (fit === 'jump:anger') return { at, type: 'jump', to: 'anger' };
  return { at, type: 'choose', choice: fit };
}

/** Plays a rehearsal to its end, every step kept; fails when it does not end. */
export function playedBy(listen: (now: Encounter) => CallEvent, from: Encounter): Encounter[] {
  const steps = [from];
  let now = from;
  while (now.call.state !== 'ended') {
    if (steps.length > 60) throw new Error(`stuck in ${now.call.state}`);
    now = meet(now, listen(now));
    steps.push(now);
  }
  return steps;
}

/** The shortest way out of a call, whatever its state: hang up, and pass over the rest. */
export function ending({ call }: Encounter): CallEvent {
  const at = call.at + 1000;
  const tries: CallEvent[] = [
    { at, type: 'leave' },
    { at, type: 'hangup', how: 'ended' },
    { at, type: 'proceed' },
  ];
  const fitting = tries.find((event) => fits(call, event));
  if (fitting === undefined) throw new Error(`no way out of ${call.state}, ${table[call.state].phase}`);
  return fitting;
}
