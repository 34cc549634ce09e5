import type { ImportStore } from './ledger.ts';
import { textOf } from './rows.ts';
import { insert } from './session.ts';
import type { Session } from './session.ts';

/** Which files were taken in, and how the columns of a tool's CSV are read. */
export function importStore(session: Session): ImportStore {
  return {
    seen: (sha256) => session.sql('SELECT 1 FROM imports WHERE sha256 = ?').get(sha256) !== undefined,
    record: (file) =>
      session.write(() => {
        insert(session, 'imports', {
          sha256: file.sha256,
          file_name: file.fileName,
          format: file.format,
          kind: file.kind,
          count: file.count,
          recorded_at: session.now(),
        });
      }),
    columnMap: (fingerprint) => {
      const row = session.sql('SELECT map FROM column_maps WHERE fingerprint = ?').get(fingerprint);
      return row && textOf(row['map'], 'map');
    },
    saveColumnMap: (fingerprint, map) =>
      session.write(() => {
        const text = `INSERT INTO column_maps (fingerprint, map, recorded_at) VALUES (?, ?, ?)
          ON CONFLICT (fingerprint) DO UPDATE SET map = excluded.map, recorded_at = excluded.recorded_at`;
        session.sql(text).run(fingerprint, map, session.now());
      }),
  };
}
