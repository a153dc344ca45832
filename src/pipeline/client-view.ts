import { type ClientMessage, readClientMessage } from '../messages/client/levels.js';
import { compareReleases, type Release } from '../openssh/version.js';
import { isWritten, type LogLevel } from '../openssh/log-level.js';

/** Of a log that ssh writes at DEBUG3, what its user would have seen. */
export interface ClientView {
  /** Takes the next message, without its CR LF. @returns what ssh had shown of it; undefined for nothing */
  show(message: string): string | undefined;
  /** The exit status of the remote command; undefined where none ended. */
  exitStatus(): number | undefined;
}

/** A line of the list of open connections; the list ends with an empty one. */
const GOES_ON = /^ {2}#\d|^$/;

/**
 * @param level that the user has chosen
 * @param asksHostKeys UpdateHostKeys is `ask`
 */
export function createClientView({ level: threshold, asksHostKeys, release }: { level: LogLevel; asksHostKeys: boolean; release: Release }): ClientView {
  const levelOf = ({ level, since }: ClientMessage): LogLevel => {
    if (since !== undefined && compareReleases(release, since) < 0) return 'fatal';
    return level === 'learned' ? (asksHostKeys ? 'info' : 'verbose') : level;
  };
  let exitStatus: number | undefined;
  /** The message before holds line ends; whether it is shown. */
  let open: { shown: boolean } | undefined;
  return {
    show(message) {
      // A server can send the head of the list as a text of its own: what ssh says behind it, such as that the host key has changed, is no part of it.
      if (open && GOES_ON.test(message)) {
        const { shown } = open;
        if (message === '') open = undefined;
        return shown ? message : undefined;
      }
      open = undefined;
      const read = readClientMessage(message);
      exitStatus = read.exitStatus ?? exitStatus;
      const shown = isWritten(levelOf(read), threshold);
      if (read.goesOn) open = { shown };
      return shown ? read.shown : undefined;
    },
    exitStatus: () => exitStatus,
  };
}
