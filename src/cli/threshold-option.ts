import { InvalidArgumentError } from 'commander';
import { THRESHOLD_NAMES, THRESHOLDS, type ThresholdName, type Thresholds } from '../diagnosers/attack/thresholds.js';
import { parseDuration } from './parse-option.js';

/** What is kept of an address grows with its thresholds. */
const MOST = 1000;

/**
 * `NAME=N` of `--threshold`, together with those that were given before.
 * @throws what commander turns into one sentence about the option
 */
export function parseThreshold(text: string, previous: Partial<Thresholds> = {}): Partial<Thresholds> {
  const at = text.indexOf('=');
  const name = at < 0 ? text : text.slice(0, at);
  if (!isThresholdName(name)) throw new InvalidArgumentError(`There is no threshold ${name}; there are: ${THRESHOLD_NAMES.join(', ')}.`);
  if (at < 0) throw new InvalidArgumentError(`Give a value too, such as ${name}=${THRESHOLDS[name].unit === 'duration' ? '1h' : THRESHOLDS[name].value}.`);
  return { ...previous, [name]: parseValue(name, text.slice(at + 1)) };
}

function isThresholdName(name: string): name is ThresholdName {
  return Object.hasOwn(THRESHOLDS, name);
}

function parseValue(name: ThresholdName, text: string): number {
  const { unit, ...threshold } = THRESHOLDS[name];
  if (unit === 'duration') {
    const duration = parseDuration(text);
    if (duration === undefined || duration === 0) throw new InvalidArgumentError(`${name} is a time, such as 90s, 30m, 1h or 2d.`);
    return duration;
  }
  const least = 'least' in threshold ? threshold.least : 1;
  const most = unit === 'percent' ? 100 : MOST;
  const value = /^\d{1,4}$/.test(text) ? Number(text) : -1;
  if (value < least || value > most) throw new InvalidArgumentError(`${name} is a whole number from ${least} to ${most}.`);
  return value;
}
