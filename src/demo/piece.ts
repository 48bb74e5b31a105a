/** One matter of the demonstration. */
export interface Piece {
  readonly title: string;
  /** As visitors made it: nothing is to be done. */
  readonly inPlace: boolean;
  /** Launches it where it is not there, and drives it to its place. */
  readonly bring: () => Promise<void>;
}
