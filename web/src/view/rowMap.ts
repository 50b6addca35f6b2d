/**
 * Where the rows of a long log stand, one under the other: measured where they were drawn once, guessed
 * elsewhere. With it ten thousand rows need only those in the DOM that are near the reader.
 */
export class RowMap {
  readonly #heights = new Map<string, number>();
  readonly #guess: (at: number) => number;
  #keys: readonly string[] = [];
  /** `#tops[i]` is where row `i` begins; the last one is where all rows end. */
  #tops = new Float64Array(1);

  constructor(guess: (at: number) => number) {
    this.#guess = guess;
  }

  get total(): number {
    return this.#tops[this.#keys.length]!;
  }

  /** The rows that there are now, in order. */
  lay(keys: readonly string[]): void {
    if (keys === this.#keys) return;
    this.#keys = keys;
    if (this.#tops.length < keys.length + 1) this.#tops = new Float64Array(keys.length * 2 + 1);
    this.#add(0);
  }

  /** Takes the heights of rows from `start` on. True if one of them was another than known or guessed. */
  measure(start: number, heights: readonly number[]): boolean {
    let different = false;
    heights.forEach((height, nth) => {
      const at = start + nth;
      if (Math.abs(this.#tops[at + 1]! - this.#tops[at]! - height) > 0.01) different = true;
      this.#heights.set(this.#keys[at]!, height);
    });
    if (different) this.#add(start);
    return different;
  }

  /** A width changed, so nothing that was measured holds. */
  forget(): void {
    this.#heights.clear();
    this.#add(0);
  }

  top(at: number): number {
    return this.#tops[Math.min(Math.max(at, 0), this.#keys.length)]!;
  }

  /** The row in which this height lies. */
  at(px: number): number {
    let low = 0;
    let high = this.#keys.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#tops[middle]! <= px) low = middle;
      else high = middle - 1;
    }
    return Math.max(low, 0);
  }

  #add(from: number): void {
    for (let at = from; at < this.#keys.length; at++) {
      const height = this.#heights.get(this.#keys[at]!) ?? this.#guess(at);
      this.#tops[at + 1] = this.#tops[at]! + height;
    }
  }
}
