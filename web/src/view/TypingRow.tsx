import { typersIn } from "../state/selectors.ts";
import { t } from "../strings/table.ts";
import { useParley } from "./context.ts";
import { inSentence, nameOf } from "./names.ts";

/** Who types. Its room is always there, so that nothing moves when somebody begins. */
export function TypingRow({ conversation }: { conversation: string }) {
  const names = useParley((state) =>
    typersIn(state, conversation)
      .map((id) => inSentence(nameOf(state.users.get(id)).split(" ")[0]!))
      .join("\n"),
  );
  const typers = names === "" ? [] : names.split("\n");
  if (typers.length === 0) return <div class="typing-row" />;
  return (
    <div class="typing-row">
      <span class="dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      {typers.length === 1
        ? t.typingOne(typers[0]!)
        : typers.length === 2
          ? t.typingTwo(typers[0]!, typers[1]!)
          : t.typingMany(typers.length)}
    </div>
  );
}
