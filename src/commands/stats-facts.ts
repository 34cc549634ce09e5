import type { Context } from '../cli/context.ts';
import type { Client } from '../domain/client.ts';
import { readJournal, readSetup } from '../domain/call/journal.ts';
import { replay, UnfitEvent } from '../domain/call/step.ts';
import { DunError } from '../domain/errors.ts';
import { ownObjectionId } from '../domain/objection.ts';
import type { StatsFacts } from '../domain/stats/stats.ts';

/** Everything recorded that the figures are counted from; of one client, or of all. */
export function statsFacts({ ledger }: Pick<Context, 'ledger'>, client: Client | null): StatsFacts {
  const standings = client === null ? ledger.standings.all() : [ledger.standings.one(client.id)];
  const uses = ledger.objections.uses();
  const ids = new Set(uses.flatMap(({ objection }) => ownObjectionId(objection) ?? []));
  const calls = new Set(standings.flatMap(({ promises }) => promises.flatMap(({ callId }) => callId ?? [])));
  return {
    standings,
    uses,
    preps: ledger.preps.timed(),
    own: [...ids].flatMap((id) => ledger.objections.byId(id) ?? []),
    reviews: standings.flatMap((standing) => ledger.records.of(standing.client.id).reviews),
    rungs: new Map(
      [...calls].flatMap((id): [number, number][] => {
        const rung = rungOf({ ledger }, id);
        return rung === null ? [] : [[id, rung]];
      }),
    ),
  };
}

/**
 * How often a day had to be asked for again in a guided call: 0 = named at once. `null` for a call held without the
 * script, and for one whose journal an older program wrote in a way that is not understood any more.
 */
function rungOf({ ledger }: Pick<Context, 'ledger'>, callId: number): number | null {
  const row = ledger.calls.byId(callId);
  if (row === undefined) return null;
  try {
    const events = readJournal(ledger.calls.events(callId));
    const { heard, trail, rung } = replay(readSetup(row.setup), row.startedAt, events);
    return heard.evasive.length > 0 || trail.includes('evasive') ? rung : 0;
  } catch (error) {
    // One journal that cannot be read costs one figure, not the page.
    if (error instanceof DunError || error instanceof UnfitEvent || error instanceof TypeError) return null;
    throw error;
  }
}
