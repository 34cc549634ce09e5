import { describe, expect, it } from 'vitest';
import type { MemoKind } from '../../src/domain/attempt.ts';
import type { Client } from '../../src/domain/client.ts';
import { weightOf } from '../../src/domain/memo-kind.ts';
import { aStory, episodes, numbers, tell } from '../support/memo-stories.ts';

const kinds = Object.keys(episodes)
  .filter((name): name is MemoKind => name in episodes)
  .toSorted((a, b) => weightOf(a) - weightOf(b));
const pairs = kinds.flatMap((lead, index) => kinds.slice(index + 1).map((other) => [lead, other] as const));

function episodeOf(kind: MemoKind, invoiceId: number) {
  const make = episodes[kind];
  if (make === undefined) throw new Error(kind);
  return make(invoiceId);
}

async function written(lead: MemoKind, other: MemoKind | null, client: Partial<Client>) {
  const told = [episodeOf(lead, 101), ...(other === null ? [] : [episodeOf(other, 102)])];
  return tell(aStory(told, { client }));
}

const forms: readonly [string, Partial<Client>][] = [
  ['fr', { language: 'fr', register: 'formal' }],
  ['fr.familiar', { language: 'fr', register: 'familiar' }],
  ['en', { language: 'en' }],
];

describe.each(forms)('the memos of one call in %s', (name, client) => {
  it('read as they are on paper', async () => {
    const texts: string[] = [];
    const all = [...kinds.map((kind) => [kind, null] as const), ...pairs];
    for (const [lead, other] of all) {
      texts.push(`##### ${lead}${other === null ? '' : ` + ${other}`}\n`);
      for (const { subject, text, to, cc, missing } of await written(lead, other, client)) {
        expect(missing).toEqual([]);
        const copies = cc.map(({ address }) => ` (${address})`).join('');
        texts.push(`${to.name} <${to.address}>${copies}\n${subject}\n\n${text.trimEnd()}\n`);
      }
    }
    await expect(texts.join('\n')).toMatchFileSnapshot(`../golden/memos.${name}.txt`);
  });
});

describe('two outcomes of one call', () => {
  it.each(pairs)('%s and %s: each with its own amounts, days and invoice', async (lead, other) => {
    const [memo, request] = await written(lead, other, {});
    const hasRequest = lead === 'approval_request' || other === 'approval_request';
    expect(memo?.kind).toBe(lead === 'approval_request' ? other : lead);
    expect(request?.to.address).toBe(hasRequest ? 'rose@roussel.example' : undefined);
    const blocks = (memo?.blocks ?? []).map((block) => JSON.stringify(block));
    const own = episodeOf(lead, 101).marks.map((text) => text.replaceAll('\u00a0', ' '));
    const theirs = episodeOf(other, 102).marks;
    const plain = blocks.map((block) => block.replaceAll('\u00a0', ' '));
    for (const mark of [...own, ...theirs.map((text) => text.replaceAll('\u00a0', ' '))]) {
      expect(plain.filter((block) => block.includes(mark))).not.toEqual([]);
    }
    const mixed = plain.filter(
      (block) =>
        [...own, numbers[101] ?? ''].some((mark) => block.includes(mark)) &&
        [...theirs, numbers[102] ?? ''].some((mark) => block.includes(mark.replaceAll('\u00a0', ' '))),
    );
    expect(mixed).toEqual([]);
    expect(memo?.subject).not.toContain(numbers[lead === 'approval_request' ? 101 : 102]);
  });

  it.each(pairs)('%s and %s: one request, one thank you, the account once', async (lead, other) => {
    for (const [, client] of forms) {
      for (const { text, subject } of await written(lead, other, client)) {
        expect(`${subject}\n${text}`).not.toMatch(/[{}]|undefined|null|\*\*/);
        const asks =
          /r[ée]pond(?:s|ez)(?:-moi)? |envoie(?:-moi|z-moi)|envoyez-moi|please reply|answer today|please send me/gi;
        expect(text.match(asks)).toHaveLength(1);
        expect(text.match(/FR76 3000 6000 0112 3456 7890 189/g)?.length ?? 0).toBeLessThan(2);
      }
    }
  });
});
