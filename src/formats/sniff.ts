import { DunError } from '../domain/errors.ts';
import { rootOf } from './xml.ts';

export type SniffedFormat = 'pdf' | 'cii' | 'ubl' | 'csv';

const ublNamespace = 'urn:oasis:names:specification:ubl:schema:xsd:';

/**
 * What a file is, by its bytes and never by its name. DunError 65 for what is recognised but is no list of invoices:
 * bank statements, ledgers, spreadsheets, orders, pictures.
 */
export function sniff(bytes: Uint8Array, file: string): SniffedFormat {
  if (bytes.length === 0) throw new DunError('import.empty', 65, { file });
  const head = headOf(bytes);
  if (/^[^<\n]{0,200}%PDF-\d|^[\s\S]{0,1000}\n%PDF-\d/.test(head)) return 'pdf';
  refuseContainers(head, file);
  const statement = statementFormat(head);
  if (statement !== undefined) throw new DunError('import.statement', 65, { file, format: statement });
  const root = rootOf(head);
  if (root !== undefined && /^\s*(?:\ufeff)?\s*</.test(head)) return xmlFormat(root, file);
  if (/^\s*<[?!]/.test(head)) {
    throw new DunError(head.includes('<!DOCTYPE') ? 'import.xml_doctype' : 'import.xml_invalid', 65, {
      file,
      line: 1,
    });
  }
  return 'csv';
}

function xmlFormat(root: { name: string; namespace: string }, file: string): SniffedFormat {
  if (root.name === 'CrossIndustryInvoice' || root.name === 'CrossIndustryDocument') return 'cii';
  const isUbl = root.namespace === '' || root.namespace.startsWith(ublNamespace);
  if ((root.name === 'Invoice' || root.name === 'CreditNote') && isUbl) return 'ubl';
  if (root.name === 'OFX') throw new DunError('import.statement', 65, { file, format: 'OFX' });
  if (root.namespace.includes('camt.')) throw new DunError('import.statement', 65, { file, format: 'camt' });
  throw new DunError('import.xml_other', 65, { file, root: root.name });
}

/** Files that are packed or pictures: what they hold cannot be read as text. */
function refuseContainers(head: string, file: string): void {
  if (head.startsWith('PK\u0003\u0004') || head.startsWith('\u00d0\u00cf\u0011\u00e0')) {
    throw new DunError('import.spreadsheet', 65, { file });
  }
  const isPicture =
    head.startsWith('\u0089PNG') || head.startsWith('\u00ff\u00d8\u00ff') || head.startsWith('GIF8');
  if (isPicture) throw new DunError('import.picture', 65, { file });
  if (/^\s*[[{][\s[{]*"/.test(head)) throw new DunError('import.not_text', 65, { file });
}

function statementFormat(head: string): string | undefined {
  const text = head.replace(/^\ufeff/, '').trimStart();
  if (/^OFXHEADER:|^<\?OFX|^<OFX>/i.test(text)) return 'OFX';
  if (/^!Type:/i.test(text)) return 'QIF';
  if (/(^|\n):?:20:/.test(text) && /\n:25:/.test(text) && /\n:60[FM]:/.test(text)) return 'MT940';
  const lines = text.split(/\r?\n/).slice(0, 2);
  if (lines.every((line) => /^0[1457]/.test(line) && line.length === 120)) return 'CFONB';
  if (lines.every((line) => line.length === 128) && /^0{5}\d{6}/.test(lines[0] ?? '')) return 'CODA';
  return undefined;
}

/** The first letters of the file as text; bytes that are no letters stay recognisable. */
function headOf(bytes: Uint8Array): string {
  const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isWide) {
    return new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes.subarray(0, 65_536));
  }
  const head = Buffer.from(bytes.subarray(0, 65_536));
  return head.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '');
}
