import type { Standing } from '../domain/standing.ts';
import { missing } from './errors.ts';
import { gather } from './gather.ts';
import type { StandingReader } from './ledger.ts';
import { numberOf } from './rows.ts';
import type { Session } from './session.ts';

/**
 * Clients with something open. The projection counts all that is recorded; money with a day still to come (or seen
 * from an earlier `today`) has not closed anything yet, so its clients are read too.
 */
const openClients = `SELECT client_id FROM open_amounts
  UNION SELECT client_id FROM open_tasks
  UNION SELECT client_id FROM payments WHERE paid_on > @today
  UNION SELECT client_id FROM credit_notes WHERE issued_on > @today
  ORDER BY client_id`;

export function standingReader(session: Session): StandingReader {
  return {
    one: (clientId) => {
      const [standing] = session.read(() => gather(session, [clientId]));
      if (!standing) throw missing('client', { id: clientId });
      return standing;
    },
    open: () => {
      if (session.db.inTransaction) session.settle();
      return session.read(() => readOpen(session));
    },
    all: () => session.read(() => readAll(session)),
  };
}

function readOpen(session: Session): Standing[] {
  const rows = session.sql(openClients).all({ today: session.today });
  const ids = rows.map((row) => numberOf(row['client_id'], 'client_id'));
  return gather(session, ids);
}

function readAll(session: Session): Standing[] {
  const rows = session.sql('SELECT id FROM clients ORDER BY id').all();
  const ids = rows.map((row) => numberOf(row['id'], 'id'));
  return gather(session, ids);
}
