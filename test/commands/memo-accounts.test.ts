import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runMemo } from '../../src/commands/memo.ts';
import type { MemoKind } from '../../src/domain/attempt.ts';
import { foreignAccounts, maskAccounts } from '../../src/domain/account-mask.ts';
import { aDispute, aProfile, aPromise } from '../support/a-standing.ts';
import { aDesk } from '../support/memo-services.ts';
import {
  aStory,
  callId,
  type Episode,
  episodes,
  first,
  second,
  type Story,
  tell,
} from '../support/memo-stories.ts';

const own = aProfile().iban ?? '';

/** `n` digits, `a` letters, `c` either: the shortest and the longest, with and without letters (IBAN registry). */
const shapes: readonly [string, string][] = [
  ['FR', 'nnnnnnnnnncccccccccccnn'], ['DE', 'n'.repeat(18)], ['NO', 'n'.repeat(11)], ['BE', 'n'.repeat(12)],
  ['GB', `aaaa${'n'.repeat(14)}`], ['NL', `aaaa${'n'.repeat(10)}`], ['LC', `aaaa${'n'.repeat(24)}`],
  ['SC', `aaaa${'n'.repeat(20)}aaa`], ['ES', 'n'.repeat(20)],
]; // biome-ignore format: a table

/** A sound IBAN of somebody else. */
const foreign = fc
  .tuple(
    fc.constantFrom(...shapes),
    fc.array(fc.integer({ min: 0, max: 35 }), { minLength: 29, maxLength: 29 }),
  )
  .map(([[country, shape], values]) => {
    const body = Array.from(shape, (kind, index) => character(kind, values[index] ?? 0)).join('');
    return withCheckDigits(country, body);
  });

function character(kind: string, value: number): string {
  const plain = kind === 'n' ? value % 10 : kind === 'a' ? 10 + (value % 26) : value;
  return plain.toString(36).toUpperCase();
}

function withCheckDigits(country: string, body: string): string {
  const digits = Array.from(`${body}${country}00`, (one) => Number.parseInt(one, 36)).join('');
  return `${country}${String(98n - (BigInt(digits) % 97n)).padStart(2, '0')}${body}`;
}

/** The ways in which people, and those who hide something, write an account. */
const written = fc
  .tuple(
    foreign,
    fc.constantFrom('', ' ', '\u00a0', '.', '-', '  ', '\u200b', '\n'),
    fc.constantFrom(1, 2, 4, 5),
    fc.boolean(),
  )
  .map(([code, gap, size, isSmall]) => {
    const groups = code.match(new RegExp(`.{1,${size}}`, 'g')) ?? [];
    const text = groups.join(gap);
    return { code, text: isSmall ? text.toLowerCase() : text };
  });

const around = fc.constantFrom(
  (text: string) => text,
  (text: string) => `nouveau compte : ${text}, merci`,
  (text: string) => `IBAN${text}`,
  (text: string) => `payez sur (${text}) dès lundi`,
  (text: string) => `- **Compte** ${text}`,
  (text: string) => `${own} non, ${text}`,
);

/** Letters and digits alone: whatever stands between them, an account is found. */
function compact(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase();
}

/** The story with the text in every place where a client, or a careless user, may have put it. */
function poisoned({ source, request }: Story, text: string): Story {
  const { standing, attempt, records } = request;
  const changed = {
    ...standing,
    client: { ...standing.client, name: `SARL ${text}` },
    contacts: standing.contacts.map((one) => ({ ...one, lastName: text })),
    invoices: [first, second].map((one) => ({ ...one, service: text, poNumber: text })),
    disputes: standing.disputes.map((one) => ({ ...one, words: text, remedy: text })),
    commitments: [
      { id: 1, clientId: 1, callId, text, dueOn: attempt.on, dueAt: null, doneOn: null, recordedAt: 0 },
    ],
    promises: standing.promises.map((one) => ({ ...one, method: text, promiser: text })),
  };
  return {
    source: { ...source, standing: changed },
    request: {
      ...request,
      standing: changed,
      attempt: { ...attempt, note: text },
      profile: { ...request.profile, signature: text, address: text, business: text },
      records: {
        ...records,
        claims: records.claims.map((one) => ({ ...one, reference: text, accountLast4: text })),
        circuits: records.circuits.map((one) => ({
          ...one,
          waitsFor: text,
          poNumber: text,
          approver: text,
          approverContact: text,
        })),
        documents: records.documents.map((one) => ({ ...one, address: text })),
        announcements: records.announcements.map((one) => ({ ...one, step: text })),
      },
    },
  };
}

const kinds = Object.keys(episodes).filter((name): name is MemoKind => name in episodes);

function episode(kind: MemoKind, invoiceId: number): Episode {
  return episodes[kind]?.(invoiceId) ?? { outcomes: [], marks: [] };
}

