import { promiseQuality } from '../call/agreements.ts';
import { answerOf } from '../call/record.ts';
import type { Encounter } from './encounter.ts';
import type { Judgement } from './judge.ts';

/** What a rehearsal showed. */
export interface Debrief {
  readonly fitting: number;
  readonly judged: number;
  /** Each thing that was not heard, once, in the order of the call. */
  readonly missed: readonly Judgement[];
  /** Points of six of the promise that was taken last; `null` without one. */
  readonly quality: number | null;
  /** Whole minutes, begun ones counted. */
  readonly minutes: number;
}

export function debriefOf({ call, judgements }: Encounter): Debrief {
  const missed = judgements.filter(({ isFit }) => !isFit);
  const promise = answerOf(call.heard, 'promise');
  const isTaken = promise !== undefined && promise.amount !== null && promise.promisedOn !== null;
  return {
    fitting: judgements.length - missed.length,
    judged: judgements.length,
    missed: missed.filter((one, at) => missed.findIndex((other) => isSame(one, other)) === at),
    quality: isTaken ? promiseQuality(call, promise) : null,
    minutes: Math.max(1, Math.ceil((call.at - call.startedAt) / 60_000)),
  };
}

function isSame(a: Judgement, b: Judgement): boolean {
  if ('field' in a.best) return 'field' in b.best && a.best.field === b.best.field;
  return 'fit' in b.best && a.heard === b.heard;
}
