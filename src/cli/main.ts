import { installFrame } from './frame.ts';
import { reportError } from './report.ts';
import { runDue } from '../commands/due.ts';
import { show } from '../terminal/style.ts';
import { createServices, type Services, type World } from './services.ts';

/**
 * Runs one command line. `root` is the folder that holds `templates/`. Sets the exit code; only the signal path of the
 * frame ever ends the process itself.
 */
export async function main(argv: readonly string[], root: string): Promise<void> {
  const world: World = {
    process,
    env: process.env,
    root,
    argv,
    scripts: { load: null },
    frame: installFrame(process),
  };
  let services: Services | undefined;
  try {
    services = createServices(world);
    // The prompt library knows the variable only, not our option.
    if (!services.globals.hasColour) process.env['NO_COLOR'] = '1';
    await run(world, services);
  } catch (error) {
    process.exitCode = await report(error, world, services);
  } finally {
    world.frame.leave();
    tellWarnings(world, services);
    services?.close();
  }
}

/**
 * `dun due` and bare `dun` without further words skip the command parser: there is nothing to parse, and the list
 * should stand before the finger has left the key.
 */
async function run(world: World, services: Services): Promise<void> {
  const [name, ...rest] = world.argv;
  if (name === undefined || (name === 'due' && rest.length === 0)) {
    const context = await services.context();
    if (name === undefined && context.ledger.profile.load() === undefined) {
      const { runWelcome } = await import('../commands/welcome.ts');
      return runWelcome(context);
    }
    return runDue(context, {});
  }
  const { runProgram } = await import('./run-program.ts');
  return runProgram(world, services);
}

function tellWarnings({ process }: World, services: Services | undefined): void {
  for (const { key, values } of services?.warnings() ?? []) {
    process.stderr.write(`! ${show(services?.words.label(key, values) ?? key, 300)}\n`);
  }
}

async function report(error: unknown, world: World, services: Services | undefined): Promise<number> {
  const isDebug = services?.globals.isDebug ?? false;
  if (services === undefined) throw error;
  const { lines, exitCode } = reportError(error, services.words, { isDebug, endedBy: world.frame.endedBy() });
  for (const line of lines) world.process.stderr.write(`${line}\n`);
  return exitCode;
}
