import type { NewCallRecords, ObjectionUse, OwnObjection } from '../domain/call-record.ts';
import { fold } from '../domain/fold.ts';
import { missing } from './errors.ts';
import type { ObjectionStore } from './ledger.ts';
import type { NewObjection } from './records.ts';
import { dayOf, flagOf, flagOrNull, numberOf, textOf, textOrNull } from './rows.ts';
import type { Row } from './rows.ts';
import { insert } from './session.ts';
import type { Session } from './session.ts';

/** Each objection with its latest wording. */
const selectObjections = `SELECT o.id, o.recorded_at, w.words, w.answer_fr, w.answer_en, w.is_removed
  FROM objections o JOIN objection_wordings w ON w.id =
    (SELECT max(id) FROM objection_wordings WHERE objection_id = o.id)`;

interface Wording extends NewObjection {
  readonly isRemoved: boolean;
}

export function objectionStore(session: Session): ObjectionStore {
  const living = (id: number) => {
    const row = rowOf(session, id);
    if (!row || isRemoved(row)) throw missing('objection', { id });
    return toObjection(row);
  };
  return {
    own: () => ownObjections(session),
    byId: (id) => {
      const row = rowOf(session, id);
      return row && toObjection(row);
    },
    add: (objection) => session.write(() => addObjection(session, objection)),
    edit: (id, patch) =>
      session.write(() => {
        const edited = { ...living(id), ...patch };
        addWording(session, id, { ...edited, isRemoved: false });
        return edited;
      }),
    remove: (id) => {
      session.write(() => {
        const row = rowOf(session, id);
        if (!row) throw missing('objection', { id });
        if (!isRemoved(row)) addWording(session, id, { ...toObjection(row), isRemoved: true });
      });
    },
    uses: () => {
      const text = 'SELECT * FROM objection_uses ORDER BY noted_on, id';
      return session.sql(text).all().map(toUse);
    },
  };
}

function ownObjections(session: Session): OwnObjection[] {
  const rows = session.sql(`${selectObjections} ORDER BY o.id`).all();
  return rows.filter((row) => !isRemoved(row)).map(toObjection);
}

function rowOf(session: Session, id: number): Row | undefined {
  return session.sql(`${selectObjections} WHERE o.id = @id`).get({ id });
}

function addObjection(session: Session, objection: NewObjection): OwnObjection {
  const recordedAt = session.now();
  const id = insert(session, 'objections', { recorded_at: recordedAt });
  addWording(session, id, { ...objection, isRemoved: false });
  return { ...objection, id, recordedAt };
}

// Never an UPDATE: what stood there before must be readable for an earlier day.
function addWording(session: Session, id: number, { words, answer, isRemoved }: Wording): void {
  insert(session, 'objection_wordings', {
    objection_id: id,
    words,
    answer_fr: answer.fr,
    answer_en: answer.en,
    is_removed: Number(isRemoved),
    recorded_at: session.now(),
  });
}

/**
 * The objections heard in a call, within the transaction that finishes it. One that the user added on the way gets
 * its number here; the same words as one they have are that one.
 */
export function addUses(
  session: Session,
  { callId, clientId }: Pick<ObjectionUse, 'callId' | 'clientId'>,
  { objections, newObjections }: NewCallRecords,
): void {
  const numbers = newObjections.map(({ words }) => numberFor(session, words));
  for (const { on, objection, hasWorked } of objections) {
    insert(session, 'objection_uses', {
      client_id: clientId,
      call_id: callId,
      noted_on: on,
      ...columnsOf(objection, numbers),
      has_worked: hasWorked === null ? null : Number(hasWorked),
      recorded_at: session.now(),
    });
  }
}

function numberFor(session: Session, words: string): number {
  const known = ownObjections(session).find((own) => fold(own.words) === fold(words));
  return known?.id ?? addObjection(session, { words, answer: { fr: null, en: null } }).id;
}

function columnsOf(objection: string, numbers: readonly number[]) {
  const [, kind, digits] = /^(own|new):(\d+)$/.exec(objection) ?? [];
  if (kind === undefined) return { library_key: objection, objection_id: null };
  const id = kind === 'own' ? Number(digits) : numbers[Number(digits)];
  if (id === undefined) throw new RangeError(`no new objection ${digits} in this call`);
  return { library_key: null, objection_id: id };
}

export function toUse(row: Row): ObjectionUse {
  return {
    id: numberOf(row['id'], 'id'),
    clientId: numberOf(row['client_id'], 'client_id'),
    callId: numberOf(row['call_id'], 'call_id'),
    on: dayOf(row['noted_on'], 'noted_on'),
    objection:
      row['library_key'] === null
        ? `own:${numberOf(row['objection_id'], 'objection_id')}`
        : textOf(row['library_key'], 'library_key'),
    hasWorked: flagOrNull(row['has_worked'], 'has_worked'),
    recordedAt: numberOf(row['recorded_at'], 'recorded_at'),
  };
}

function toObjection(row: Row): OwnObjection {
  return {
    id: numberOf(row['id'], 'id'),
    words: textOf(row['words'], 'words'),
    answer: {
      fr: textOrNull(row['answer_fr'], 'answer_fr'),
      en: textOrNull(row['answer_en'], 'answer_en'),
    },
    recordedAt: numberOf(row['recorded_at'], 'recorded_at'),
  };
}

function isRemoved(row: Row): boolean {
  return flagOf(row['is_removed'], 'is_removed');
}
