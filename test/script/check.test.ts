import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkBytes, checkOwn, type Finding } from '../../src/script/check.ts';
import { loadScript } from '../../src/script/load.ts';
import { wordNames } from '../../src/script/word-files.ts';
import { loadWords } from '../../src/script/words.ts';
import { findingText } from '../../src/terminal/show-template.ts';
import { allFacts, builtIn, dunErrorOf, languages, shipped, withOwn } from './templates.ts';

/** `fault line:column` of each finding, `~` before a warning. */
function told(findings: readonly Finding[]): string[] {
  return findings.map(({ error: { key, values }, isWarning }) => {
    const name = key.split('.').at(-1);
    return `${isWarning ? '~' : ''}${name} ${values['line']}:${values['column']}`;
  });
}

function check(name: string, content: string | Uint8Array): string[] {
  const language = name.startsWith('en/') ? 'en' : 'fr';
  return checkOwn(withOwn({ [name]: content }), language).flatMap(({ findings }) => told(findings));
}

const memo = (body: string, subject = 'subject: {invoice_no}') => `---\n${subject}\n---\n\n${body}\n`;
const long = `${'mot '.repeat(31).trim()}.`;

describe('a file of the user', () => {
  it.each([
    ['fr/call/ask.txt', '# friendly\nSolde {balence}, {invoice} le {due_date}.\nEt {x', ['unknown_name 2:7', 'unknown_name 2:18', 'unclosed_tag 3:4']],
    ['fr/call/ask.txt', '# amical\nA }\n\n# friendly\nA\nB\nC {#balance}x{/balance}\n# friendly\nD', ['bad_heading 1:1', 'stray_brace 2:3', 'too_many_lines 7:1', 'no_sections 7:3', 'twice 8:1']],
    ['fr/call/ask.txt', 'A {{balance}}\n\n# firm\n# final\nB', ['no_heading 1:1', 'unclosed_tag 1:3', 'no_words 3:1']],
    ['fr/call/ask.txt', '# friendly, formal\nA\n# friendly, familiar\nB', ['bad_heading 1:1']],
    ['en/call/ask.txt', '# friendly, familiar\nA', ['bad_heading 1:1']],
    ['fr/call/ask.txt', `# friendly\n${long}\nBref.`, ['~too_long 2:1']],
    ['fr/call/ask.txt', '# friendly\nEt ton virement ?\n# friendly, familiar\nEt votre virement ?', ['~other_register 2:4', '~other_register 4:4']],
    ['fr/call/ask.txt', Uint8Array.from([0x23, 0x20, 0x66, 0x0a, 0xc3, 0xa9, 0xe9, 0x0a]), ['not_text 2:2']],
    ['fr/call/ask.txt', '# friendly\nA\u0007', ['not_text 2:2']],
    ['fr/call/ask.txt', '', ['no_heading 1:1']],
    ['fr/call/ask.txt', '# friendly\nFacture {invoice_no}, {balance}.', []],
    ['fr/call/voicemail.txt', '# friendly\nUn impayé de 840,00 €, facture {invoice_no}.', ['money_here 2:4', 'money_here 2:14', 'money_here 2:24', 'not_here 2:32']],
    ['fr/call/identity.txt', '# friendly\nC’est pour le RETARD. Vous êtes {contact_name} ?', ['money_here 2:15']],
    ['en/call/gatekeeper.txt', '# friendly\nIt is about an overdue invoice,\n$500 of debt.', ['money_here 2:16', 'money_here 2:24', 'money_here 3:1', 'money_here 3:9']],
    ['en/call/voicemail.txt', '# friendly\nRing me before {hour} on {me_phone}, 24 hours a day.', []],
    ['fr/call/openning.txt', '# friendly\nA', ['unknown_file 1:1']],
    ['fr/call/ask.md', '# friendly\nA', ['unknown_file 1:1']],
    ['fr/appels/ask.txt', '# friendly\nA', ['unknown_file 1:1']],
    ['fr/ask.txt', '# friendly\nA', ['unknown_file 1:1']],
    ['en/memo/no-agreement.familiar.md', memo('{me_full}'), ['unknown_file 1:1']],
    ['fr/memo/no-agreement.md', 'Bonjour {me_ful}\n- **Compte {me_iban}\n{#step}', ['bad_front_matter 1:1', 'unknown_name 1:9', 'bad_row 2:1', 'unclosed_section 3:1']],
    ['fr/memo/no-agreement.md', memo('{#step}{#deadline}a{/step}\n| a | b |\n| {balance} |', 'objet: x'), ['bad_front_matter 2:1', 'no_subject 2:1', 'unopened_section 5:20', 'bad_table 7:1']],
    ['fr/memo/no-agreement.md', memo('{#invoice_liste}a{/invoice_liste}{me_full}'), ['unknown_name 5:1']],
    ['fr/memo/callback-agreed-neutral.md', memo('Votre facture {balance} {me_full}', 'subject: Impayé'), ['money_here 2:10', 'money_here 5:7', 'not_here 5:15']],
    ['fr/memo/no-agreement.md', memo('Votre facture {invoice_no}.'), []],
    ['fr/stop-words.txt', '# drop\nle la Les\n# keep\nde', ['bad_stop_word 2:7', 'bad_heading 3:1']],
    ['fr/stop-words.txt', '# drop\nle la', []],
    ['fr/vague-phrases.txt', '# jour\nbientôt', ['bad_heading 1:1']],
    ['fr/objections.txt', '# not_received\nEt {balence} ?', ['unknown_name 2:4']],
    ['fr/screen/script.json', '{}', ['unknown_file 1:1']],
    ['fr/screen/config.json', '{\n  "config.nothing": "zéro {x} {y} {x}",\n  "config.rien": "a",\n  "config.nothing": 3\n}', ['unknown_value 2:3', 'unknown_value 2:3', 'unknown_label 3:3', 'label_twice 4:3', 'not_a_text 4:3']],
    ['fr/screen/config.json', '{\n  "config.nothing": "a"\n  "config.unknown": "b {key}"\n}', ['not_json 3:3']],
    ['fr/screen/config.json', '{\n  "config.nothing": "dit "oui" bien",\n  "config.rien": "b",\n}', ['not_json 2:27', 'unknown_label 3:3', 'not_json 4:1']],
    ['fr/screen/config.json', '{\n  "config.nothing": "a,\n  "config.rien" "b"\n}', ['not_json 2:21', 'not_json 3:17']],
    ['fr/screen/config.json', "{ 'config.nothing': 'a' }", ['not_json 1:3']],
    ['fr/screen/config.json', '{ "config.nothing": tru }', ['not_json 1:21']],
    ['fr/screen/config.json', '{ "config.nothing": ["a", {"b": 1}] }', ['not_a_text 1:3']],
    ['fr/screen/config.json', '{ "config.nothing": "a" } x', ['after_end 1:27']],
    ['fr/screen/config.json', '{ "config.nothing": "a"', ['not_json 1:24']],
    ['fr/screen/config.json', '{ "config.nothing": "a",', ['not_json 1:25']],
    ['fr/screen/config.json', '{', ['not_json 1:2']],
    ['fr/screen/config.json', '', ['not_json 1:1']],
    ['fr/screen/config.json', '["a"]', ['not_labels 1:1']],
    ['fr/screen/config.json', '\ufeff{}\n', []],
    ['fr/screen/config.json', Uint8Array.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), ['not_text 1:3']],
  ] as const)('%s with %j: %j', (...[name, content, faults]) => {
    expect(check(name, content)).toEqual(faults);
  }); // biome-ignore format: one file a row

  it.each(['README.md', 'fr/call/ask.txt.bak', 'fr/call/ask.txt~', 'fr/.git/config', 'fr/call/.ask.txt.swp', 'de/call/ask.txt'])(
    '%s is none of our business',
    (name) => {
      expect([...check(name, 'nonsense {'), ...checkOwn(withOwn({ [name]: '{' }), 'en')]).toEqual([]);
    },
  ); // biome-ignore format: one row of names

  it('that cannot be read is told with its path', () => {
    const own = withOwn({ 'fr/call/ask.txt/x': '' });
    const [file] = checkOwn(own, 'fr');
    expect(file?.path).toBe(`${own.user}/fr/call/ask.txt`);
    expect(file?.findings.map(({ error }) => error.key)).toEqual(['script.not_readable']);
  });

  it('has a reason in both languages, without the place', () => {
    const own = withOwn({
      'fr/call/voicemail.txt': `# friendly\nFacture. ${long}\n`,
      'fr/screen/day.json': '{',
    });
    const findings = checkOwn(own, 'fr').flatMap((file) => file.findings);
    expect(findings).toHaveLength(3);
    for (const language of languages) {
      const words = loadWords(language, shipped);
      const reasons = findings.map((finding) => findingText(finding, words));
      expect(reasons.filter((reason) => reason.includes(own.user) || reason.length < 15)).toEqual([]);
    }
  });
});

