import { deflateSync } from 'node:zlib';
import { getDocumentProxy } from 'unpdf';
import { describe, expect, it, test } from 'vitest';
import { invoiceXmlOfPdf } from '../../src/formats/invoice/pdf.ts';
import { aCii } from '../support/a-cii.ts';
import { aPdf, type PdfOptions } from '../support/a-pdf.ts';
import { bytesOf, fixture, readWhole } from '../support/foreign.ts';
import { errorOf } from '../support/import-context.ts';

const megabyte = 1024 * 1024;
const content = aCii({ number: 'F-PDF' });
const numberIn = async (options: PdfOptions) =>
  (await readWhole(aPdf({ content, ...options }))).invoices[0]?.number;

describe('the invoice inside a PDF', () => {
  test.each<[string, PdfOptions]>([
    ['in the name tree', {}],
    ['in a name tree with branches', { layout: 'kids' }],
    ['in an object stream', { layout: 'packed' }],
    ['among the associated files only', { layout: 'af-only' }],
    ['listed nowhere', { layout: 'unlisted' }],
    ['not compressed', { filter: 'none' }],
    ['in hexadecimal', { filter: 'hex' }],
    ['compressed, then in hexadecimal', { filter: 'hex-flate' }],
    ['with wrong lengths', { hasWrongLength: true }],
    ['named as in ZUGFeRD 1.0', { name: 'ZUGFeRD-invoice.xml' }],
    ['named as in XRechnung', { name: 'xrechnung.xml' }],
    ['named by the tool', { name: 'F-2026-001.XML' }],
    [
      'behind other files',
      {
        more: [
          { name: 'delivery.xml', content: '<Delivery/>' },
          { name: 'photo.jpg', content: 'x' },
        ],
      },
    ],
  ])('is found %s', async (_, options) => {
    expect(await numberIn(options)).toBe('F-PDF');
  });

  it('is chosen by its name before any other invoice', async () => {
    const other = { name: 'other.xml', content: aCii({ number: 'OTHER' }) };
    expect(
      await numberIn({ name: 'a.xml', content: other.content, more: [{ name: 'factur-x.xml', content }] }),
    ).toBe('F-PDF');
  });

  it('is chosen by its root when the name lies', async () => {
    expect(await numberIn({ content: '<Order/>', more: [{ name: 'data.xml', content }] })).toBe('F-PDF');
  });

  it('is what an independent reader finds', async () => {
    for (const bytes of [
      fixture('invoices/Facture_FR_BASICWL.pdf'),
      fixture('invoices/Avoir_FR_type381_BASIC.pdf'),
      aPdf({ content }),
      aPdf({ content, layout: 'kids' }),
    ]) {
      const ours = invoiceXmlOfPdf(bytes, 'x.pdf');
      const pdf = await getDocumentProxy(bytes.slice());
      const theirs = await pdf.getAttachments();
      expect([...(theirs?.keys() ?? [])]).toEqual(['factur-x.xml']);
      const other: unknown = await pdf.getAttachmentContent('factur-x.xml');
      expect(Buffer.from(ours).equals(Buffer.from(other as Uint8Array))).toBe(true);
    }
  });
});

