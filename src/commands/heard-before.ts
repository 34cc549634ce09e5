import type { Context } from '../cli/context.ts';
import type { HeardBefore } from '../domain/excuses.ts';
import { ownObjectionId } from '../domain/objection.ts';
import { stepsIn } from './setting-table.ts';

/**
 * What earlier calls with a client left behind for the next one: objections with their answers,
 * what was recorded, the last resolution; and the steps that the user has ready.
 */
export function heardBefore({ ledger }: Pick<Context, 'ledger'>, clientId: number): HeardBefore {
  const records = ledger.records.of(clientId);
  const { objections: uses, reviews } = records;
  const ids = new Set(uses.flatMap(({ objection }) => ownObjectionId(objection) ?? []));
  const own = [...ids].flatMap((id) => ledger.objections.byId(id) ?? []);
  const steps = stepsIn(ledger.settings.all().get('call.steps') ?? '');
  return { uses, reviews, own, offered: ledger.objections.own(), records, steps };
}
