import { DunError } from '../domain/errors.ts';
import { languages } from '../domain/profile.ts';
import { checkFile, type CheckedFile, checkOwn } from '../script/check.ts';
import { findingPlace, findingText, showFinding } from '../terminal/show-template.ts';
import { showCount } from '../terminal/show-line.ts';
import { languageOf, type TemplateServices, whoseFile } from './template-find.ts';

export interface CheckOptions {
  readonly lang?: string | undefined;
  readonly files: readonly string[];
}

/** Checks the user's words, all of them or the files named. DunError 78 when one is faulty, once every fault is told. */
export async function checkTemplates(context: TemplateServices, options: CheckOptions): Promise<void> {
  const { output, words, today, isJson } = context;
  const checked = options.files.length > 0 ? await named(context, options) : own(context, options.lang);
  const findings = checked.flatMap((file) => file.findings.map((finding) => ({ file, finding })));
  const faults = findings.filter(({ finding }) => !finding.isWarning).length;
  const warnings = findings.length - faults;
  if (isJson) {
    const items = findings.map(({ file, finding }) => ({
      ...findingPlace(finding, file.path),
      isWarning: finding.isWarning,
      reason: findingText(finding, words),
    }));
    output.json({ schema: 'dun.template.check/1', today, files: checked.length, faults, warnings, items });
  } else {
    for (const { file, finding } of findings) output.line(showFinding(finding, file.path, { words, output }));
  }
  if (faults > 0)
    throw new DunError(`template.faulty.${faults === 1 ? 'one' : 'other'}`, 78, { count: faults });
  if (!isJson) output.line(goodText(context, checked.length, warnings));
}

function goodText({ words }: TemplateServices, files: number, warnings: number): string {
  if (files === 0) return words.label('template.check.none');
  const good = showCount(words, 'template.check.good', { count: files });
  return warnings === 0
    ? good
    : `${good} ${showCount(words, 'template.check.warnings', { count: warnings })}`;
}

function own(context: TemplateServices, lang: string | undefined): CheckedFile[] {
  const wanted = lang === undefined ? languages : [languageOf(lang, context)];
  return wanted.flatMap((language) => checkOwn(context.wordFolders, language));
}

async function named(context: TemplateServices, { files, lang }: CheckOptions): Promise<CheckedFile[]> {
  const language = languageOf(lang, context);
  const checked: CheckedFile[] = [];
  for (const file of files) {
    const path = context.files.resolve(file);
    if ((await context.files.read(path)) === undefined) throw new DunError('cli.no_file', 66, { path: file });
    checked.push({ path, findings: checkFile(path, whoseFile(path, language, context)) });
  }
  return checked;
}
