import { type Topic, topicOf } from './topic.js';
import { topics } from './topics.js';

/**
 * All topics, in the order in which their wordings are tried. A bundle has a list with the same heads in place of this file
 * (bin/lazy-parts.mjs), whose topics load their module when they are needed.
 */
export const knownTopics: readonly Topic[] = topics.map(topicOf);
