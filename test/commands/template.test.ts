import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import type { Context } from '../../src/cli/context.ts';
import { registerTemplate } from '../../src/commands/template.ts';
import type { TemplateServices } from '../../src/commands/template-find.ts';
import { day } from '../../src/domain/day.ts';
import type { Language } from '../../src/domain/profile.ts';
import { loadWords } from '../../src/script/words.ts';
import { plainStyle } from '../../src/terminal/style.ts';
import { builtIn, shipped, withOwn } from '../script/templates.ts';

interface Setting {
  readonly own?: Readonly<Record<string, string>>;
  readonly language?: Language;
  /** What the editor does, each time it is opened. */
  readonly edits?: readonly ((text: string) => string)[];
  /** Present = somebody sits at a terminal; a key, or yes and no. */
  readonly answers?: readonly (string | boolean)[];
}

/** A user with a folder of words of their own, an editor and a keyboard. */
function aUser({ own = {}, language = 'fr', edits = [], answers }: Setting) {
  const { user } = withOwn({ 'fr/README.md': '', ...own });
  const said = { out: [] as string[], notes: [] as string[], document: undefined as unknown };
  const opened: string[] = [];
  const open = { edits: [...edits], answers: [...(answers ?? [])] };
  const unexpected = async ({ message }: { readonly message: string }): Promise<never> =>
    Promise.reject(new Error(`unexpected question: ${message}`));
  const context = (isJson: boolean): TemplateServices => ({
    language,
    isJson,
    today: day('2026-06-02'),
    words: loadWords(language, shipped),
    wordFolders: { builtIn, user },
    output: {
      line: (text = '') => void said.out.push(text),
      note: (text) => void said.notes.push(text),
      json: (document) => void (said.document = JSON.parse(JSON.stringify(document))),
      width: 80,
      height: 24,
      isTerminal: answers !== undefined,
      style: plainStyle,
    },
    files: {
      outboxFolder: '/nowhere',
      read: async (path) => (existsSync(path) ? readFileSync(path) : undefined),
      write: async () => Promise.reject(new Error('not by this way')),
      resolve: (path) => join(user, path),
    },
    editText: async (text, name) => {
      const edit = open.edits.shift();
      if (edit === undefined) throw new Error('the editor is opened once too often');
      opened.push(`${name}: ${text}`);
      return edit(text);
    },
    prompter: {
      isInteractive: answers !== undefined,
      text: unexpected,
      choose: unexpected,
      secret: unexpected,
      key: async ({ message, choices }) => {
        const key = open.answers.shift();
        const choice = choices.find((one) => one.key === key);
        if (choice === undefined) throw new Error(`${message} ${String(key)}`);
        return choice.value;
      },
      confirm: async () => open.answers.shift() === true,
    },
  });
  const dun = async (...argv: string[]) => {
    for (const list of [said.out, said.notes]) list.length = 0;
    const program = new Command('dun').exitOverride().option('--lang <code>').option('--json');
    const services = context(argv.includes('--json'));
    registerTemplate(program, { words: services.words, context: async () => services as Context });
    await program.parseAsync(['template', ...argv], { from: 'user' });
    return { out: said.out.join('\n'), notes: said.notes.join('\n'), document: said.document };
  };
  const file = (name: string) => join(user, name);
  const read = (name: string) => (existsSync(file(name)) ? readFileSync(file(name), 'utf8') : undefined);
  return { dun, file, read, user, opened, said, open };
}

const ours = readFileSync(join(builtIn, 'fr', 'call', 'ask.txt'), 'utf8');
const good = '# friendly\nOù en est {invoice_no} ?\n';
const bad = '# friendly\nOù en est {invoice} ?\n';

