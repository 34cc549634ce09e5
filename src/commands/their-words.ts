import type { Context } from '../cli/context.ts';
import type { Attempt } from '../domain/attempt.ts';
import { readJournal, readSetup } from '../domain/call/journal.ts';
import { answerOf } from '../domain/call/record.ts';
import type { Gathered } from '../domain/call/state.ts';
import { replay } from '../domain/call/step.ts';

/**
 * What the client said in an attempt, in their words; what was noted for oneself stays out of every message. A contact
 * held without the script has one note, and that is theirs.
 */
export function theirWords({ ledger }: Pick<Context, 'ledger'>, attempt: Attempt): string | null {
  const row = ledger.calls.byId(attempt.id);
  if (row === undefined) return attempt.note;
  try {
    const events = readJournal(ledger.calls.events(row.id));
    return saidIn(replay(readSetup(row.setup), row.startedAt, events).heard);
  } catch {
    // A journal of another time, or a damaged one: nothing is quoted rather than something private.
    return null;
  }
}

function saidIn(heard: Gathered): string | null {
  const refused = answerOf(heard, 'refusal')?.words ?? null;
  const said = [heard.causeNote, ...heard.evasive.map(({ words }) => words), refused];
  const text = [...new Set(said.filter((part) => part !== null && part !== ''))].join(' · ');
  return text === '' ? null : text;
}
