import { DunError } from '../../domain/errors.ts';
import { maxXmlBytes, rootOf } from '../xml.ts';
import { nameIn, PdfFile, PdfRefusal } from './pdf-file.ts';
import type { PdfDict, PdfValue } from './pdf-objects.ts';

const maxPdfBytes = 20 * 1024 * 1024;

/** More attachments than this are not looked at, nor deeper name trees. */
const maxAttachments = 200;
const maxTreeNodes = 1000;

/** Names of the invoice in the order of preference (facts 4.1). `order-x.xml` is an order. */
const invoiceNames = ['factur-x.xml', 'zugferd-invoice.xml', 'xrechnung.xml'];
const invoiceRoots = new Set(['CrossIndustryInvoice', 'CrossIndustryDocument', 'Invoice', 'CreditNote']);

const refusals: Readonly<Record<PdfRefusal['reason'], string>> = {
  encrypted: 'import.pdf_encrypted',
  damaged: 'import.pdf_damaged',
  too_large: 'import.pdf_bomb',
};

interface Attachment {
  readonly name: string;
  readonly stream: PdfValue | undefined;
}

/**
 * The electronic invoice that a PDF carries (Factur-X, ZUGFeRD, XRechnung): the XML bytes. DunError 65 when there is
 * none, when the PDF is larger than 20 MB or encrypted, and when the XML would unpack to more than 10 MB (promises 4).
 */
export function invoiceXmlOfPdf(bytes: Uint8Array, file: string): Uint8Array {
  if (bytes.length > maxPdfBytes) throw new DunError('import.pdf_too_large', 65, { file });
  try {
    const found = findInvoice(new PdfFile(bytes));
    if (found === undefined) throw new DunError('import.pdf_without_invoice', 65, { file });
    return found;
  } catch (error) {
    if (error instanceof PdfRefusal) throw new DunError(refusals[error.reason], 65, { file });
    if (error instanceof RangeError) throw new DunError('import.pdf_damaged', 65, { file });
    throw error;
  }
}

function findInvoice(pdf: PdfFile): Uint8Array | undefined {
  const attachments = attachmentsOf(pdf).slice(0, maxAttachments);
  const xml = attachments.filter(({ name }) => /\.xml$/i.test(name) && !/^order-x/i.test(name));
  const rank = ({ name }: Attachment) =>
    (invoiceNames.indexOf(name.toLowerCase()) + invoiceNames.length + 1) % (invoiceNames.length + 1);
  for (const { stream } of xml.toSorted((a, b) => rank(a) - rank(b))) {
    const content = pdf.streamBytes(stream, maxXmlBytes);
    if (content !== undefined && isInvoice(content)) return content;
  }
  return undefined;
}

function isInvoice(content: Uint8Array): boolean {
  // The licence of a sample may fill 16 KB of comments before the root.
  const head = new TextDecoder(content[0] === 0xff || content[0] === 0xfe ? 'utf-16' : 'utf-8').decode(
    content.subarray(0, 65_536),
  );
  return invoiceRoots.has(rootOf(head)?.name ?? '');
}

/** Files listed by the catalog; when it lists none, whatever file specification lies in the PDF. */
function attachmentsOf(pdf: PdfFile): Attachment[] {
  const catalog = pdf.catalog();
  const names = pdf.dict(catalog?.entries.get('Names'));
  const listed = [
    ...treeLeaves(pdf, names?.entries.get('EmbeddedFiles')),
    ...pdf.array(catalog?.entries.get('AF')),
  ];
  const attachments = listed.flatMap((value) => attachmentOf(pdf, pdf.dict(value)));
  if (attachments.length > 0) return attachments;
  return pdf.dicts().flatMap((dict) => (dict.entries.has('EF') ? attachmentOf(pdf, dict) : []));
}

/** The values of a name tree: every second item of `Names` in each node below. */
function treeLeaves(pdf: PdfFile, root: PdfValue | undefined): PdfValue[] {
  const leaves: PdfValue[] = [];
  const open = root === undefined ? [] : [root];
  for (let count = 0; count < maxTreeNodes; count += 1) {
    const node = pdf.dict(open.shift());
    if (node === undefined && open.length === 0) break;
    leaves.push(...pdf.array(node?.entries.get('Names')).filter((_, index) => index % 2 === 1));
    open.push(...pdf.array(node?.entries.get('Kids')).slice(0, maxTreeNodes));
  }
  return leaves;
}

function attachmentOf(pdf: PdfFile, specification: PdfDict | undefined): Attachment[] {
  const files = pdf.dict(specification?.entries.get('EF'));
  if (specification === undefined || files === undefined) return [];
  const stream = files.entries.get('UF') ?? files.entries.get('F') ?? [...files.entries.values()][0];
  const name = pdf.resolve(specification.entries.get('UF')) ?? pdf.resolve(specification.entries.get('F'));
  return [{ name: name?.type === 'text' ? fileName(name.text) : (nameIn(specification, 'F') ?? ''), stream }];
}

/** A PDF string as text: UTF-16 when marked so, without its path. */
function fileName(raw: string): string {
  const isWide = raw.startsWith('\u00fe\u00ff');
  const bytes = Buffer.from(raw, 'latin1');
  const text = isWide ? new TextDecoder('utf-16be').decode(bytes) : new TextDecoder('utf-8').decode(bytes);
  return (text.split(/[\\/]/).at(-1) ?? '').trim();
}
