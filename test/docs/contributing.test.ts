import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const text = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');

/** The rows of the tables, cell by cell. */
const rows = text
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim())); // biome-ignore format: a chain of cuts

function codes(cell: string): string[] {
  return Array.from(cell.matchAll(/`([^`]+)`/g), (match) => match[1] ?? '');
}

describe('CONTRIBUTING', () => {
  it('tells what lies in every folder of src', () => {
    const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((one) =>
      one.isDirectory(),
    );
    const told = rows.flatMap(([first = '']) => codes(first));
    expect(folders.map(({ name }) => `src/${name}`).filter((name) => !told.includes(name))).toEqual([]);
    const folder = (name: string) => name.startsWith('src/') && !existsSync(join(root, name));
    expect(told.filter(folder)).toEqual([]);
  });

  const rules = rows.filter(([, , source = '']) => /^(?:practice|product|promises) /.test(source));

  it('has a rule for each section of practice D', () => {
    const cited = rules.map(([, , source = '']) => source);
    const sections = Array.from({ length: 11 }, (_, at) => `practice D${at + 1}`);
    expect(sections.filter((section) => !cited.includes(section))).toEqual([]);
  });

  it.each(rules)('%s: in %s, cited as %s', (_, files = '', source = '') => {
    const names = codes(files);
    const missing = names.filter((name) => !existsSync(join(root, 'src', 'domain', name)));
    expect(missing).toEqual([]);
    const [first = ''] = names;
    const code = readFileSync(join(root, 'src', 'domain', first), 'utf8');
    expect(code.toLowerCase()).toContain(source.toLowerCase());
  });

  it('names only files that are there', () => {
    const named = Array.from(
      text.matchAll(/`((?:domain|script|terminal|cli|store|mail|test)\/[\w./-]+)`/g),
      (match) => match[1] ?? '',
    );
    const isThere = (name: string) =>
      [root, join(root, 'src')].some((folder) => existsSync(join(folder, name)));
    expect(named.filter((name) => !isThere(name))).toEqual([]);
    expect(named.length).toBeGreaterThan(10);
  });
});
