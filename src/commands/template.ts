import type { Command } from 'commander';
import type { CommandHost } from '../cli/context.ts';
import { checkOwn } from '../script/check.ts';
import { wordNames } from '../script/word-files.ts';
import { showLine } from '../terminal/show-line.ts';
import { showTemplates } from '../terminal/show-template.ts';
import { describe } from './describe.ts';
import { type CheckOptions, checkTemplates } from './template-check.ts';
import { type EditOptions, editTemplate, resetTemplate } from './template-edit.ts';
import { languageOf, placeOf, type TemplateServices } from './template-find.ts';

export type TemplateOptions =
  | { readonly action: 'list'; readonly lang?: string | undefined; readonly own?: boolean | undefined }
  | ({ readonly action: 'edit' } & EditOptions)
  | ({ readonly action: 'reset'; readonly yes?: boolean | undefined } & EditOptions)
  | ({ readonly action: 'check' } & CheckOptions);

type Run = (context: TemplateServices, options: TemplateOptions) => Promise<void>;

/** `dun template list|edit|check|reset`. `--lang` is the language of the words here, and a global option as well. */
export function registerTemplate(program: Command, host: CommandHost, run: Run = runTemplate): void {
  const template = describe(program.command('template'), host, { key: 'template' });
  const start = async (options: TemplateOptions) => run(await host.context(), options);
  const child = (usage: string, flags: readonly string[] = []) => {
    const key = usage.split(' ', 1)[0] ?? usage;
    const command = template.command(usage, { isDefault: key === 'list' });
    return describe(command, host, { key: `template.${key}`, flags: ['--lang <fr|en>', ...flags] });
  };
  child('list', ['--own']).action(async (given: { own?: boolean }, command: Command) =>
    start({ action: 'list', own: given.own, lang: langOf(command) }),
  );
  child('edit <name>').action(async (name: string, _: object, command: Command) =>
    start({ action: 'edit', name, lang: langOf(command) }),
  );
  child('check [file...]').action(async (files: string[], _: object, command: Command) =>
    start({ action: 'check', files, lang: langOf(command) }),
  );
  child('reset <name>', ['--yes']).action(async (name: string, given: { yes?: boolean }, command: Command) =>
    start({ action: 'reset', name, yes: given.yes, lang: langOf(command) }),
  );
}

function langOf(command: Command): string | undefined {
  return command.optsWithGlobals<{ lang?: string }>().lang;
}

async function runTemplate(context: TemplateServices, options: TemplateOptions): Promise<void> {
  if (options.action === 'edit') return editTemplate(context, options);
  if (options.action === 'reset') return resetTemplate(context, options);
  if (options.action === 'check') return checkTemplates(context, options);
  return listTemplates(context, options);
}

async function listTemplates(
  context: TemplateServices,
  { lang, own = false }: { readonly lang?: string | undefined; readonly own?: boolean | undefined },
): Promise<void> {
  const { output, words, today, isJson, wordFolders } = context;
  const language = languageOf(lang, context);
  const checked = new Map(checkOwn(wordFolders, language).map(({ path, findings }) => [path, findings]));
  const all = wordNames(wordFolders.builtIn, language).map((word) => {
    const place = placeOf(word, language, context);
    const findings = checked.get(place.own);
    const faults = findings?.filter(({ isWarning }) => !isWarning).length ?? 0;
    const { name, kind } = word;
    const warnings = (findings?.length ?? 0) - faults;
    return { name, kind, isOwn: findings !== undefined, path: place.own, faults, warnings };
  });
  const items = own ? all.filter(({ isOwn }) => isOwn) : all;
  if (isJson) {
    return output.json({ schema: 'dun.template/1', today, language, folder: wordFolders.user, items });
  }
  for (const line of showTemplates(items, language, context)) output.line(line);
  output.note(
    items.some(({ isOwn }) => isOwn)
      ? showLine(words, 'template.folder', { path: `${wordFolders.user}/${language}` })
      : words.label('template.none_own'),
  );
}
