import { createSocket, type Socket } from 'node:dgram';
import { afterEach, describe, expect, it } from 'vitest';
import { providerBehind } from '../../src/mail/exchangers.ts';

const closing: Socket[] = [];

afterEach(() => {
  for (const socket of closing.splice(0)) socket.close();
});

/** A name as the DNS writes it: each label with its length, then nothing. */
function written(name: string): Buffer {
  const labels = name.split('.').flatMap((label) => [Buffer.from([label.length]), Buffer.from(label)]);
  return Buffer.concat([...labels, Buffer.from([0])]);
}

/** A name server on loopback that knows the exchangers of every domain; `null` says nothing at all. */
async function aNameServer(
  exchangers: readonly (readonly [number, string])[] | null,
): Promise<{ servers: string[]; asked: string[] }> {
  const asked: string[] = [];
  const socket = createSocket('udp4', (query, from) => {
    const question = query.subarray(12, query.indexOf(0, 12) + 5);
    asked.push(question.toString('latin1'));
    if (exchangers === null) return;
    const answers = exchangers.map(([preference, host]) => {
      const name = written(host);
      const fixed = Buffer.from([0xc0, 12, 0, 15, 0, 1, 0, 0, 0, 60, 0, name.length + 2, 0, preference]);
      return Buffer.concat([fixed, name]);
    });
    const head = Buffer.from([0x81, 0x80, 0, 1, 0, answers.length, 0, 0, 0, 0]);
    socket.send(Buffer.concat([query.subarray(0, 2), head, question, ...answers]), from.port, from.address);
  });
  closing.push(socket);
  await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done));
  return { servers: [`127.0.0.1:${socket.address().port}`], asked };
}

describe("the provider behind a domain of one's own", () => {
  it.each<[readonly (readonly [number, string])[], string | undefined]>([
    [[[1, 'aspmx.l.google.com']], 'gmail'],
    [[[5, 'mx2.mail.ovh.net'], [1, 'mx1.mail.ovh.net']], 'ovh'],
    [[[50, 'aspmx.l.google.com'], [10, 'mta-gw.infomaniak.ch']], 'infomaniak'],
    [[[10, 'mx.atelier.example'], [20, 'spool.mail.gandi.net']], 'gandi'],
    [[[10, 'mx.atelier.example']], undefined],
    [[], undefined],
  ])('%o is %s', async (exchangers, id) => {
    const { servers, asked } = await aNameServer(exchangers);
    expect((await providerBehind('nadia@atelier.example', { servers }))?.id).toBe(id);
    expect(asked[0]).toContain('atelier');
    // The domain alone is asked for: who writes is nobody's business.
    expect(asked.join('')).not.toContain('nadia');
  }); // biome-ignore format: rows

  it('is not waited for', async () => {
    const { servers } = await aNameServer(null);
    expect(await providerBehind('nadia@atelier.example', { servers, timeout: 100 })).toBeUndefined();
  });
});
