import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { Share } from '../../diagnosers/collector.js';
import type { Finding } from '../../finding.js';
import { endOfInput } from '../interrupt.js';
import { arrive } from './crossing.js';
import { helperFile } from './helper-file.js';
import type { Task, Told } from './task.js';

export { otherDiagnosers } from './task.js';

/** Milliseconds after which a thread that was asked is taken for dead: an answer takes less than one. */
const PATIENCE = 60_000;

export interface SecondThread {
  /** What it found, once it has read everything. @throws what ended it early */
  share(): Promise<Share>;
  /** Nothing more is wanted of it. */
  end(): void;
}

export function startSecondThread(task: Omit<Task, 'port' | 'answered'>): SecondThread {
  const { port1: port, port2 } = new MessageChannel();
  const answered = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(helperFile(), { workerData: { ...task, port: port2, answered } satisfies Task, transferList: [port2] });
  const onInterrupt = () => worker.postMessage('end'); // oxlint-disable-line unicorn/require-post-message-target-origin -- a thread has none
  endOfInput.addEventListener('abort', onInterrupt);
  let answers = 0;

  function ask(at: number): Partial<Finding> {
    port.postMessage(at);
    // Who prints a report reads it line by line, and waits for nothing but this.
    Atomics.wait(answered, 0, answers, PATIENCE);
    answers++;
    const answer = receiveMessageOnPort(port) as { message: Partial<Finding> } | undefined;
    if (!answer) throw new Error('the second thread does not answer');
    return answer.message;
  }

  const done = new Promise<Share>((resolve, reject) => {
    port.once('message', ({ share }: Told) => {
      // What is still asked for is not waited for: the program may end.
      port.unref();
      worker.unref();
      resolve(arrive(share, ask));
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the second thread has ended early')));
  });
  // Whoever waits for it learns of it.
  done.catch(() => {});

  return {
    share: () => done,
    end() {
      endOfInput.removeEventListener('abort', onInterrupt);
      port.close();
      void worker.terminate();
    },
  };
}
