import type { Conversation, State } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { Icon } from "./Icon.tsx";
import { inSentence, titleOf } from "./names.ts";
import { addressOf } from "./place.ts";

interface RequestsRowProps {
  requests: readonly Conversation[];
  state: Pick<State, "users" | "me">;
}

/** Over the chats: where strangers' first messages wait, and whose. */
export function RequestsRow({ requests, state }: RequestsRowProps) {
  const first = inSentence(titleOf(state, requests[0]!));
  return (
    <div class="rows">
      <a class="row requests-row" href={addressOf({ tab: "requests" })}>
        <span class="avatar plain">
          <Icon name="inbox" />
        </span>
        <div>
          <div class="line">
            <span class="title clip">{t.messageRequests}</span>
          </div>
          <div class="line">
            <span class="preview clip">{t.requestsOf(first, requests.length - 1)}</span>
            <span class="badge">{requests.length}</span>
          </div>
        </div>
      </a>
    </div>
  );
}
