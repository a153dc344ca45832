export * from './types.js';
export { algorithmList, type AlgorithmList, defaultAlgorithms, isListKeyword, type ListKeyword } from './algorithm-list.js';
export { type Decision, decideBlock, decideBlocks } from './decide.js';
export { type Effective, effective, type EffectiveSetting } from './effective.js';
export { MAX_FILE_BYTES, readConfiguration } from './read.js';
export { type Access, userAccess } from './user-access.js';
