import { describe, expect, it } from 'vitest';
import type { AttemptOutcome, MemoKind, OwnCommitment } from '../../src/domain/attempt.ts';
import { day } from '../../src/domain/day.ts';
import type { PreparedMemo } from '../../src/commands/memo-draft.ts';
import { aContact, anInvoice, anOutcome, aPart, aPromise, euros } from '../support/a-standing.ts';
import {
  aStory,
  callId,
  type Episode,
  episodes,
  first,
  second,
  tell,
  type Telling,
} from '../support/memo-stories.ts';

function episode(kind: MemoKind, invoiceId: number): Episode {
  const make = episodes[kind];
  if (make === undefined) throw new Error(kind);
  return make(invoiceId);
}

function promised(invoiceId: number, amount: number, outcomes: readonly AttemptOutcome[] = []): Episode {
  const parts = [aPart(invoiceId, '2026-06-12', amount)];
  const promises = [aPromise('2026-06-09', '2026-06-12', { id: 302, callId, parts })];
  return { outcomes, promises, marks: [] };
}

async function only(told: readonly Episode[], telling: Telling = {}): Promise<PreparedMemo> {
  const [memo, ...others] = await tell(aStory(told, telling));
  if (memo === undefined || others.length > 0) throw new Error(`${others.length + 1} memos`);
  return {
    ...memo,
    text: memo.text.replaceAll('\u00a0', ' '),
    subject: memo.subject.replaceAll('\u00a0', ' '),
  };
}

const commitment: OwnCommitment = {
  id: 1,
  clientId: 1,
  callId,
  text: 'envoyer le devis',
  dueOn: day('2026-06-11'),
  dueAt: null,
  doneOn: null,
  recordedAt: 0,
};

describe('two answers on one invoice', () => {
  it('a dispute on a part and a date for the rest: two amounts that add up', async () => {
    const memo = await only([episode('dispute_acknowledged', 101), promised(101, 690)]);
    expect(memo.kind).toBe('dispute_acknowledged');
    expect(memo.text).toContain('Montant concerné : 150,00 €');
    expect(memo.text).toContain('Partie sans réserve : 690,00 €');
    expect(memo.text).toContain(
      'Sur la facture F-2026-101, pour la partie sans réserve, 690,00 €, nous avons convenu de ce règlement.',
    );
    expect(memo.text).toContain('Montant : 690,00 €\nDate : vendredi 12 juin 2026');
    expect(memo.text).not.toContain('Reste à régler');
    expect(memo.invoices.map(({ name }) => name)).toEqual(['F-2026-101.pdf']);
  });

  it('a dispute and no date for the rest: asks for the rest only', async () => {
    const memo = await only([episode('no_agreement', 101), episode('dispute_acknowledged', 101)]);
    expect(memo.kind).toBe('no_agreement');
    expect(memo.text).toContain('régler la facture F-2026-101 : 690,00 €');
    expect(memo.text).toContain('Montant concerné : 150,00 €');
    expect(memo.text).not.toContain('840,00');
  });

  it('a part promised and no date for the rest: what was promised is not asked for again', async () => {
    const memo = await only([episode('no_agreement', 101), promised(101, 300)]);
    expect(memo.kind).toBe('no_agreement');
    expect(memo.text).toContain('régler la facture F-2026-101 : 540,00 €');
    expect(memo.text).toContain('Montant : 300,00 €');
  });

  it('all of it promised, whatever else the outcome says: nothing is asked for', async () => {
    const memo = await only([episode('no_agreement', 101), promised(101, 840)]);
    expect(memo.kind).toBe('promise_confirmation');
    expect(memo.text).not.toContain('nous n’avons pas encore de date');
  });

  it('a copy and a date: the date is told once, no other call is announced', async () => {
    const { records } = episode('duplicate_sent', 101);
    const memo = await only([
      episode('promise_confirmation', 101),
      { outcomes: [], records: records ?? {}, marks: [] },
    ]);
    expect(memo.kind).toBe('promise_confirmation');
    expect(memo.text).toContain('Voici la copie que vous attendiez, pour la facture F-2026-101.');
    expect(memo.text).toContain('Adresse de ce premier envoi : ancien@roussel.example');
    expect(memo.text).not.toContain('Je vous appelle');
    expect(memo.text.match(/12 juin 2026/g)).toHaveLength(1);
  });

  it('what a later answer of the call took back is not told', async () => {
    const { records } = episode('payment_proof_request', 101);
    const claims = (records?.claims ?? []).map((claim) => ({ ...claim, isSuperseded: true }));
    const memo = await only([
      episode('promise_confirmation', 101),
      { outcomes: [], records: { claims }, marks: [] },
    ]);
    expect(memo.text).not.toMatch(/VIR-77|98,70/);
  });
});

