import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Certificates } from './certificates.ts';

/** A real mail server (Debian's exim4) for the loopback: STARTTLS, a login, a Maildir a mailbox, bounces. */
export interface Exim {
  readonly port: number;
  /** The mails of a mailbox in the order in which they arrived, once there are so many. */
  mails(mailbox: string, count: number): Promise<string[]>;
  /** A program in the place of `sendmail` that hands over to this server. */
  readonly sendmail: string;
  /** Hands a mail over as another mail program would: to be delivered, not to be sent on. */
  receive(mail: Incoming): Promise<void>;
  stop(): Promise<void>;
}

export interface Incoming {
  /** Of the envelope; empty for a mail to which nobody may answer. */
  readonly from: string;
  readonly to: string;
  /** Header and body, lines ended by LF. */
  readonly text: string;
}

/** Whose processes and mailboxes they are: exim delivers nothing to root. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

export interface EximSetting {
  readonly certificates: Certificates;
  readonly user: string;
  readonly password: string;
  /** Mailbox name (the part before the @) → its Maildir, made when it is not there; any other address is unknown. */
  readonly mailboxes: Readonly<Record<string, string | null>>;
}

export const eximProgram = ['/usr/sbin/exim4', '/usr/local/sbin/exim4'].find(existsSync) ?? null;

/** What a test says when it skips: the line to type. */
export const noExim = 'exim is not installed: apt-get install exim4-daemon-light';

/** Starts the server on a free port; ready when this resolves. */
export async function startExim(setting: EximSetting): Promise<Exim> {
  if (eximProgram === null) throw new Error(noExim);
  const folder = mkdtempSync(join(tmpdir(), 'dun-exim-'));
  const owner = mailOwner();
  const maildirs = Object.fromEntries(
    Object.entries(setting.mailboxes).map(([name, given]) => [name, given ?? join(folder, 'mail', name)]),
  );
  for (const path of ['spool', 'log', 'mail']) mkdirSync(join(folder, path));
  writeFileSync(join(folder, 'cert.pem'), setting.certificates.good.cert);
  writeFileSync(join(folder, 'key.pem'), setting.certificates.good.key, { mode: 0o600 });
  const port = await freePort();
  writeFileSync(join(folder, 'exim.conf'), configuration({ folder, maildirs, port, owner, setting }));
  for (const path of ['', 'spool', 'log', 'mail', 'cert.pem', 'key.pem'])
    chownSync(join(folder, path), owner.uid, owner.gid);
  const as = process.getuid?.() === 0 ? owner : {};
  const conf = ['-C', join(folder, 'exim.conf')];
  // A group of its own: a process that still speaks with a client ends with it.
  const daemon = spawn(eximProgram, [...conf, '-bdf'], {
    ...as,
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await answers(daemon, port);
  const sendmail = join(folder, 'sendmail');
  writeFileSync(sendmail, `#!/bin/sh\nexec ${eximProgram} ${conf.join(' ')} -odi "$@"\n`, { mode: 0o755 });
  return {
    port,
    sendmail,
    mails: (mailbox, count) => mailsIn(maildirs[mailbox] ?? '', count, () => log(folder)),
    receive: async ({ from, to, text }) => {
      const child = spawn(eximProgram ?? '', [...conf, '-odi', '-i', '-f', from === '' ? '<>' : from, to], {
        ...as,
        cwd: folder,
      });
      child.stdin.end(text);
      const [code] = await once(child, 'close');
      if (code !== 0) throw new Error(`exim took no mail: ${code}\n${log(folder)}`);
    },
    stop: async () => {
      await endGroup(daemon);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function mailOwner(): Owner {
  const uid = process.getuid?.() ?? 0;
  return uid === 0 ? { uid: 65_534, gid: 65_534 } : { uid, gid: process.getgid?.() ?? uid };
}

interface Place {
  readonly folder: string;
  readonly maildirs: Readonly<Record<string, string>>;
  readonly port: number;
  readonly owner: Owner;
  readonly setting: EximSetting;
}

function configuration({ folder, maildirs, port, setting, owner }: Place): string {
  const boxes = Object.entries(maildirs);
  return `
exim_user = ${owner.uid}
exim_group = ${owner.gid}
primary_hostname = mail.atelier.example
local_interfaces = 127.0.0.1
daemon_smtp_ports = ${port}
spool_directory = ${folder}/spool
log_file_path = ${folder}/log/%slog
pid_file_path = ${folder}/exim.pid
tls_advertise_hosts = *
tls_certificate = ${folder}/cert.pem
tls_privatekey = ${folder}/key.pem
acl_smtp_rcpt = rcpt
acl_smtp_data = data
host_lookup =
rfc1413_hosts =
keep_environment =
local_from_check = false
untrusted_set_sender = *
queue_run_in_order = true
begin acl
rcpt:
  deny message = encryption and login first
       !authenticated = *
  accept
data:
  accept
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_advertise_condition = \${if def:tls_in_cipher}
  server_condition = \${if and{{eq{$auth2}{${setting.user}}}{eq{$auth3}{${setting.password}}}}}
  server_set_id = $auth2
begin routers
${boxes.map(([name]) => `to_${name}:\n  driver = accept\n  local_parts = ${name}\n  transport = ${name}`).join('\n')}
begin transports
${boxes
  .map(
    ([name, path]) => `${name}:
  driver = appendfile
  maildir_format
  directory = ${path}
  create_directory
  delivery_date_add
  envelope_to_add
  return_path_add`,
  )
  .join('\n')}
begin retry
* * F,1m,1s
`;
}

/** Waits for the port to take a connection: as long as the process lives it is on its way. */
async function answers(daemon: ChildProcess, port: number): Promise<void> {
  let said = '';
  daemon.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
  for (let tries = 0; tries < 600; tries += 1) {
    if (daemon.exitCode !== null) throw new Error(`exim ended at its start: ${said}`);
    if (await greets(port)) return;
    await pause();
  }
  throw new Error(`exim does not answer: ${said}`);
}

async function endGroup(daemon: ChildProcess): Promise<void> {
  const group = -(daemon.pid ?? 0);
  if (group === 0) return;
  for (let tries = 0; tries < 200; tries += 1) {
    try {
      process.kill(group, 'SIGTERM');
    } catch {
      return;
    }
    await pause();
  }
}

async function mailsIn(maildir: string, count: number, log: () => string): Promise<string[]> {
  const arrived = join(maildir, 'new');
  for (let tries = 0; tries < 600; tries += 1) {
    const names = existsSync(arrived)
      ? readdirSync(arrived).toSorted((a, b) => momentIn(a) - momentIn(b))
      : [];
    if (names.length >= count) return names.map((name) => readFileSync(join(arrived, name), 'latin1'));
    await pause();
  }
  throw new Error(`${count} mails did not come to ${maildir}:\n${log()}`);
}

/** Microseconds of a name such as `1796000000.M24P117.mail`: they have no zeros in front. */
function momentIn(name: string): number {
  const [whole, seconds, micros] = /^(\d+)\.M(\d+)P/.exec(name) ?? [];
  if (whole === undefined) throw new RangeError(`no name of a Maildir: ${name}`);
  return Number(seconds) * 1_000_000 + Number(micros);
}

const log = (folder: string): string => {
  const path = join(folder, 'log', 'mainlog');
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
};

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 25));

function greets(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('data', () => resolve(socket.end('QUIT\r\n') !== undefined));
    socket.once('error', () => resolve(false));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
