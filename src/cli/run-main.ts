import { type Frame, installFrame } from './frame.ts';
import { reportError } from './report.ts';
import { fitted } from '../terminal/output.ts';
import { show } from '../terminal/style.ts';
import type { Sinks } from './sink.ts';
import { createServices, type Services, type World } from './services.ts';

export type Run = (world: World, services: Services) => Promise<void>;

/** How the output is written: by Node's streams, or past them where that is quicker. */
export type SinksOf = (frame: Frame) => Sinks;

export const ofStreams: SinksOf = (frame) => frame.streams();

/** What surrounds every command: signals, words for errors, warnings of the store, the exit code. */
export async function runMain(
  { argv, root, sinksOf }: { argv: readonly string[]; root: string; sinksOf: SinksOf },
  run: Run,
): Promise<void> {
  const frame = installFrame(process);
  const world: World = {
    process,
    env: process.env,
    root,
    argv,
    scripts: { load: null },
    frame,
    sinks: sinksOf(frame),
  };
  let services: Services | undefined;
  try {
    services = createServices(world);
    // The prompt library knows the variable only, not our option.
    if (!services.globals.hasColour) process.env['NO_COLOR'] = '1';
    await run(world, services);
  } catch (error) {
    process.exitCode = report(error, world, services);
  } finally {
    world.frame.leave();
    tellWarnings(world, services);
    services?.close();
  }
}

function tellWarnings({ sinks }: World, services: Services | undefined): void {
  for (const { key, values } of services?.warnings() ?? []) {
    sinks.stderr.write(`! ${show(services?.words.label(key, values) ?? key, 300)}\n`);
  }
}

function report(error: unknown, { frame, sinks }: World, services: Services | undefined): number {
  const isDebug = services?.globals.isDebug ?? false;
  if (services === undefined) throw error;
  const { lines, exitCode } = reportError(error, services.words, { isDebug, endedBy: frame.endedBy() });
  for (const line of lines) sinks.stderr.write(`${fitted(line, sinks.stderr)}\n`);
  return exitCode;
}
