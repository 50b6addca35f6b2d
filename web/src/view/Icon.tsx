const MIRRORS = new Set(["chevron-left", "chevron-right", "reply", "forward", "panel-right", "log-out"]);

/** A Lucide icon of the page's sprite. Always beside, or on, something that says what it means. */
export function Icon({ name, class: extra = "" }: { name: string; class?: string }) {
  const mirrors = MIRRORS.has(name) ? "mirrors" : "";
  return (
    <svg class={`icon ${mirrors} ${extra}`} aria-hidden="true" focusable="false">
      <use href={`#i-${name}`} />
    </svg>
  );
}

export function Mark({ class: extra = "mark" }: { class?: string }) {
  return (
    <svg class={extra} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path
        fill-rule="evenodd"
        d="M4 22.5V10.5a8.25 8.25 0 1 1 8.25 8.25H8.2zM12.25 7a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z"
      />
    </svg>
  );
}
