import { foreignAccounts } from '../domain/account-mask.ts';
import { DunError } from '../domain/errors.ts';
import { goneBecause } from '../domain/held-message.ts';
import type { MemoServices, PreparedMemo } from './memo-draft.ts';
import { typedForMemo } from './memo-typed.ts';

/**
 * A memo with an unfilled fact is read, not sent (practice C10): `DunError` 1 names what is missing. One that carries an
 * account other than ours is not sent either, whoever put it there (practice B14), nor one that tells of a
 * promise which was withdrawn or moved since, or of money that has come.
 */
export function refuseUnfit(
  { profile, today }: Pick<MemoServices, 'profile' | 'today'>,
  prepared: PreparedMemo,
): void {
  const { missing, standing, subject, text, calendar, kind } = prepared;
  const gone = goneBecause(prepared, standing, today);
  if (gone !== null) throw new DunError(`memo.gone.${gone}`, 1, { handle: standing.client.handle });
  const handle = typedForMemo(kind, standing.client.handle);
  if (missing.length > 0) throw new DunError('memo.incomplete', 1, { names: missing.join(', '), handle });
  const entries = calendar?.events.flatMap((event) => [event.summary, event.description ?? '']) ?? [];
  const accounts = foreignAccounts([subject, text, ...entries].join('\n\n\n\n'), profile().iban);
  if (accounts.length > 0)
    throw new DunError('memo.other_account', 1, { accounts: accounts.join(', '), handle });
}