describe('dun template list', () => {
  it('shows every file in one line of at most 80 columns, grouped, and where it stands', async () => {
    const { dun, user } = aUser({ own: { 'fr/call/ask.txt': good, 'fr/screen/due.json': '{' } });
    const { out, notes } = await dun('list');
    const lines = out.split('\n');
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines.filter((line) => /^\S/.test(line))).toEqual([
      'Ce qui se dit · fr',
      "Ce qui s'écrit · fr",
      "Listes de l'appel · fr",
      "Ce qui s'affiche · fr",
    ]);
    expect(out).toMatch(/^ {2}call\/ask +à vous$/m);
    expect(out).toMatch(/^ {2}call\/ask-direct +d'origine$/m);
    expect(out).toMatch(/^ {2}memo\/no-agreement\.familiar +d'origine$/m);
    expect(out).toMatch(/^ {2}stop-words +d'origine$/m);
    expect(out).toMatch(/^ {2}screen\/due +à vous · 1 faute$/m);
    expect(out).not.toContain('screen/script');
    expect(notes).toContain(`${user}/fr`);
    expect((await dun()).out).toBe(out);
  });

  it('shows the own ones alone, and says how to begin when there are none', async () => {
    const { dun } = aUser({ own: { 'en/memo/no-agreement.md': 'x' } });
    const english = await dun('list', '--own', '--lang', 'en');
    expect(english.out).toMatch(
      /^What is written|^Ce qui s'écrit · en\n {2}memo\/no-agreement +à vous · 2 fautes$/,
    );
    const french = await dun('list', '--own');
    expect([french.out, french.notes]).toEqual(['', expect.stringContaining('dun template edit ask')]);
  });

  it('is a document for scripts', async () => {
    const { dun, user } = aUser({ own: { 'fr/call/ask.txt': bad } });
    const { document } = await dun('list', '--json', '--own');
    expect(document).toEqual({
      schema: 'dun.template/1',
      today: '2026-06-02',
      language: 'fr',
      folder: user,
      items: [
        { name: 'call/ask', kind: 'call', isOwn: true, path: `${user}/fr/call/ask.txt`, faults: 1, warnings: 0 },
      ],
    }); // biome-ignore format: a record
  });

  it.each([['list', '--lang', 'de'], ['check', '--lang', 'de']])('%j knows two languages', async (...argv) => {
    await expect(aUser({}).dun(...argv)).rejects.toMatchObject({ key: 'value.choice', exitCode: 2 });
  }); // biome-ignore format: one row
});

describe('dun template edit', () => {
  it('opens ours the first time, keeps what was changed, then opens that', async () => {
    const { dun, read, opened } = aUser({
      edits: [() => good, (text) => `${text}# firm\nEt {balance} ?\n`],
      answers: [],
    });
    const { notes } = await dun('edit', 'ask');
    expect(read('fr/call/ask.txt')).toBe(good);
    expect(notes).toMatch(/\{invoice_no\} \{balance\} \{due_date\}[^]*vos mots servent/);
    await dun('edit', 'call/ask');
    expect(opened).toEqual([`ask.txt: ${ours}`, `ask.txt: ${good}`]);
    expect(read('fr/call/ask.txt')).toBe(`${good}# firm\nEt {balance} ?\n`);
  });

  it('keeps no file that was not changed, and none that is ours again', async () => {
    const { dun, read } = aUser({ edits: [(text) => text, () => good, () => ours], answers: [] });
    expect((await dun('edit', 'ask')).notes).toContain("rien n'a changé");
    expect(read('fr/call/ask.txt')).toBeUndefined();
    await dun('edit', 'ask');
    expect((await dun('edit', 'ask')).notes).toContain('mot pour mot');
    expect([read('fr/call/ask.txt'), read('fr/call/ask.txt.bak')]).toEqual([undefined, good]);
  });

  it('tells each fault with its place and goes on where the editor was left', async () => {
    const { dun, read, opened, file } = aUser({ edits: [() => bad, () => good], answers: ['e'] });
    const { notes } = await dun('edit', 'ask');
    expect(notes).toContain(`${file('fr/call/ask.txt')}:2:11: «\u00a0{invoice}\u00a0»`);
    expect(opened[1]).toBe(`ask.txt: ${bad}`);
    expect(read('fr/call/ask.txt')).toBe(good);
  });

  it.each([
    ['the own ones that were good', good, 'r', good, undefined],
    ['ours', undefined, 'r', undefined, undefined],
    ['ours, when the own ones were faulty before', '# friendly\n{x}', 'r', undefined, '# friendly\n{x}'],
    ['the faulty ones, when told to', good, 'l', bad, undefined],
  ] as const)('goes back to %s', async (...[, before, key, after, aside]) => {
    const own = before === undefined ? {} : { 'fr/call/ask.txt': before };
    const { dun, read } = aUser({ own, edits: [() => bad], answers: [key] });
    await dun('edit', 'ask');
    expect([read('fr/call/ask.txt'), read('fr/call/ask.txt.bak')]).toEqual([after, aside]);
  });

  it('keeps words that are worth a look only, and says why', async () => {
    const { dun, read } = aUser({ edits: [() => '# friendly\nEt tes virements ?\n'], answers: [] });
    expect((await dun('edit', 'ask')).notes).toMatch(/ask\.txt:2:4: à relire/);
    expect(read('fr/call/ask.txt')).toContain('tes');
  });

  it('warns before words that a third party may hear', async () => {
    const { dun } = aUser({ edits: [(text) => text], answers: [] });
    expect((await dun('edit', 'voicemail')).notes).toContain('Un tiers');
  });

  it('follows a link to where the words really lie', async () => {
    const { dun, user, file } = aUser({ edits: [() => good], answers: [] });
    writeFileSync(join(user, 'real.txt'), bad);
    mkdirSync(dirname(file('fr/call/ask.txt')), { recursive: true });
    symlinkSync(join(user, 'real.txt'), file('fr/call/ask.txt'));
    await dun('edit', 'ask');
    expect(readFileSync(join(user, 'real.txt'), 'utf8')).toBe(good);
  });

  it('says where to write by hand when there is no terminal', async () => {
    const { dun, user } = aUser({});
    const values = { path: `${user}/en/call/ask.txt`, ours: join(builtIn, 'en', 'call', 'ask.txt') };
    await expect(dun('edit', 'ask', '--lang', 'en')).rejects.toMatchObject({
      key: 'template.no_terminal',
      exitCode: 2,
      values,
    });
  });

  it.each([
    ['ask', 'fr/call/ask.txt'],
    ['Call/Ask.txt', 'fr/call/ask.txt'],
    ['en/call/ask', 'en/call/ask.txt'],
    ['ask_several', 'fr/call/ask-several.txt'],
    ['ask-sev', 'fr/call/ask-several.txt'],
    ['promise', 'fr/call/promise.txt'],
    ['promise-confirmation', 'fr/memo/promise-confirmation.md'],
    ['memo/promise-confirmation.familiar', 'fr/memo/promise-confirmation.familiar.md'],
    ['screen/due', 'fr/screen/due.json'],
    ['due', 'fr/screen/due.json'],
    ['stop-words', 'fr/stop-words.txt'],
  ])('%s is %s', async (name, path) => {
    const { dun, user } = aUser({});
    await expect(dun('edit', name)).rejects.toMatchObject({ values: { path: `${user}/${path}` } });
  });

  it.each([
    ['summary-', 'template.ambiguous', /call\/summary-bare, call\/summary-callback/],
    ['voicemial', 'template.unknown_near', /^call\/voicemail$/],
    ['screen/script', 'template.unknown', /^$/],
    ['zzz', 'template.unknown', /^$/],
    ['', 'template.unknown', /^$/],
  ])('%s: %s', async (name, key, names) => {
    const error: unknown = await aUser({ answers: [] })
      .dun('edit', name)
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ key, exitCode: 66 });
    expect(String((error as { values: Record<string, string> }).values['names'] ?? '')).toMatch(names);
  });
});

