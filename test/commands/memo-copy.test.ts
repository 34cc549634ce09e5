import { beforeAll, describe, expect, it } from 'vitest';
import { shortOf } from '../../src/commands/memo-copy.ts';
import { prepareMemos } from '../../src/commands/memo-draft.ts';
import { foreignAccounts } from '../../src/domain/account-mask.ts';
import type { MemoKind } from '../../src/domain/attempt.ts';
import type { Client } from '../../src/domain/client.ts';
import type { Language } from '../../src/domain/profile.ts';
import { type Facts, factNames } from '../../src/script/facts.ts';
import { loadScript } from '../../src/script/load.ts';
import { memoCatalog, textOf } from '../../src/script/memo-catalog.ts';
import { longestText } from '../../src/script/memo-text.ts';
import { allMemos, type WrittenMemo } from '../support/all-memos.ts';
import { aDesk } from '../support/memo-services.ts';
import { wordFolders } from '../support/prep-services.ts';

type Register = Client['register'];

const voices: readonly [Language, Register][] = [
  ['fr', 'formal'],
  ['fr', 'familiar'],
  ['en', 'formal'],
];

const textKinds = Object.keys(textOf).filter((kind): kind is MemoKind => kind in textOf);
/** What names a debt to whoever reads over a shoulder or picks up the telephone of somebody else. */
const aboutMoney =
  /\d[ .,]\d{2} ?€|€|\b(?:EUR|F-\d|facture|invoice|montant|amount|solde|balance|paie|pay|règl|regl|virement|transfer|dû|due|owed?|impay|overdue|relanc|retard|promis|promesse|échéan|dette|debt)/i;
const speaksFormally = /\b(?:vous|votre|vos)\b|(?:ez-moi)\b/i;
const speaksFamiliarly = /\b(?:tu|te|toi|ton|ta|tes)\b|-toi\b|\b(?:réponds|envoie|corrige|dis)-/i;

const size = (text: string): number => Array.from(text).length;

/** The text of a request for approval where nobody but the person of the call can be written to. */
async function approvalText(language: Language, register: Register): Promise<string> {
  const desk = aDesk({ language, outcome: { outcome: 'approval' } });
  const { ledger } = desk.context;
  const [client] = ledger.clients.all();
  if (client !== undefined) ledger.clients.edit(client.id, { register });
  const [standing] = ledger.standings.all();
  const attempt = standing?.attempts[0];
  if (standing === undefined || attempt === undefined) throw new RangeError('no call');
  const [memo] = await prepareMemos(desk.context, { standing, attempt });
  if (memo?.kind !== 'approval_request') throw new RangeError('no request for approval');
  return shortOf(desk.context, memo);
}

describe.each(voices)('--copy in %s, %s', (language, register) => {
  let memos: readonly WrittenMemo[];
  let texts: readonly (readonly [MemoKind, string])[];

  beforeAll(async () => {
    memos = await allMemos(language, {}, register);
    const told = memos.flatMap(({ prepared: { kind, short } }) =>
      short === null ? [] : [[kind, short] as const],
    );
    texts = [...told, ['approval_request', await approvalText(language, register)]];
  });

  it('has words for every kind but the one that is a letter', () => {
    expect(new Set(texts.map(([kind]) => kind))).toEqual(new Set(textKinds));
    const without = memos.filter(({ prepared }) => prepared.short === null);
    expect(new Set(without.map(({ prepared: { kind, reader } }) => `${kind} ${reader}`))).toEqual(
      new Set(['final_notice person', 'approval_request approver']),
    );
  });

  it('fits a message, and is whole', () => {
    const broken = /[{}<>*_\n\u00a0\u202f]|undefined| {2}/;
    expect(texts.filter(([, text]) => size(text) > longestText || size(text) < 80)).toEqual([]);
    expect(texts.filter(([, text]) => broken.test(text))).toEqual([]);
    expect(texts.filter(([, text]) => !text.endsWith('Nadia Benali, Atelier Benali.'))).toEqual([]);
  });

  it('carries no account, no link and no subject', () => {
    expect(texts.filter(([, text]) => foreignAccounts(text, null).length > 0)).toEqual([]);
    expect(texts.filter(([, text]) => /[A-Z]{2}\d{2} ?\d{4}|https?:|www\./.test(text))).toEqual([]);
  });

  it('names no debt where somebody else may read or hear it', () => {
    // The others are about it: a pattern that finds nothing would prove nothing.
    const neutral = texts.filter(([, text]) => !aboutMoney.test(text)).map(([kind]) => kind);
    expect(neutral.toSorted()).toEqual(['callback_agreed', 'voicemail_followup']);
  });

  it('keeps to one way of speaking', () => {
    const pairs = {
      'fr formal': [speaksFormally, speaksFamiliarly],
      'fr familiar': [speaksFamiliarly, speaksFormally],
    };
    const english = [/\byou\b|\breply\b|\banswer\b|\bThank you\b/i, /\b(?:vous|tu|merci|bonjour)\b/i];
    const [right, wrong] =
      Object.entries(pairs).find(([voice]) => voice === `${language} ${register}`)?.[1] ?? english;
    expect(texts.filter(([, text]) => wrong?.test(text))).toEqual([]);
    expect(texts.filter(([, text]) => right?.test(text)).length).toBeGreaterThan(6);
  });
});

describe('the short text of a kind', () => {
  const long = 'Établissements Dupont-Lefèvre-Vandenberghe & Associés du Grand-Est réunis '.repeat(5);
  const due = { fr: 'vendredi 18 septembre 2026', en: 'Wednesday 23 September 2026' };
  const amount = { fr: '123 456,78 €', en: '€123,456.78' };
  const isAmount = (name: string): boolean => /amount|balance|total/.test(name);
  const isDay = (name: string): boolean => /date|_on$|_by$|_at$/.test(name);

  /** Every fact that may be as long as somebody likes is. */
  const facts = (language: Language): Facts =>
    Object.fromEntries(
      factNames().map((name) => {
        if (isAmount(name)) return [name, amount[language]];
        return [name, isDay(name) ? due[language] : long];
      }),
    );

  it.each(
    voices.flatMap(([language, register]) => textKinds.map((kind) => [kind, language, register] as const)),
  )(
    '%s in %s, %s: however long the names are, it fits, and its amounts and days are whole',
    (kind, language, register) => {
      const script = loadScript(language, wordFolders);
      const text = script.text(kind, facts(language), register);
      const name = textOf[kind];
      if (text === null || name === undefined) throw new RangeError(`no text for ${kind}`);
      expect(size(text)).toBeLessThanOrEqual(longestText);
      const { needs } = memoCatalog[name];
      const plain = (words: string): string => words.replace(/[\u00a0\u202f]/g, ' ');
      expect(text.includes(plain(amount[language]))).toBe(needs.some(isAmount));
      expect(text.includes(due[language])).toBe(needs.some(isDay));
    },
  );
});
