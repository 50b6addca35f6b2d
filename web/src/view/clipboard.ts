/** Without the Clipboard API (plain HTTP from another host) a hidden field does it. */
export async function copy(text: string): Promise<void> {
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (clipboard) return clipboard.writeText(text).catch(() => copyByField(text));
  copyByField(text);
}

function copyByField(text: string): void {
  const field = document.createElement("textarea");
  field.className = "unseen";
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}
