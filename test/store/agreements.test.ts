import { describe, expect, test } from 'vitest';
import { day } from '../../src/domain/day.ts';
import type { Profile } from '../../src/domain/profile.ts';
import { aClient, aCommitment, aDispute, aPromise, anInvoice, euros } from './builders.ts';
import { memoryLedger } from './ledgers.ts';

function withInvoice() {
  const ledger = memoryLedger();
  const client = ledger.clients.add(aClient());
  return { ledger, client, invoice: ledger.invoices.add(anInvoice(client.id)) };
}

describe('promises', () => {
  test('a plan keeps its parts in order', () => {
    const { ledger, client, invoice } = withInvoice();
    const [part] = aPromise(client.id, invoice.id).parts;
    const parts = [3, 1, 2].map(
      (minor) => ({ ...part, invoiceId: invoice.id, amount: euros(minor) }) as never,
    );
    const plan = ledger.promises.add(
      aPromise(client.id, invoice.id, { kind: 'plan', condition: 'si', parts }),
    );
    expect(ledger.promises.byId(plan.id)).toEqual(plan);
    expect(ledger.standings.one(client.id).promises).toEqual([plan]);
    expect(ledger.promises.byId(99)).toBeUndefined();
  });

  test('changes are added, never replaced', () => {
    const { ledger, client, invoice } = withInvoice();
    const first = ledger.promises.add(aPromise(client.id, invoice.id));
    const second = ledger.promises.add(aPromise(client.id, invoice.id));
    ledger.promises.change(first.id, {
      kind: 'confirmed',
      on: day('2026-06-03'),
      reason: null,
      replacedBy: null,
    });
    const moved = ledger.promises.change(first.id, {
      kind: 'moved',
      on: day('2026-06-04'),
      reason: 'banque fermée',
      replacedBy: second.id,
    });
    expect(moved.changes.map(({ kind }) => kind)).toEqual(['confirmed', 'moved']);
    expect(ledger.promises.byId(first.id)).toEqual(moved);
    const unknown = () =>
      ledger.promises.change(99, { kind: 'withdrawn', on: day('2026-06-04'), reason: 'x', replacedBy: null });
    expect(unknown).toThrowError(expect.objectContaining({ key: 'store.no_promise' }));
  });
});

describe('disputes and commitments', () => {
  test('a dispute is open until it is closed, once', () => {
    const { ledger, client, invoice } = withInvoice();
    const open = ledger.disputes.open(aDispute(client.id, invoice.id));
    expect(ledger.standings.one(client.id).disputes).toEqual([open]);
    const closed = ledger.disputes.close(open.id, day('2026-06-08'), 'livré');
    expect(closed).toMatchObject({ closedOn: '2026-06-08', resolution: 'livré' });
    expect(ledger.disputes.close(open.id, day('2026-06-10'), 'autre')).toEqual(closed);
    expect(ledger.standings.one(client.id).disputes).toEqual([closed]);
    expect(() => ledger.disputes.close(99, day('2026-06-10'), '')).toThrowError(
      expect.objectContaining({ key: 'store.no_dispute' }),
    );
  });

  test('a commitment is open until it is done, once', () => {
    const { ledger, client } = withInvoice();
    const open = ledger.commitments.add(aCommitment(client.id));
    const done = ledger.commitments.done(open.id, day('2026-06-03'));
    expect(done.doneOn).toBe('2026-06-03');
    expect(ledger.commitments.done(open.id, day('2026-06-05'))).toEqual(done);
    expect(ledger.standings.one(client.id).commitments).toEqual([done]);
    expect(() => ledger.commitments.done(99, day('2026-06-05'))).toThrowError(
      expect.objectContaining({ key: 'store.no_commitment' }),
    );
  });
});

describe('preps, profile, settings, imports', () => {
  test('the last prep of a client and of all', () => {
    const { ledger, client } = withInvoice();
    const other = ledger.clients.add(aClient({ handle: 'other' }));
    expect(ledger.preps.last(client.id)).toBeUndefined();
    expect(ledger.preps.lastAny()).toBeUndefined();
    const plain = {
      objectiveMax: 'tout',
      objectiveMin: 'la moitié',
      goal: euros(5),
      fallback: null,
      opening: null,
      seconds: null,
    };
    const rest = {
      on: day('2026-06-02'),
      voicemailPlan: 'leave',
      answers: { worst: 'non', 'é"': '…' },
    } as const;
    ledger.preps.add({ clientId: client.id, ...plain, ...rest });
    const mine = ledger.preps.add({ clientId: client.id, ...plain, ...rest, opening: 'Bonjour' });
    const theirs = ledger.preps.add({ clientId: other.id, ...plain, ...rest });
    expect(ledger.preps.last(client.id)).toEqual(mine);
    expect(ledger.preps.lastAny()).toEqual(theirs);
  });

  test('the time a prep took is kept; those that nobody sat before have none', () => {
    const { ledger, client } = withInvoice();
    const prep = {
      clientId: client.id, on: day('2026-06-02'), objectiveMax: 'tout', objectiveMin: '', goal: null,
      fallback: null, opening: null, voicemailPlan: 'skip', answers: {},
    } as const; // biome-ignore format: one row
    for (const seconds of [null, 95, 0]) ledger.preps.add({ ...prep, seconds });
    expect(ledger.preps.timed().map(({ seconds }) => seconds)).toEqual([95, 0]);
    expect(ledger.preps.timed()[0]).toEqual({ clientId: client.id, on: '2026-06-02', seconds: 95 });
    expect(ledger.preps.last(client.id)?.seconds).toBe(0);
  });

  test('the last profile counts', () => {
    const { profile } = memoryLedger();
    expect(profile.load()).toBeUndefined();
    const lea: Profile = {
      firstName: 'Léa',
      lastName: 'Roy',
      business: 'Studio Roy',
      phone: null,
      email: null,
      address: null,
      country: 'FR',
      region: '67',
      language: 'fr',
      iban: null,
      bic: null,
      legalId: null,
      paymentMethods: ['transfer', 'card'],
      paymentLink: null,
      signature: null,
    };
    profile.save(lea);
    profile.save({ ...lea, phone: '+33600000000' });
    expect(profile.load()).toEqual({ ...lea, phone: '+33600000000' });
  });

  test('settings are set, replaced and taken away', () => {
    const { settings } = memoryLedger();
    settings.set('arrival_days', '3');
    settings.set('arrival_days', '4');
    settings.set('mail.host', 'smtp.example');
    settings.unset('mail.host');
    settings.unset('never');
    expect([...settings.all()]).toEqual([['arrival_days', '4']]);
    settings.set('mail.host', 'smtp.example');
    expect(settings.all().get('mail.host')).toBe('smtp.example');
  });

  test('a file is seen once it is recorded; a column map is replaced', () => {
    const { imports } = memoryLedger();
    const sha256 = 'a'.repeat(64);
    expect(imports.seen(sha256)).toBe(false);
    imports.record({ sha256, fileName: 'é.csv', format: 'csv', kind: 'invoices', count: 3 });
    expect(imports.seen(sha256)).toBe(true);
    expect(imports.columnMap('x')).toBeUndefined();
    imports.saveColumnMap('x', '{"a":1}');
    imports.saveColumnMap('x', '{"a":2}');
    expect(imports.columnMap('x')).toBe('{"a":2}');
  });
});
