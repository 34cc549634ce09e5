import type { MemoKind } from '../domain/attempt.ts';
import type { Language } from '../domain/profile.ts';
import { registerOf } from './call-file.ts';
import type { Register } from './catalog.ts';
import { type FactName, type Facts, isFactName, isKnown, type ListName, type Lists } from './facts.ts';
import { type Memo, type MemoBlock, renderMemo } from './memo.ts';
import { memoCatalog, memoFor, type MemoName, missingFrom, sectionOf } from './memo-catalog.ts';
import type { MemoTemplate } from './memo-file.ts';
import { mentionsOf } from './template.ts';

/** What else the call brought, with facts of its own: nothing of it is told as part of the lead. */
export interface MemoSection {
  readonly kind: MemoKind;
  readonly facts: Facts;
  readonly lists: Lists;
}

/** A memo to be written: the kind that leads, and the sections in their order. */
export interface MemoOrder {
  readonly kind: MemoKind;
  readonly facts: Facts;
  readonly lists: Lists;
  readonly register: Register;
  readonly language: Language;
  readonly sections: readonly MemoSection[];
}

/** Words by the name of their file without `.md`. */
type Templates = ReadonlyMap<string, MemoTemplate>;

/** A piece of the memo, before it is laid out. */
interface Piece {
  readonly name: MemoName;
  readonly template: MemoTemplate;
  readonly facts: Facts;
  readonly lists: Lists;
}

/**
 * The memo with its sections in one text (practice C9: one email per call and addressee), the words of the first source
 * that has them. Own commitments close the sections, the account stands where it is needed first, and only there. A
 * required fact that nobody gave stands as `{name}`, so that the user sees where it belongs.
 */
export function fillMemo(sources: readonly Templates[], order: MemoOrder): Memo {
  const { language, register } = order;
  const pieceOf = (name: MemoName, { facts, lists }: Pick<Piece, 'facts' | 'lists'>): Piece => {
    const stem = memoStem(name, registerOf(memoCatalog[name], language, register));
    const template = sources.map((source) => source.get(stem)).find((found) => found !== undefined);
    if (template === undefined) throw new RangeError(`no words for the memo ${stem}`);
    return { name, template, facts, lists };
  };
  const lead = pieceOf(memoFor(order.kind, order.facts), order);
  const sections = order.sections.flatMap(({ kind, ...given }) => {
    const name = sectionOf[kind];
    return name === undefined ? [] : [pieceOf(name, given)];
  });
  const isOwnTold = mentionsOf(lead.template.body).includes('my_actions');
  if (isKnown(order.facts, 'my_actions') && !isOwnTold) sections.push(pieceOf('section_own', order));
  return join(lead, sections, language);
}

/** The file name, without `.md`, of a memo. */
export function memoStem(name: MemoName, register: Register): string {
  const stem = name.replaceAll('_', '-');
  return register === 'familiar' ? `${stem}.familiar` : stem;
}

function join(lead: Piece, sections: readonly Piece[], language: Language): Memo {
  const given = { ...lead, facts: withGaps(lead), language };
  const alone = renderMemo(lead.template, given);
  const missing: (FactName | ListName)[] = [...missingOf(lead), ...alone.missing];
  const blocks: MemoBlock[] = [];
  let told = alone.text;
  for (const section of sections) {
    const facts = withoutTold(withGaps(section), told);
    const filled = renderMemo(section.template, { ...section, facts, language });
    missing.push(...missingOf(section), ...filled.missing);
    blocks.push(...filled.blocks);
    told += filled.text;
  }
  const memo = blocks.length === 0 ? alone : renderMemo(lead.template, given, blocks);
  return { ...memo, missing: [...new Set(missing)] };
}

function missingOf({ name, facts, lists }: Piece): (FactName | ListName)[] {
  return missingFrom(name, facts, lists);
}

function withGaps(piece: Piece): Facts {
  const gaps = missingOf(piece).filter(isFactName);
  return { ...piece.facts, ...Object.fromEntries(gaps.map((name) => [name, `{${name}}`])) };
}

/** The account is the same for the whole memo: once is enough. */
function withoutTold(facts: Facts, told: string): Facts {
  const { me_iban: account = '', me_bic: _bic, payment_link: _link, ...others } = facts;
  return account !== '' && told.includes(account) ? others : facts;
}