describe('the labels of faults', () => {
  it.each(languages)('begin with the place in %s, so that it can be told apart', (language) => {
    const labels: Record<string, string> = JSON.parse(
      readFileSync(join(builtIn, language, 'screen', 'script.json'), 'utf8'),
    );
    const place = labels['script.place'] ?? '?';
    const others = Object.entries(labels).filter(
      ([key, text]) => key.startsWith('script.bad_') && !key.endsWith('.hint') && !text.startsWith(place),
    );
    expect(others).toEqual([]);
  });
});

describe('our own words', () => {
  it.each(languages)('pass the check in %s without a warning', (language) => {
    const names = wordNames(builtIn, language);
    const found = names.flatMap((word) => {
      const path = join(builtIn, language, word.path);
      return told(checkBytes(path, readFileSync(path), { word, language, builtIn })).map(
        (one) => `${word.name} ${one}`,
      );
    });
    expect(found).toEqual([]);
    expect(names.length).toBeGreaterThan(100);
  });
});

describe('a call', () => {
  const facts = allFacts();

  it.each([
    ['fr/call/voicemail.txt', '# friendly\nVotre facture.', 'bad_template.money_here'],
    ['fr/screen/memo.json', '{ "memo.x": 1 }', 'bad_words.unknown_label'],
    ['fr/stop-words.txt', 'le', 'bad_template.no_heading'],
    ['fr/objections.txt', '# rien\nA', 'bad_template.bad_heading'],
  ] as const)('does not begin with a faulty %s', (...[name, text, fault]) => {
    const error = dunErrorOf(() => loadScript('fr', withOwn({ [name]: text })));
    expect([error.key, error.exitCode]).toEqual([`script.${fault}`, 78]);
  });

  it('does not begin with faulty labels in the language of the screen, whatever the language of the client', () => {
    const own = withOwn({ 'fr/screen/memo.json': '{' });
    expect(dunErrorOf(() => loadScript('en', own, 'fr')).key).toBe('script.bad_words.not_json');
    expect(loadScript('en', own).language).toBe('en');
    expect(loadScript('en', withOwn({ 'fr/call/ask.txt': '{' }), 'fr').language).toBe('en');
  });

  it('begins with words that are worth a look only', () => {
    const own = loadScript('fr', withOwn({ 'fr/call/ask.txt': `# friendly\n${long}` }));
    const lines = own.line('ask', facts, { register: 'formal', tone: 'friendly', variant: 0 });
    expect(lines.join(' ')).toBe(long);
    expect(lines.length).toBe(2);
  });

  it('speaks freely in keywords of the same words, the user’s first, facts whole', () => {
    const choice = { register: 'formal', tone: 'friendly', variant: 0 } as const;
    expect(loadScript('fr', shipped).keywords('identity', facts, choice)).toEqual([
      'Nadia Benali · Atelier Benali · Jules Roussel\u00a0?',
    ]);
    const own = withOwn({
      'fr/call/opening.txt': '# friendly\nC’est pour {service}, du {delivered_on}.',
      'fr/stop-words.txt': '# drop\nest c pour\n',
    });
    expect(loadScript('fr', own).keywords('opening', facts, choice)).toEqual([
      'la refonte du catalogue · du mercredi 10 juin 2026',
    ]);
  });
});
