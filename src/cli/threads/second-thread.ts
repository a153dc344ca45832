import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { Share } from '../../diagnosers/collector.js';
import type { Finding } from '../../finding.js';
import { createAttemptPacker } from '../../pipeline/attacks/packer.js';
import type { AttemptsTo } from '../../pipeline/attacks/side.js';
import { arrive } from './crossing.js';
import { helperFile } from './helper-file.js';
import type { Answer, Request, Task } from './task.js';

/** Milliseconds after which a thread that was asked is taken for dead: an answer takes less than one. */
const PATIENCE = 60_000;
/** Chunks that may be on their way before reading waits: what is read faster than it is looked at must not pile up. */
const WAITING = 32;

export interface SecondThread {
  /** Whom to tell of attempts to log in. */
  attempts: AttemptsTo;
  /** What to wait for before more is read, if anything: that it has looked at what it was told. @throws what ended it early */
  ready(): Promise<void> | undefined;
  /** What it found. Nothing more is told it. @throws what ended it early */
  share(): Promise<Share>;
  /** Nothing more is wanted of it. */
  end(): void;
}

export function startSecondThread(task: Omit<Task, 'port' | 'answered'>): SecondThread {
  const { port1: port, port2 } = new MessageChannel();
  const answered = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(helperFile(), { workerData: { ...task, port: port2, answered } satisfies Task, transferList: [port2] });
  /** Chunks that are on their way, or looked at. */
  let pending = 0;
  let answers = 0;
  let death: Error | undefined;
  let waiting: (() => void)[] = [];

  const send = (request: Request, moved: ArrayBuffer[] = []) => port.postMessage(request, moved);

  const packer = createAttemptPacker((chunk) => {
    send({ chunk }, [chunk.numbers.buffer]);
    pending++;
  });

  function goOn(): void {
    const all = waiting;
    waiting = [];
    for (const resolve of all) resolve();
  }

  async function room(): Promise<void> {
    if (!death) await new Promise<void>((resolve) => waiting.push(resolve));
    if (death) throw death;
  }

  /** Sleeps until there is an answer. Nothing else is waited for meanwhile: who prints does so line by line. */
  function ask(finding: number): Partial<Finding> {
    send({ finding });
    const before = answers++;
    if (Atomics.wait(answered, 0, before, PATIENCE) === 'timed-out') throw new Error('the second thread does not answer');
    const { message } = receiveMessageOnPort(port) as { message: Answer & { rest: Partial<Finding> } };
    return message.rest;
  }

  const found = new Promise<Share>((resolve, reject) => {
    function die(error: Error): void {
      death ??= endedBy(error);
      reject(death);
      goOn();
    }

    port.on('message', (answer: Answer) => {
      if ('taken' in answer) {
        if (--pending <= WAITING) goOn();
      } else if ('share' in answer) {
        // What is still asked for is not waited for: the program may end.
        port.unref();
        worker.unref();
        resolve(arrive(answer.share, ask));
      }
    });
    worker.once('error', die);
    worker.once('exit', () => die(new Error('it has ended early')));
  });
  // Whoever waits for it learns of it.
  found.catch(() => {});

  return {
    attempts: packer,
    ready: () => (death || pending > WAITING ? room() : undefined),
    share() {
      packer.end();
      send({ end: true });
      return found;
    },
    end() {
      port.close();
      void worker.terminate();
    },
  };
}

/** A code, such as that of a piece which is missing, would be taken for a failure of the file that is read. */
function endedBy({ message, stack }: Error): Error {
  return Object.assign(new Error(`second thread: ${message}`), { stack });
}
