import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ObjectionUse, OwnObjection } from '../../src/domain/call-record.ts';
import { day } from '../../src/domain/day.ts';
import {
  filterObjections,
  isObjectionKey,
  objectionKeys,
  objections,
  ownObjectionKey,
  rankObjections,
} from '../../src/domain/objection.ts';

let lastId = 0;

function aUse(
  objection: string,
  use: Partial<Omit<ObjectionUse, 'on'>> & { on?: string } = {},
): ObjectionUse {
  const { on = '2026-06-02', ...rest } = use;
  lastId += 1;
  return {
    id: lastId,
    clientId: 1,
    callId: 1,
    objection,
    hasWorked: null,
    recordedAt: lastId,
    ...rest,
    on: day(on),
  };
}

function anOwn(id: number, words = 'on change de banque'): OwnObjection {
  return { id, words, answer: { fr: null, en: null }, recordedAt: id };
}

const first = (uses: readonly ObjectionUse[], clientId: number | null, own: readonly OwnObjection[] = []) =>
  rankObjections(uses, own, clientId).map(({ key }) => key);

describe('the library', () => {
  it.each([
    ['not_received', 'duplicate', 'not_received'],
    ['already_paid', 'paid', 'paid'],
    ['in_progress', 'evasive', 'vague'],
    ['cash_tight', 'cannot_pay', 'cash'],
    ['waiting_for_own_client', 'cannot_pay', 'cash'],
    ['signatory_absent', 'approval', 'approval'],
    ['work_not_right', 'dispute', 'dispute'],
    ['invoice_wrong', 'dispute', 'dispute'],
    ['awaiting_approval', 'approval', 'approval'],
    ['po_missing', 'approval', 'approval'],
    ['pays_at_60', 'promise', 'approval'],
    ['transfer_left', 'paid', 'paid'],
    ['forgot', 'promise', 'forgot'],
    ['not_me', 'gatekeeper', null],
    ['never_ordered', 'dispute', 'dispute'],
    ['system_down', 'evasive', 'vague'],
    ['call_later', 'callback', null],
    ['unfinished', 'dispute', 'dispute'],
    ['so_much_a_month', 'plan', 'cash'],
    ['insolvency', 'insolvency', 'insolvency'],
  ] as const)('%s leads to %s and stands for %s', (key, to, cause) => {
    expect(objections[key]).toEqual({ to, cause });
  });

  it('has twenty keys and knows no other', () => {
    expect(objectionKeys()).toHaveLength(20);
    expect(['forgot', 'own:1', 'toString', ''].filter(isObjectionKey)).toEqual(['forgot']);
  });
});

describe('the order', () => {
  it('is that of practice B2 as long as nothing was heard, own ones last', () => {
    expect(first([], 1, [anOwn(2), anOwn(3)])).toEqual([...objectionKeys(), 'own:2', 'own:3']);
  });

  it('puts what this client said ahead, then the most used, then the rest', () => {
    const others = { clientId: 2 };
    const uses = [
      aUse('forgot', others),
      aUse('forgot', others),
      aUse('forgot', others),
      aUse('own:7', { ...others }),
      aUse('own:7', { ...others }),
      aUse('insolvency'),
      aUse('call_later'),
      aUse('call_later'),
    ];
    expect(first(uses, 1, [anOwn(7)]).slice(0, 5)).toEqual([
      'call_later',
      'insolvency',
      'forgot',
      'own:7',
      'not_received',
    ]);
    expect(first(uses, null, [anOwn(7)]).slice(0, 4)).toEqual([
      'forgot',
      'call_later',
      'own:7',
      'insolvency',
    ]);
  });

  it('puts the latest first among those said as often by the client', () => {
    const uses = [aUse('not_received', { on: '2026-05-31' }), aUse('forgot', { on: '2026-06-01' })];
    expect(first(uses, 1).slice(0, 2)).toEqual(['forgot', 'not_received']);
    expect(first(uses, 2).slice(0, 2)).toEqual(['not_received', 'forgot']);
  });

  it('forgets one that was removed, and a key it does not know', () => {
    expect(first([aUse('own:9'), aUse('of_a_newer_dun')], 1)).toEqual(objectionKeys());
  });

  it('counts who said it, when, and how often the answer worked', () => {
    const uses = [
      aUse('forgot', { hasWorked: true, on: '2026-06-01' }),
      aUse('forgot', { hasWorked: false, on: '2026-05-01' }),
      aUse('forgot', { hasWorked: null, clientId: 2, on: '2026-06-08' }),
      aUse('forgot', { hasWorked: true, clientId: 2 }),
    ];
    expect(rankObjections(uses, [], 1)[0]).toEqual({
      key: 'forgot',
      own: null,
      to: 'promise',
      cause: 'forgot',
      count: 4,
      clientCount: 2,
      clientLastOn: '2026-06-01',
      worked: 2,
      judged: 3,
    });
  });

  it('never loses or doubles one', () => {
    const use = fc.record({
      key: fc.constantFrom(...objectionKeys(), 'own:1', 'x'),
      client: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(use), fc.constantFrom(null, 1, 2), (heard, clientId) => {
        const uses = heard.map(({ key, client }) => aUse(key, { clientId: client }));
        const own = [anOwn(1)];
        const ranked = rankObjections(uses, own, clientId);
        expect(ranked.map(({ key }) => key).toSorted()).toEqual(
          [...objectionKeys(), ownObjectionKey({ id: 1 })].toSorted(),
        );
        const clientCounts = ranked.map(({ clientCount }) => clientCount);
        expect(clientCounts).toEqual(clientCounts.toSorted((a, b) => b - a));
      }),
    );
  });
});

describe('typed letters', () => {
  const all = ['je n’ai pas reçu la facture', "c'est déjà payé", "j'ai oublié", 'le cœur du problème'];
  const found = (typed: string) =>
    filterObjections(all, typed, (one) => [one, ...(one.includes('payé') ? ['réglé'] : [])]);

  it.each([
    ['', all],
    ['  ', all],
    ['recu', [all[0]]],
    ['REÇU fact', [all[0]]],
    ['fact reçu', [all[0]]],
    ["n'ai", [all[0]]],
    ['regle', [all[1]]],
    ['coeur', [all[3]]],
    ['xyz', []],
    ['reçu xyz', []],
    ['?!', all],
  ])('%j', (typed, expected) => {
    expect(found(typed)).toEqual(expected);
  });

  it('prefer the beginning of a word', () => {
    expect(filterObjections(['virement', 'mentir'], 'ment', (one) => [one])).toEqual(['mentir', 'virement']);
  });
});
