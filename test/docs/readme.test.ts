import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commandTable, readmePath, withCommands } from './command-table.ts';
import { Parsed, shellWords, wholeProgram } from './pages.ts';

const readme = readFileSync(readmePath, 'utf8');
const scripts = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).scripts;

describe('README', () => {
  it('has the command section of the help (npm run readme)', async () => {
    expect(withCommands(readme, await commandTable())).toBe(readme);
  });

  const blocks = Array.from(readme.matchAll(/```sh\n([^]*?)```/g), (match) => match[1] ?? '').join('');
  const spans = Array.from(readme.matchAll(/`([^`\n]+)`/g), (match) => match[1] ?? '');
  const lines = [...blocks.split('\n'), ...spans].map((line) => line.replace(/ +#.*$/, ''));
  const typed = lines.filter((line) => /^dun [a-z-]/.test(line) && !/[A-Z]{4}|\//.test(line));

  it('shows commands at all', () => {
    expect(typed.length).toBeGreaterThanOrEqual(8);
  });

  it.each(typed)('%s is a command that parses', async (line) => {
    const { program } = await wholeProgram('en');
    await expect(program.parseAsync(shellWords(line).slice(1), { from: 'user' })).rejects.toBeInstanceOf(
      Parsed,
    );
  });

  it('names only scripts of package.json, and files that are there', () => {
    const known = new Set([...Object.keys(scripts), 'ci', 'i']);
    const runs = Array.from(readme.matchAll(/npm (?:run )?([a-z:]+)/g), (match) => match[1] ?? '');
    expect(runs.filter((name) => !known.has(name) && name !== 'will')).toEqual([]);
    const links = Array.from(readme.matchAll(/\]\(([A-Za-z./-]+)\)/g), (match) => match[1] ?? '');
    const there = (name: string) => existsSync(new URL(`../../${name}`, import.meta.url));
    expect(links.filter((name) => !there(name))).toEqual([]);
  });
});
