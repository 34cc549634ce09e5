import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import type { Certificates } from './certificates.ts';

/** A real IMAP server (Debian's dovecot) with one mailbox, for one test file. */
export interface Dovecot {
  readonly host: string;
  /** TLS from the first byte. */
  readonly port: number;
  /** With STARTTLS. */
  readonly plainPort: number;
  readonly user: string;
  readonly password: string;
  /** The Maildir of the user: INBOX itself, `.Sent` the folder of sent mails. */
  readonly maildir: string;
  /** Who owns the Maildir: whoever delivers into it must be able to write there. */
  readonly owner: { readonly uid: number; readonly gid: number };
  /** Puts a mail, or many, into a folder as a server would: `INBOX` or `.Sent`. */
  put(folder: 'INBOX' | '.Sent', raw: string | Uint8Array): void;
  /** The flags of each mail of a folder, `S` for seen, in the order of arrival. */
  flags(folder: 'INBOX' | '.Sent'): string[];
  stop(): Promise<void>;
}

/** Where Debian's dovecot lies; `null` where it is not installed. */
export const dovecotProgram = ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot'].find(existsSync) ?? null;

/** What a test says when it skips: the line to type. */
export const noDovecot = 'dovecot is not installed: apt-get install dovecot-imapd';

const user = 'nadia@atelier.example';
const password = 'correct-horse-battery';

/** Starts the server on free ports of the loopback; ready when this resolves. */
export async function startDovecot(certificates: Certificates): Promise<Dovecot> {
  if (dovecotProgram === null) throw new Error(noDovecot);
  const folder = mkdtempSync(join(tmpdir(), 'dun-dovecot-'));
  const owner = mailOwner();
  const maildir = join(folder, 'mail');
  for (const name of ['', 'cur', 'new', 'tmp', '.Sent', '.Sent/cur', '.Sent/new', '.Sent/tmp']) {
    mkdirSync(join(maildir, name), { recursive: true });
    chownSync(join(maildir, name), owner.uid, owner.gid);
  }
  chmodSync(folder, 0o755);
  const [port, plainPort] = [await freePort(), await freePort()];
  const ports = { port, plainPort };
  writeFileSync(join(folder, 'key.pem'), certificates.good.key, { mode: 0o600 });
  writeFileSync(join(folder, 'cert.pem'), certificates.good.cert);
  writeFileSync(join(folder, 'dovecot.conf'), configuration({ folder, maildir, owner, ...ports }));
  const child = spawn(dovecotProgram, ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'ignore' });
  await answers(child, { port, log: join(folder, 'log') });
  let count = 0;
  return {
    host: '127.0.0.1',
    ...ports,
    user,
    password,
    maildir,
    owner,
    put(where, raw) {
      count += 1;
      const name = `${1_700_000_000 + count}.M${count}P${process.pid}.localhost`;
      const base = where === 'INBOX' ? maildir : join(maildir, where);
      const path = join(base, 'new', name);
      writeFileSync(path, raw);
      chownSync(path, owner.uid, owner.gid);
    },
    flags(where) {
      const base = where === 'INBOX' ? maildir : join(maildir, where);
      const names = ['new', 'cur'].flatMap((name) => readdirSync(join(base, name))).toSorted();
      return names.map((name) => /:2,(\w*)$/.exec(name)?.[1] ?? '');
    },
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

// Dovecot opens no mailbox of root: where the tests run as root, the mails belong to nobody.
function mailOwner(): { uid: number; gid: number } {
  const uid = process.getuid?.() ?? 0;
  return uid === 0 ? { uid: 65_534, gid: 65_534 } : { uid, gid: process.getgid?.() ?? uid };
}

interface Place {
  readonly folder: string;
  readonly maildir: string;
  readonly owner: { readonly uid: number; readonly gid: number };
  readonly port: number;
  readonly plainPort: number;
}

function configuration({ folder, maildir, owner, port, plainPort }: Place): string {
  const isRoot = process.getuid?.() === 0;
  const me = execFileSync('id', ['-un'], { encoding: 'utf8' }).trim();
  const users = isRoot ? '' : `default_internal_user = ${me}\ndefault_login_user = ${me}\n`;
  return `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
${users}first_valid_uid = 1
ssl = required
ssl_cert = <${folder}/cert.pem
ssl_key = <${folder}/key.pem
disable_plaintext_auth = yes
auth_mechanisms = plain login
mail_location = maildir:${maildir}
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = uid=${owner.uid} gid=${owner.gid} home=${folder}
}
namespace inbox {
  inbox = yes
  mailbox Sent {
    special_use = \\Sent
    auto = subscribe
  }
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${plainPort}
  }
  inet_listener imaps {
    port = ${port}
    ssl = yes
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
`;
}

/** Waits for the port to take a connection: as long as the process lives it is on its way. */
async function answers(child: ChildProcess, { port, log }: { port: number; log: string }): Promise<void> {
  let hasEnded = false;
  child.once('exit', () => (hasEnded = true));
  for (let tries = 0; tries < 600; tries += 1) {
    if (hasEnded) throw new Error(`dovecot ended at its start, see ${log}`);
    if (await greets(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`dovecot does not answer, see ${log}`);
}

function greets(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = tls.connect({ host: '127.0.0.1', port, rejectUnauthorized: false });
    socket.once('data', () => resolve(socket.destroy() !== undefined));
    socket.once('error', () => resolve(false));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
