import type { RehearsalStore } from './ledger.ts';
import { numberOf } from './rows.ts';
import { insert } from './session.ts';
import type { Session } from './session.ts';

export function rehearsalStore(session: Session): RehearsalStore {
  return {
    add: ({ clientId, on, persona }) => {
      session.write(() => {
        const recordedAt = session.now();
        insert(session, 'rehearsals', { client_id: clientId, held_on: on, persona, recorded_at: recordedAt });
      });
    },
    count: (clientId) => {
      const text = `SELECT count(*) AS count FROM rehearsals
        WHERE @clientId IS NULL OR client_id = @clientId`;
      const row = session.sql(text).get({ clientId: clientId ?? null });
      return numberOf(row?.['count'], 'count');
    },
  };
}
