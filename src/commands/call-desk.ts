import type { Context } from '../cli/context.ts';
import { spokenOf } from '../domain/call/record.ts';
import type { Call } from '../domain/call/state.ts';
import { filterObjections, type RankedObjection, rankObjections } from '../domain/objection.ts';
import { findVague, preparePhrases } from '../domain/vague-phrase.ts';
import { factsOf } from '../script/say.ts';
import { type AnswerBook, answerTo, objectionWords, searchWords } from '../script/objections.ts';
import type { ObjectionAnswer } from '../terminal/call-overlay-lines.ts';
import type { Desk } from '../terminal/call-pressed.ts';
import type { Stage } from './call-view.ts';

type Services = Pick<Context, 'ledger' | 'words' | 'script'>;

/** What one looks up while the client speaks: objections as this client uses them, vague phrases in both languages. */
export function deskOf(
  { ledger, words, script }: Services,
  clientId: number,
): { readonly desk: Desk; readonly ranked: readonly RankedObjection[] } {
  const ranked = rankObjections(ledger.objections.uses(), ledger.objections.own(), clientId);
  // Looked through at every key: what each may be found by is gathered before anybody speaks.
  const listed = ranked.map((one) => ({
    key: one.key,
    label: objectionWords(one, words).they,
    found: searchWords(one, words),
  }));
  const book = preparePhrases([...script('fr').vague.phrases, ...script('en').vague.phrases]);
  const desk: Desk = {
    objections: (typed) => filterObjections(listed, typed, ({ found }) => found),
    vagueIn: (note) => findVague(note, book)?.missing[0] ?? null,
    stateLabel: (state) => words.label(`call.state.${state}`),
  };
  return { desk, ranked };
}

/** `null` when no objection is on the screen. New words have no answer yet: it is written after the call. */
export function objectionAnswer(call: Call, stage: Stage): ObjectionAnswer | null {
  const heard = call.objecting === null ? undefined : call.heard.objections[call.objecting];
  if (heard === undefined) return null;
  const { objection, words } = heard;
  const ranked = stage.ranked.find(({ key }) => key === objection);
  if (objection === null || ranked === undefined) return { they: words, lines: [], obtain: [] };
  const { language, register } = call.setup;
  const { script, words: spoken } = stage.voices[language];
  const facts = factsOf({ ...call, setup: { ...call.setup, invoices: spokenOf(call) } }, spoken);
  const glance: AnswerBook = {
    language,
    objection: (key, known, choice) => script.objectionKeywords(key, known, choice),
  };
  const book = stage.manner === 'keywords' ? glance : script;
  const lines = answerTo(ranked, { script: book, facts, register, variant: stage.variant });
  return { they: words, lines, obtain: objectionWords(ranked, stage.context.words).obtain };
}
