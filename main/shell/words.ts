// Main process. Words of a copy outside of the window.
export { copiedNotice, notCopiedNotice } from './notice-words.ts';
