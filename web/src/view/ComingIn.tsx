import { useState } from "preact/hooks";
import type { Join } from "../protocol/frames.ts";
import type { GroupChange } from "../state/groups.ts";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { Chooser } from "./Chooser.tsx";
import { copy } from "./clipboard.ts";
import { linkToConversation } from "./place.ts";

const WAYS: Join[] = ["invite", "request", "open"];

interface ComingInProps {
  conversation: Conversation;
  onChange: (change: GroupChange) => void;
}

/** How people become members by themselves, and what they read then. */
export function ComingIn({ conversation, onChange }: ComingInProps) {
  const { id, join = "invite", history = "all" } = conversation;
  const [copied, setCopied] = useState(false);
  return (
    <div class="scroll">
      <fieldset class="choices settings">
        <legend class="unseen">{t.comingIn}</legend>
        {WAYS.map((way) => (
          <label key={way} class="setting choice">
            <div>
              <span>{t.joinWays[way]}</span>
              <p class="note">{t.joinWaysHint[way]}</p>
            </div>
            <input type="radio" class="radio" name="join" checked={way === join} onChange={() => onChange({ join: way })} />
          </label>
        ))}
      </fieldset>
      <div class="settings ruled">
        {join !== "invite" && (
          <div class="setting">
            <div>
              <span>{t.groupLink}</span>
              <p class="note clip" dir="ltr">
                {linkToConversation(id)}
              </p>
            </div>
            <button
              type="button"
              class="button"
              aria-label={copied ? t.copied : t.copyGroupLink}
              onClick={() => void copy(linkToConversation(id)).then(() => setCopied(true))}
            >
              {copied ? t.copied : t.copy}
            </button>
          </div>
        )}
        <Chooser
          label={t.historyFor}
          value={history}
          options={[
            ["all", t.histories.all],
            ["joined", t.histories.joined],
          ]}
          onChoose={(history) => onChange({ history })}
        />
      </div>
    </div>
  );
}
