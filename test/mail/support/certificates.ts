import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface KeyPair {
  readonly key: Buffer;
  readonly cert: Buffer;
}

export interface Certificates {
  /** Path of the authority's certificate, for `mail.ca_file`. */
  readonly authority: string;
  readonly good: KeyPair;
  readonly wrongName: KeyPair;
  readonly expired: KeyPair;
  readonly selfSigned: KeyPair;
}

const names = 'IP:127.0.0.1,DNS:localhost';

/** A fresh authority and what it has signed, made with openssl: certificates in a repository expire. */
export function makeCertificates(): Certificates {
  const folder = mkdtempSync(join(tmpdir(), 'dun-certs-'));
  const path = (name: string): string => join(folder, name);
  const openssl = (...args: string[]): void => void execFileSync('openssl', args, { stdio: 'ignore' });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const pair = (name: string): KeyPair => ({
    key: readFileSync(path(`${name}.key`)),
    cert: readFileSync(path(`${name}.pem`)),
  });
  const selfSign = (name: string, ...more: string[]): void =>
    openssl('req', '-x509', ...newKey, '-keyout', path(`${name}.key`), '-out', path(`${name}.pem`), ...more);
  const sign = (name: string, san: string, days: string): void => {
    writeFileSync(path('san'), `subjectAltName=${san}`);
    openssl('req', ...newKey, '-keyout', path(`${name}.key`), '-out', path('csr'), '-subj', `/CN=${name}`);
    const by = ['-CA', path('ca.pem'), '-CAkey', path('ca.key'), '-CAcreateserial', '-days', days];
    openssl('x509', '-req', '-in', path('csr'), '-out', path(`${name}.pem`), '-extfile', path('san'), ...by);
  };
  selfSign('ca', '-days', '30', '-subj', '/CN=test authority');
  selfSign('self', '-days', '30', '-subj', '/CN=localhost', '-addext', `subjectAltName=${names}`);
  sign('good', names, '30');
  sign('wrong', 'DNS:mail.example.org', '30');
  sign('old', names, '-1');
  return {
    authority: path('ca.pem'),
    good: pair('good'),
    wrongName: pair('wrong'),
    expired: pair('old'),
    selfSigned: pair('self'),
  };
}
