import { useEffect, useState } from "preact/hooks";
import { t } from "../strings/table.ts";

/** How much the browser holds for Parley; unknown where it doesn't tell. */
export function useStored(): number | undefined {
  const [bytes, setBytes] = useState<number>();
  useEffect(() => {
    const storage = navigator.storage as StorageManager | undefined;
    storage?.estimate().then(({ usage }) => setBytes(usage), () => undefined);
  }, []);
  return bytes;
}

export function inMegabytes(bytes: number): string {
  const options = { style: "unit", unit: "megabyte", maximumFractionDigits: bytes < 1e7 ? 1 : 0 } as const;
  return new Intl.NumberFormat(t.locale, options).format(bytes / 1e6);
}
