/**
 * The page of GB/T 9704-2012: A4, type area 156 × 225 mm, 22 lines of 28 characters of size 3 (16 pt).
 *
 * 28 characters of 16 pt side by side are 158 mm, so they stand a little closer; 22 lines are spread over the height.
 */

const pointsPerMm = 72 / 25.4;
/** Millimetres in points. */
export const points = (mm: number): number => mm * pointsPerMm;

/** Millimetres. */
export const page = { width: 210, height: 297, top: 37, left: 28, areaWidth: 156, areaHeight: 225 } as const;
export const grid = { lines: 22, characters: 28 } as const;

/** Sizes of the standard in points: 二号, 三号, 四号, 小四. */
export const sizes = { title: 22, body: 16, footer: 14, table: 12 } as const;

/** Points from one line's top to the next's. */
export const linePitch = points(page.areaHeight) / grid.lines;
/** Points from one character's start to the next's: the last one's end is the type area's edge. */
export const characterPitch = (points(page.areaWidth) - sizes.body) / (grid.characters - 1);

/** The red of an issuing organ's mark. */
export const red = 'c00000';