describe('dun template check', () => {
  it('says when all is good, of both languages', async () => {
    expect((await aUser({}).dun('check')).out).toBe(
      "Vous n'avez pas de mots à vous. Les nôtres sont en ordre.",
    );
    const { dun } = aUser({ own: { 'fr/call/ask.txt': good, 'en/stop-words.txt': '# drop\na\n' } });
    expect((await dun('check')).out).toBe('2 fichiers, tout est bon.');
    expect((await dun('check', '--lang', 'en')).out).toBe('1 fichier, tout est bon.');
  });

  it('tells every fault of every file, then ends with 78', async () => {
    const { dun, file, said } = aUser({
      own: {
        'fr/call/ask.txt': '# friendly\n{x} {y}\n# amical\nA\n',
        'fr/call/identity.txt': '# friendly\nC’est pour une facture.\n',
        'fr/screen/due.json': '{\n  "due.nope": "x"\n  "due.summary": "y"\n}',
        'en/call/openning.txt': '',
      },
    });
    await expect(dun('check')).rejects.toMatchObject({
      key: 'template.faulty.other',
      exitCode: 78,
      values: { count: 7 },
    });
    expect(said.out.map((line) => line.slice(0, line.indexOf(': ')))).toEqual([
      `${file('fr/call/ask.txt')}:2:1`,
      `${file('fr/call/ask.txt')}:2:5`,
      `${file('fr/call/ask.txt')}:3:1`,
      `${file('fr/call/identity.txt')}:2:16`,
      `${file('fr/screen/due.json')}:2:3`,
      `${file('fr/screen/due.json')}:3:3`,
      `${file('en/call/openning.txt')}:1:1`,
    ]);
    await expect(dun('check', '--lang', 'en')).rejects.toMatchObject({ key: 'template.faulty.one' });
  });

  it('counts what is worth a look, and ends well', async () => {
    const { dun } = aUser({ own: { 'fr/call/ask.txt': '# friendly\nEt ton virement ?\n' } });
    const { out } = await dun('check');
    expect(out).toMatch(/ask\.txt:2:4: à relire[^]*\n1 fichier, tout est bon\. 1 point à relire\.$/);
  });

  it('checks files that are named, wherever they lie', async () => {
    const { dun, said } = aUser({
      own: { 'ask.txt': bad, 'x/en/memo/no-agreement.md': 'x', 'stop-words.txt': '# link\nde' },
    });
    await expect(
      dun('check', 'ask.txt', 'x/en/memo/no-agreement.md', 'stop-words.txt'),
    ).rejects.toMatchObject({
      values: { count: 3 },
    });
    expect(said.out).toHaveLength(3);
    await expect(dun('check', 'none.txt')).rejects.toMatchObject({ key: 'cli.no_file', exitCode: 66 });
  });

  it('is a document for scripts', async () => {
    const { dun, said, file } = aUser({ own: { 'fr/call/ask.txt': bad } });
    await expect(dun('check', '--json')).rejects.toMatchObject({ exitCode: 78 });
    expect(said.document).toMatchObject({
      schema: 'dun.template.check/1',
      files: 1,
      faults: 1,
      warnings: 0,
      items: [{ file: file('fr/call/ask.txt'), line: 2, column: 11, isWarning: false }],
    });
  });
});

