import type { SystemLine as Line } from "../state/events/line.ts";
import { t } from "../strings/table.ts";
import { useParley } from "./context.ts";
import { clean, nameOf } from "./names.ts";
import { fullTime, spanOf } from "./time.ts";

/** What happened besides messages: who came, who went, what has another name. */
export function SystemLine({ line }: { line: Line }) {
  const users = useParley((state) => state.users);
  const me = useParley((state) => state.me?.id);
  const name = (id: string | undefined) => (id === me ? t.youBold : nameOf(users.get(id ?? "")));
  const who = name(line.from);
  const whom = name(line.user);
  const alone = !line.from || line.from === line.user;
  const parts = sentenceOf(line, alone, { who, whom });
  return (
    <p class="system-line" title={fullTime(line.at)}>
      {parts.map((part, at) => (at % 2 === 1 ? <bdi key={at}>{part}</bdi> : part))}
    </p>
  );
}

/** The sentence cut at its names: what stands at odd places is a name. */
function sentenceOf(line: Line, alone: boolean, { who, whom }: { who: string; whom: string }): string[] {
  const names: Record<string, string> = { who, whom, title: clean(line.title ?? ""), span: spanOf((line.expiresInS ?? 0) * 1000), role: t.roleNames[line.role ?? "member"] };
  const lines = t.lines;
  const sentence =
    line.what === "joined"
      ? alone
        ? lines.joined
        : lines.added
      : line.what === "removed" && alone
        ? lines.left
        : lines[line.what];
  return sentence.split(/\{(\w+)\}/).map((part, at) => (at % 2 === 1 ? (names[part] ?? "") : part));
}
