import { fstatSync, statSync, writeSync } from 'node:fs';
import { devNull } from 'node:os';

/** Where text goes; a stream of the process is one. */
export interface Sink {
  readonly isTTY: boolean;
  readonly columns: number;
  readonly rows: number;
  write(text: string | Uint8Array): unknown;
}

export interface Sinks {
  readonly stdout: Sink;
  readonly stderr: Sink;
}

/**
 * The same output without Node's streams where that is possible: loading them takes longer than the list itself. A
 * terminal needs them for its width. What cannot be written here is handed to the stream, which tells why it cannot.
 */
export function quickSinks(streams: () => Sinks): Sinks {
  const stdout = isPlain(1) ? plainSink(1, () => streams().stdout) : streams().stdout;
  // Seldom written to, so its stream waits for that.
  const stderr = lateSink(() => streams().stderr);
  return { stdout, stderr };
}

function plainSink(file: number, stream: () => Sink): Sink {
  return {
    isTTY: false,
    columns: 80,
    rows: 24,
    write: (text) => {
      const bytes = typeof text === 'string' ? Buffer.from(text) : text;
      let done = 0;
      try {
        while (done < bytes.length) done += writeSync(file, bytes, done);
      } catch {
        stream().write(bytes.subarray(done));
      }
    },
  };
}

function lateSink(stream: () => Sink): Sink {
  return {
    get isTTY() {
      return stream().isTTY;
    },
    get columns() {
      return stream().columns;
    },
    get rows() {
      return stream().rows;
    },
    write: (text) => stream().write(text),
  };
}

/** A file, a pipe or nothing at all: surely no terminal. */
function isPlain(file: number): boolean {
  try {
    const found = fstatSync(file);
    return found.isFile() || found.isFIFO() || (found.rdev !== 0 && found.rdev === statSync(devNull).rdev);
  } catch {
    return false;
  }
}
