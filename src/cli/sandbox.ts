import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sandbox } from './context.ts';
import { createServices, type Parts, type Services, type World } from './services.ts';

/** A fresh private folder with a ledger of its own; each day of it is a run of its own on the same file. */
export async function createSandbox(
  world: World,
  parts: Pick<Parts, 'globals' | 'language'>,
): Promise<Sandbox> {
  const folder = await mkdtemp(join(tmpdir(), 'dun-demo-'));
  const opened: Services[] = [];
  const colour = parts.globals.hasColour ? [] : ['--no-color'];
  const closeAll = (): void => {
    for (const services of opened.splice(0)) services.close();
  };
  return {
    at: async (when) => {
      closeAll();
      const argv = ['--db', join(folder, 'demo.db'), '--today', when, '--lang', parts.language(), ...colour];
      const env = { ...world.env, DUN_OUTBOX: join(folder, 'outbox') };
      const services = createServices({ ...world, argv, env });
      opened.push(services);
      return services.context();
    },
    remove: async () => {
      closeAll();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
