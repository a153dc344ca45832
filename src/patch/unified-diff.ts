import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';

/** One file before and after; `before` is absent where the file is new. */
export interface ChangedFile {
  /** As the diff is to call it; quoted there where it is not plain ASCII. */
  name: string;
  before?: string;
  after: string;
}

/** A unified diff of all files, as `patch -p0` and `git apply -p0` take it. Empty where nothing differs. */
export function unifiedDiff(files: readonly ChangedFile[]): string {
  return files.filter(({ before, after }) => before !== after).map(({ name, before, after }) =>
    createTwoFilesPatch(before === undefined ? '/dev/null' : name, name, before ?? '', after, undefined, undefined, {
      context: 3, headerOptions: FILE_HEADERS_ONLY,
    })).join('');
}
