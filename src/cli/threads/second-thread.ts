import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { Share } from '../../diagnosers/collector.js';
import type { Finding } from '../../finding.js';
import { createAttemptPacker } from '../../pipeline/attacks/packer.js';
import type { AttemptsTo } from '../../pipeline/attacks/side.js';
import { arrive } from './crossing.js';
import { helperFile } from './helper-file.js';
import { type Answer, ANSWERED, type Request, TAKEN, type Task } from './task.js';

/** Milliseconds after which a thread that was asked is taken for dead: an answer takes less than one, a chunk a few. */
const PATIENCE = 60_000;
/** Chunks that may be on their way: what is read faster than it is looked at must not pile up. */
const WAITING = 32;

export interface SecondThread {
  /** Whom to tell of attempts to log in. @throws where it has died */
  attempts: AttemptsTo;
  /** What it found. Nothing more is told it. @throws what ended it early */
  share(): Promise<Share>;
  /** Nothing more is wanted of it. */
  end(): void;
}

export function startSecondThread(task: Omit<Task, 'port' | 'done'>): SecondThread {
  const { port1: port, port2 } = new MessageChannel();
  const done = new Int32Array(new SharedArrayBuffer(8));
  const worker = new Worker(helperFile(), { workerData: { ...task, port: port2, done } satisfies Task, transferList: [port2] });
  let sent = 0;
  let answers = 0;

  const send = (request: Request, moved: ArrayBuffer[] = []) => port.postMessage(request, moved);

  /** Sleeps until as much is done. Nothing else is waited for meanwhile: who reads or prints does so line by line. */
  function waitFor(what: number, least: number): void {
    for (let so = Atomics.load(done, what); so < least; so = Atomics.load(done, what)) {
      if (Atomics.wait(done, what, so, PATIENCE) === 'timed-out') throw new Error('the second thread does not answer');
    }
  }

  const packer = createAttemptPacker((chunk) => {
    send({ chunk }, [chunk.numbers.buffer]);
    sent++;
    waitFor(TAKEN, sent - WAITING);
  });

  function ask(finding: number): Partial<Finding> {
    send({ finding });
    waitFor(ANSWERED, ++answers);
    const { message } = receiveMessageOnPort(port) as { message: Answer & { rest: Partial<Finding> } };
    return message.rest;
  }

  const found = new Promise<Share>((resolve, reject) => {
    port.once('message', (answer: Answer) => {
      // What is still asked for is not waited for: the program may end.
      port.unref();
      worker.unref();
      if ('share' in answer) resolve(arrive(answer.share, ask));
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the second thread has ended early')));
  });
  // Whoever waits for it learns of it.
  found.catch(() => {});

  return {
    attempts: packer,
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
