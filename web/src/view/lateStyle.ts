let fetched: Promise<void> | undefined;

/** Fetches how what opens late looks, once; again only if it failed. */
export function lateStyle(): Promise<void> {
  fetched ??= new Promise<void>((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = document.getElementById("app")!.dataset.lateStyle!;
    link.onload = () => resolve();
    link.onerror = () => {
      link.remove();
      fetched = undefined;
      reject(new Error(`${link.href} didn't come`));
    };
    document.head.append(link);
  });
  return fetched;
}
