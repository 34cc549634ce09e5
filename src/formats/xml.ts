import { DunError } from '../domain/errors.ts';

/** An element with the prefix of its name taken off. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Own text, without that of its children. */
  readonly text: string;
}

// Bounds of promises 4 and 8 (row 18): what an invoice needs a hundred times over, and a bomb does not fit in.
export const maxXmlBytes = 10 * 1024 * 1024;
const maxTags = 400_000;
const maxTagLength = 20_000;
const maxDepth = 90;

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * Reads a document and returns its root. DunError 65 when it is longer than 10 MB, declares a DOCTYPE or entities,
 * is cut off or not well formed, or nests or swells beyond any invoice.
 */
export async function parseXml(bytes: Uint8Array, name: string): Promise<XmlElement> {
  if (bytes.length > maxXmlBytes) throw new DunError('import.xml_too_large', 65, { file: name });
  const text = decodeXml(bytes, name);
  checkBounds(text, name);
  const { XMLParser, XMLValidator } = await import('fast-xml-parser');
  const verdict = XMLValidator.validate(text);
  if (verdict !== true) throw invalid(name, verdict.err.line);
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    removeNSPrefix: true,
    parseTagValue: false,
    parseAttributeValue: false,
    processEntities: false,
    ignoreDeclaration: true,
    ignorePiTags: true,
    cdataPropName: '#cdata',
    maxNestedTags: maxDepth,
  });
  const nodes = parseOrRefuse(() => parser.parse(text), name);
  const roots = childNodes(nodes).flatMap((node) => elementOf(node));
  const [root] = roots;
  if (root === undefined || roots.length > 1) throw invalid(name, 1);
  return root;
}

/** Name and namespace of the root element, read without parsing the rest; `undefined` when the text is no XML. */
export function rootOf(text: string): { name: string; namespace: string } | undefined {
  const bare = text
    .replace(/^\ufeff/, '')
    .replace(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!DOCTYPE[^>[]*(\[[\s\S]*?\])?\s*>/g, '');
  const match = /^\s*<(?:([\w.-]+):)?([\w.-]+)((?:\s[^>]*?)?)\/?>/.exec(bare);
  if (!match?.[2]) return undefined;
  const declared = match[1] === undefined ? 'xmlns' : `xmlns:${match[1]}`;
  const attribute = new RegExp(`\\s${declared.replaceAll('.', '\\.')}\\s*=\\s*["']([^"']*)["']`).exec(
    match[3] ?? '',
  );
  return { name: match[2], namespace: attribute?.[1] ?? '' };
}

/** Every element at a path such as `PaymentMeans/PayeeFinancialAccount/ID`, in document order. */
export function elementsAt(from: XmlElement, path: string): XmlElement[] {
  return path
    .split('/')
    .reduce<XmlElement[]>(
      (found, step) => found.flatMap(({ children }) => children.filter(({ name }) => name === step)),
      [from],
    );
}

/** The first text at a path that is not empty, white space made single spaces; else `null`. */
export function textAt(from: XmlElement, path: string): string | null {
  for (const element of elementsAt(from, path)) {
    const text = oneLine(element.text);
    if (text !== '') return text;
  }
  return null;
}

/** Text on one line: every run of white space, a no-break space too, is one space. */
export function oneLine(text: string): string {
  return text.replace(/[\s\u00a0\u202f]+/g, ' ').trim();
}

function decodeXml(bytes: Uint8Array, name: string): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const marked = bytes[0] === 0xff || bytes[0] === 0xfe;
  const declared = /^(?:\u00ef\u00bb\u00bf)?\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w.-]+)["']/.exec(head)?.[1];
  const label = marked ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : (declared ?? 'utf-8');
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    throw new DunError('import.encoding_wrong', 65, { file: name, encoding: label });
  }
}

/** One pass over the markup before any parser sees it. */
function checkBounds(text: string, name: string): void {
  let tags = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const end = endOfMarkup(text, at, name);
    tags += 1;
    if (tags > maxTags) throw new DunError('import.xml_too_large', 65, { file: name });
    at = end;
  }
}

function endOfMarkup(text: string, at: number, name: string): number {
  const isComment = text.startsWith('<!--', at);
  const isCdata = text.startsWith('<![CDATA[', at);
  if (text.startsWith('<!', at) && !isComment && !isCdata)
    throw new DunError('import.xml_doctype', 65, { file: name });
  const closing = isComment ? '-->' : isCdata ? ']]>' : '>';
  const end = text.indexOf(closing, at);
  if (end < 0) throw invalid(name, text.slice(0, at).split('\n').length);
  if (!isComment && !isCdata && end - at > maxTagLength)
    throw new DunError('import.xml_too_large', 65, { file: name });
  return end + closing.length;
}

function parseOrRefuse(parse: () => unknown, name: string): unknown {
  try {
    return parse();
  } catch {
    // The parser refuses names such as `__proto__` and too deep a nesting by itself.
    throw invalid(name, 1);
  }
}

function invalid(name: string, line: number): DunError {
  return new DunError('import.xml_invalid', 65, { file: name, line });
}

function childNodes(nodes: unknown): Record<string, unknown>[] {
  return Array.isArray(nodes) ? nodes.filter((node) => isRecord(node)) : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** `{ name: [children], ':@': { attribute: text } }` as the parser returns it when order is kept. */
function elementOf(node: Record<string, unknown>): XmlElement[] {
  const name = Object.keys(node).find((key) => key !== ':@');
  if (name === undefined || name.startsWith('#') || name.startsWith('?')) return [];
  const inside = childNodes(node[name]);
  const attributes = isRecord(node[':@']) ? Object.entries(node[':@']) : [];
  return [
    {
      name,
      attributes: new Map(attributes.map(([key, value]) => [key, decodeEntities(String(value))])),
      children: inside.flatMap((child) => elementOf(child)),
      text: inside.map((child) => textOf(child)).join(''),
    },
  ];
}

function textOf(node: Record<string, unknown>): string {
  if (typeof node['#text'] === 'string') return decodeEntities(node['#text']);
  return childNodes(node['#cdata'])
    .map((part) => (typeof part['#text'] === 'string' ? part['#text'] : ''))
    .join('');
}

/** The five entities of XML and character numbers; anything else stays as it is written. */
function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{1,8});/gi, (whole) => {
    const name = whole.slice(1, -1);
    return name.startsWith('#') ? (characterOf(name.slice(1)) ?? whole) : (entities[name] ?? whole);
  });
}

function characterOf(digits: string): string | undefined {
  const code = /^x/i.test(digits) ? Number.parseInt(digits.slice(1), 16) : Number(digits);
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : undefined;
}
