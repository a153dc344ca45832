export * from './types.js';
export { algorithmList, defaultAlgorithms, isListKeyword, type ListKeyword } from './algorithm-list.js';
export { decideBlocks } from './decide.js';
export { type Effective, effective, type EffectiveSetting } from './effective.js';
export { readConfiguration } from './read.js';
export { userAccess } from './user-access.js';
