import { describe, expect, it } from 'vitest';
import { loadScript } from '../../src/script/load.ts';
import { loadWords } from '../../src/script/words.ts';
import { dunErrorOf, shipped, withOwn } from './templates.ts';

const memo = (body: string, subject = 'subject: {invoice_no}') => `---\n${subject}\n---\n\n${body}\n`;

describe('a faulty file of the user', () => {
  it.each([
    ['call/ask.txt', '# friendly\nSolde {balence}.', 'unknown_name', 2, 7],
    ['call/ask.txt', '# friendly\n\nÉtat, été {balance', 'unclosed_tag', 3, 11],
    ['call/ask.txt', '# friendly\nUn } de trop', 'stray_brace', 2, 4],
    ['call/ask.txt', '# friendly\nSolde { balance }', 'bad_name', 2, 7],
    ['call/ask.txt', '# friendly\nSolde {{balance}}', 'unclosed_tag', 2, 7],
    ['call/ask.txt', '# friendly\n{=<% %>=}', 'bad_name', 2, 1],
    ['call/ask.txt', '# friendly\n{>call/ask}', 'bad_name', 2, 1],
    ['call/ask.txt', '# friendly\n{constructor}', 'unknown_name', 2, 1],
    ['call/ask.txt', '# friendly\n{toString}', 'bad_name', 2, 1],
    ['call/ask.txt', '# friendly\nA\nB\nC', 'too_many_lines', 4, 1],
    ['call/ask.txt', '# friendly\n{#balance}x{/balance}', 'no_sections', 2, 1],
    ['call/ask.txt', '# friendly\n{invoice_list}', 'list_alone', 2, 1],
    ['call/ask.txt', 'Où en est-elle ?', 'no_heading', 1, 1],
    ['call/ask.txt', '\n\n', 'no_heading', 1, 1],
    ['call/ask.txt', '# amical\nA', 'bad_heading', 1, 1],
    ['call/ask.txt', '# friendly\nA\n# friendly\nB', 'twice', 3, 1],
    ['call/ask.txt', '# friendly\nA\n\n# firm\n\n# final\nB', 'no_words', 4, 1],
    ['call/ask.txt', '# friendly\nA\n# firm\n', 'no_words', 3, 1],
    ['call/ask.txt', '# friendly\r\nA {x\r\n', 'unclosed_tag', 2, 3],
    ['call/ask.txt', '# friendly\nA \u0000', 'not_text', 2, 3],
    ['call/gatekeeper.txt', '# friendly\nC’est pour {invoice_no}.', 'not_here', 2, 12],
    ['call/gatekeeper.txt', '# friendly, familiar\nSalut', 'bad_heading', 1, 1],
    ['call/openning.txt', '# friendly\nA', 'unknown_file', 1, 1],
    ['memo/promise.md', memo('{me_full}'), 'unknown_file', 1, 1],
    ['memo/no-agreement.md', 'Bonjour {me_full}', 'bad_front_matter', 1, 1],
    ['memo/no-agreement.md', memo('{me_full}', 'objet: x'), 'bad_front_matter', 2, 1],
    ['memo/no-agreement.md', memo('{me_full}', 'subject:'), 'no_subject', 2, 1],
    ['memo/no-agreement.md', memo('{me_full}', 'subject: {me_ful}'), 'unknown_name', 2, 10],
    ['memo/no-agreement.md', memo('{me_full}', 'subject: a\nsubject: b'), 'twice', 3, 1],
    ['memo/no-agreement.md', memo('x', 'subject: {#step}x{/step}'), 'section_in_subject', 2, 1],
    ['memo/no-agreement.md', memo('a\n{#step}\nb {me_full}'), 'unclosed_section', 6, 1],
    ['memo/no-agreement.md', memo('a\n{/step}'), 'unopened_section', 6, 1],
    ['memo/no-agreement.md', memo('{#step}{#deadline}{/step}{/deadline}'), 'unopened_section', 5, 19],
    ['memo/no-agreement.md', memo('- **Montant {balance}'), 'bad_row', 5, 1],
    ['memo/no-agreement.md', memo('| a | b |\n| {balance} |'), 'bad_table', 6, 1],
    ['memo/no-agreement.md', memo('| a | b'), 'bad_table', 5, 1],
    ['memo/no-agreement.md', memo('sans rien'), 'no_words', 4, 1],
    ['memo/callback-agreed-neutral.md', memo('{balance}', 'subject: x'), 'not_here', 5, 1],
    ['memo/callback-agreed-neutral.md', memo('{#balance}x{/balance}', 'subject: x'), 'not_here', 5, 1],
  ])('%s with %j: %s at %i:%i', (...[name, text, fault, line, column]) => {
    const folders = withOwn({ [`fr/${name}`]: text });
    const error = dunErrorOf(() => loadScript('fr', folders));
    expect(error.key).toBe(`script.bad_template.${fault}`);
    expect(error.exitCode).toBe(78);
    expect(error.values).toMatchObject({ file: `${folders.user}/fr/${name}`, line, column });
    for (const language of ['fr', 'en'] as const) {
      const words = loadWords(language, shipped);
      expect(words.label(error.key, error.values)).toContain(folders.user);
      expect(words.label(`${error.key}.hint`)).not.toBe('');
    }
  });

  it('that is no UTF-8 is told as such', () => {
    const folders = withOwn({ 'fr/call/ask.txt': Uint8Array.from([0x23, 0xe9, 0x0a]) });
    expect(dunErrorOf(() => loadScript('fr', folders)).key).toBe('script.bad_template.not_text');
  });

  it('that is a folder is told as unreadable', () => {
    const folders = withOwn({ 'fr/call/ask.txt/x': '' });
    const error = dunErrorOf(() => loadScript('fr', folders));
    expect([error.key, error.exitCode]).toEqual(['script.not_readable', 77]);
    expect(loadWords('fr', shipped).label(error.key, error.values)).toContain('ask.txt');
  });

  it('in the other language does not disturb', () => {
    const folders = withOwn({ 'en/call/ask.txt': 'nonsense {' });
    expect(loadScript('fr', folders).language).toBe('fr');
  });
});
