import type { PrepStore } from './ledger.ts';
import type { Prep } from './records.ts';
import { dayOf, jsonOf, moneyOrNull, nameOf, numberOf, numberOrNull, textOf, textOrNull } from './rows.ts';
import type { Row } from './rows.ts';
import { insert } from './session.ts';
import type { Session } from './session.ts';

export function prepStore(session: Session): PrepStore {
  return {
    add: (prep) =>
      session.write(() => {
        const recordedAt = session.now();
        const id = insert(session, 'preps', {
          client_id: prep.clientId,
          prepared_on: prep.on,
          objective_max: prep.objectiveMax,
          objective_min: prep.objectiveMin,
          goal_minor: prep.goal?.minor ?? null,
          goal_currency: prep.goal?.currency ?? null,
          fallback_minor: prep.fallback?.minor ?? null,
          fallback_currency: prep.fallback?.currency ?? null,
          opening: prep.opening,
          voicemail_plan: prep.voicemailPlan,
          answers_json: JSON.stringify(prep.answers),
          seconds: prep.seconds,
          recorded_at: recordedAt,
        });
        return { ...prep, id, recordedAt };
      }),
    last: (clientId) => {
      const row = session
        .sql('SELECT * FROM preps WHERE client_id = ? ORDER BY id DESC LIMIT 1')
        .get(clientId);
      return row && toPrep(row);
    },
    timed: () =>
      session
        .sql('SELECT client_id, prepared_on, seconds FROM preps WHERE seconds IS NOT NULL ORDER BY id')
        .all()
        .map((row) => ({
          clientId: numberOf(row['client_id'], 'client_id'),
          on: dayOf(row['prepared_on'], 'prepared_on'),
          seconds: numberOf(row['seconds'], 'seconds'),
        })),
    lastAny: () => {
      const row = session.sql('SELECT * FROM preps ORDER BY id DESC LIMIT 1').get();
      return row && toPrep(row);
    },
  };
}

function toPrep(row: Row): Prep {
  return {
    id: numberOf(row['id'], 'id'),
    clientId: numberOf(row['client_id'], 'client_id'),
    on: dayOf(row['prepared_on'], 'prepared_on'),
    objectiveMax: textOf(row['objective_max'], 'objective_max'),
    objectiveMin: textOf(row['objective_min'], 'objective_min'),
    goal: moneyOrNull(row['goal_minor'], row['goal_currency']),
    fallback: moneyOrNull(row['fallback_minor'], row['fallback_currency']),
    opening: textOrNull(row['opening'], 'opening'),
    voicemailPlan: nameOf(row['voicemail_plan'], 'voicemail_plan'),
    answers: jsonOf<Record<string, string>>(row['answers_json'], 'answers_json'),
    seconds: numberOrNull(row['seconds'], 'seconds'),
    recordedAt: numberOf(row['recorded_at'], 'recorded_at'),
  };
}
