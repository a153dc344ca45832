/** A number for people. @param evenMore where it is only known that there are more than so many */
export function countText(count: number, evenMore = false): string {
  return `${evenMore ? 'more than ' : ''}${count.toLocaleString('en')}`;
}
