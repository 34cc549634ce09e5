import type { Context } from '../cli/context.ts';
import type { HeardBefore } from '../domain/excuses.ts';
import { ownObjectionId } from '../domain/objection.ts';

/** What earlier calls with a client left behind for the next one: objections with their answers, and the last resolution. */
export function heardBefore({ ledger }: Pick<Context, 'ledger'>, clientId: number): HeardBefore {
  const { objections: uses, reviews } = ledger.records.of(clientId);
  const ids = new Set(uses.flatMap(({ objection }) => ownObjectionId(objection) ?? []));
  const own = [...ids].flatMap((id) => ledger.objections.byId(id) ?? []);
  return { uses, reviews, own, offered: ledger.objections.own() };
}
