import type { Client, Contact } from '../domain/client.ts';
import { DunError } from '../domain/errors.ts';
import { fold } from '../domain/fold.ts';
import { isUniqueBreach, missing } from './errors.ts';
import type { ClientStore } from './ledger.ts';
import type { NewClient, NewContact } from './records.ts';
import { dayOrNull, flagOf, nameOf, nameOrNull, numberOf, numberOrNull, textOf, textOrNull } from './rows.ts';
import type { Row } from './rows.ts';
import { insert, replace } from './session.ts';
import type { Session, SqlRow } from './session.ts';

export function clientStore(session: Session): ClientStore {
  const byId = (id: number) => {
    const row = session.sql('SELECT * FROM clients WHERE id = ?').get(id);
    return row && toClient(row);
  };
  const contactById = (id: number) => {
    const row = session.sql('SELECT * FROM contacts WHERE id = ?').get(id);
    if (!row) throw missing('contact', { id });
    return toContact(row);
  };
  return {
    add: (client) =>
      session.write(() => {
        const recordedAt = session.now();
        const id = unlessTaken(client.handle, () =>
          insert(session, 'clients', { ...clientColumns(client), recorded_at: recordedAt }),
        );
        return { ...client, id, recordedAt };
      }),
    edit: (id, patch) =>
      session.write(() => {
        const before = byId(id);
        if (!before) throw missing('client', { id });
        const after = { ...before, ...patch };
        unlessTaken(after.handle, () => replace(session, { table: 'clients', id }, clientColumns(after)));
        return after;
      }),
    all: () => session.sql('SELECT * FROM clients ORDER BY name_folded, id').all().map(toClient),
    byId,
    addContact: (contact) => session.write(() => addContact(session, contact)),
    editContact: (id, patch) =>
      session.write(() => {
        const after = { ...contactById(id), ...patch };
        replace(session, { table: 'contacts', id }, contactColumns(after));
        return after;
      }),
    contacts: (clientId) =>
      session.sql('SELECT * FROM contacts WHERE client_id = ? ORDER BY id').all(clientId).map(toContact),
    find: (text) => findClients(session, fold(text)),
  };
}

export function addContact(session: Session, contact: NewContact): Contact {
  const recordedAt = session.now();
  const id = insert(session, 'contacts', { ...contactColumns(contact), recorded_at: recordedAt });
  return { ...contact, id, recordedAt };
}

/** From the sharpest to the widest reading of the text; the first that finds somebody counts. */
function findClients(session: Session, text: string): Client[] {
  if (text === '') return [];
  const withNumber = (condition: string) =>
    `id IN (SELECT client_id FROM invoices WHERE ${condition.replace('?', '@text')})`;
  const readings = [
    'handle = @text',
    'name_folded = @text',
    withNumber('number_folded = ?'),
    `instr(name_folded, @text) OR instr(handle, @text) OR ${withNumber('instr(number_folded, ?)')}`,
  ];
  for (const reading of readings) {
    const rows = session.sql(`SELECT * FROM clients WHERE ${reading} ORDER BY name_folded, id`).all({ text });
    if (rows.length > 0) return rows.map(toClient);
  }
  return [];
}

function unlessTaken<T>(handle: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw isUniqueBreach(error) ? new DunError('store.handle_taken', 1, { handle }) : error;
  }
}

function clientColumns(client: NewClient): SqlRow {
  return {
    handle: client.handle,
    name: client.name,
    name_folded: fold(client.name),
    kind: client.kind,
    country: client.country,
    region: client.region,
    language: client.language,
    register: client.register,
    relationship: client.relationship,
    email: client.email,
    phone: client.phone,
    staff_size: client.staffSize,
    payer_type: client.payerType,
  };
}

export function toClient(row: Row): Client {
  return {
    id: numberOf(row['id'], 'id'),
    handle: textOf(row['handle'], 'handle'),
    name: textOf(row['name'], 'name'),
    kind: nameOf(row['kind'], 'kind'),
    country: textOf(row['country'], 'country'),
    region: textOrNull(row['region'], 'region'),
    language: nameOf(row['language'], 'language'),
    register: nameOf(row['register'], 'register'),
    relationship: nameOf(row['relationship'], 'relationship'),
    email: textOrNull(row['email'], 'email'),
    phone: textOrNull(row['phone'], 'phone'),
    staffSize: numberOrNull(row['staff_size'], 'staff_size'),
    payerType: nameOrNull(row['payer_type'], 'payer_type'),
    recordedAt: numberOf(row['recorded_at'], 'recorded_at'),
  };
}

function contactColumns(contact: NewContact): SqlRow {
  return {
    client_id: contact.clientId,
    first_name: contact.firstName,
    last_name: contact.lastName,
    role: contact.role,
    phone: contact.phone,
    extension: contact.extension,
    email: contact.email,
    reachable_hours: contact.reachableHours,
    can_release: contact.canRelease === null ? null : Number(contact.canRelease),
    is_decider: Number(contact.isDecider),
    verified_on: contact.verifiedOn,
    friendly_topics: contact.friendlyTopics,
    is_phone_invalid: Number(contact.isPhoneInvalid),
  };
}

export function toContact(row: Row): Contact {
  const canRelease = numberOrNull(row['can_release'], 'can_release');
  return {
    id: numberOf(row['id'], 'id'),
    clientId: numberOf(row['client_id'], 'client_id'),
    firstName: textOrNull(row['first_name'], 'first_name'),
    lastName: textOrNull(row['last_name'], 'last_name'),
    role: nameOf(row['role'], 'role'),
    phone: textOrNull(row['phone'], 'phone'),
    extension: textOrNull(row['extension'], 'extension'),
    email: textOrNull(row['email'], 'email'),
    reachableHours: textOrNull(row['reachable_hours'], 'reachable_hours'),
    canRelease: canRelease === null ? null : canRelease === 1,
    isDecider: flagOf(row['is_decider'], 'is_decider'),
    verifiedOn: dayOrNull(row['verified_on'], 'verified_on'),
    friendlyTopics: textOrNull(row['friendly_topics'], 'friendly_topics'),
    isPhoneInvalid: flagOf(row['is_phone_invalid'], 'is_phone_invalid'),
    recordedAt: numberOf(row['recorded_at'], 'recorded_at'),
  };
}
