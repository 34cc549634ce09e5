import { describe, expect, it } from 'vitest';
import { pagesOf, Parsed, shellWords, wholeProgram, wordsOf } from './pages.ts';

describe.each(['fr', 'en'] as const)('help in %s', async (language) => {
  const pages = await pagesOf(language);
  const commands = pages.slice(1);

  it.each(pages)('$path fits 80 columns', ({ text }) => {
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it.each(commands)('$path says what it does, in one line without a full stop', ({ command }) => {
    expect(command.description()).toMatch(/^\p{Lu}.{7,75}[^.\s]$/u);
  });

  it.each(pages)('$path has words for every flag', ({ command }) => {
    const mute = command.options.filter(({ description }) => description.trim().length < 3);
    expect(mute.map(({ flags }) => flags)).toEqual([]);
    const unsaid = command.options.flatMap(({ argChoices = [], description }) =>
      argChoices.filter((choice) => !description.includes(choice)),
    );
    expect(unsaid).toEqual([]);
  });

  it.each(pages)('$path names its values in words of the language', ({ command }) => {
    const flags = command.options.map((option) => option.flags);
    const own = command.registeredArguments.map((argument) => `<${argument.name()}>`);
    const names = Array.from([...flags, ...own].join(' ').matchAll(/[<[]([a-z][a-z_-]*)[.>\]]/g));
    const words = wordsOf(language);
    const missing = names.map(([, name = '']) => `cli.placeholder.${name.replaceAll('-', '_')}`);
    expect(missing.filter((key) => !words.has(key))).toEqual([]);
  });

  it.each(commands)('$path has two examples or more, of its own', ({ path, examples }) => {
    expect(examples.length).toBeGreaterThanOrEqual(2);
    const name = `${path.split(' ').slice(0, 2).join(' ')} `;
    expect(examples.filter((example) => !`${example} `.startsWith(name))).toEqual([]);
  });

  const examples = [...new Set(commands.flatMap((page) => page.examples))];
  it.each(examples)('%s parses', async (example) => {
    const { program } = await wholeProgram(language);
    const argv = shellWords(example).slice(1);
    await expect(program.parseAsync(argv, { from: 'user' })).rejects.toBeInstanceOf(Parsed);
  });

  it('leaves none of the words of the parser as they are', () => {
    const english = /\((?:choices|env|preset):|display help|output the version/;
    const french =
      /Usage: |Options:|Commands:|Arguments:|Examples:|\(default|\[command[\].]|[Ss]how (?:the|this) |<(?:amount|name|day)>/;
    const foreign = language === 'fr' ? [english, french] : [english];
    const left = pages.filter(({ text }) => foreign.some((words) => words.test(text)));
    expect(left.map(({ path }) => path)).toEqual([]);
  });
});

describe('the list of commands', () => {
  it('is the same in both languages and follows the day', async () => {
    const [fr, en] = [await pagesOf('fr'), await pagesOf('en')];
    expect(fr.map(({ path }) => path)).toEqual(en.map(({ path }) => path));
    const names = en[0]?.command.commands.map((command) => command.name()) ?? [];
    const day = ['init', 'import', 'due', 'prep', 'call', 'memo', 'pay'];
    expect(names.filter((name) => day.includes(name))).toEqual(day);
  });
});
