import { deflateSync } from 'node:zlib';

export interface PdfOptions {
  readonly name?: string;
  readonly content?: Uint8Array | string;
  /** `packed`: catalog and file specification lie in an object stream, as writers since PDF 1.5 do. */
  readonly layout?: 'plain' | 'packed' | 'af-only' | 'unlisted' | 'kids';
  readonly filter?: 'flate' | 'none' | 'hex' | 'hex-flate' | 'lzw';
  readonly isEncrypted?: boolean;
  /** Wrong `Length`s, as many writers leave them. */
  readonly hasWrongLength?: boolean;
  readonly more?: readonly { name: string; content: string }[];
}

/** A small PDF with one attached file, laid out as asked. */
export function aPdf(options: PdfOptions = {}): Uint8Array {
  const { name = 'factur-x.xml', content = '<x/>', layout = 'plain' } = options;
  const files = [{ name, content }, ...(options.more ?? [])];
  const streams = files.map((file, index) => embedded(20 + index, Buffer.from(file.content), options));
  const specs = files.map(
    (file, index) =>
      `<< /Type /Filespec /F (${file.name}) /UF ${utf16(file.name)} /EF << /F ${20 + index} 0 R >> >>`,
  );
  const leaves = files.map((file, index) => `(${file.name}) ${30 + index} 0 R`).join(' ');
  const catalog: Record<string, string> = {
    plain: `/Names << /EmbeddedFiles << /Names [ ${leaves} ] >> >>`,
    packed: `/Names << /EmbeddedFiles << /Names [ ${leaves} ] >> >>`,
    kids: `/Names << /EmbeddedFiles << /Kids [ 40 0 R ] >> >>`,
    'af-only': `/AF [ ${files.map((_, index) => `${30 + index} 0 R`).join(' ')} ]`,
    unlisted: '',
  };
  const objects: [number, string][] = [
    [1, `<< /Type /Catalog /Pages 2 0 R ${catalog[layout] ?? ''} >>`],
    [2, '<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>'],
    [3, '<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 10 10 ] >>'],
    ...specs.map((spec, index): [number, string] => [30 + index, spec]),
    [40, `<< /Names [ ${leaves} ] >>`],
  ];
  const trailer = `/Root 1 0 R ${options.isEncrypted === true ? '/Encrypt << /Filter /Standard /V 2 >>' : ''}`;
  const parts =
    layout === 'packed'
      ? [objectStream(50, objects)]
      : objects.map(([id, value]) => Buffer.from(`${id} 0 obj\n${value}\nendobj\n`));
  return assemble([...parts, ...streams], trailer);
}

function assemble(parts: readonly Buffer[], trailer: string): Uint8Array {
  const header = Buffer.from('%PDF-1.7\n%\u00e2\u00e3\n', 'latin1');
  const offsets = new Map<number, number>();
  let at = header.length;
  for (const part of parts) {
    offsets.set(Number.parseInt(part.toString('latin1', 0, 8), 10), at);
    at += part.length;
  }
  const ids = [...offsets.keys()].toSorted((a, b) => a - b);
  const table = ids.map((id) => `${id} 1\n${String(offsets.get(id)).padStart(10, '0')} 00000 n \n`).join('');
  const end = `xref\n0 1\n0000000000 65535 f \n${table}trailer\n<< /Size 60 ${trailer} >>\nstartxref\n${at}\n%%EOF\n`;
  return new Uint8Array(Buffer.concat([header, ...parts, Buffer.from(end)]));
}

function embedded(
  id: number,
  content: Buffer,
  { filter = 'flate', hasWrongLength = false }: PdfOptions,
): Buffer {
  const packings = {
    flate: () => deflateSync(content),
    none: () => content,
    hex: () => hex(content),
    'hex-flate': () => hex(deflateSync(content)),
    lzw: () => content,
  };
  const packed = packings[filter]();
  const names = {
    flate: '/FlateDecode',
    none: '[]',
    hex: '/ASCIIHexDecode',
    'hex-flate': '[ /ASCIIHexDecode /FlateDecode ]',
    lzw: '/LZWDecode',
  }[filter];
  const length = hasWrongLength ? packed.length + 999 : packed.length;
  const head = `${id} 0 obj\n<< /Type /EmbeddedFile /Subtype /text#2Fxml /Filter ${names} /Length ${length} >>\nstream\n`;
  return Buffer.concat([Buffer.from(head), packed, Buffer.from('\nendstream\nendobj\n')]);
}

function objectStream(id: number, objects: readonly [number, string][]): Buffer {
  let body = '';
  const pairs = objects.map(([number, value]) => {
    const pair = `${number} ${body.length}`;
    body += `${value}\n`;
    return pair;
  });
  const head = `${pairs.join(' ')}\n`;
  const packed = deflateSync(Buffer.from(head + body));
  const dict = `<< /Type /ObjStm /N ${objects.length} /First ${head.length} /Filter /FlateDecode /Length ${packed.length} >>`;
  return Buffer.concat([
    Buffer.from(`${id} 0 obj\n${dict}\nstream\n`),
    packed,
    Buffer.from('\nendstream\nendobj\n'),
  ]);
}

function hex(bytes: Buffer): Buffer {
  return Buffer.from(`${bytes.toString('hex')}>`);
}

function utf16(text: string): string {
  return `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`;
}
