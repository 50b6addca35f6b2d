import { t } from "../strings/table.ts";
import { giveFocusBack } from "./focus.ts";

/** What a search may be narrowed by, in the words that the server takes. */
const OPERATORS = ["in", "from", "has", "before", "after"] as const;

/** Chips that put an operator behind what is looked for; what it is to be is then typed. */
export function Operators({ query, onQuery }: { query: string; onQuery: (query: string) => void }) {
  return (
    <div class="operators" role="group" aria-label={t.searchWith}>
      {OPERATORS.filter((operator) => !query.includes(`${operator}:`)).map((operator) => (
        <button
          key={operator}
          type="button"
          onClick={(event) => {
            const field = event.currentTarget.closest(".pane")?.querySelector<HTMLElement>(".search-field input");
            onQuery(`${query.trimEnd()} ${operator}:`.trimStart());
            giveFocusBack(field ?? null);
          }}
        >
          {t.operators[operator]}
        </button>
      ))}
    </div>
  );
}
