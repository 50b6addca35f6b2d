/** The browser may read it a moment after it was asked to. */
const KEPT_MS = 60_000;

/** Saves a file where the browser saves what is downloaded. */
export function save(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}