describe('no memo carries another account than ours (practice B14)', () => {
  it.each(kinds)('%s, alone and with any other, whatever the client gave', async (kind) => {
    const property = fc.asyncProperty(
      written,
      around,
      fc.constantFrom(...kinds),
      async ({ code, text }, wrap, other) => {
        fc.pre(code !== own);
        const told = [episode(kind, 101), ...(other === kind ? [] : [episode(other, 102)])];
        for (const language of ['fr', 'en'] as const) {
          const memos = await tell(poisoned(aStory(told, { client: { language } }), wrap(text)));
          expect(memos).not.toEqual([]);
          for (const memo of memos) {
            const whole = `${memo.subject}${memo.text}${JSON.stringify(memo.blocks)}${JSON.stringify(memo.calendar)}`;
            expect(compact(whole)).not.toContain(code);
            expect(foreignAccounts(memo.text, own)).toEqual([]);
          }
        }
      },
    );
    await fc.assert(property, { numRuns: 40 });
  });

  it('an intent in their words is no way in either', async () => {
    const condition = 'dès que vous confirmez DE89 3704 0044 0532 0130 00';
    const promises = [aPromise('2026-06-09', '2026-06-12', { callId, condition })];
    const [memo] = await tell(aStory([{ ...episode('no_agreement', 101), promises }]));
    expect(memo?.text).not.toContain('3704');
  });

  it('our own account stays whole, in words and in rows', async () => {
    const disputes = [aDispute({ callId, words: `je paie sur ${own} comme toujours` })];
    const [memo] = await tell(aStory([{ ...episode('promise_confirmation', 101), disputes }]));
    expect(memo?.text).toContain(`je paie sur ${own} comme toujours`);
    expect(memo?.text).toContain('Compte\u00a0: FR76 3000 6000 0112 3456 7890 189');
  });

  it('an edit cannot bring one in: it is kept, and not sent', async () => {
    const edit = (text: string): string =>
      text.replace('FR76 3000 6000 0112 3456 7890 189', 'DE89 3704 0044 0532 0130 00');
    const desk = aDesk({ choices: ['edit', 'send'], edit });
    const refused = {
      key: 'memo.other_account',
      exitCode: 1,
      values: { accounts: 'DE89370400440532013000' },
    };
    await expect(runMemo(desk.context, {})).rejects.toMatchObject(refused);
    await expect(runMemo(desk.context, { eml: 'x.eml' })).rejects.toMatchObject({
      key: 'memo.other_account',
    });
    expect(desk.context.ledger.outbox.list()).toEqual([]);
    expect(desk.context.ledger.calls.draft(desk.callId)?.text).toContain('DE89');
  });
});

describe('maskAccounts', () => {
  it.each([
    ['DE89 3704 0044 0532 0130 00', '…3000'],
    ['DE88 3704 0044 0532 0130 00', '…3000'],
    ['iban:de89370400440532013000.', 'iban:…3000.'],
    ['ＤＥ89 3704 0044 0532 0130 00', '…3000'],
    ['30006 00001 12345678901 89', '…0189'],
    [`${own} et DE89 3704 0044 0532 0130 00`, `${own} et …3000`],
    [
      'le 12 juin 2026, de 12 à 14 h, pour la facture F-2026-101',
      'le 12 juin 2026, de 12 à 14 h, pour la facture F-2026-101',
    ],
    [
      'appelez le 03 88 00 11 22 ou le +33 6 12 34 56 78',
      'appelez le 03 88 00 11 22 ou le +33 6 12 34 56 78',
    ],
    ['TVA FR12345678901, SIRET 123 456 789 00012', 'TVA FR12345678901, SIRET 123 456 789 00012'],
    ['RF18 5390 0754 7034', 'RF18 5390 0754 7034'],
    ['+++090/9337/55493+++', '+++090/9337/55493+++'],
    ['Nadia Benali\n…2252\n06 12 34 56 78\nnadia', 'Nadia Benali\n…2252\n06 12 34 56 78\nnadia'],
    ['IBANDE89 3704 0044 0532 0130 00', 'IBAN…3000'],
    ['ibande 89 37 04 00 44 05 32 01 30 00', 'iban…3000'],
    ['', ''],
  ])('%s', (text, masked) => {
    expect(maskAccounts(text, own)).toBe(masked);
  });

  it('masks ours too when we have none', () => {
    expect(maskAccounts(own, null)).toBe('…0189');
  });

  it('takes a million characters in its stride', () => {
    const started = performance.now();
    for (const part of ['FR76 ABCD ', 'de 1', 'FR76 3000 6000 0112 ', 'x'])
      maskAccounts(part.repeat(1_000_000 / part.length), own);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
