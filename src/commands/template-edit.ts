import { DunError } from '../domain/errors.ts';
import { catalog, isLineName } from '../script/catalog.ts';
import { checkBytes, type Finding } from '../script/check.ts';
import { saveOwn, setAside } from '../script/own-words.ts';
import { showLine } from '../terminal/show-line.ts';
import { showFinding } from '../terminal/show-template.ts';
import { findWord, languageOf, type TemplateServices, type WordPlace } from './template-find.ts';

export interface EditOptions {
  readonly name: string;
  readonly lang?: string | undefined;
}

/** Ours, or the user's own, in the editor. What is faulty is told with its place before it is kept. */
export async function editTemplate(context: TemplateServices, options: EditOptions): Promise<void> {
  const place = findWord(options.name, languageOf(options.lang, context), context);
  if (!context.prompter.isInteractive)
    throw new DunError('template.no_terminal', 2, { path: place.own, ours: place.ours });
  const ours = await textOf(place.ours, context);
  const own = await textOf(place.own, context);
  tellFacts(place, context);
  const edited = await untilGood(place, own ?? ours ?? '', context);
  if (edited === undefined) return;
  if (edited === (own ?? ours)) return tell(context, 'template.unchanged', place);
  if (edited !== ours) {
    saveOwn(place.own, edited);
    return tell(context, 'template.saved', place);
  }
  // Word for word ours: an own copy would only hide what a later version says better.
  setAside(place.own);
  tell(context, 'template.same_as_ours', place);
}

/** The user's words laid aside, so that ours are said again. Asks first, unless told not to. */
export async function resetTemplate(
  context: TemplateServices,
  options: EditOptions & { readonly yes?: boolean | undefined },
): Promise<void> {
  const { output, words, prompter } = context;
  const place = findWord(options.name, languageOf(options.lang, context), context);
  const { name } = place.word;
  if ((await context.files.read(place.own)) === undefined)
    return tell(context, 'template.ours_already', place);
  const isSure =
    options.yes === true ||
    (await prompter.confirm({ message: words.label('template.reset.ask', { name }), initial: false }));
  if (!isSure) return tell(context, 'template.unchanged', place);
  const aside = setAside(place.own);
  output.line(showLine(words, 'template.reset.done', { name, path: aside }));
}

/** Edits until the text is good, or the user decides. `undefined` when nothing is to be written. */
async function untilGood(
  place: WordPlace,
  before: string,
  context: TemplateServices,
): Promise<string | undefined> {
  const fileName = place.word.path.replace(/^.*\//, '');
  let text = before;
  for (;;) {
    text = await context.editText(text, fileName);
    const findings = checkText(text, place);
    for (const finding of findings) context.output.note(showFinding(finding, place.own, context));
    if (findings.every(({ isWarning }) => isWarning)) return text;
    const choice = await askWhatNow(context);
    if (choice === 'leave') {
      tell(context, 'template.left_faulty', place);
      return text;
    }
    if (choice === 'back') {
      await backToGood(place, context);
      return undefined;
    }
  }
}

/** What stood there before the editing, when it is good; ours, when it is faulty itself. */
async function backToGood(place: WordPlace, context: TemplateServices): Promise<void> {
  const own = await textOf(place.own, context);
  const isGood = own === undefined || checkText(own, place).every(({ isWarning }) => isWarning);
  if (isGood) return tell(context, own === undefined ? 'template.ours_again' : 'template.own_again', place);
  setAside(place.own);
  tell(context, 'template.ours_again', place);
}

function askWhatNow({ prompter, words }: TemplateServices): Promise<'edit' | 'back' | 'leave'> {
  return prompter.key<'edit' | 'back' | 'leave'>({
    message: words.label('template.faulty.ask'),
    choices: [
      { key: 'e', label: words.label('template.choice.edit'), value: 'edit' },
      { key: 'r', also: ['k'], label: words.label('template.choice.back'), value: 'back' },
      { key: 'l', label: words.label('template.choice.leave'), value: 'leave' },
    ],
  });
}

function checkText(text: string, place: WordPlace): Finding[] {
  return checkBytes(place.own, new TextEncoder().encode(text), place);
}

async function textOf(path: string, { files }: TemplateServices): Promise<string | undefined> {
  const bytes = await files.read(path);
  return bytes && new TextDecoder().decode(bytes);
}

/** The facts that the line is never said without: what its author may count on. */
function tellFacts({ word }: WordPlace, { output, words }: TemplateServices): void {
  const line = word.name.replace(/^call\//, '').replaceAll('-', '_');
  if (word.kind !== 'call' || !isLineName(line)) return;
  const facts = ['me_full', 'me_business', ...catalog[line].needs].map((fact) => `{${fact}}`).join(' ');
  output.note(words.label('template.facts', { facts }));
  if (catalog[line].isBeforeIdentity) output.note(words.label('template.before_identity'));
}

function tell({ output, words }: TemplateServices, key: string, { word, own }: WordPlace): void {
  output.note(showLine(words, key, { name: word.name, path: own }));
}
