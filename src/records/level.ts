import type { Level } from '../events.js';

export interface Marked {
  level: Level;
  text: string;
}

const DEBUG: Record<string, Level> = { '1': 'debug1', '2': 'debug2', '3': 'debug3' };

/** Splits off the level word that sshd puts in front of syslog text; INFO and VERBOSE have none. */
export function readLevel(message: string): Marked {
  switch (message.charCodeAt(0)) {
    case 100: {
      const level = message.startsWith('debug') && message.charCodeAt(6) === 58 ? DEBUG[message[5] ?? ''] : undefined;
      // The space behind the colon is part of the marker; a text that was empty may have lost it.
      if (level) return { level, text: message.slice(message.charCodeAt(7) === 32 ? 8 : 7) };
      break;
    }
    case 101:
      if (message.startsWith('error: ')) return { level: 'error', text: message.slice(7) };
      break;
    case 102:
      if (message.startsWith('fatal: ')) return { level: 'fatal', text: message.slice(7) };
      break;
  }
  return { level: 'info', text: message };
}
