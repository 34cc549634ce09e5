import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { getCACertificates } from 'node:tls';
import { DunError } from '../domain/errors.ts';

/**
 * Whose certificates are believed, as an option of TLS: everybody that is known anyway, and the authority of
 * `mail.ca_file` (PEM or DER) besides. The option alone would put the file in the place of all others, and whoever named
 * an authority of their firm could reach no public provider any more. `DunError` 78 for a file that cannot be read, or
 * that holds no certificate.
 */
export async function trustIn(path: string | null): Promise<{ ca?: string[] }> {
  if (path === null) return {};
  return { ca: [...getCACertificates('default'), ...certificatesIn(await readAuthority(path), path)] };
}

async function readAuthority(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch {
    throw new DunError('mail.no_ca_file', 78, { path });
  }
}

const pem =
  /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[\s\S]*?-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g;

// TLS passes over what it cannot read: the server would then be called unknown, and the file never be looked at.
function certificatesIn(bytes: Buffer, path: string): string[] {
  const blocks = bytes.toString('latin1').match(pem);
  try {
    return (blocks ?? [bytes]).map((block) => new X509Certificate(block).toString());
  } catch {
    throw new DunError('mail.bad_ca_file', 78, { path });
  }
}