describe('dun template reset', () => {
  it.each([
    ['when told so', ['--yes'], undefined, true],
    ['when agreed to', [], [true], true],
    ['not, when not agreed to', [], [false], false],
  ] as const)('gives ours back %s', async (...[, flags, answers, isReset]) => {
    const { dun, read } = aUser({ own: { 'fr/call/ask.txt': good }, ...(answers ? { answers } : {}) });
    await dun('reset', 'ask', ...flags);
    expect(read('fr/call/ask.txt')).toBe(isReset ? undefined : good);
    expect(read('fr/call/ask.txt.bak')).toBe(isReset ? good : undefined);
  });

  it('keeps every file that was laid aside', async () => {
    const { dun, read, file } = aUser({ own: { 'fr/call/ask.txt': good, 'fr/call/ask.txt.bak': 'older' } });
    expect((await dun('reset', 'ask', '--yes')).out).toContain('ask.txt.bak.2');
    expect([read('fr/call/ask.txt.bak'), read('fr/call/ask.txt.bak.2')]).toEqual(['older', good]);
    writeFileSync(file('fr/call/ask.txt'), bad);
    expect((await dun('reset', 'ask', '--yes')).out).toContain('ask.txt.bak.3');
    expect((await dun('check')).out).toContain('Les nôtres sont en ordre');
  });

  it('says so when there is nothing to give back', async () => {
    expect((await aUser({}).dun('reset', 'ask')).notes).toContain('déjà nos mots');
  });
});
