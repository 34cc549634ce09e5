import type { Command } from 'commander';
import type { CommandHost, Context } from '../cli/context.ts';
import type { OwnObjection } from '../domain/call-record.ts';
import { DunError } from '../domain/errors.ts';
import { fold } from '../domain/fold.ts';
import { objectionKeys } from '../domain/objection.ts';
import { languages } from '../domain/profile.ts';
import { breath, wordCount } from '../script/breath.ts';
import { oneLine } from '../script/facts.ts';
import { objectionWords, ownAnswerFacts, ownAnswerFault } from '../script/objections.ts';
import { showLine } from '../terminal/show-line.ts';
import { describe } from './describe.ts';
import { type ListOptions, listObjections } from './objection-list.ts';
import { need, notTooLong, readRecordId, type Typed } from './read-values.ts';

/** An answer as typed; an empty one takes it away. */
interface AnswerFlags {
  readonly fr?: string;
  readonly en?: string;
}

export type ObjectionOptions =
  | ({ readonly action: 'list' } & ListOptions)
  | ({ readonly action: 'add'; readonly words: string } & AnswerFlags)
  | ({ readonly action: 'edit'; readonly id: string; readonly words?: string } & AnswerFlags)
  | { readonly action: 'remove'; readonly id: string };

type Services = Pick<
  Context,
  'ledger' | 'words' | 'script' | 'output' | 'prompter' | 'language' | 'rules' | 'today' | 'isJson'
>;
type Run = (context: Services, options: ObjectionOptions) => Promise<void>;

/** Longest words and longest answer of one's own: what can be said before they speak again. */
const longestWords = 120;
const longestAnswer = 300;

/** `dun objection list|add|edit|remove` (practice 000-25). */
export function registerObjection(program: Command, host: CommandHost, run: Run = runObjection): void {
  const objection = describe(program.command('objection'), host, { key: 'objection' });
  const start = async (options: ObjectionOptions) => run(await host.context(), options);
  describe(objection.command('list [client]', { isDefault: true }), host, {
    key: 'objection.list',
    flags: ['--all'],
  }).action(async (client: string | undefined, typed: { all?: boolean }) =>
    start({ action: 'list', ...(client === undefined ? {} : { client }), ...typed }),
  );
  describe(objection.command('add <text>'), host, {
    key: 'objection.add',
    flags: ['--fr <text>', '--en <text>'],
  }).action(async (words: string, typed: AnswerFlags) => start({ action: 'add', words, ...typed }));
  describe(objection.command('edit <id>'), host, {
    key: 'objection.edit',
    flags: ['--words <text>', '--fr <text>', '--en <text>'],
  }).action(async (id: string, typed: { words?: string } & AnswerFlags) =>
    start({ action: 'edit', id, ...typed }),
  );
  describe(objection.command('remove <id>'), host, { key: 'objection.remove' }).action(async (id: string) =>
    start({ action: 'remove', id }),
  );
}

async function runObjection(context: Services, options: ObjectionOptions): Promise<void> {
  switch (options.action) {
    case 'list':
      return listObjections(context, options);
    case 'add':
      return addObjection(context, options);
    case 'edit':
      return editObjection(context, options);
    case 'remove':
      return removeObjection(context, options);
  }
}

function addObjection(context: Services, options: ObjectionOptions & { action: 'add' }): void {
  const words = readWords(context, { flag: 'TEXT', text: options.words });
  const answer = { fr: readAnswer('--fr', options.fr) ?? null, en: readAnswer('--en', options.en) ?? null };
  const added = context.ledger.objections.add({ words, answer });
  context.output.line(showLine(context.words, 'objection.added', { id: added.id, words }));
  tellAnswer(context, added);
}

function editObjection(context: Services, options: ObjectionOptions & { action: 'edit' }): void {
  const { ledger, output } = context;
  const before = findOwn(context, options.id);
  const typed = { fr: readAnswer('--fr', options.fr), en: readAnswer('--en', options.en) };
  const { fr = before.answer.fr, en = before.answer.en } = typed;
  const words =
    options.words === undefined
      ? before.words
      : readWords(context, { flag: '--words', text: options.words }, before);
  if (words === before.words && fr === before.answer.fr && en === before.answer.en)
    throw new DunError('objection.nothing_to_change', 2, { id: before.id });
  const edited = ledger.objections.edit(before.id, { words, answer: { fr, en } });
  output.line(showLine(context.words, 'objection.edited', { id: edited.id, words }));
  tellAnswer(context, edited);
}

function removeObjection(context: Services, { id }: { id: string }): void {
  const { ledger, output } = context;
  const own = findOwn(context, id);
  ledger.objections.remove(own.id);
  output.line(showLine(context.words, 'objection.removed', { id: own.id, words: own.words }));
}

/** One of the user's own by its number. DunError 2 for no number, 66 for one that is not there or was removed. */
function findOwn({ ledger }: Pick<Services, 'ledger'>, text: string): OwnObjection {
  const id = readRecordId({ flag: 'ID', text });
  const own = ledger.objections.own().find((one) => one.id === id);
  if (own === undefined) throw new DunError('objection.unknown', 66, { id });
  return own;
}

/** What they say, in one line. DunError 2 when it is empty or too long, 1 when it is in the list already. */
function readWords(
  { ledger, words: labels }: Pick<Services, 'ledger' | 'words'>,
  { flag, text }: Typed,
  edited?: OwnObjection,
): string {
  const words = oneLine(notTooLong({ flag, text: need(flag, text) }, longestWords));
  const same = (other: string) => fold(other) === fold(words);
  const own = ledger.objections.own().find((one) => one.id !== edited?.id && same(one.words));
  if (own !== undefined) throw new DunError('objection.same_words', 1, { words, id: own.id });
  const known = objectionKeys().find((key) => same(objectionWords({ key, own: null }, labels).they));
  if (known !== undefined) throw new DunError('objection.in_library', 1, { words });
  return words;
}

/** The answer in one line; `null` for an empty one, `undefined` when the flag was not given. DunError 2. */
function readAnswer(flag: string, text: string | undefined): string | null | undefined {
  if (text === undefined) return undefined;
  const answer = oneLine(notTooLong({ flag, text }, longestAnswer));
  const column = ownAnswerFault(answer);
  if (column === undefined) return answer || null;
  const known = ownAnswerFacts.map((fact) => `{${fact}}`);
  throw new DunError('objection.bad_answer', 2, {
    flag,
    column,
    known: known.join(', '),
    example: '{balance}',
  });
}

/** The answers as they stand, and what would make them better: nothing of it stops anybody (practice 000-29, 000-30). */
function tellAnswer({ output, words, language }: Services, { id, answer }: OwnObjection): void {
  for (const each of languages) {
    const text = answer[each];
    if (text === null) continue;
    output.line(`  ${showLine(words, `objection.answer.${each}`, { answer: text })}`);
    const count = wordCount(text);
    if (count > breath) output.note(showLine(words, 'objection.advice.long', { count }));
    if (!text.endsWith('?')) output.note(words.label('objection.advice.no_question'));
  }
  if (answer.fr === null && answer.en === null)
    output.note(showLine(words, 'objection.advice.no_answer', { id, language }));
}
