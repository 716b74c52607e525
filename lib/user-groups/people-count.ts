/** The number of people in a group, in words. */
export const peopleCount = (count: number): string => (count === 1 ? "1 person" : `${count} people`);
