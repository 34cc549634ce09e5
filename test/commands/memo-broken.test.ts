import { describe, expect, it } from 'vitest';
import type { Attempt, MemoKind, MemoRecord, Outcome } from '../../src/domain/attempt.ts';
import { day, momentOf } from '../../src/domain/day.ts';
import type { Standing } from '../../src/domain/standing.ts';
import { aContact, aMemo, anAttempt, anOutcome, aPart, aPayment, aPromise } from '../support/a-standing.ts';
import { aStory, callId, first, second, tell } from '../support/memo-stories.ts';

/** Promised on 26 May for 28 May on the first invoice; the call is on 9 June. */
const promise = aPromise('2026-05-26', '2026-05-28', { id: 200, callId: 3 });
const before = anAttempt('2026-05-26', { id: 3 });
const kept = aPromise('2026-05-26', '2026-05-28', {
  id: 200,
  callId: 3,
  parts: [aPart(101, '2026-05-28', 200)],
});

interface Scene {
  readonly outcome: Outcome;
  readonly standing?: Partial<Standing>;
  readonly attempt?: Partial<Attempt>;
  readonly verifiedOn?: string | null;
  readonly language?: 'fr' | 'en';
}

async function after({ outcome, standing, attempt, verifiedOn = '2026-05-26', language = 'fr' }: Scene) {
  const outcomes = [anOutcome({ outcome, followUpOn: day('2026-06-10') })];
  const told = { outcomes, marks: [] };
  const reach = outcome === 'voicemail' || outcome === 'no_answer' || outcome === 'busy' ? outcome : 'person';
  const story = aStory([told], { attempt: { reach, ...attempt }, client: { language } });
  const whole: Standing = {
    ...story.request.standing,
    contacts: [aContact({ verifiedOn: verifiedOn === null ? null : day(verifiedOn) })],
    promises: [promise],
    attempts: [before, story.source.attempt],
    ...standing,
  };
  const changed = { ...story, source: { ...story.source, standing: whole } };
  return (await tell({ ...changed, request: { ...story.request, standing: whole } }))[0];
}

const recall = (state: MemoRecord['state'], on: string, call = 4): MemoRecord =>
  aMemo({
    kind: 'broken_promise',
    callId: call,
    state,
    createdAt: momentOf(day(on), 600),
    sentAt: momentOf(day(on), 600),
  });

describe('after a promise that was not kept (practice D3)', () => {
  const part = { payments: [aPayment(101, '2026-05-29', 300)] };

  it.each<[string, Scene, MemoKind | undefined]>([
    ['voicemail', { outcome: 'voicemail' }, 'broken_promise'],
    ['no answer', { outcome: 'no_answer' }, 'broken_promise'],
    ['busy', { outcome: 'busy' }, 'broken_promise'],
    ['wrong number: a mail asks for nothing yet', { outcome: 'bad_number' }, undefined],
    ['reached, no date', { outcome: 'no_date' }, 'no_agreement'],
    ['reached, a part paid, no date', { outcome: 'no_date', standing: part }, 'broken_promise'],
    ['not reached, a part paid', { outcome: 'no_answer', standing: part }, 'broken_promise'],
    ['reached, a part paid, called back', { outcome: 'callback', standing: part }, 'callback_agreed'],
    [
      'all paid',
      { outcome: 'no_answer', standing: { payments: [aPayment(101, '2026-05-29', 840)] } },
      undefined,
    ],
    [
      'kept, the rest was never promised',
      { outcome: 'no_answer', standing: { promises: [kept], payments: [aPayment(101, '2026-05-29', 200)] } },
      undefined,
    ],
    [
      'withdrawn',
      {
        outcome: 'no_answer',
        standing: {
          promises: [
            {
              ...promise,
              changes: [
                { kind: 'withdrawn', on: day('2026-05-27'), reason: 'x', replacedBy: null, recordedAt: 0 },
              ],
            },
          ],
        },
      },
      undefined,
    ],
    [
      'still open',
      { outcome: 'voicemail', standing: { promises: [aPromise('2026-06-02', '2026-06-12', { callId: 3 })] } },
      'voicemail_followup',
    ],
    [
      'told already',
      { outcome: 'voicemail', standing: { memos: [recall('sent', '2026-06-05')] } },
      'voicemail_followup',
    ],
    [
      'told by a mail that failed',
      { outcome: 'voicemail', standing: { memos: [recall('failed', '2026-06-05')] } },
      'broken_promise',
    ],
    [
      'told of an earlier one',
      { outcome: 'voicemail', standing: { memos: [recall('sent', '2026-05-20')] } },
      'broken_promise',
    ],
    [
      'this very memo',
      { outcome: 'voicemail', standing: { memos: [recall('draft', '2026-06-09', callId)] } },
      'broken_promise',
    ],
    ['an unverified contact', { outcome: 'voicemail', verifiedOn: null }, 'voicemail_followup'],
  ])('%s', async (_, scene, kind) => {
    expect((await after(scene))?.kind).toBe(kind);
  });

  it('recalls the promise, says what came, and asks for a day', async () => {
    const nothing = (await after({ outcome: 'voicemail' }))?.text.replaceAll('\u00a0', ' ');
    expect(nothing).toContain(
      'Au téléphone, le mardi 26 mai 2026, nous avions convenu de 840,00 € pour le jeudi 28 mai 2026.',
    );
    expect(nothing).toContain("Au mardi 9 juin 2026, je n'ai rien reçu sur le compte.");
    expect(nothing).toContain('Je vous appelle le mercredi 10 juin 2026.');
    expect(nothing).not.toContain('Merci pour notre échange');
    const some = (
      await after({ outcome: 'no_date', standing: part, attempt: { note: 'on verra' }, language: 'en' })
    )?.text;
    expect(some).toContain(
      'I have received €300.00, on Friday 29 May 2026, thank you. As of Tuesday 9 June 2026, €540.00 is left.',
    );
    expect(some).toContain('On the phone on Tuesday 9 June 2026, I noted your answer: "on verra".');
  });

  it('never quotes a note about a call that reached nobody', async () => {
    const memo = await after({ outcome: 'voicemail', attempt: { note: 'répondeur, voix pressée' } });
    expect(memo?.text).not.toContain('répondeur');
  });

  it('says nothing about money to an address that is not sure', async () => {
    const memo = await after({ outcome: 'no_answer', verifiedOn: null });
    expect(memo?.kind).toBe('voicemail_followup');
    expect(`${memo?.subject}${memo?.text}`).not.toMatch(/F-2026|840|€|factur|règl|FR76/i);
  });

  it('recalls its own invoice; another one without a date is a section', async () => {
    const outcomes = [
      anOutcome({ invoiceId: 101, outcome: 'no_date', followUpOn: day('2026-06-17') }),
      anOutcome({ invoiceId: 102, outcome: 'no_date', followUpOn: day('2026-06-18') }),
    ];
    const standing = {
      promises: [promise],
      payments: [aPayment(101, '2026-05-29', 300)],
      invoices: [first, second],
    };
    const memo = await after({ outcome: 'no_date', attempt: { outcomes }, standing: { ...standing } });
    const text = memo?.text.replaceAll('\u00a0', ' ') ?? '';
    expect(memo?.kind).toBe('broken_promise');
    expect(text).toContain('Facture : F-2026-101\nReste à régler : 540,00 €');
    expect(text).toContain("Pour la facture F-2026-102, 615,50 €, nous n'avons pas encore de date.");
    expect(text).toContain('Je reprends contact à ce sujet le jeudi 18 juin 2026.');
  });
});