describe('own commitments', () => {
  it.each(Object.keys(episodes))('%s lists them, once', async (kind) => {
    const make = Object.entries(episodes).find(([name]) => name === kind)?.[1];
    for (const language of ['fr', 'en'] as const) {
      const told = make === undefined ? [] : [make(101)];
      const memo = await only(told, { client: { language }, commitments: [commitment] });
      expect(memo.text.match(/envoyer le devis/g)).toHaveLength(1);
      expect(memo.text).toMatch(
        /De mon côté : envoyer le devis \(jeudi 11|On my side: envoyer le devis \(Thursday/,
      );
    }
  });
});

describe('the facts of the records', () => {
  it('a final notice lists what is overdue, in every currency, and needs a day to come', async () => {
    const foreign = anInvoice({ ...second, amount: { ...euros(500), currency: 'USD' as never } });
    const all: Episode = {
      ...episode('final_notice', 101),
      outcomes: [anOutcome({ outcome: 'refusal', action: 'execute_step' })],
    };
    const memo = await only([all], { standing: { invoices: [first, foreign] } });
    expect(memo.subject).toMatch(/840,00 € et 500,00/);
    const late = await only([all], { today: '2026-06-25' });
    expect(late.missing).toEqual(['deadline']);
  });

  it('a refusal without a ready step announces nothing', async () => {
    const refusal = anOutcome({
      invoiceId: 101,
      outcome: 'refusal',
      action: 'announce',
      followUpOn: day('2026-06-09'),
    });
    const memo = await only([{ outcomes: [refusal], marks: [] }]);
    expect(memo.kind).toBe('no_agreement');
    expect(memo.text).toContain('Je reviens vers vous par écrit.');
    expect(memo.text).not.toMatch(/étape|mise en demeure/i);
  });

  it('an intent with a step named tells both', async () => {
    const told = episode('final_notice', 101);
    const intent = { ...told, outcomes: [anOutcome({ invoiceId: 101, outcome: 'intent' })] };
    const memo = await only([intent]);
    expect(memo.kind).toBe('no_agreement');
    expect(memo.text).toContain(
      "sans règlement d'ici au mercredi 24 juin 2026, l'étape suivante est une injonction",
    );
  });

  it.each([
    ['4321', true, '4321'],
    ['4321', false, '4321'],
    ['0189', false, null],
    ['FR76 3000 4000 0312 3456 7890 143', true, '0143'],
    [null, true, null],
  ])('an account %s, told as other %s: warns of %s', async (accountLast4, isOtherAccount, warned) => {
    const told = episode('payment_proof_request', 101);
    const claims = (told.records?.claims ?? []).map((claim) => ({ ...claim, accountLast4, isOtherAccount }));
    const memo = await only([{ ...told, records: { claims } }]);
    expect(memo.text).not.toMatch(/3000 4000/);
    const warning = /Le compte finissant par (\S+) n'est pas le mien\./.exec(memo.text)?.[1] ?? null;
    expect(warning).toBe(warned);
  });

  it('proof on another day than today is asked for by that day', async () => {
    const told = episode('payment_proof_request', 101);
    const claims = (told.records?.claims ?? []).map((claim) => ({ ...claim, proofBy: day('2026-06-10') }));
    const memo = await only([{ ...told, records: { claims } }]);
    expect(memo.text).toContain("envoyez-moi d'ici au mercredi 10 juin 2026 l'avis");
  });
});

describe('to whom', () => {
  const approval = episode('approval_request', 101);
  const circuits = approval.records?.circuits ?? [];

  it.each([
    ['a phone number only', '03 88 00 11 44', [aContact()], 'jules@roussel.example', []],
    [
      'a contact of that name',
      null,
      [
        aContact(),
        aContact({ id: 12, firstName: 'ROSE', lastName: 'Keller', email: 'keller@roussel.example' }),
      ],
      'keller@roussel.example',
      ['jules@roussel.example'],
    ],
    ['an address', 'rose@roussel.example', [aContact()], 'rose@roussel.example', ['jules@roussel.example']],
    ['the address of the call itself', 'jules@roussel.example', [aContact()], 'jules@roussel.example', []],
  ] as const)('an approver with %s', async (...[, approverContact, contacts, address, copies]) => {
    const records = { circuits: circuits.map((one) => ({ ...one, approverContact })) };
    const memo = await only([{ ...approval, records }], { standing: { contacts } });
    expect(memo.to.address).toBe(address);
    expect(memo.cc.map((one) => one.address)).toEqual(copies);
    expect(memo.missing).toEqual([]);
    expect(memo.text).toContain('Rose Keller');
    expect(memo.text).toContain(
      address === 'jules@roussel.example' && copies.length === 0 && approverContact?.startsWith('03')
        ? "vous m'avez indiqué"
        : "c'est vous qui validez",
    );
  });

  it('a copy goes to the address they gave; beside a promise it goes there as a copy', async () => {
    const told = episode('duplicate_sent', 102);
    const documents = (told.records?.documents ?? []).map((one) => ({
      ...one,
      address: 'factures@roussel.example',
    }));
    const copy = { ...told, records: { documents } };
    expect((await only([copy])).to.address).toBe('factures@roussel.example');
    const both = await only([episode('promise_confirmation', 101), copy]);
    expect(both.to.address).toBe('jules@roussel.example');
    expect(both.cc.map(({ address }) => address)).toEqual(['factures@roussel.example']);
    const wanted = await only([copy], { to: 'autre@roussel.example' });
    expect([wanted.to.address, wanted.cc]).toEqual(['autre@roussel.example', []]);
    expect(wanted.text).toContain('Envoyé à : autre@roussel.example');
  });
});

describe('what is never written', () => {
  it.each([
    ['insolvency', [anOutcome({ outcome: 'insolvency', action: 'declare_claim' })]],
    [
      'insolvency beside a copy',
      [
        anOutcome({ outcome: 'insolvency', action: 'declare_claim' }),
        ...episode('duplicate_sent', 102).outcomes,
      ],
    ],
    ['a quarrel', [anOutcome({ outcome: 'angry' })]],
  ])('%s: no memo', async (_, outcomes) => {
    expect(await tell(aStory([{ outcomes, marks: [] }]))).toEqual([]);
  });

  const money = /F-2026|840|615|€|factur|règl|pay|montant|échéance|FR76|solde/i;
  const pause = anOutcome({ outcome: 'distress', followUpOn: day('2026-06-23') });

  it('distress: the call back, and nothing about money', async () => {
    for (const register of ['formal', 'familiar'] as const) {
      const memo = await only([{ outcomes: [pause], marks: [] }], {
        client: { register },
        commitments: [commitment],
      });
      expect(memo.kind).toBe('callback_agreed');
      expect(memo.subject + memo.text).not.toMatch(money);
      expect(memo.text).toContain('mardi 23 juin 2026');
      expect([memo.invoices, memo.calendar]).toEqual([[], null]);
    }
  });

  it('distress with no date: no pressure; with a promise: the call back stays neutral', async () => {
    const vague = await only([
      { outcomes: [{ ...pause, invoiceId: 101 }], marks: [] },
      episode('no_agreement', 102),
    ]);
    expect(vague.kind).toBe('callback_agreed');
    expect(vague.text).not.toMatch(money);
    const both = await only([
      episode('promise_confirmation', 101),
      { outcomes: [{ ...pause, invoiceId: 102 }], marks: [] },
    ]);
    expect(both.text).toContain('Comme convenu, je vous appelle mardi 23 juin 2026.');
  });

  it.each(Object.keys(episodes))(
    'an hour agreed with the desk, and %s: nothing about money',
    async (kind) => {
      const make = Object.entries(episodes).find(([name]) => name === kind)?.[1];
      const callback = anOutcome({ outcome: 'callback', followUpOn: day('2026-06-18'), followUpAt: 600 });
      const told = [{ outcomes: [callback], marks: [] }, ...(make === undefined ? [] : [make(102)])];
      const [memo, ...others] = await tell(
        aStory(told, { attempt: { reach: 'desk' }, commitments: [commitment] }),
      );
      expect(others).toEqual([]);
      expect(memo?.kind).toBe('callback_agreed');
      expect(`${memo?.subject}${memo?.text}`).not.toMatch(money);
      expect([memo?.invoices, memo?.calendar, memo?.cc]).toEqual([[], null, []]);
      expect(memo?.to.address).toBe('jules@roussel.example');
    },
  );
});
