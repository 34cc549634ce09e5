import { narrowingDays, nextMethod } from './record.ts';
import type { Call, Gathered } from './state.ts';

/** One of the two days of rung 2. The day the caller named counts as the caller's: offers of the client are kept more often (practice 002-32). */
export function offered(call: Call, index: 0 | 1) {
  return { promisedOn: narrowingDays(call.setup)[index], origin: 'mine' } as const;
}

/** The invoice is named now; the first time counts. */
export function asked(call: Call): Call {
  return { ...call, heard: { ...call.heard, askedAt: call.heard.askedAt ?? call.at } };
}

/** A copy is in their hands, or on its way. */
export function receipt(call: Call, isReceived: boolean): Gathered {
  const address = call.heard.duplicate?.address ?? null;
  return { ...call.heard, cause: call.heard.cause ?? 'not_received', duplicate: { address, isReceived } };
}

/** From "leaves that day" to "arrives that day" and back. */
export function otherMeans(call: Call) {
  const means = call.heard.promises.at(-1)?.means === 'leaves' ? 'arrives' : 'leaves';
  return { means } as const;
}

/** The caller's next way of being paid. */
export function otherMethod(call: Call) {
  return { method: nextMethod(call.setup, call.heard.promises.at(-1)?.method ?? 'transfer') };
}
