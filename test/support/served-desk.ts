import { afterEach, beforeAll } from 'vitest';
import { runMemo } from '../../src/commands/memo.ts';
import { DunError } from '../../src/domain/errors.ts';
import { type Certificates, makeCertificates } from '../mail/support/certificates.ts';
import { type Fault, type FaultServer, startFaultServer } from '../mail/support/fault-server.ts';
import { aDesk, type Desk } from './memo-services.ts';

let certificates: Certificates;
const servers: FaultServer[] = [];

beforeAll(() => {
  certificates = makeCertificates();
});

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** Points the desk at a server with this fault. */
export async function serve({ context }: Pick<Desk, 'context'>, fault: Fault): Promise<FaultServer> {
  const server = await startFaultServer(fault, certificates);
  servers.push(server);
  const settings = { transport: 'smtp', host: '127.0.0.1', port: String(server.port), security: 'starttls' };
  for (const [key, value] of Object.entries({ ...settings, user: 'u', ca_file: certificates.authority }))
    context.ledger.settings.set(`mail.${key}`, value);
  return server;
}

/** A desk whose memo met this fault: it waits, was refused, or may have arrived. */
export async function after(fault: Fault, setting: Parameters<typeof aDesk>[0] = {}): Promise<Desk> {
  const desk = aDesk(setting);
  await serve(desk, fault);
  await runMemo(desk.context, { send: true }).catch((error: unknown) => {
    if (!(error instanceof DunError)) throw error;
  });
  desk.seen.lines.length = desk.seen.notes.length = desk.seen.documents.length = 0;
  return desk;
}

/** What became of each message, in their order. */
export const states = (desk: Desk): string[] => desk.context.ledger.outbox.list().map(({ state }) => state);

export const later: Fault = 'rcpt-450';
export const refused: Fault = 'rcpt-550';
export const doubtful: Fault = 'drop-after-dot-kept';
