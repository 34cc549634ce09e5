import type { CallRow, Context } from '../cli/context.ts';
import { type CallEffects, resultOf, withSpeaker } from '../domain/call/result.ts';
import type { Call } from '../domain/call/state.ts';
import { contactName } from '../domain/client.ts';
import { fold } from '../domain/fold.ts';
import type { Stage } from './call-view.ts';
import { outcomeText } from './call-wrapup.ts';
import { handOverMemo } from './hand-over.ts';

/** Writes what the call left behind, once, then shows the memo. */
export async function finishCall(
  context: Context,
  row: CallRow,
  { call, stage }: { call: Call; stage: Stage },
): Promise<void> {
  const { words, output, ledger } = context;
  const effects = resultOf(call, stage.earlier);
  const { attemptId } = ledger.transaction(() => {
    const known =
      ledger.calls.byId(row.id)?.isFinished === true ? effects : withKnownSpeaker(context, row, effects);
    return ledger.finishCall(row.id, {
      ...known,
      promises: known.promises.map((promise) => ({ ...promise, callId: row.id })),
      disputes: known.disputes.map((dispute) => ({ ...dispute, callId: row.id })),
      commitments: known.commitments.map((own) => ({ ...own, callId: row.id })),
      // The end of the talk, not of the wrap-up: what the figures and the memo count as its length.
      endedAt: row.startedAt + call.lasted,
      message: null,
    });
  });
  const outcome = outcomeText(call, stage);
  const title = words.label('call.done.title', { duration: durationText(context, call), outcome });
  output.line(`${title}   ${words.label('call.saved')}`);
  await handOverMemo(context, attemptId);
}

/** Somebody met in the call enters the client file first: promise, next call and memo are theirs from then on. */
function withKnownSpeaker({ ledger }: Context, row: CallRow, effects: CallEffects): CallEffects {
  const [speaker] = effects.newContacts;
  if (!effects.isSpeakerNew || speaker === undefined) return effects;
  const name = fold(contactName(speaker));
  const known = ledger.clients.contacts(row.clientId).find((one) => fold(contactName(one)) === name);
  if (known === undefined) return withSpeaker(effects, ledger.clients.addContact(speaker).id);
  const { phone, email, extension, reachableHours, verifiedOn } = speaker;
  const heard = Object.entries({ phone, email, extension, reachableHours, verifiedOn });
  ledger.clients.editContact(known.id, Object.fromEntries(heard.filter(([, value]) => value !== null)));
  return withSpeaker(effects, known.id);
}

function durationText({ words }: Pick<Context, 'words'>, call: Call): string {
  const seconds = Math.floor(call.lasted / 1000);
  return words.label('call.duration', {
    minutes: Math.floor(seconds / 60),
    seconds: String(seconds % 60).padStart(2, '0'),
  });
}
