import { createHash } from 'node:crypto';
import type { ForeignFile, ForeignFormat, ReadFile, ReadOptions } from '../domain/foreign-invoice.ts';
import { readCii } from './invoice/cii.ts';
import { readUbl } from './invoice/ubl.ts';
import { sniff } from './sniff.ts';
import { parseXml } from './xml.ts';

export type { ForeignFile, ReadOptions } from '../domain/foreign-invoice.ts';

/**
 * Reads the invoices of a file of any kind dun knows, told by its bytes: a PDF that carries its data (Factur-X,
 * ZUGFeRD, XRechnung), the same data as XML (CII, UBL), a table (CSV). DunError 65 naming `name` and what is wrong.
 */
export async function readInvoices(
  bytes: Uint8Array,
  name: string,
  options: ReadOptions,
): Promise<ForeignFile> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const format = sniff(bytes, name);
  if (format === 'csv') {
    const { readCsv } = await import('./invoice/csv.ts');
    return { ...(await readCsv(bytes, name, options)), sha256 };
  }
  if (format !== 'pdf') return { ...(await readXml(bytes, name, format)), sha256 };
  const { invoiceXmlOfPdf } = await import('./invoice/pdf.ts');
  return { ...(await readXml(invoiceXmlOfPdf(bytes, name), name, 'factur-x')), sha256 };
}

async function readXml(
  bytes: Uint8Array,
  name: string,
  format: ForeignFormat,
): Promise<Omit<ReadFile, 'sha256'>> {
  const root = await parseXml(bytes, name);
  const isCii = root.name === 'CrossIndustryInvoice' || root.name === 'CrossIndustryDocument';
  const { invoice, notes } = isCii ? readCii(root, name) : readUbl(root, name);
  return { state: 'read', name, format, fingerprint: null, invoices: [invoice], notes };
}
