import { describe, expect, test } from 'vitest';
import { DunError } from '../../src/domain/errors.ts';
import { aClient, aContact, anInvoice } from './builders.ts';
import { memoryLedger } from './ledgers.ts';

const failure = (work: () => unknown): DunError => {
  try {
    work();
  } catch (error) {
    if (error instanceof DunError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
};

describe('clients', () => {
  test('what is added is read back, with every absent fact as null', () => {
    const { clients } = memoryLedger();
    const added = clients.add(aClient({ staffSize: 12, payerType: 'silent' }));
    expect(clients.byId(added.id)).toEqual(added);
    expect(clients.byId(99)).toBeUndefined();
  });

  test('are listed by name, accents ignored', () => {
    const { clients } = memoryLedger();
    for (const name of ['Zoé', 'Élan', 'Eden', 'abeille'])
      clients.add(aClient({ handle: name.charCodeAt(1).toString(), name }));
    expect(clients.all().map(({ name }) => name)).toEqual(['abeille', 'Eden', 'Élan', 'Zoé']);
  });

  test('an edit changes what it names and nothing else', () => {
    const { clients } = memoryLedger();
    const { id } = clients.add(aClient());
    const edited = clients.edit(id, { name: 'Brûlerie', relationship: 'ending', email: null });
    expect(edited).toEqual({ ...clients.byId(id) });
    expect(edited).toMatchObject({ name: 'Brûlerie', relationship: 'ending', email: null, handle: 'acme' });
    expect(clients.find('brulerie')).toEqual([edited]);
    expect(clients.find('distribution')).toEqual([]);
  });

  test('a handle belongs to one client', () => {
    const { clients } = memoryLedger();
    clients.add(aClient());
    const { id } = clients.add(aClient({ handle: 'other' }));
    expect(failure(() => clients.add(aClient()))).toMatchObject({ key: 'store.handle_taken', exitCode: 1 });
    expect(failure(() => clients.edit(id, { handle: 'acme' }))).toMatchObject({ values: { handle: 'acme' } });
    expect(clients.byId(id)?.handle).toBe('other');
    expect(failure(() => clients.edit(99, {}))).toMatchObject({ key: 'store.no_client', exitCode: 66 });
  });
});

describe('find', () => {
  const filled = () => {
    const ledger = memoryLedger();
    const acme = ledger.clients.add(aClient());
    const north = ledger.clients.add(aClient({ handle: 'acme-nord', name: 'Acme Nord' }));
    const heart = ledger.clients.add(aClient({ handle: 'coeur', name: 'Café du Cœur 100%' }));
    ledger.invoices.add(anInvoice(acme.id, { number: 'F-2026-1' }));
    ledger.invoices.add(anInvoice(heart.id, { number: 'F-2026-11' }));
    ledger.invoices.add(anInvoice(north.id, { number: 'Né_7' }));
    return (text: string) => ledger.clients.find(text).map(({ handle }) => handle);
  };

  test.each([
    ['an exact handle wins alone', 'acme', ['acme']],
    ['whatever its case', 'ACME-Nord', ['acme-nord']],
    ['an exact name wins alone', 'acmé  nord', ['acme-nord']],
    ['an exact number wins alone', 'f-2026-1', ['acme']],
    ['part of names', 'acm', ['acme', 'acme-nord']],
    ['part of a name, accents ignored', 'CAFE DU', ['coeur']],
    ['a ligature spelled out', 'du coeur', ['coeur']],
    ['part of numbers', '2026', ['acme', 'coeur']],
    ['a number with an accent', 'ne_7', ['acme-nord']],
    ['a percent sign is a percent sign', '%', ['coeur']],
    ['an underscore is an underscore', 'e_7', ['acme-nord']],
    ['a quote harms nobody', "'; DROP TABLE clients; --", []],
    ['nobody', 'zzz', []],
    ['no text finds nobody', '  ', []],
  ])('%s', (_, text, handles) => {
    expect(filled()(text)).toEqual(handles);
  });
});

describe('contacts', () => {
  test('keep their order, are edited in place and know three answers to "can release"', () => {
    const { clients } = memoryLedger();
    const { id } = clients.add(aClient());
    const anne = clients.addContact(aContact(id));
    const paul = clients.addContact(aContact(id, { firstName: 'Paul', canRelease: null, verifiedOn: null }));
    expect(clients.contacts(id)).toEqual([anne, paul]);
    const edited = clients.editContact(paul.id, { canRelease: false, isPhoneInvalid: true, extension: null });
    expect(clients.contacts(id)).toEqual([anne, edited]);
    expect(edited).toMatchObject({
      canRelease: false,
      isPhoneInvalid: true,
      extension: null,
      firstName: 'Paul',
    });
    expect(clients.contacts(99)).toEqual([]);
    expect(failure(() => clients.editContact(99, {}))).toMatchObject({
      key: 'store.no_contact',
      exitCode: 66,
    });
  });
});