describe('a PDF that is refused', () => {
  test.each<[string, () => Uint8Array, string]>([
    [
      'without attachment',
      () => bytesOf('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF'),
      'import.pdf_without_invoice',
    ],
    [
      'with an order',
      () => aPdf({ name: 'order-x.xml', content: '<SCRDMCCBDACIOMessageStructure/>' }),
      'import.pdf_without_invoice',
    ],
    ['with something else', () => aPdf({ content: '<Delivery/>' }), 'import.pdf_without_invoice'],
    [
      'packed in a way no embedded file is',
      () => aPdf({ content, filter: 'lzw' }),
      'import.pdf_without_invoice',
    ],
    ['encrypted', () => aPdf({ content, isEncrypted: true }), 'import.pdf_encrypted'],
    [
      'encrypted, objects packed',
      () => aPdf({ content, isEncrypted: true, layout: 'packed' }),
      'import.pdf_encrypted',
    ],
    [
      'larger than 20 MB',
      () => Buffer.concat([aPdf({ content }), Buffer.alloc(20 * megabyte)]),
      'import.pdf_too_large',
    ],
    ['with a damaged attachment', () => damaged(aPdf({ content })), 'import.pdf_damaged'],
    [
      'with a name tree that bites its tail',
      () =>
        bytesOf(
          '%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Names << /EmbeddedFiles 2 0 R >> >>\nendobj\n2 0 obj\n<< /Kids [ 2 0 R 2 0 R ] >>\nendobj\ntrailer\n<< /Root 1 0 R >>',
        ),
      'import.pdf_without_invoice',
    ],
    [
      'with references in a circle',
      () => bytesOf('%PDF-1.4\n1 0 obj\n2 0 R\nendobj\n2 0 obj\n1 0 R\nendobj\ntrailer\n<< /Root 1 0 R >>'),
      'import.pdf_without_invoice',
    ],
    [
      'with a million values in one object',
      () =>
        bytesOf(
          `%PDF-1.4\n1 0 obj\n[ ${'0 '.repeat(1_000_000)} ]\nendobj\n2 0 obj\n<< /Type /Catalog >>\nendobj`,
        ),
      'import.pdf_damaged',
    ],
    [
      'with a million brackets',
      () =>
        bytesOf(
          `%PDF-1.4\n1 0 obj\n<< /Type /Catalog /AF ${'['.repeat(1_000_000)} >>\nendobj\ntrailer\n<< /Root 1 0 R >>`,
        ),
      'import.pdf_damaged',
    ],
    ['only called one', () => bytesOf('%PDF-1.7\nhello'), 'import.pdf_without_invoice'],
  ])('%s', async (_, make, key) => {
    const bytes = new Uint8Array(make());
    const started = performance.now();
    const error = await errorOf(() => readWhole(bytes));
    expect([error.key, error.exitCode]).toEqual([key, 65]);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('a bomb', () => {
  // 292 KB that unpack to 300 MB (promises 4): zeros in the attachment, or in the directory of objects.
  test.each<[string, PdfOptions]>([
    ['in the attachment', { content: new Uint8Array(300 * megabyte) }],
    ['in hexadecimal', { content: new Uint8Array(300 * megabyte), filter: 'hex-flate' }],
  ])('%s is stopped early', async (_, options) => {
    const bytes = aPdf(options);
    expect(bytes.length).toBeLessThan(megabyte);
    const before = process.memoryUsage().rss;
    expect((await errorOf(() => readWhole(bytes))).key).toBe('import.pdf_bomb');
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * megabyte);
  });

  it('of many small directories is stopped by their sum', async () => {
    const packed = deflateSync(Buffer.alloc(20 * megabyte));
    const stream = (id: number) =>
      Buffer.concat([
        Buffer.from(
          `${id} 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`,
        ),
        packed,
        Buffer.from('\nendstream\nendobj\n'),
      ]);
    const bytes = Buffer.concat([
      Buffer.from('%PDF-1.7\n'),
      ...Array.from({ length: 50 }, (_, n) => stream(n + 1)),
    ]);
    const before = process.memoryUsage().rss;
    expect((await errorOf(() => readWhole(new Uint8Array(bytes)))).key).toBe('import.pdf_bomb');
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * megabyte);
  });
});

it('is a clean error or the whole invoice when cut anywhere', async () => {
  const bytes = fixture('invoices/Facture_FR_BASICWL.pdf');
  const outcomes = new Set<string>();
  for (let end = 8; end < bytes.length; end += 997) {
    try {
      const file = await readWhole(bytes.subarray(0, end));
      outcomes.add(file.invoices.map(({ number, amountDue }) => `${number} ${amountDue.minor}`).join());
    } catch {
      outcomes.add((await errorOf(() => readWhole(bytes.subarray(0, end)))).key);
    }
  }
  const known = [
    'FA-2017-0010 47015',
    'import.pdf_without_invoice',
    'import.pdf_damaged',
    'import.xml_invalid',
  ];
  expect([...outcomes].filter((outcome) => !known.includes(outcome))).toEqual([]);
});

function damaged(bytes: Uint8Array): Uint8Array {
  const at = Buffer.from(bytes).indexOf('stream\n') + 7;
  return bytes.map((byte, index) => (index >= at && index < at + 40 ? byte ^ 0x55 : byte));
}
